// A clerk's morning and a manager's month, on shipments whose figures were worked out beforehand (june.mjs): in each
// language, at a desk and on a telephone, with scripts and without, in light and in dark.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { HOUR, HUNCHUN, MINUTE, wall, YEKATERINBURG } from "./clerk.mjs";
import { ALL, AT_RISK, began, FIGURES, HELD, histories, inspected, JUNE, left, ORDER, OVERDUE, WORDS } from "./june.mjs";
import { NARROW, WIDE } from "./look.mjs";
import { Manager, shipments } from "./manager.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { decimal, duration, LANGUAGES, plain } from "./words.mjs";

/** Who sits where: every language at a desk and on a telephone, with scripts and without. */
const SEATS = [
  { language: "en", viewport: WIDE, javaScriptEnabled: true, colorScheme: "light" },
  { language: "en", viewport: NARROW, javaScriptEnabled: false, colorScheme: "dark" },
  { language: "zh-CN", viewport: WIDE, javaScriptEnabled: false, colorScheme: "dark" },
  { language: "zh-CN", viewport: NARROW, javaScriptEnabled: true, colorScheme: "light" },
  { language: "ru", viewport: WIDE, javaScriptEnabled: true, colorScheme: "dark" },
  { language: "ru", viewport: NARROW, javaScriptEnabled: false, colorScheme: "light" },
];
const REASONS = {
  document_request: { en: "Documents requested", "zh-CN": "要求补充单证", ru: "Запрошены документы" },
  inspection_finding: { en: "Finding of the inspection", "zh-CN": "查验异常", ru: "Нарушение, выявленное досмотром" },
};

let browser, office;

/** An office with the histories, and one of each role in each language. */
async function filled() {
  const users = LANGUAGES.flatMap((language) => ["staff", "manager"].map((role) => ({ name: `${role}.${language}`.toLowerCase(), role, language })));
  const office = await Office.start({ users });
  writeFileSync(join(office.folder, "histories.csv"), histories());
  office.command("import", "histories.csv");
  return office;
}

before(async () => {
  browser = await launch();
  office = await filled();
});
after(async () => {
  await browser.close();
  await stopAll();
});

const includes = (text, part) => assert.ok(text.includes(part), `“${part}” in “${text}”`);
const done = async (who, key = "done-recorded") => {
  assert.equal(who.answer.status(), 200, await who.text("main"));
  // Of what was recorded it says more.
  const said = who.say(key);
  includes(await who.text("[role=status]"), key === "done-recorded" ? said.slice(0, -1) : said);
};
const ago = (minutes) => Date.now() - minutes * MINUTE;
const counted = (who, count) => who.say("list-count", { count });

async function sit(office, { language, ...seat }, role) {
  const who = await Manager.at(browser, office, language, { ...seat, reducedMotion: "reduce" });
  who.page.setDefaultTimeout(15_000);
  await who.signIn(`${role}.${language}`.toLowerCase());
  return who;
}

async function leave(who) {
  const [width, room] = await who.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(width <= room, `${who.page.url()} scrolls sideways`);
  assert.deepEqual(who.complaints, []);
  await who.page.context().close();
}

/** A tab by its name, which says how many it has. */
const counting = (name) => new RegExp(`^${name}\\s+[\\d\\s]+$`);

/** What the board says: all open, past their target; and for each stage how many, overdue, at risk, held. */
async function board(who, [open, overdue], stages) {
  await who.goto("/");
  assert.equal(await who.text("h1"), who.say("board-sentence", { open, overdue }));
  for (const [stage, [count, late, risk, held]] of Object.entries(stages)) {
    const reach = who.page.locator(".reaches > li").filter({ has: who.page.getByRole("heading", { name: who.say(`stage-${stage}`), exact: true }) });
    const said = plain(await reach.innerText());
    includes(said, `${who.say(`stage-${stage}`)} ${count} `);
    includes(said, who.say("board-overdue", { count: late }));
    includes(said, who.say("board-at-risk", { count: risk }));
    includes(said, who.say("board-held", { count: held }));
  }
}

const row = async (who, reference) => plain(await who.page.locator("main tbody tr").filter({ has: who.page.getByRole("link", { name: reference, exact: true }) }).innerText());

/** Finds shipments by what is at hand: a reference, a parcel's code, words of the goods. */
async function find(who) {
  const search = async (words) => {
    await who.goto("/");
    await who.page.getByRole("searchbox", { name: who.say("nav-find") }).first().fill(words);
    await who.leave(() => who.page.keyboard.press("Enter"));
  };
  for (const [words, reference] of [["MR-07", "MR-07"], ["LV384211906CN", "MR-03"]]) {
    await search(words);
    assert.equal(await who.text("h1"), reference, `${words} leads to its shipment`);
  }
  for (const [words, references] of Object.entries(WORDS)) {
    await search(words);
    assert.deepEqual(await who.listed(), references, words);
  }
}

