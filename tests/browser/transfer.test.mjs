// Histories brought in and taken away through the browser: faults, places that are not known, the same file again; a
// filtered list and one shipment as files. In each language, with scripts and without; axe looks at each state.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { look, NARROW, nothing } from "./look.mjs";
import { Manager, shipments } from "./manager.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { LANGUAGES, plain } from "./words.mjs";

const HEAD = "shipment,event,stage,occurred_at,place,reason,mode,origin,destination,goods";
/** A shipment on hold, and one that is delivered. */
const right = (name, destination) => [
  `${name}-1,registered,,2026-07-01T08:00:00+08:00,CNHCG,,9610,CNHCG,${destination},"鞋, Обувь"`,
  `${name}-1,entered,declaration,2026-07-02T08:00:00+08:00,CNHCG,,,,,`,
  `${name}-1,held,,2026-07-03T08:00:00+08:00,CNHCG,document_request,,,,`,
  `${name}-2,registered,,2026-07-01T08:00:00+08:00,CNHCG,,9610,CNHCG,${destination},`,
  `${name}-2,entered,declaration,2026-07-02T08:00:00+08:00,CNHCG,,,,,`,
  `${name}-2,entered,delivery,2026-07-12T08:00:00+08:00,CNHCG,,,,,`,
  `${name}-2,delivered,,2026-07-13T08:00:00+08:00,CNHCG,,,,,`,
];
/** What is wrong with a file: the row as a spreadsheet counts it, its column, the cell, the rule. */
const wrong = [
  { line: "F-1,registered,,2026-07-01T08:00:00+08:00,CNHCG,,9610,CNHCG,RUYEK," },
  { line: "F-1,entered,declration,2026-07-02T08:00:00+08:00,CNHCG,,,,,", column: "stage", value: "declration", rule: "stage_unknown" },
  { line: "F-1,entered,quarantine,2026-13-02T08:00:00+08:00,CNHCG,,,,,", column: "occurred_at", value: "2026-13-02T08:00:00+08:00", rule: "time_invalid" },
  { line: "F-2,vanished,,2026-07-02T08:00:00+08:00,CNHCG,,,,,", column: "event", value: "vanished", rule: "kind_unknown" },
  { line: "F-3,held,,2026-07-02T08:00:00+08:00,CNHCG,,,,,", column: "reason", value: "", rule: "reason_missing" },
];
const file = (lines) => `${[HEAD, ...lines].join("\n")}\n`;

let browser, office;
before(async () => {
  browser = await launch();
  office = await Office.start({ users: LANGUAGES.map((language) => ({ name: language.toLowerCase(), role: "administrator", language })) });
});
after(async () => {
  await browser.close();
  await stopAll();
});

const includes = (text, part) => assert.ok(text.includes(part), `“${part}” in “${text}”`);

/** Sends a file and waits until it is judged. */
async function send(who, name, content) {
  await who.page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await who.press("import-send");
  return settled(who);
}

/** Work that goes on shows its end by itself, with scripts or without. */
async function settled(who) {
  await who.page.locator("main:not(:has([data-wait])) h1").waitFor();
  assert.equal(who.answer.status(), 200);
  return who.text("main");
}

/** Looks with axe where scripts run, and at its width on a telephone in any case. */
async function seen(who, name, states) {
  states.push(...(who.hasScripts ? await look(who, name) : []));
  await who.page.setViewportSize(NARROW);
  const [width, room] = await who.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  if (width > room) states.push(`${name}: it is ${width} px wide and scrolls sideways`);
}

/** Every fault is named with its row, column, value, reason and the text of the row; nothing is recorded. */
async function faults(who, states) {
  await who.goto("/imports");
  const count = wrong.filter(({ rule }) => rule).length;
  const said = await send(who, "faulty.csv", file(wrong.map(({ line }) => line)));
  includes(said, who.say("import-refused", { faults: count }));
  const rows = who.page.locator("main tbody tr");
  assert.equal(await rows.count(), count);
  let shown = 0;
  for (const [n, { line, column, value, rule }] of wrong.entries()) {
    if (!rule) continue;
    const told = plain(await rows.nth(shown).innerText());
    shown += 1;
    for (const part of [`${n + 2}`, line.split(",")[0], column, value, who.say(`rule-${rule}`, { value }), line]) includes(told, part);
  }
  assert.equal(await who.button("import-confirm").count(), 0, "what is wrong cannot be imported");
  await seen(who, "faults", states);
  await who.goto("/shipments?q=F-1");
  assert.notEqual(new URL(who.page.url()).pathname, "/shipments/F-1");
}

