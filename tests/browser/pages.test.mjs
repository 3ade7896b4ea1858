// Every page in three languages: axe finds nothing, in light and dark, wide and narrow; and no page scrolls sideways
// on a telephone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { Clerk, DAY, HUNCHUN, YEKATERINBURG } from "./clerk.mjs";
import { look, nothing } from "./look.mjs";
import { launch, Office, stopAll } from "./office.mjs";
import { LANGUAGES } from "./words.mjs";

const WHATS = ["entered", "skipped", "held", "released", "milestone", "customs", "noted", "attached", "closed"];

let browser, sample, fresh, named;
const found = {};

before(async () => {
  browser = await launch();
  sample = await Office.start({
    sample: 300,
    users: LANGUAGES.flatMap((language) => ["administrator", "staff"].map((role) => ({ name: `${role}.${language}`.toLowerCase(), role, language }))),
  });
  fresh = await Office.start();
  // Shipments of the sample in states that look different.
  const who = await Clerk.at(browser, sample, "en");
  await who.signIn("administrator.en");
  const wanted = { delivered: "outcome-delivered", returned: "outcome-returned", lost: "outcome-lost" };
  await who.goto("/shipments");
  found.open = await who.page.locator("main tbody th a").first().getAttribute("href");
  for (let path = "/shipments?state=all", n = 0; path && n < 10; n += 1) {
    await who.goto(path);
    for (const [state, key] of Object.entries(wanted)) {
      const row = who.page.locator("main tbody tr").filter({ hasText: who.say(key) }).locator("th a").first();
      found[state] ??= (await row.count()) ? await row.getAttribute("href") : undefined;
    }
    const next = who.link("list-next");
    path = (await next.count()) ? await next.getAttribute("href") : null;
  }
  await who.register("NEW-1");
  found.unbegun = "/shipments/NEW-1";
  await who.register("LATE-1", HUNCHUN, YEKATERINBURG, Date.now() - 90 * DAY);
  await who.step("LATE-1", "step-enter", who.stage("declaration"), HUNCHUN, Date.now() - 89 * DAY);
  await who.step("LATE-1", "step-enter", who.stage("quarantine"), HUNCHUN, Date.now() - 88 * DAY);
  assert.ok((await who.text(".chips")).includes(who.say("chip-overdue")));
  found.overdue = "/shipments/LATE-1";
  await who.register("HELD-1", HUNCHUN, YEKATERINBURG, Date.now() - 9 * DAY);
  await who.step("HELD-1", "step-enter", who.stage("declaration"), HUNCHUN, Date.now() - 8 * DAY);
  await who.record("HELD-1", "what-held", HUNCHUN, Date.now() - 7 * DAY, () => who.field("field-reason").selectOption("document_request"));
  assert.ok((await who.text(".chips")).includes(who.say("chip-held")));
  found.held = "/shipments/HELD-1";
  assert.ok(found.delivered, "the sample has none that is delivered");
  await who.goto("/admin/directory");
  named = await who.page.locator("main a[href^='/admin/directory/name']").first().getAttribute("href");
  await who.page.context().close();
});
after(async () => {
  await browser.close();
  await stopAll();
});

async function person(office, language, name) {
  const who = await Clerk.at(browser, office, language);
  if (name) await who.signIn(name);
  return who;
}

