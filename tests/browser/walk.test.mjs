// A batch from Hunchun to Yekaterinburg by Kraskino, from its registration to its delivery, as a clerk would enter
// it: with mistakes that are refused or put right. In each language, with and without JavaScript.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Clerk, DAY, HOUR, HUNCHUN, KRASKINO, MINUTE, typedDay, wall, YEKATERINBURG } from "./clerk.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { days, decimal, duration, LANGUAGES, plain } from "./words.mjs";

const BASE = Math.floor(Date.now() / DAY) * DAY - 20 * DAY;
/** Days and hours after the beginning, UTC. */
const at = (day, hour, minute = 0) => BASE + day * DAY + hour * HOUR + minute * MINUTE;

const GOODS = { en: "Rubber shoes", "zh-CN": "胶鞋", ru: "Резиновая обувь" };
const CONSIGNEE = { en: "Ural Trade LLC", "zh-CN": "乌拉尔贸易", ru: "ООО «Урал Трейд»" };
const RAW = "【布控】待查验";

let browser, office;
before(async () => {
  browser = await launch();
  const clerks = LANGUAGES.map((language) => ({ name: `clerk.${language}`.toLowerCase(), role: "staff", language, display: `Clerk ${language}` }));
  office = await Office.start({ users: [{ name: "chief", role: "administrator" }, ...clerks] });
  // The lane's targets, in force before the batch was registered.
  const chief = await Clerk.at(browser, office, "en");
  await chief.signIn("chief");
  await chief.goto("/admin/lanes/new");
  await chief.choose("lanes-origin", HUNCHUN);
  await chief.choose("lanes-destination", YEKATERINBURG);
  await chief.field("lanes-from").fill(wall(at(-30, 0), HUNCHUN).day);
  for (const [clock, count] of [["door_to_door", 15], ["clearance", 12], ["inspection", 1]]) {
    await chief.field("lanes-days", chief.group(`clock-${clock}`)).fill(`${count}`);
  }
  await chief.press("form-keep");
  assert.ok((await chief.text("[role=status]")).includes(chief.say("done-kept")));
  assert.deepEqual(chief.complaints, []);
  await chief.page.context().close();
});
after(async () => {
  await browser.close();
  await stopAll();
});

async function clerk(language, options) {
  const who = await Clerk.at(browser, office, language, options);
  await who.signIn(`clerk.${language}`.toLowerCase());
  return who;
}

const includes = (text, part) => assert.ok(text.includes(part), `“${part}” in “${text}”`);
/** Opens the days of the history that are folded. */
const unfold = (who) => who.page.locator("details.day:not([open])").evaluateAll((days) => days.forEach((day) => (day.open = true)));
const done = async (who, key = "done-recorded") => {
  assert.equal(who.answer.status(), 200, await who.text("main"));
  // Of what was recorded it says more.
  const said = who.say(key);
  includes(await who.text("[role=status]"), key === "done-recorded" ? said.slice(0, -1) : said);
  await unfold(who);
};

/** A line of goods, by its number. */
const lineOf = (who, number) => who.page.locator("table.lines tbody tr").nth(number - 1);