async function walk(language, javaScriptEnabled) {
  const who = await Manager.at(browser, office, language, { javaScriptEnabled });
  who.hasScripts = javaScriptEnabled;
  who.page.setDefaultTimeout(15_000);
  await who.signIn(language.toLowerCase());
  const states = [];
  await faults(who, states);

  // Right but for a place that nobody knows: it is made by a tick alone.
  const name = `T-${language}-${javaScriptEnabled ? "js" : "plain"}`.toUpperCase();
  const place = `RU-X-${name}`;
  const lines = right(name, place);
  await who.goto("/imports");
  includes(await send(who, `${name}.csv`, file(lines)), who.say("import-would", { events: 7, shipments: 2 }));
  assert.match(await who.text("main"), new RegExp(`${place}\\D+2(\\D|$)`), "where it stands first");
  await seen(who, "a place that is not known", states);
  await who.press("import-confirm");
  assert.equal(who.answer.status(), 422);
  includes(await who.text("[role=alert]"), who.say("import-tick"));
  await seen(who, "without the tick", states);
  await who.field("import-create-places").check();
  await who.press("import-confirm");
  includes(await settled(who), who.say("import-done", { events: 7, shipments: 2 }));
  assert.deepEqual(await who.listed(), [`${name}-1`, `${name}-2`]);
  await seen(who, "what was recorded", states);
  const done = who.page.url();
  await who.press(who.page.locator("main").getByRole("link", { name: place }).first());
  assert.equal(new URL(who.page.url()).pathname, `/admin/places/${place}/change`);
  await who.goto(done);
  await who.press(who.page.locator("main").getByRole("link", { name: `${name}-2`, exact: true }));
  assert.equal(await who.text("h1"), `${name}-2`);
  includes(await who.text(".chips"), who.say("outcome-delivered"));

  // The same file again: nothing to import.
  await who.goto("/imports");
  const again = await send(who, `${name} again.csv`, file(lines));
  includes(again, who.say("import-nothing"));
  includes(again, who.say("import-passed-over", { rows: 7 }));
  assert.equal(await who.button("import-confirm").count(), 0);
  await seen(who, "nothing to import", states);
  await who.goto("/imports");
  const kept = who.page.getByRole("row");
  for (const [file, state] of [["faulty.csv", "refused"], [`${name}.csv`, "done"], [`${name} again.csv`, "nothing"]]) {
    const row = kept.filter({ has: who.page.getByRole("link", { name: file, exact: true }) }).first();
    includes(plain(await row.innerText()), who.say(`import-state-${state}`));
  }
  await seen(who, "files that are kept", states);

  await away(who, name, lines);
  nothing(states);
  assert.deepEqual(who.complaints, []);
  await who.page.context().close();
}

/** A filtered list and one shipment as files, named by what was asked for. */
async function away(who, name, lines) {
  await who.goto(`/shipments?state=held&lane=CNHCG:RU-X-${name}`);
  assert.deepEqual(await who.listed(), [`${name}-1`]);
  await who.press(who.link("export-this-list"));
  assert.equal(await who.text("#list-count"), who.say("list-count", { count: 1 }));
  const part = (key) => who.page.getByRole("region", { name: who.say(key), exact: true });
  const list = await who.take(part("export-list").getByRole("link", { name: new RegExp(who.say("export-take")) }));
  assert.ok(/^histories-held-CNHCG-RU-X-.+-\d{4}-\d\d-\d\d\.csv$/.test(list.name) && list.name.includes(name), list.name);
  assert.deepEqual(shipments(list.rows), [`${name}-1`]);
  assert.deepEqual(list.rows.map((row) => row.event), ["registered", "entered", "held"]);
  assert.equal(list.rows[0].goods, "鞋, Обувь");

  await who.field("field-shipment", part("export-one")).fill(`${name}-2`);
  const one = await who.take(part("export-one").getByRole("button", { name: new RegExp(who.say("export-take")) }));
  assert.match(one.name, new RegExp(`^histories-${name}-2-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const asSent = lines.filter((line) => line.startsWith(`${name}-2,`)).map((line) => line.split(",").slice(0, 4).join(","));
  assert.deepEqual(one.rows.map((row) => [row.shipment, row.event, row.stage, row.occurred_at].join(",")), asSent);
  await who.goto(`/shipments/${name}-1`);
  const history = await who.take(who.link("export-history"));
  assert.match(history.name, new RegExp(`^histories-${name}-1-`));

  await who.goto("/exports");
  await who.field("field-shipment", part("export-one")).fill("nobody");
  await who.press(part("export-one").getByRole("button", { name: new RegExp(who.say("export-take")) }));
  assert.equal(who.answer.status(), 422);
  includes(await who.errorOf(who.field("field-shipment", part("export-one"))), who.say("export-no-shipment"));
}

describe("histories in and out", { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    for (const javaScriptEnabled of [true, false]) {
      test(`${language}, ${javaScriptEnabled ? "scripts" : "no scripts"}`, () => walk(language, javaScriptEnabled));
    }
  }
});