function paths() {
  const { overdue, held, delivered, unbegun } = found;
  const shipments = Object.values(found).filter(Boolean);
  return {
    "/": ["/"],
    "/shipments": ["/shipments", "/shipments?q=nothing-begins-so", "/shipments?q=TM-nothing", "/shipments?stage=declaration&state=closed", "/shipments?q=TM", "/shipments?state=held&columns=goods,lane,place,mode,spent,carrier,value", "/shipments?lane=CNHCG:RUYEK&sort=registered"],
    "/reports/clearance": ["/reports/clearance", "/reports/clearance?from=&lane=CNHCG:RUYEK", "/reports/clearance?from=&cohort=started", "/reports/clearance?from=2020-01-01&to=2020-01-02"],
    "/reports/clearance/shipments": ["late", "late_net", "open", "excluded", "partial"].map((figure) => `/reports/clearance/shipments?from=&clock=clearance&figure=${figure}`),
    "/shipments/new": ["/shipments/new", "/shipments/new?lane=CNHCG:RUYEK", `/shipments/new?like=${held.split("/").pop()}`],
    "/shipments/{reference}": [...new Set(shipments), `${overdue}?times=mine`],
    "/shipments/{reference}/record": [...WHATS.map((what) => `${held}/record?what=${what}`), `${unbegun}/record`],
    "/shipments/{reference}/events/{number}/correct": [2, 4, 6].map((number) => `${delivered}/events/${number}/correct`),
    "/shipments/{reference}/details": [`${delivered}/details`, `${unbegun}/details`],
    "/shipments/{reference}/parcels": [`${delivered}/parcels`, `${unbegun}/parcels`],
    "/exports": ["/exports", "/exports?state=held&lane=CNHCG:RUYEK", "/exports?q=nothing-begins-so"],
    "/imports": ["/imports"],
    "/admin": ["/admin"],
    "/account": ["/account?done=account"],
    "/admin/places": ["/admin/places"],
    "/admin/places/new": ["/admin/places/new"],
    "/admin/places/{code}/change": ["/admin/places/CNHCG/change"],
    "/admin/lanes": ["/admin/lanes"],
    "/admin/lanes/new": ["/admin/lanes/new"],
    "/admin/lanes/{lane}": ["/admin/lanes/CNHCG:RUYEK"],
    "/admin/reasons": ["/admin/reasons"],
    "/admin/reasons/new": ["/admin/reasons/new"],
    "/admin/reasons/{code}/change": ["/admin/reasons/quota/change"],
    "/admin/directory": ["/admin/directory"],
    "/admin/directory/new": ["/admin/directory/new"],
    "/admin/directory/name": [named],
    "/admin/users": ["/admin/users"],
    "/admin/users/new": ["/admin/users/new"],
    "/admin/users/{id}": ["/admin/users/1"],
  };
}