/** Registers with everything, first with three mistakes. */
async function register(who, reference) {
  const { language } = who;
  await who.goto("/shipments");
  await who.press(who.page.getByRole("navigation").getByRole("link", { name: who.say("nav-register"), exact: true }));
  const amounts = who.group("group-amounts");
  await who.field("field-shipment").fill(reference);
  await who.choose("field-origin", HUNCHUN);
  await who.choose("field-destination", YEKATERINBURG);
  await who.choose("field-crossing", KRASKINO);
  await who.field("field-transport_mode").selectOption({ label: who.say("transport-mode-road") });
  const main = await who.unfold("group-papers");
  await who.field("field-goods", main).fill(GOODS[language]);
  await who.field("field-hs_code", main).fill("640299290");
  await who.field("field-tnved_code", main).fill("6402999800");
  const lines = [["Shoes", "6402992900", "6402999800", "1200", "pair", "180000.10"], ["Hats", "6504000000", "", "300", "pcs", "20000.20"]];
  const cells = ["line-description", "field-hs_code", "field-tnved_code", "line-quantity", "line-unit", "field-value"];
  for (const [n, line] of lines.entries()) {
    const row = lineOf(who, n + 1);
    for (const [m, text] of line.entries()) await who.field(cells[m], row).fill(text);
  }
  await who.field("field-packages", amounts).fill("84");
  await who.field("field-gross_kg", amounts).fill("1530.5");
  await who.field("field-value", amounts).fill("200000.31");
  await who.field("field-currency", amounts).fill("CNY");
  const parties = { consignor: "珲春远东贸易有限公司", consignee: CONSIGNEE[language], carrier: "Восток-Транс", broker: "ИП Брокер", bank: "中国银行" };
  await who.unfold("group-parties");
  for (const [party, name] of Object.entries(parties)) await who.field(`field-${party}`).fill(name);
  await who.field("field-declaration_number").fill("220120261000012345");
  await who.field("field-master_waybill").fill("CMR 0012-26");
  const { day, time } = wall(at(0, 0), HUNCHUN);
  await who.unfold("group-when");
  await who.field("when-day").fill(day);
  await who.field("when-time").fill(time);
  await who.field("field-note").fill("two pallets");

  await who.press("register-do");
  assert.equal(who.answer.status(), 422);
  const says = {
    mode: who.say("wrong-missing", { field: who.say("field-mode") }),
    hs_code: who.say("wrong-value", { value: "640299290", field: who.say("field-hs_code") }),
    value: who.say("wrong-sum", { sum: decimal(language, "200000.30"), value: decimal(language, "200000.31") }),
  };
  const summary = who.page.getByRole("alert");
  includes(plain(await summary.innerText()), who.say("form-refused", { count: 3 }));
  includes(await who.errorOf(who.field("field-mode")), says.mode);
  includes(await who.errorOf(who.field("field-hs_code", main)), says.hs_code);
  includes(await who.errorOf(who.field("field-hs_code", main)), who.say("form-hs-code"));
  includes(await who.errorOf(who.field("field-value", amounts)), says.value);
  for (const [id, text] of Object.entries(says)) {
    await summary.getByRole("link", { name: text, exact: true }).click();
    assert.equal(await who.page.evaluate(() => document.activeElement.id), id, "the summary's link leads to the field");
  }
  // Everything that was typed is still there.
  assert.equal(await who.field("field-shipment").inputValue(), reference);
  assert.equal(await who.field("field-origin").inputValue(), HUNCHUN.code);
  assert.equal(await who.field("field-crossing").inputValue(), KRASKINO.code);
  assert.equal(await who.field("field-transport_mode").inputValue(), "road");
  assert.equal(await who.field("field-goods", main).inputValue(), GOODS[language]);
  for (const [n, line] of lines.entries()) {
    const row = lineOf(who, n + 1);
    const shown = (text) => (text === "pair" ? who.say("goods-unit-pair") : text);
    for (const [m, text] of line.entries()) assert.equal(await who.field(cells[m], row).inputValue(), shown(text));
  }
  for (const [party, name] of Object.entries(parties)) assert.equal(await who.field(`field-${party}`).inputValue(), name);
  assert.deepEqual([await who.field("when-day").inputValue(), await who.field("when-time").inputValue()], [typedDay(day, language), time]);
  assert.equal(await who.field("field-note").inputValue(), "two pallets");

  // More lines can be had without losing any.
  await who.press("lines-more");
  assert.equal(await who.page.locator("table.lines tbody tr").count(), 6);
  assert.equal(await who.field("line-description", lineOf(who, 2)).inputValue(), "Hats");

  await who.field("field-mode").selectOption("9610");
  await who.field("field-hs_code", main).fill("6402992900");
  await who.field("field-value", amounts).fill("200000.30");
  await who.press("register-do");
  await done(who, "done-registered");
  assert.equal(await who.text("h1"), reference);
  for (const place of [HUNCHUN, KRASKINO, YEKATERINBURG]) includes(await who.text(".route"), place[language]);
  includes((await who.figure(who.say("field-mode")))[0], `9610 ${who.say("mode-9610")}`);
  includes((await who.figure(who.say("field-value")))[0], `${decimal(language, "200000.30")} CNY`);
  includes((await who.figure(who.say("fact-size")))[0], decimal(language, "1530.5"));
  const details = await who.text("section.details");
  for (const name of [...Object.values(parties), "220120261000012345", "CMR 0012-26", "Hats", decimal(language, "20000.20")]) includes(details, name);
  assert.equal((await who.figure(who.say("figure-time-left")))[0], who.say("figure-not-started"));
  assert.equal((await who.figure(who.say("figure-stage")))[0], who.say("stage-none"));
}

