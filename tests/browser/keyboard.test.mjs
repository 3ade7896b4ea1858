// With the keyboard alone: in, a registration, the next step. One always sees where one is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Clerk, HUNCHUN, YEKATERINBURG } from "./clerk.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { LANGUAGES } from "./words.mjs";

let browser, office;
before(async () => {
  browser = await launch();
  office = await Office.start({ users: LANGUAGES.map((language) => ({ name: language.toLowerCase(), role: "staff", language })) });
});
after(async () => {
  await browser.close();
  await stopAll();
});

/** Where the focus is, and whether one sees it: an outline on it or around it, inside the window. */
const focus = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const around = [element, element.closest("label")].filter(Boolean);
    const outlined = around.some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    // A button inside the control (a calendar) has a ring of its own.
    const isPart = !element.matches(":focus") && element.matches(":focus-within");
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const top = document.elementFromPoint(x, y);
    const free = !top || around.some((one) => one.contains(top) || top.contains(one));
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0 && box.height > 0;
    return {
      tag: element.tagName, id: element.id, name: element.name, text: element.innerText?.trim() ?? "",
      inMain: !!element.closest("main"), seen: (outlined || isPart) && inside && free,
      what: `${element.tagName}#${element.id} ${element.outerHTML.slice(0, 120)} ${JSON.stringify(box)}${free ? "" : ` under ${top.outerHTML.slice(0, 80)}`}`,
    };
  });

/** Presses Tab until the control is reached; each stop on the way must be seen. */
async function tabTo(who, control) {
  const { page } = who;
  for (let n = 0; n < 90; n += 1) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (at.tag !== "BODY") assert.ok(at.seen, `the focus cannot be seen at ${at.what}`);
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`Tab does not reach ${control}`);
}

/** Chooses in a list that has the focus. */
async function arrowTo(who, control, value) {
  for (let n = 0; n < 60 && (await control.inputValue()) !== value; n += 1) await who.page.keyboard.press("ArrowDown");
  assert.equal(await control.inputValue(), value);
}

const key = (who, pressed) => who.leave(() => who.page.keyboard.press(pressed));

async function refusal(who) {
  await who.goto("/shipments/new");
  await who.press("register-do");
  assert.equal(who.answer.status(), 422);
  const at = await focus(who.page);
  assert.equal(at.id, "summary", `the summary takes the focus, not ${at.what}`);
  assert.ok(at.seen, "the summary with the focus is seen");
}

describe("keyboard", { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    test(`in, register, record, ${language}`, async () => {
      const who = await Clerk.at(browser, office, language);
      const { page } = who;
      await who.goto("/login");
      await tabTo(who, who.field("user-name"));
      await page.keyboard.type(language.toLowerCase());
      await tabTo(who, who.field("user-password"));
      await page.keyboard.type(office.passwords[language.toLowerCase()]);
      await key(who, "Enter");
      assert.equal(new URL(page.url()).pathname, "/");

      // The first stop leads past the navigation.
      await page.keyboard.press("Tab");
      let at = await focus(page);
      assert.equal(at.text, who.say("nav-skip"));
      assert.ok(at.seen, "the way past the navigation is seen");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      at = await focus(page);
      assert.ok(at.inMain, `after it comes the content, not ${at.what}`);
      assert.equal(at.text, who.say("register-title"));
      await key(who, "Enter");
      assert.equal(new URL(page.url()).pathname, "/shipments/new");

      // Refused first: the summary has the focus, its first link leads to the field.
      const reference = `KEY-${language}`;
      await tabTo(who, who.field("field-shipment"));
      await page.keyboard.type(reference);
      await key(who, "Enter");
      assert.equal(who.answer.status(), 422);
      assert.equal((await focus(page)).id, "summary");
      await page.keyboard.press("Tab");
      assert.equal((await focus(page)).text, who.say("wrong-missing", { field: who.say("field-mode") }));
      await page.keyboard.press("Enter");
      assert.equal((await focus(page)).id, "mode");
      assert.equal(await who.field("field-shipment").inputValue(), reference);
      await arrowTo(who, who.field("field-mode"), "9710");
      for (const [name, place] of [["field-origin", HUNCHUN], ["field-destination", YEKATERINBURG]]) {
        await tabTo(who, who.field(name));
        await arrowTo(who, who.field(name), place.code);
      }
      await tabTo(who, who.button("register-do").last());
      await key(who, "Enter");
      assert.equal(who.answer.status(), 200);
      assert.ok((await who.text("[role=status]")).includes(who.say("done-registered")));

      // The next step is chosen already; the arrows choose another, and go back.
      const next = page.locator("section.next");
      const first = next.getByRole("radio", { name: who.say("step-enter", who.stage("declaration")), exact: true });
      await tabTo(who, first);
      assert.ok(await first.isChecked());
      await page.keyboard.press("ArrowDown");
      assert.ok(!(await first.isChecked()));
      await page.keyboard.press("ArrowUp");
      assert.ok(await first.isChecked());
      await tabTo(who, next.getByRole("button", { name: who.say("record-do"), exact: true }));
      await key(who, "Space");
      assert.equal(who.answer.status(), 200);
      assert.equal(await who.history(who.say("event-entered"), who.say("stage-declaration")).count(), 1);

      // The long form: Enter in a line records, and does not change what is recorded.
      await who.goto(`/shipments/${reference}/record?what=customs`);
      await tabTo(who, who.field("field-country"));
      await page.keyboard.type("CN");
      await tabTo(who, who.field("field-customs-code"));
      await page.keyboard.type("120");
      await key(who, "Enter");
      assert.equal(who.answer.status(), 200, await who.text("main"));
      assert.equal(await who.history("(120)").count(), 1);

      // “/” goes to the search.
      await page.keyboard.press("/");
      assert.equal((await focus(page)).id, "find");
      await page.keyboard.type(reference);
      await key(who, "Enter");
      assert.equal(await who.text("h1"), reference);
      assert.deepEqual(who.complaints, []);
      await page.context().close();
    });

    test(`what was refused is read first, without JavaScript too, ${language}`, async () => {
      for (const javaScriptEnabled of [true, false]) {
        const who = await Clerk.at(browser, office, language, { javaScriptEnabled });
        await who.signIn(language.toLowerCase());
        await refusal(who);
        await who.page.context().close();
      }
    });

    test(`every stop of a page is seen, ${language}`, async () => {
      const who = await Clerk.at(browser, office, language, { viewport: { width: 390, height: 844 } });
      await who.signIn(language.toLowerCase());
      await who.register(`STOPS-${language}`);
      for (const path of ["/", "/shipments", `/shipments/STOPS-${language}`, `/shipments/STOPS-${language}/record?what=held`, "/account"]) {
        await who.goto(path);
        const last = who.page.locator("main").locator("a[href], button:not([tabindex='-1']), input:not([type=hidden]), select, textarea, summary").filter({ visible: true }).last();
        if (await last.evaluate((element) => element.type === "radio" && !element.checked)) continue;
        await tabTo(who, last);
      }
      await who.page.context().close();
    });
  }
});
