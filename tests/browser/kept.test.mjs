// Nothing typed is lost: another language, with scripts and without; a session that has ended.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Clerk, HUNCHUN, YEKATERINBURG } from "./clerk.mjs";
import { launch, Office, stopAll } from "./office.mjs";

let browser, office;
before(async () => {
  browser = await launch();
  office = await Office.start({ users: ["clerk", "other"].map((name) => ({ name, role: "staff", language: "en" })) });
});
after(async () => {
  await browser.close();
  await stopAll();
});

/** A clerk before the form of a registration, half filled. */
async function halfFilled(options = {}) {
  const who = await Clerk.at(browser, office, "en", options);
  await who.signIn("clerk");
  await who.goto("/shipments/new");
  await who.page.locator("[name=reference]").fill("KEPT-1");
  await who.page.locator("[name=consignee]").fill("ООО «Обувь»");
  await who.choose("field-origin", HUNCHUN);
  await who.choose("field-destination", YEKATERINBURG);
  await who.page.locator("[name=note]").fill("first & only");
  return who;
}

/** What stands in the form. */
async function stands({ page }) {
  const value = (name) => page.locator(`[name=${name}]`).first().inputValue();
  return Promise.all(["reference", "consignee", "origin", "destination", "note"].map(value));
}

const TYPED = ["KEPT-1", "ООО «Обувь»", "CNHCG", "RUYEK", "first & only"];

describe("kept", { concurrency: 2 }, () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`another language, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      const who = await halfFilled({ javaScriptEnabled });
      const within = javaScriptEnabled ? "form.languages" : "form[data-entry]";
      await who.leave(() => who.page.locator(`${within} button[name=language][value=ru]`).click());
      assert.equal(await who.page.locator("html").getAttribute("lang"), "ru");
      assert.deepEqual(await stands(who), TYPED);
      who.language = "ru";
      await who.leave(() => who.page.locator(`${within} button[name=language][value=en]`).click());
      assert.deepEqual(await stands(who), TYPED);
    });
  }

  test("a session that has ended", async () => {
    const who = await halfFilled();
    await who.page.context().clearCookies();
    await who.leave(() => who.page.locator("form[data-entry] button.primary").last().click());
    await who.page.locator("[name=name]").fill("clerk");
    await who.page.locator("[name=password]").fill(office.passwords.clerk);
    await who.leave(() => who.page.locator("main button.primary").click());
    assert.deepEqual(await stands(who), TYPED);

    // Another person finds nothing of it.
    await who.page.context().clearCookies();
    await who.leave(() => who.page.locator("form[data-entry] button.primary").last().click());
    await who.page.locator("[name=name]").fill("other");
    await who.page.locator("[name=password]").fill(office.passwords.other);
    await who.leave(() => who.page.locator("main button.primary").click());
    assert.deepEqual(await stands(who), ["", "", "", "", ""]);
  });
});