/** A UPU S10 number by its eight digits, and an SSCC by its seventeen: each with its check digit. */
function s10(letters, serial, country) {
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((sum, weight, at) => sum + weight * serial[at], 0);
  const check = 11 - (sum % 11);
  return `${letters}${serial}${check === 10 ? 0 : check === 11 ? 5 : check}${country}`;
}
function sscc(serial) {
  const sum = [...serial].reverse().reduce((sum, digit, at) => sum + digit * (at % 2 ? 1 : 3), 0);
  return `${serial}${(10 - (sum % 10)) % 10}`;
}
assert.deepEqual([s10("RB", "12345678", "CN"), sscc("37610425002123456")], ["RB123456785CN", "376104250021234569"]);

/** Parcels are in one open shipment each: every walk packs its own. */
let walks = 0;

async function pack(who, reference) {
  walks += 1;
  const [first, second, third] = ["LX", "LV", "RB"].map((letters) => s10(letters, `${10_000_000 + walks}`, "CN"));
  const label = sscc(`37610425002${100_000 + walks}`);
  const digit = (code, at) => (Number(code[at]) + 1) % 10;
  const [damaged, doubtful] = [`${third.slice(0, 10)}${digit(third, 10)}CN`, `${label.slice(0, 17)}${digit(label, 17)}`];
  await who.goto(`/shipments/${reference}`);
  await who.press(who.page.locator(".head-buttons").getByRole("link", { name: who.say("parcels-title"), exact: true }));
  includes(await who.text("main"), who.say("parcels-none"));
  const grouped = second.replace(/(..)(...)(...)(...)(..)/, "$1 $2 $3 $4 $5");
  const typed = `${first}\n${grouped}\n${damaged}\n(00)${label}, ${doubtful}`;
  await who.field("field-parcels").fill(typed);
  await who.whereWhen(HUNCHUN, at(0, 1));
  await who.press("parcels-pack");
  assert.equal(who.answer.status(), 422);
  includes(await who.errorOf(who.field("field-parcels")), who.say("wrong-check-digit", { count: 1, codes: damaged }));
  assert.equal(await who.field("field-parcels").inputValue(), typed);
  await who.field("field-parcels").fill(typed.replace(damaged, third));
  await who.press("parcels-pack");
  await done(who, "done-packed");
  const packed = [first, second, third, label, doubtful];
  const shown = (await who.page.locator("main ul.codes li").allInnerTexts()).map(plain);
  assert.deepEqual(shown.map((text) => text.split(" ")[0]), packed);
  assert.deepEqual(shown.filter((text) => text.includes(who.say("parcels-doubtful"))).map((text) => text.split(" ")[0]), [doubtful]);
  includes(await who.text("main"), who.say("parcels-doubtful-list", { count: 1, codes: doubtful }));
  includes(await who.text("main"), who.say("parcels-count", { count: 5 }));
}