/** Scans the list: by time left, by filters, with another column, page by page; and keeps it. */
async function scan(who) {
  await who.goto("/shipments");
  await who.press(who.page.getByRole("navigation", { name: who.say("tabs-name") }).getByRole("link", { name: counting(who.say("tab-open")) }));
  assert.deepEqual(await who.listed(), ORDER);
  includes(await who.text(".list-about"), counted(who, ORDER.length));
  includes(await row(who, "MR-01"), `−${duration(who.language, -left("MR-01"))}`);
  for (const reference of ["MR-03", "MR-09", "MR-07"]) includes(await row(who, reference), duration(who.language, left(reference)));
  includes(await row(who, "MR-10"), who.say("figure-not-started"));
  for (const reference of ORDER) {
    const said = await row(who, reference);
    assert.equal(said.includes(who.say("chip-overdue")), OVERDUE.includes(reference), said);
    assert.equal(said.includes(who.say("chip-at-risk")), AT_RISK.includes(reference), said);
    assert.equal(said.includes(who.say("chip-held")), HELD.includes(reference), said);
  }

  const summary = (key) => who.page.locator("main summary").getByText(who.say(key), { exact: true }).click();
  await summary("list-filters");
  await who.field("filter-stage").selectOption({ label: who.say("stage-transport") });
  await who.press("list-apply");
  const moving = ["MR-01", "MR-02", "MR-03", "MR-05", "MR-09"];
  assert.deepEqual(await who.listed(), moving);
  includes(await who.text(".used"), who.say("list-filter", { name: who.say("filter-stage"), value: who.say("stage-transport") }));
  await summary("list-columns");
  await who.press(who.link("field-carrier"));
  includes(await row(who, "MR-05"), "Восток-Транс");
  await summary("view-keep");
  await who.field("view-name").fill(`Moving ${who.language}`);
  await who.press("form-keep");
  await who.goto("/shipments");
  await who.press(who.page.getByRole("link", { name: counting(`Moving ${who.language}`) }));
  assert.deepEqual(await who.listed(), moving);
  includes(await row(who, "MR-05"), "Восток-Транс");

  // By reference, page by page: each once.
  await who.goto("/shipments?state=all");
  includes(await who.text(".list-about"), counted(who, ALL.length));
  // By the column's head, or where there is none, by the line above the cards.
  await who.press(who.page.locator(".list-about, main thead").getByRole("link", { name: who.say("field-shipment"), exact: true }).locator("visible=true"));
  const first = await who.listed();
  await who.press(who.link("list-next"));
  assert.deepEqual([...first, ...(await who.listed())], ALL.toSorted());
  assert.equal(await who.link("list-next").count(), 0);
}

