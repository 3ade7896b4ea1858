// Nothing typed is lost: another language, with scripts and without; a session that has ended.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Clerk, HUNCHUN, YEKATERINBURG } from "./clerk.mjs";
import { launch, Office, stopAll } from "./office.mjs";

let browser, office;
before(async () => {
  browser = await launch();
  const staff = ["clerk", "other"].map((name) => ({ name, role: "staff", language: "en" }));
  office = await Office.start({ users: [...staff, { name: "boss", role: "administrator", language: "en" }] });
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
  await who.unfold("group-parties");
  await who.page.locator("[name=consignee]").fill("ООО «Обувь»");
  await who.choose("field-origin", HUNCHUN);
  await who.choose("field-destination", YEKATERINBURG);
  await who.unfold("group-when");
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

  test("a tab that crashed: its form is filled in again where it was open, and offered elsewhere", async () => {
    const who = await halfFilled();
    const notice = () => who.page.locator("#unsent");
    await who.page.reload();
    assert.deepEqual(await stands(who), TYPED);
    const context = who.page.context();
    await who.page.close();
    who.page = await context.newPage();
    await who.goto("/shipments/new");
    assert.deepEqual(await stands(who), ["", "", "", "", ""]);
    await notice().waitFor();
    await who.page.locator("[data-unsent=fill]").click();
    assert.deepEqual(await stands(who), TYPED);
    assert.ok(await notice().isHidden());
    // Nobody else is offered it, in the same browser.
    await context.clearCookies();
    await who.signIn("other");
    await who.goto("/shipments/new");
    assert.ok(await notice().isHidden());
    // Once it is sent and taken, it is nobody's any more.
    await context.clearCookies();
    await who.signIn("clerk");
    await who.goto("/shipments/new");
    await who.page.locator("[data-unsent=fill]").click();
    await who.page.locator("[name=reference]").fill("KEPT-SENT");
    await who.page.locator("[name=mode]").selectOption("9610");
    await who.leave(() => who.page.locator("form[data-entry] button.primary").last().click());
    assert.match(who.page.url(), /KEPT-SENT\?done=registered/);
    await who.goto("/shipments/new");
    assert.ok(await notice().isHidden());
  });

  test("a file that was chosen, in another language and after the session ended", async () => {
    const who = await Clerk.at(browser, office, "en");
    await who.signIn("boss");
    await who.goto("/imports");
    const csv = "shipment,event,occurred_at\nKEPT-FILE,registered,2026-07-01T00:00:00Z\n";
    const chosen = () => who.page.locator("#file").evaluate((input) => [...input.files].map((file) => file.name));
    await who.page.locator("#file").setInputFiles({ name: "kept.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await who.page.locator("form.languages button[value=ru]").click();
    await who.page.locator("html[lang=ru]").waitFor();
    assert.deepEqual(await chosen(), ["kept.csv"]);
    await who.page.locator("form.languages button[value=en]").click();
    await who.page.locator("html[lang=en]").waitFor();
    const context = who.page.context();
    await context.clearCookies();
    await who.page.locator("form.import-file button.primary").click();
    await who.page.locator("#session-ended").waitFor();
    assert.deepEqual(await chosen(), ["kept.csv"]);
    const other = await context.newPage();
    await other.goto("/login");
    await other.locator("[name=name]").fill("boss");
    await other.locator("[name=password]").fill(office.passwords.boss);
    await other.locator("main button.primary").click();
    await other.waitForURL((url) => !url.pathname.startsWith("/login"));
    await who.leave(() => who.page.locator("form.import-file button.primary").click());
    await who.page.getByText("kept.csv").first().waitFor();
  });
});