/** A stage does not end in a hold: the page says why, draws it, and offers what was likely meant. */
async function refusedInHold(who, reference) {
  await who.step(reference, "step-enter", who.stage("quarantine"), HUNCHUN, at(0, 12));
  assert.equal(who.answer.status(), 422);
  const error = await who.text("#day-error");
  includes(error, who.say("refuse-hold-open-rule"));
  includes(error, HUNCHUN[who.language]);
  includes(await who.text("[role=alert]"), who.say("form-refused", { count: 1 }));
  const drawing = who.page.locator("main fieldset").getByRole("img");
  assert.equal(await drawing.count(), 1);
  includes(await drawing.getAttribute("aria-label"), wall(at(0, 12), HUNCHUN).time);
  assert.ok((await drawing.locator("rect.hold").count()) >= 1, "the hold is drawn");
  assert.equal(await who.field("when-time").inputValue(), wall(at(0, 12), HUNCHUN).time);
  const repairs = who.page.locator("main .repairs li");
  includes(plain((await repairs.allInnerTexts()).join(" ")), who.say("repair-at-end"));
  assert.equal(await who.link("repair-correct-do").count(), 1);
  const lifted = wall(at(1, 0), HUNCHUN).time;
  await who.press(repairs.filter({ hasText: who.say("repair-at-end") }).getByRole("button", { name: who.say("repair-use", { time: lifted }) }));
  await done(who);
  const line = plain(await who.history(who.say("stage-quarantine")).first().innerText());
  includes(line, lifted);
}

/** 17:00 was read from the clock of Hunchun, and entered for Kraskino: there that is inside the hold. */
async function wrongClock(who, reference) {
  const read = wall(at(4, 9), HUNCHUN), right = wall(at(4, 9), KRASKINO);
  await who.record(reference, "what-entered", KRASKINO, read, () => who.radio("stage-transport").check());
  assert.equal(who.answer.status(), 422);
  const question = who.say("repair-other-clock", {
    place: HUNCHUN[who.language], typed: read.time, time: right.time, here: KRASKINO[who.language],
  });
  const repair = who.page.locator("main .repairs li").filter({ hasText: question });
  assert.equal(await repair.count(), 1, await who.text("main .repairs"));
  await who.press(repair.getByRole("button", { name: who.say("repair-use", { time: right.time }), exact: true }));
  await done(who);
  const line = plain(await who.history(who.say("event-entered-again"), who.say("stage-transport")).first().innerText());
  includes(line, right.time);
  includes(line, `${KRASKINO[who.language]} UTC+10`);
}