/** Ten shipments moved on, two of them with a wrong time that is refused, one put right afterwards. */
async function move(who) {
  const enter = (reference, stage, place, at) => who.step(reference, "step-enter", who.stage(stage), place, at);
  for (const [n, [reference, stage]] of [["MR-12", "declaration"], ["MR-10", "quarantine"], ["MR-11", "quarantine"], ["MR-07", "inspection"]].entries()) {
    await enter(reference, stage, HUNCHUN, ago(30 - n));
    await done(who);
    includes(await who.text(".title"), who.say(`stage-${stage}`));
  }
  for (const reference of ["MR-03", "MR-05"]) {
    await who.step(reference, "step-milestone", { milestone: who.say("milestone-departed") }, HUNCHUN, ago(25));
    await done(who);
  }
  await enter("MR-01", "delivery", YEKATERINBURG, ago(24));
  await done(who);

  // Before the inspection that is recorded: refused, with what stands in the way; the time that was typed is still there.
  const wrong = began("MR-04") + 2 * HOUR;
  await enter("MR-04", "transport", HUNCHUN, wrong);
  assert.equal(who.answer.status(), 422);
  includes(await who.text("[role=alert]"), who.say("form-refused", { count: 1 }));
  const refusal = await who.text("#day-error");
  includes(refusal, who.say("refuse-later", { event: "" }).replace(/[.。]$/, "").trim());
  includes(refusal, who.say("stage-inspection"));
  includes(refusal, wall(inspected("MR-04"), HUNCHUN).time);
  assert.equal(await who.field("when-time").inputValue(), wall(wrong, HUNCHUN).time);
  await who.whereWhen(HUNCHUN, ago(23));
  await who.press("record-do");
  await done(who);
  includes(await who.text(".title"), who.say("stage-transport"));

  // The clock of Hunchun read for Yekaterinburg lies ahead there: what was meant is offered.
  const meant = ago(22);
  const [read, right] = [wall(meant, HUNCHUN), wall(meant, YEKATERINBURG)];
  await enter("MR-02", "delivery", YEKATERINBURG, read);
  assert.equal(who.answer.status(), 422);
  includes(await who.text("#day-error"), who.say("refuse-in-future-rule"));
  const asked = who.say("repair-other-clock", { place: HUNCHUN[who.language], typed: read.time, time: right.time, here: YEKATERINBURG[who.language] });
  const repair = who.page.locator("main .repairs li").filter({ hasText: asked });
  await who.press(repair.getByRole("button", { name: who.say("repair-use", { time: right.time }), exact: true }));
  await done(who);
  includes(plain(await who.history(who.say("stage-delivery")).first().innerText()), right.time);

  // Recorded with the wrong time, and put right afterwards.
  const [late, true_] = [ago(20), ago(90)];
  await enter("MR-06", "inspection", HUNCHUN, late);
  await done(who);
  await who.press(who.history(who.say("stage-inspection"), wall(late, HUNCHUN).time).getByRole("link", { name: new RegExp(who.say("correct-link")) }));
  await who.whereWhen(HUNCHUN, true_);
  await who.field("correct-why").fill("read the wrong line");
  await who.press("correct-do");
  await done(who, "done-corrected");
  const lines = who.history(who.say("stage-inspection"));
  const struck = lines.filter({ hasText: who.say("history-retracted") });
  includes(plain(await struck.innerText()), wall(late, HUNCHUN).time);
  includes(plain(await lines.filter({ hasNotText: who.say("history-retracted") }).innerText()), wall(true_, HUNCHUN).time);
}

/** Two held with their reasons and who must act, one let go on. */
async function hold(who) {
  const holds = [["MR-05", "document_request", "bank"], ["MR-07", "inspection_finding", "customs"]];
  for (const [reference, reason, responsible] of holds) {
    const at = ago(15);
    await who.step(reference, "step-hold", {}, HUNCHUN, at);
    assert.equal(who.answer.status(), 422, "a hold asks for its reason");
    await who.field("field-reason").selectOption(reason);
    await who.field("field-responsible").selectOption({ label: who.say(`responsible-${responsible}`) });
    await who.press("record-do");
    await done(who);
    includes(await who.text(".chips"), who.say("chip-held"));
    const line = plain(await who.history(who.say("event-held")).first().innerText());
    includes(line, REASONS[reason][who.language]);
    includes(line, who.say("history-to-act", { who: who.say(`responsible-${responsible}`) }));
    includes(line, wall(at, HUNCHUN).time);
  }
  await who.step("MR-08", "step-release", {}, HUNCHUN, ago(14));
  await done(who);
  assert.ok(!(await who.text(".title")).includes(who.say("chip-held")));
  await who.goto("/shipments?state=held");
  assert.deepEqual(await who.listed(), ["MR-05", "MR-07"]);
  for (const [reference, reason, responsible] of holds) {
    includes(await row(who, reference), REASONS[reason][who.language]);
    includes(await row(who, reference), who.say("figure-to-act", { who: who.say(`responsible-${responsible}`) }));
  }
}

describe("a clerk's morning", { concurrency: 2 }, () => {
  for (const seat of SEATS) {
    test(`${seat.language}, ${seat.viewport.width} px, ${seat.javaScriptEnabled ? "scripts" : "no scripts"}`, async () => {
      const office = await filled();
      const who = await sit(office, seat, "staff");
      await board(who, [12, 2], { declaration: [2, 0, 0, 0], quarantine: [2, 0, 0, 0], inspection: [2, 0, 1, 1], transport: [5, 2, 2, 0], delivery: [0, 0, 0, 0] });
      includes(await who.text("main"), who.say("board-not-begun", { count: 1 }));
      // What comes next, by what is due; last what waits for its broker.
      const [waits, next] = [HELD, ORDER.filter((reference) => !HELD.includes(reference))];
      assert.deepEqual(await who.listed(), [...next, ...waits]);
      await find(who);
      await scan(who);
      await move(who);
      await hold(who);
      // The first two cleared, if late; what is at risk stays so.
      await board(who, [12, 0], { declaration: [1, 0, 0, 0], quarantine: [2, 0, 0, 0], inspection: [3, 0, 0, 1], transport: [4, 0, 3, 1], delivery: [2, 0, 0, 0] });
      const now = await who.listed();
      assert.deepEqual(now.slice(0, 3), ["MR-03", "MR-04", "MR-09"]);
      assert.deepEqual([now.length, ...now.slice(-2)], [12, "MR-05", "MR-07"], "they wait for the bank and for customs");
      await leave(who);
      await office.stop();
    });
  }
});

