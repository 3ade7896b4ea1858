// The clearance report on paper and in the hand: A4 with its figures, each language; a figure that leads to its
// shipments; a question that is refused.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Clerk } from "./clerk.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { pages } from "./pdf.mjs";
import { LANGUAGES, plain } from "./words.mjs";

let browser, office;

before(async () => {
  browser = await launch();
  office = await Office.start({
    sample: 300,
    users: LANGUAGES.map((language) => ({ name: `manager.${language}`.toLowerCase(), role: "manager", language })),
  });
});
after(async () => {
  await browser.close();
  await stopAll();
});

async function manager(language, options) {
  const who = await Clerk.at(browser, office, language, options);
  await who.signIn(`manager.${language}`.toLowerCase());
  return who;
}

/** Texts of a table's row by its heading, without the cell of a drawing. */
async function row(who, table, name) {
  const found = who.page.getByRole("table", { name: who.say(table), exact: true }).getByRole("row").filter({ has: who.page.getByRole("rowheader", { name }) });
  return (await found.first().getByRole("cell").allInnerTexts()).map(plain).filter(Boolean);
}

describe("the clearance report", () => {
  for (const language of LANGUAGES) {
    test(`is printed on two sheets of A4, ${language}`, async () => {
      const who = await manager(language);
      await who.goto("/reports/clearance?from=");
      const sentence = await who.text("h1"), asked = await who.text(".report-asked"), foot = await who.text(".report-foot");
      const rows = [await row(who, "report-gross", who.say("clock-clearance")), await row(who, "report-net", who.say("clock-release"))];
      const printed = pages(await who.page.pdf({ preferCSSPageSize: true }));
      assert.equal(printed.length, 2);
      for (const { width, height } of printed) assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
      // Where a line breaks a space may be lost, and fonts join letters: letters are compared.
      const letters = (text) => text.normalize("NFKC").replace(/[\s\u00a0\u202f]+/g, "");
      const [first, second] = printed.map(({ text }) => letters(text));
      assert.ok(first.includes(letters(sentence)), `${sentence}\n${first}`);
      assert.ok(first.includes(letters(asked.split(" (")[0])), `${asked}\n${first}`);
      assert.ok(first.includes(letters(who.say("report-where"))));
      assert.ok(second.includes(letters(foot)), `${foot}\n${second}`);
      // The table of the curve is printed, whether or not it was opened.
      assert.ok(second.includes(letters(who.say("report-curve-share"))), second);
      for (const cells of rows) {
        assert.ok(cells.length >= 9);
        assert.ok(second.includes(letters(cells.join(""))), `${cells}\n${second}`);
      }
      // No button, no field, no navigation.
      for (const key of ["list-filters", "list-apply", "nav-board", "report-all-time"]) assert.ok(!first.includes(letters(who.say(key))), key);
      assert.deepEqual(who.complaints, []);
      await who.page.context().close();
    });

    test(`leads from a figure to its shipments and back, ${language}`, async () => {
      const who = await manager(language, { viewport: { width: 390, height: 844 } });
      await who.goto("/reports/clearance?from=");
      const sentence = await who.text("h1");
      const late = who.page.locator("dl.figures > div").filter({ hasText: who.say("report-late") }).getByRole("link").first();
      const count = plain(await late.innerText());
      await who.press(late);
      assert.equal(await who.page.getByRole("rowheader").count(), Math.min(Number(count), 50));
      assert.match(await who.text("#count"), new RegExp(`(^|\\D)${count}(\\D|$)`));
      const [width, room] = await who.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(width <= room, `${width} > ${room}`);
      await who.press(who.page.locator("a.back"));
      assert.equal(await who.text("h1"), sentence);
      // The lane is chosen by the names of its places and stands in the address.
      await who.page.locator("summary", { hasText: who.say("list-filters") }).click();
      await who.field("filter-lane").selectOption("CNHCG:RUYEK");
      await who.press("list-apply");
      assert.equal(new URL(who.page.url()).searchParams.get("lane"), "CNHCG:RUYEK");
      assert.equal(who.answer.status(), 200);
      await who.goto("/reports/clearance?time_zone=Hunchun");
      assert.equal(who.answer.status(), 422);
      assert.ok((await who.errorOf(who.field("user-time-zone"))).includes("Hunchun"));
      assert.deepEqual(who.complaints, []);
      await who.page.context().close();
    });
  }
});