async function walk(language, javaScriptEnabled) {
  const who = await clerk(language, { javaScriptEnabled });
  const reference = `HC-${language}-${javaScriptEnabled ? "js" : "plain"}`;
  await register(who, reference);
  await pack(who, reference);

  // The declaration is keyed two hours late, and put right.
  await who.step(reference, "step-enter", who.stage("declaration"), HUNCHUN, at(0, 4));
  await done(who);
  await who.press(who.history(who.say("stage-declaration")).getByRole("link", { name: new RegExp(who.say("correct-link")) }));
  await who.whereWhen(HUNCHUN, at(0, 2));
  await who.press("correct-do");
  assert.equal(who.answer.status(), 422, "why is asked");
  includes(await who.errorOf(who.field("correct-why")), who.say("wrong-reason"));
  assert.equal(await who.field("when-time").inputValue(), wall(at(0, 2), HUNCHUN).time);
  await who.field("correct-why").fill("read the wrong line");
  await who.press("correct-do");
  await done(who, "done-corrected");
  const struck = who.history(who.say("stage-declaration")).filter({ hasText: who.say("history-retracted") });
  assert.equal(await struck.count(), 1);
  includes(plain(await struck.locator("s").innerText()), who.say("stage-declaration"));
  includes(plain(await struck.innerText()), who.say("quoted", { text: "read the wrong line" }));
  includes(plain(await struck.innerText()), wall(at(0, 4), HUNCHUN).time);
  const declared = who.history(who.say("event-entered"), who.say("stage-declaration")).filter({ hasNotText: who.say("history-retracted") });
  assert.equal(await declared.count(), 1);
  includes(plain(await declared.innerText()), wall(at(0, 2), HUNCHUN).time);

  const customs = (country, code, place, when, text) =>
    who.record(reference, "what-customs", place, when, async () => {
      await who.field("field-country").fill(country);
      await who.field("field-customs-code").fill(code);
      if (text) await who.field("field-customs-text").fill(text);
    });
  await customs("CN", "120", HUNCHUN, at(0, 3), "已入库");
  await done(who);

  // Held without a reason is refused; then with reason, authority and who must act.
  await who.record(reference, "what-held", HUNCHUN, at(0, 6), () => who.field("field-authority").fill("珲春海关"));
  assert.equal(who.answer.status(), 422);
  includes(await who.errorOf(who.field("field-reason")), who.say("wrong-reason"));
  assert.equal(await who.field("field-authority").inputValue(), "珲春海关");
  await who.field("field-reason").selectOption("document_request");
  await who.field("field-responsible").selectOption({ label: who.say("responsible-broker") });
  await who.press("record-do");
  await done(who);
  assert.ok((await who.text(".chips")).includes(who.say("chip-held")));
  const held = plain(await who.history(who.say("event-held")).innerText());
  includes(held, "珲春海关");
  includes(held, who.say("history-to-act", { who: who.say("responsible-broker") }));
  includes(held, who.say("history-pauses"));
  await who.step(reference, "step-release", {}, HUNCHUN, at(1, 0));
  await done(who);
  assert.ok(!(await who.text(".chips")).includes(who.say("chip-held")));

  await refusedInHold(who, reference);
  await customs("CN", "500", HUNCHUN, at(2, 1), RAW);
  await customs("CN", "Z77", HUNCHUN, at(2, 1, 30));
  await done(who);
  includes(plain(await who.history("Z77").innerText()), who.say("event-customs", { country: who.say("country-CN") }));
  includes(plain(await who.history(RAW).innerText()), "(500)");
  await who.step(reference, "step-enter", who.stage("inspection"), HUNCHUN, at(2, 2));
  await customs("CN", "800", HUNCHUN, at(3, 1), "放行");
  await who.step(reference, "step-enter", who.stage("transport"), HUNCHUN, at(3, 2));
  await done(who);
  const milestone = (code) => ({ milestone: who.say(`milestone-${code}`) });
  await who.step(reference, "step-milestone", milestone("departed"), HUNCHUN, at(3, 4));
  await who.step(reference, "step-milestone", milestone("border_arrived"), KRASKINO, at(3, 8));
  await done(who);
  includes(plain(await who.history(who.say("milestone-border_arrived")).innerText()), `${KRASKINO[language]} UTC+10`);

  // What is only expected may lie ahead; what happened may not.
  const soon = Date.now() + 3 * DAY;
  const arrival = async (classifier) => {
    await who.field("field-milestone").fill("arrived");
    await who.radio(`classifier-${classifier}`).check();
  };
  await who.record(reference, "what-milestone", YEKATERINBURG, soon, () => arrival("actual"));
  assert.equal(who.answer.status(), 422);
  includes(await who.text("#day-error"), who.say("refuse-in-future-rule"));
  await who.radio("classifier-estimated").check();
  await who.press("record-do");
  await done(who);
  const expected = plain(await who.history(who.say("event-milestone-estimated")).innerText());
  includes(expected, who.say("milestone-arrived"));
  includes(expected, who.say("recorded-ahead"));

  // Back to inspection at the border: not without a reason.
  await who.record(reference, "what-entered", KRASKINO, at(3, 10), () => who.radio("stage-inspection").check());
  assert.equal(who.answer.status(), 422);
  includes(await who.errorOf(who.field("field-reason")), who.say("refuse-back-without-reason-rule"));
  await who.field("field-reason").fill("seal broken");
  await who.press("record-do");
  await done(who);
  includes(plain(await who.history(who.say("event-entered-again"), who.say("stage-inspection")).innerText()), who.say("history-reason", { reason: "seal broken" }));
  await who.record(reference, "what-held", KRASKINO, at(3, 12), () => who.field("field-reason").selectOption("inspection_finding"));
  await done(who);
  await who.step(reference, "step-release", {}, KRASKINO, at(4, 8));
  await done(who);
  await wrongClock(who, reference);
  await customs("RU", "10", KRASKINO, at(4, 11), "Выпуск разрешен");
  await who.step(reference, "step-milestone", milestone("border_crossed"), KRASKINO, at(4, 12));
  await who.step(reference, "step-milestone", milestone("arrived"), YEKATERINBURG, at(12, 5));
  await who.step(reference, "step-enter", who.stage("delivery"), YEKATERINBURG, at(12, 6));
  await who.step(reference, "step-milestone", milestone("out_for_delivery"), YEKATERINBURG, at(13, 4));
  await done(who);

  // Entered late: it stands where it happened, and says how much later it was written.
  await who.record(reference, "what-milestone", HUNCHUN, at(3, 3), () => who.field("field-milestone").fill("loaded"));
  await done(who);
  const loaded = plain(await who.history(who.say("milestone-loaded")).innerText());
  const later = duration(language, Math.floor((Date.now() - at(3, 3)) / 1000));
  includes(loaded, who.say("recorded-later", { after: later }));
  const order = (await who.page.locator("section.history ol.events > li").allInnerTexts()).map(plain);
  const place = (text) => order.findIndex((line) => line.includes(text));
  assert.ok(place(who.say("milestone-departed")) < place(who.say("milestone-loaded")), "the latest first, by when it happened");

  await amend(who, reference);
  await who.step(reference, "step-deliver", {}, YEKATERINBURG, at(13, 9));
  await done(who);
  await theEnd(who, reference);
  assert.deepEqual(who.complaints, []);
  await who.page.context().close();
}