/** The figures of June, and the shipments behind them. */
async function june(who) {
  const { language } = who;
  const days = (text) => who.say("unit-days", { number: decimal(language, text) });
  const share = `${decimal(language, FIGURES.within)} %`;
  const address = `/reports/clearance?from=${JUNE.from}&to=${JUNE.to}&time_zone=${JUNE.zone}`;
  await who.goto(address);
  const sentence = await who.headings();
  for (const part of [days(FIGURES.median), share]) includes(sentence, part);
  assert.match(sentence, new RegExp(`(^|\\D)${FIGURES.n}(\\D|$)`));
  includes(await who.told("report-within"), share);
  includes(await who.told("report-within"), who.say("report-of", { part: FIGURES.kept.length, all: FIGURES.withTarget }));
  includes(await who.told("report-median"), days(FIGURES.median));
  includes(await who.told("report-mean"), days(FIGURES.mean));
  for (const [figure, references] of [["ended", FIGURES.ended], ["within", FIGURES.kept], ["late", FIGURES.late]]) {
    await who.goto(address);
    await who.press(who.page.locator(`main a[href*="clock=clearance"][href*="figure=${figure}"]`).first());
    const links = await who.page.locator('main a[href^="/shipments/"]').allInnerTexts();
    assert.deepEqual(links.map(plain).toSorted(), references, figure);
  }
  // On paper: the figures without the office around them, on a few sheets.
  await who.goto(address);
  await who.page.emulateMedia({ media: "print" });
  assert.equal(await who.page.getByRole("navigation").first().isVisible(), false);
  includes(await who.text("main"), days(FIGURES.median));
  const paper = await who.print();
  assert.equal(paper.begins, "%PDF");
  assert.ok(paper.sheets >= 1 && paper.sheets <= 4, `${paper.sheets} sheets`);
  await who.page.emulateMedia({ media: "screen" });
}

/** Which will be late, which are, who holds what; and the list as a file. */
async function lists(who) {
  await board(who, [12, 2], { inspection: [2, 0, 1, 1], transport: [5, 2, 2, 0] });
  await who.press(who.page.locator(".reaches > li").nth(3).getByRole("link", { name: who.say("board-at-risk", { count: 2 }) }));
  assert.deepEqual(await who.listed(), ["MR-03", "MR-09"], "at risk in transport");
  for (const [tab, references] of [["tab-overdue", OVERDUE], ["tab-held", HELD], ["tab-at-risk", AT_RISK]]) {
    await who.press(who.page.getByRole("navigation", { name: who.say("tabs-name") }).getByRole("link", { name: counting(who.say(tab)) }));
    assert.deepEqual(await who.listed(), references, tab);
  }
  await who.press(who.link("export-this-list"));
  assert.equal(await who.text("#list-count"), counted(who, AT_RISK.length));
  includes(await who.text(".used"), who.say("list-filter", { name: who.say("filter-state"), value: who.say("tab-at-risk") }));
  const button = who.page.getByRole("region", { name: who.say("export-list"), exact: true }).getByRole("link", { name: new RegExp(who.say("export-take")) });
  const file = await who.take(button);
  assert.match(file.name, /^histories-at_risk-\d{4}-\d\d-\d\d\.csv$/);
  assert.equal(file.text[0], "\ufeff", "Excel reads it");
  assert.deepEqual(shipments(file.rows), AT_RISK);
  assert.deepEqual(file.rows.filter((row) => row.shipment === "MR-04").map((row) => row.stage || row.event), ["registered", "declaration", "quarantine", "inspection"]);
  assert.equal(Date.parse(file.rows.find((row) => row.shipment === "MR-04" && row.stage === "quarantine").occurred_at), began("MR-04"));

  await who.goto("/shipments?state=held&reason=document_request");
  assert.deepEqual(await who.listed(), HELD);
  includes(await row(who, "MR-08"), REASONS.document_request[who.language]);
  includes(await row(who, "MR-08"), who.say("figure-to-act", { who: who.say("responsible-broker") }));
}

describe("a manager's month", { concurrency: 2 }, () => {
  for (const seat of SEATS) {
    test(`${seat.language}, ${seat.viewport.width} px, ${seat.javaScriptEnabled ? "scripts" : "no scripts"}`, async () => {
      const who = await sit(office, seat, "manager");
      await june(who);
      await lists(who);
      await leave(who);
    });
  }
});