test("every page has its address here", () => {
  const routes = readFileSync(new URL("../../src/web/routes.rs", import.meta.url), "utf8");
  const pages = [...routes.matchAll(/^\s+get\("([^"]+)"/gm)].map(([, path]) => path);
  // A file that was sent has pages of its own: transfer.test.mjs looks at them.
  const elsewhere = ["/static/{name}", "/healthz", "/readyz", "/setup", "/login", "/imports/{id}"];
  assert.deepEqual(pages.filter((path) => !(path in paths()) && !elsewhere.includes(path)), []);
});

describe("pages", { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    test(`${language}`, async (t) => {
      const admin = `administrator.${language}`.toLowerCase(), staff = `staff.${language}`.toLowerCase();
      const who = await person(sample, language, admin);
      const check = (name, prepare) =>
        t.test(`${name}, ${language}`, async () => {
          await prepare();
          nothing(await look(who, name));
        });
      for (const [pattern, all] of Object.entries(paths())) {
        await t.test(`${pattern}, ${language}`, async () => {
          const wrong = [];
          let seen = 0;
          for (const path of all) {
            await who.goto(path);
            // Not every event can be corrected: a retraction has no such page.
            if (who.answer.status() === 404 && pattern.endsWith("/correct")) continue;
            assert.equal(who.answer.status(), 200, path);
            seen += 1;
            wrong.push(...(await look(who, path)));
          }
          assert.ok(seen > 0);
          nothing(wrong);
        });
      }

      await check("a report that cannot be made", async () => {
        await who.goto("/reports/clearance?from=2026-02-02&to=2026-02-01&lane=CNHCG:CNHCG&as_of=now");
        assert.equal(who.answer.status(), 422);
      });
      await check("404", async () => {
        await who.goto("/nothing-here");
        assert.equal(who.answer.status(), 404);
      });
      await check("410, a used set-up link", async () => {
        await who.goto("/setup?token=used");
        assert.equal(who.answer.status(), 410);
      });
      await check("an event that is refused for its time", async () => {
        await who.goto(`${found.held}/record?what=noted`);
        await who.field("when-day").fill("2099-01-01");
        await who.field("field-note").fill("too soon");
        await who.press("record-do");
        assert.equal(who.answer.status(), 422);
        assert.ok((await who.text("#day-error")).includes(who.say("refuse-in-future-rule")));
      });
      await check("a stage that is refused in a hold", async () => {
        await who.goto(`${found.held}/record?what=closed`);
        await who.radio("outcome-delivered").check();
        await who.press("record-do");
        assert.equal(who.answer.status(), 422);
        assert.ok((await who.text("#day-error")).includes(who.say("refuse-hold-open-rule")));
        assert.equal(await who.page.locator("main fieldset").getByRole("img").count(), 1);
      });
      await check("409, others were quicker", async () => {
        await who.goto(`${found.held}/record?what=noted`);
        await who.field("field-note").fill("late");
        await who.page.locator("input[name=seen]").evaluate((input) => (input.value = "1"));
        await who.press("record-do");
        assert.equal(who.answer.status(), 409);
      });
      await check("a registration without anything", async () => {
        await who.goto("/shipments/new");
        await who.press("register-do");
        assert.equal(who.answer.status(), 422);
      });
      await check("an amendment without a change", async () => {
        await who.goto(`${found.delivered}/details`);
        await who.press("amend-do");
        assert.equal(who.answer.status(), 422);
      });
      await check("parcels with a wrong check digit", async () => {
        await who.goto(`${found.unbegun}/parcels`);
        await who.field("field-parcels").fill("RB123456786US");
        await who.press("parcels-pack");
        assert.equal(who.answer.status(), 422);
      });
      await check("a lane without anything", async () => {
        await who.goto("/admin/lanes/new");
        await who.choose("lanes-origin", HUNCHUN);
        await who.choose("lanes-destination", HUNCHUN);
        await who.field("lanes-days", who.group("clock-clearance")).fill("x");
        await who.press("form-keep");
        assert.equal(who.answer.status(), 422);
      });
      await check("a wrong present password", async () => {
        await who.goto("/account");
        await who.field("account-old-password").fill("this is not it");
        await who.field("account-new-password").fill("a very long new one");
        await who.press("account-password-do");
        assert.equal(who.answer.status(), 422);
      });
      await check("a new user's password", async () => {
        await who.goto("/admin/users/new");
        await who.field("user-display-name").fill("New");
        await who.field("user-name").fill(`new.${language}`);
        await who.press("users-add");
        assert.equal(await who.text("h1"), who.say("users-made-title"));
      });
      await t.test(`403, ${language}`, async () => {
        const clerk = await person(sample, language, staff);
        await clerk.goto("/admin/users");
        assert.equal(clerk.answer.status(), 403);
        nothing(await look(clerk, "403"));
        assert.deepEqual(clerk.complaints, []);
        await clerk.page.context().close();
      });
      await t.test(`the door: /login, 422 and 429, ${language}`, async () => {
        const guest = await person(sample, language);
        const wrong = [];
        await guest.goto("/login?next=/account");
        wrong.push(...(await look(guest, "/login")));
        await guest.signIn(`nobody.${language}`, "wrong");
        assert.equal(guest.answer.status(), 422);
        wrong.push(...(await look(guest, "/login 422")));
        for (let n = 0; n < 9; n += 1) await guest.page.request.post("/login", { form: { name: `nobody.${language}`, password: "x" } });
        await guest.signIn(`nobody.${language}`, "wrong");
        assert.equal(guest.answer.status(), 429);
        wrong.push(...(await look(guest, "429")));
        nothing(wrong);
        assert.deepEqual(guest.complaints, []);
        await guest.page.context().close();
      });
      await t.test(`the first run: /setup, /login, ${language}`, async () => {
        const guest = await person(fresh, language);
        const wrong = [];
        await guest.goto(fresh.setupLink);
        wrong.push(...(await look(guest, "/setup")));
        await guest.press("setup-do");
        assert.equal(guest.answer.status(), 422);
        wrong.push(...(await look(guest, "/setup 422")));
        await guest.goto("/login");
        assert.ok((await guest.text("main")).includes(guest.say("login-new")));
        wrong.push(...(await look(guest, "/login of a new office")));
        nothing(wrong);
        assert.deepEqual(guest.complaints, []);
        await guest.page.context().close();
      });
      assert.deepEqual(who.complaints, []);
      await who.page.context().close();
    });
  }

  test("an office without shipments", async (t) => {
    const office = await Office.start({ users: LANGUAGES.map((language) => ({ name: language.toLowerCase(), role: "staff", language })) });
    for (const language of LANGUAGES) {
      await t.test(`${language}`, async () => {
        const who = await person(office, language, language.toLowerCase());
        assert.ok((await who.text("main")).includes(who.say("list-empty-office")));
        nothing(await look(who, "the board of an empty office"));
        await who.goto("/shipments");
        assert.ok((await who.text("main")).includes(who.say("list-empty-office")));
        nothing(await look(who, "/shipments of an empty office"));
        await who.page.context().close();
      });
    }
    await office.stop();
  });
});