async function amend(who, reference) {
  await who.goto(`/shipments/${reference}`);
  await who.press(who.link("amend-title"));
  const amounts = who.group("group-amounts");
  await who.press("amend-do");
  assert.equal(who.answer.status(), 422);
  includes(await who.text("[role=alert]"), who.say("wrong-unchanged"));
  await who.field("field-value", amounts).fill("201000.30");
  await who.field("field-consignee").fill(`${CONSIGNEE[who.language]} 2`);
  await who.press("amend-do");
  assert.equal(who.answer.status(), 422);
  includes(await who.errorOf(who.field("field-value", amounts)), who.say("wrong-sum-rule"));
  await who.field("field-value", lineOf(who, 2)).fill("21000.20");
  await who.field("field-reason").fill("new invoice");
  await who.press("amend-do");
  await done(who, "done-amended");
  const line = plain(await who.history(who.say("event-amended")).innerText());
  includes(line, who.say("history-changed", { field: who.say("field-consignee"), old: CONSIGNEE[who.language], new: `${CONSIGNEE[who.language]} 2` }));
  includes(line, decimal(who.language, "201000.30"));
  includes(line, who.say("history-reason", { reason: "new invoice" }));
  includes((await who.figure(who.say("field-value")))[0], `${decimal(who.language, "201000.30")} CNY`);
  const details = await who.text("section.details");
  includes(details, `${CONSIGNEE[who.language]} 2`);
  includes(details, decimal(who.language, "21000.20"));
}

/** What the times that were entered come to. */
/** What the city of the clerks' zone is called. */
const SHANGHAI = { en: "Shanghai", "zh-CN": "上海", ru: "Шанхай" };

async function theEnd(who, reference) {
  const { language } = who;
  const entered = [
    ["declaration", at(0, 2)], ["quarantine", at(1, 0)], ["inspection", at(2, 2)], ["transport", at(3, 2)],
    ["inspection", at(3, 10)], ["transport", at(4, 9)], ["delivery", at(12, 6)],
  ];
  const end = at(13, 9);
  const spent = {}, visits = {};
  for (const [n, [stage, from]] of entered.entries()) {
    const seconds = ((entered[n + 1]?.[1] ?? end) - from) / 1000;
    spent[stage] = (spent[stage] ?? 0) + seconds;
    visits[stage] = (visits[stage] ?? 0) + 1;
  }
  const say = (seconds) => duration(language, seconds);
  for (const stage of Object.keys(spent)) {
    const row = await who.trackRow(who.say(`stage-${stage}`));
    assert.equal(row[2], say(spent[stage]), `${stage}: ${row}`);
    const again = who.say("track-visits", { count: visits[stage] });
    assert.equal(row[0].includes(again), visits[stage] > 1, row[0]);
  }
  const inspection = await who.trackRow(who.say("stage-inspection"));
  assert.equal(inspection[3], say(DAY / 1000));
  includes(inspection[4], say(spent.inspection - DAY / 1000));
  const customs = await who.trackRow(who.say("track-customs", { country: who.say("country-CN") }));
  includes(customs.at(-1), "800");
  const russian = await who.trackRow(who.say("track-customs", { country: who.say("country-RU") }));
  includes(russian.at(-1), "10");

  const clearance = (at(12, 6) - at(1, 0)) / 1000;
  const [first, second] = [(at(1, 0) - at(0, 6)) / 1000, (at(4, 8) - at(3, 12)) / 1000];
  const took = await who.figure(who.say("figure-took", { clock: who.say("clock-clearance") }));
  assert.deepEqual(took, [say(clearance), who.say("figure-net", { net: say(clearance - second), held: say(second) })]);
  const promise = await who.figure(who.say("figure-promise"));
  assert.deepEqual(promise, [
    who.say("figure-kept"),
    who.say("figure-kept-about", { target: days(language, 12), by: say((12 * DAY) / 1000 - clearance) }),
  ]);
  const ended = await who.figure(who.say("outcome-delivered"));
  assert.equal(ended[0], say((end - at(0, 2)) / 1000));
  includes(ended[1], wall(end, YEKATERINBURG).time);
  const held = await who.figure(who.say("figure-on-hold"));
  assert.equal(held[0], say(first + second));
  includes(held[1], who.say("figure-holds", { count: 2 }));
  includes(await who.text(".chips"), who.say("outcome-delivered"));
  includes(await who.text(".history .section-head"), who.say("history-count", { count: 29 }));
  assert.equal(await who.page.locator("section.history ol.events > li").count(), 28, "a retraction stands with what it retracts");
  // All of it survives in one's own time too.
  await who.press(who.link("history-own-times", { zone: who.say("zone-named", { city: SHANGHAI[language], zone: "Asia/Shanghai" }) }));
  await unfold(who);
  includes(plain(await who.history(who.say("milestone-out_for_delivery")).innerText()), wall(at(13, 4), HUNCHUN).time);

  await who.goto(`/shipments?q=${reference}`);
  assert.equal(new URL(who.page.url()).pathname, `/shipments/${reference}`);
  await who.goto("/shipments?state=closed");
  const row = plain(await who.page.locator("main tbody tr").filter({ hasText: reference }).innerText());
  includes(row, who.say("outcome-delivered"));
}

async function skip(language) {
  const who = await clerk(language);
  const reference = `SKIP-${language}`;
  await who.register(reference, HUNCHUN, YEKATERINBURG, at(5, 0));
  await done(who, "done-registered");
  await who.step(reference, "step-enter", who.stage("declaration"), HUNCHUN, at(5, 1));
  await who.goto(`/shipments/${reference}`);
  await who.press(who.link("step-skip"));
  await who.whereWhen(HUNCHUN, at(5, 2));
  await who.radio("stage-declaration").check();
  await who.press("record-do");
  assert.equal(who.answer.status(), 422);
  includes(await who.text("#stage-error"), who.say("refuse-already-entered-rule"));
  await who.radio("stage-quarantine").check();
  await who.press("record-do");
  await done(who);
  await who.step(reference, "step-enter", who.stage("inspection"), HUNCHUN, at(5, 3));
  await done(who);
  const row = await who.trackRow(who.say("stage-quarantine"));
  includes(row.join(" "), who.say("track-skipped"));
  includes(plain(await who.history(who.say("event-skipped")).innerText()), who.say("stage-quarantine"));
  assert.equal(await who.page.locator(".warnings li").count(), 0, "what is not required is not missing");

  // Passed over without a word, it is missing.
  await who.record(reference, "what-entered", YEKATERINBURG, at(9, 0), () => who.radio("stage-delivery").check());
  includes(await who.text(".warnings"), who.say("warning-line", { stage: who.say("stage-transport"), what: who.say("warning-stage_missing") }));
  assert.deepEqual(who.complaints, []);
  await who.page.context().close();
}

async function stale(language) {
  const [one, two] = [await clerk(language), await clerk(language)];
  const reference = `TWO-${language}`;
  await one.register(reference, HUNCHUN, YEKATERINBURG, at(5, 0));
  await two.open(reference, "what-noted");
  await two.whereWhen(HUNCHUN, at(5, 2));
  await two.field("field-note").fill("the seal is whole");
  await one.step(reference, "step-enter", one.stage("declaration"), HUNCHUN, at(5, 1));
  await done(one);
  await two.press("record-do");
  assert.equal(two.answer.status(), 409);
  includes(await two.text("[role=alert]"), two.say("stale-heading"));
  const since = await two.text("#since");
  includes(since, two.say("stale-since"));
  includes(since, two.say("stage-declaration"));
  includes(since, `Clerk ${language}`);
  assert.ok(!since.includes(two.say("event-registered")), "only what is new");
  assert.equal(await two.field("field-note").inputValue(), "the seal is whole");
  assert.equal(await two.field("when-time").inputValue(), wall(at(5, 2), HUNCHUN).time);
  assert.equal(await two.field("field-place").inputValue(), HUNCHUN.code);
  await one.goto(`/shipments/${reference}`);
  assert.equal(await one.history("the seal is whole").count(), 0, "nothing was recorded yet");
  const sent = two.page.waitForRequest((request) => request.method() === "POST");
  await two.press("record-do");
  await done(two);
  assert.equal(await two.history("the seal is whole").count(), 1);
  includes(await two.text(".history .section-head"), two.say("history-count", { count: 3 }));

  // The same form once more counts for nothing.
  const form = Object.fromEntries(new URLSearchParams((await sent).postData()));
  const again = await two.page.request.post(`/shipments/${reference}/events`, { form, maxRedirects: 0 });
  assert.equal(again.status(), 303);
  await two.goto(again.headers().location);
  includes(await two.text("[role=status]"), two.say("done-repeated"));
  assert.equal(await two.history("the seal is whole").count(), 1);
  includes(await two.text(".history .section-head"), two.say("history-count", { count: 3 }));
  assert.deepEqual([...one.complaints, ...two.complaints], []);
  await Promise.all([one, two].map((who) => who.page.context().close()));
}

describe("the walk of a batch", { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    test(`${language}`, () => walk(language, true));
    test(`${language}, without JavaScript`, () => walk(language, false));
    test(`a stage is skipped, ${language}`, () => skip(language));
    test(`two clerks at one shipment, ${language}`, () => stale(language));
  }
});
