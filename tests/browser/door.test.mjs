// First run, signing in and out, sessions, rights, and what every answer carries.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, Office, PASSWORD, Person, stopAll } from "./office.mjs";
import { LANGUAGES } from "./words.mjs";

let browser;
const complaints = [];
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  await stopAll();
  assert.deepEqual(complaints, [], "a page complained");
});

const NAMES = { en: "Amy Stone", "zh-CN": "李娜", ru: "Иван Петров" };

async function person(office, language, options) {
  const someone = await Person.at(browser, office, language, options);
  someone.complaints = complaints;
  return someone;
}

async function fillSetup(who, { name, start = "setup-start-empty" }) {
  await who.field("setup-your-name").fill(NAMES[who.language]);
  await who.field("user-name").fill(name);
  await who.field("user-password").fill(PASSWORD);
  await who.field("nav-language").selectOption(who.language);
  await who.field("user-time-zone").selectOption("Asia/Vladivostok");
  await who.radio(start).check();
}

describe("first run", () => {
  for (const language of LANGUAGES) {
    test(`an empty office, ${language}`, async () => {
      const office = await Office.start();
      const who = await person(office, language);
      const token = new URL(office.setupLink).searchParams.get("token");
      await who.goto("/login");
      assert.ok((await who.text()).includes(who.say("login-new")), "the door says that there is no user");
      await who.goto(office.setupLink);
      assert.equal(await who.page.locator("html").getAttribute("lang"), language);

      await fillSetup(who, { name: "wang jun" });
      await who.field("user-password").fill("too short");
      await who.press("setup-do");
      assert.equal(who.answer.status(), 422);
      const summary = await who.text("[role=alert]");
      for (const said of [who.say("form-refused", { count: 2 }), who.say("user-fault-name"), who.say("user-fault-password")]) {
        assert.ok(summary.includes(said), `${said} in ${summary}`);
      }
      assert.equal(await who.field("setup-your-name").inputValue(), NAMES[language], "what was typed is still there");
      assert.equal(await who.field("user-time-zone").inputValue(), "Asia/Vladivostok");

      await fillSetup(who, { name: "wang.jun" });
      await who.press("setup-do");
      assert.equal(new URL(who.page.url()).pathname, "/");
      const text = await who.text();
      assert.ok(text.includes(who.say("list-empty-office")), text);
      assert.ok(!text.includes(who.say("sample-notice")), "an empty office is no sample");
      await who.goto("/account");
      assert.ok((await who.text("main")).includes(`${NAMES[language]} (wang.jun) · ${who.say("role-administrator")}`));
      assert.equal(await who.field("user-time-zone").inputValue(), "Asia/Vladivostok");
      assert.equal(await who.field("nav-language").inputValue(), language);

      // The link is dead now, looked at and sent.
      const other = await person(office, language);
      await other.goto(office.setupLink);
      assert.equal(other.answer.status(), 410);
      assert.ok((await other.text("main")).includes(other.say("fail-setup-closed")));
      const form = { token, name: "late", display_name: "Late", password: PASSWORD, language, time_zone: "UTC", start: "empty" };
      const sent = await other.page.request.post("/setup", { form });
      assert.equal(sent.status(), 410);
      await other.signIn("late", PASSWORD);
      assert.ok((await other.text("main")).includes(other.say("login-wrong")));
      await office.stop();
    });

    test(`a sample office says so on every page, ${language}`, async () => {
      const office = await Office.start();
      const who = await person(office, language);
      await who.goto(office.setupLink);
      await fillSetup(who, { name: "wang.jun", start: "setup-start-sample" });
      who.page.setDefaultTimeout(60_000);
      await who.press("setup-do");
      await who.goto("/shipments");
      assert.ok((await who.page.locator("main tbody tr").count()) >= 20, "the list is full");
      const shipment = await who.page.locator("main tbody th a").first().getAttribute("href");
      const paths = [
        "/", "/reports/clearance", "/shipments", shipment, `${shipment}/record`, `${shipment}/details`, `${shipment}/parcels`, "/shipments/new", "/account",
        "/admin/lanes", "/admin/places", "/admin/reasons", "/admin/users", "/nothing-here", "/login",
      ];
      for (const path of paths) {
        if (path === "/login") {
          await who.goto("/account");
          await who.press("account-sign-out");
        } else {
          await who.goto(path);
        }
        const notice = who.page.locator(".sample");
        assert.equal(await notice.count(), 1, path);
        assert.equal(await who.text(".sample"), who.say("sample-notice"), path);
      }
      await office.stop();
    });
  }

  test("two people press at once: one administrator", async () => {
    const office = await Office.start();
    const people = await Promise.all(["en", "ru"].map((language) => person(office, language)));
    for (const [n, who] of people.entries()) {
      await who.goto(office.setupLink);
      await fillSetup(who, { name: `first.${n}` });
    }
    await Promise.all(people.map((who) => who.press("setup-do")));
    const statuses = people.map((who) => who.answer.status());
    assert.deepEqual(statuses.toSorted(), [200, 410]);
    const [won, lost] = statuses[0] === 200 ? people : people.toReversed();
    assert.ok((await lost.text("main")).includes(lost.say("fail-setup-closed")));
    await won.goto("/admin/users");
    assert.equal(await won.page.locator("main tbody tr").count(), 1);
    assert.ok((await won.text("main tbody")).includes(won.say("role-administrator")));
    await office.stop();
  });
});

describe("signing in and out", () => {
  let office;
  before(async () => {
    const users = LANGUAGES.map((language) => ({ name: `staff.${language}`.toLowerCase(), role: "staff", language, display: NAMES[language] }));
    office = await Office.start({ users });
  });
  after(() => office.stop());

  for (const language of LANGUAGES) {
    const name = `staff.${language}`.toLowerCase();

    test(`a wrong password and an unknown name look alike, ${language}`, async () => {
      const who = await person(office, language);
      const seen = [];
      for (const tried of [name, "nobody"]) {
        await who.signIn(tried, "this is not the password");
        assert.equal(who.answer.status(), 422);
        assert.ok((await who.text("[role=alert]")).includes(who.say("login-wrong")));
        assert.equal(await who.field("user-name").inputValue(), tried);
        assert.equal(await who.field("user-password").inputValue(), "", "the password is not sent back");
        seen.push(await who.text("main"));
      }
      assert.equal(seen[0], seen[1]);
      await who.page.context().close();
    });

    test(`in, back where one wanted to go, and out, ${language}`, async () => {
      const who = await person(office, language);
      await who.goto("/shipments/new?x=1");
      assert.equal(new URL(who.page.url()).pathname, "/login");
      await who.field("user-name").fill(`  ${name.toUpperCase()} `);
      await who.field("user-password").fill(office.passwords[name]);
      await who.press("login-title");
      assert.equal(who.page.url(), `${office.url}/shipments/new?x=1`);
      const cookies = await who.page.context().cookies();
      assert.ok(cookies.length >= 1);
      for (const cookie of cookies) {
        assert.equal(cookie.httpOnly, true, cookie.name);
        assert.ok(["Lax", "Strict"].includes(cookie.sameSite), cookie.name);
      }
      await who.goto("/account");
      await who.press("account-sign-out");
      assert.ok((await who.text("[role=status]")).includes(who.say("done-signed-out")));
      await who.page.context().addCookies(cookies);
      await who.goto("/account");
      assert.equal(new URL(who.page.url()).pathname, "/login", "the old session is over, cookie or not");

      // Nobody is led out of the house.
      await who.goto("/login?next=//evil.example/");
      await who.field("user-name").fill(name);
      await who.field("user-password").fill(office.passwords[name]);
      await who.press("login-title");
      assert.equal(who.page.url(), `${office.url}/`);
      await who.page.context().close();
    });

    test(`another browser's session is listed and ended, ${language}`, async () => {
      const [here, there] = [await person(office, language), await person(office, language, { userAgent: `Elsewhere/${language}` })];
      await here.signIn(name);
      await there.signIn(name);
      await here.goto("/account");
      const sessions = here.page.locator("main li");
      assert.equal(await sessions.filter({ hasText: here.say("account-this") }).count(), 1);
      const other = sessions.filter({ hasText: `Elsewhere/${language}` });
      assert.equal(await other.count(), 1);
      await here.press(other.getByRole("button", { name: here.say("account-end"), exact: true }));
      assert.ok((await here.text("[role=status]")).includes(here.say("done-session-ended")));
      assert.equal(await other.count(), 0);
      await there.goto("/shipments");
      assert.equal(new URL(there.page.url()).pathname, "/login");
      await here.goto("/shipments");
      assert.equal(new URL(here.page.url()).pathname, "/shipments");
      await Promise.all([here, there].map((who) => who.page.context().close()));
    });

    test(`guessing is slowed down, ${language}`, async () => {
      const who = await person(office, language);
      for (let guess = 0; guess < 10; guess += 1) {
        await who.signIn(`guessed.${language}`, `guess number ${guess}`);
        assert.equal(who.answer.status(), 422, `guess ${guess}`);
      }
      await who.signIn(`guessed.${language}`, "one more");
      assert.equal(who.answer.status(), 429);
      const seconds = Number(who.answer.headers()["retry-after"]);
      assert.ok(seconds >= 1 && seconds <= 30, `Retry-After ${seconds}`);
      assert.equal(await who.text("h1"), who.say("fail-too-many"));
      assert.match(await who.text("main"), new RegExp(who.say("unit-seconds", { number: "\\d+" })));
      await who.page.context().close();
    });

    test(`forms of other sites are refused, ${language}`, async () => {
      const who = await person(office, language);
      await who.signIn(name);
      for (const headers of [
        { Origin: "https://evil.example" },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site", Origin: office.url },
        { Origin: "null" },
      ]) {
        for (const [path, form] of [["/logout", {}], ["/account", { language: "en", time_zone: "UTC" }], ["/login", { name, password: "x" }]]) {
          const answer = await who.page.request.post(path, { headers, form, maxRedirects: 0 });
          assert.equal(answer.status(), 403, `${path} ${JSON.stringify(headers)}`);
          assert.ok((await answer.text()).includes(who.say("fail-cross-site")));
        }
      }
      await who.goto("/account");
      assert.equal(await who.field("user-time-zone").inputValue(), "Asia/Shanghai", "still signed in, nothing changed");
      await who.page.context().close();
    });

    test(`the language is chosen at the door and kept, ${language}`, async () => {
      const who = await person(office, language === "en" ? "ru" : "en");
      await who.goto("/login?next=/account");
      await who.chooseLanguage(language);
      assert.equal(await who.page.locator("html").getAttribute("lang"), language);
      assert.equal(who.page.url(), `${office.url}/login?next=/account`);
      await who.goto("/login");
      assert.equal(await who.text("h1"), who.say("login-title"));
      await who.page.context().close();
    });
  }

  test("every answer carries the policy", async () => {
    const who = await person(office, "en");
    await who.signIn("staff.en");
    for (const path of ["/shipments", "/shipments/new", "/account", "/nothing-here", "/admin/users", "/healthz"]) {
      const headers = (await who.page.request.get(path)).headers();
      const policy = headers["content-security-policy"] ?? "";
      assert.ok(policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
      assert.ok(!policy.includes("unsafe-"), `${path}: ${policy}`);
      assert.equal(headers["x-content-type-options"], "nosniff", path);
      assert.ok(headers["referrer-policy"], path);
    }
    const page = await (await who.page.request.get("/shipments")).text();
    for (const [, file] of page.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)) {
      const answer = await who.page.request.get(file);
      assert.equal(answer.status(), 200, file);
      assert.equal(answer.headers()["x-content-type-options"], "nosniff", file);
    }
  });
});

describe("rights", () => {
  for (const language of LANGUAGES) {
    test(`each sees what their role may, ${language}`, async () => {
      const office = await Office.start({ users: [{ name: "chief", role: "administrator", language }] });
      const chief = await person(office, language);
      await chief.signIn("chief");
      for (const role of ["staff", "manager"]) {
        await chief.goto("/admin/users");
        await chief.press(chief.link("users-new"));
        await chief.field("user-display-name").fill(`${NAMES[language]} ${role}`);
        await chief.field("user-name").fill(role);
        await chief.field("user-role").selectOption({ label: chief.say(`role-${role}`) });
        await chief.field("nav-language").selectOption(language);
        await chief.field("user-time-zone").selectOption("Asia/Yekaterinburg");
        await chief.press("users-add");
        assert.equal(await chief.text("h1"), chief.say("users-made-title"));
        office.passwords[role] = await chief.text("main .made");
        assert.match(office.passwords[role], /^\S{12,}$/);
      }
      await chief.press(chief.link("users-made-on"));
      const rows = chief.page.locator("main tbody tr");
      assert.equal(await rows.count(), 3);
      assert.equal(await rows.filter({ hasText: chief.say("role-manager") }).count(), 1);

      const own = ["nav-board", "nav-shipments", "nav-register"];
      const may = {
        staff: own,
        manager: [...own, "nav-reports", "nav-exports", "nav-office"],
        chief: [...own, "nav-reports", "nav-exports", "nav-imports", "nav-office"],
      };
      const rooms = { staff: [], manager: ["nav-lanes"], chief: ["nav-lanes", "nav-places", "nav-reasons", "nav-directory", "nav-users"] };
      const paths = {
        "nav-reports": ["/reports/clearance", "/reports/clearance/shipments?clock=clearance&figure=open"],
        "nav-exports": ["/exports", "/exports/histories.csv?shipment=HC-1"],
        "nav-imports": ["/imports"],
        "nav-office": ["/admin"],
        "nav-directory": ["/admin/directory"],
        "nav-lanes": ["/admin/lanes", "/admin/lanes/new", "/admin/lanes/CNHCG:RUYEK"],
        "nav-places": ["/admin/places", "/admin/places/new", "/admin/places/CNHCG/change"],
        "nav-reasons": ["/admin/reasons", "/admin/reasons/new", "/admin/reasons/quota/change"],
        "nav-users": ["/admin/users", "/admin/users/new", "/admin/users/1"],
      };
      for (const name of ["staff", "manager", "chief"]) {
        const who = await person(office, language);
        await who.signIn(name);
        const navigation = who.page.getByRole("navigation").getByRole("link");
        const shown = (await navigation.allInnerTexts()).map((text) => text.trim());
        assert.deepEqual(shown, may[name].map((key) => who.say(key)), name);
        for (const key of Object.keys(paths)) {
          for (const path of paths[key]) {
            await who.goto(path);
            if (may[name].includes(key) || rooms[name].includes(key)) {
              assert.notEqual(who.answer.status(), 403, `${name} ${path}`);
              assert.ok(!(await who.text("main")).includes(who.say("fail-not-allowed")), `${name} ${path}`);
            } else {
              assert.equal(who.answer.status(), 403, `${name} ${path}`);
              assert.equal(await who.text("h1"), who.say("fail-not-allowed"), `${name} ${path}`);
              assert.ok((await who.text("main")).includes(who.say("fail-not-allowed-how")));
              assert.equal(await who.link("fail-way-first").getAttribute("href"), "/");
            }
          }
        }
        if (may[name].includes("nav-office")) {
          await who.goto("/admin");
          const named = (await who.page.locator("main .rooms a").allInnerTexts()).map((text) => text.trim());
          assert.deepEqual(named, rooms[name].map((key) => who.say(key)), name);
        }
        // What is not shown is not taken either.
        if (name === "staff") {
          const form = { display_name: "staff", role: "administrator" };
          const sent = await who.page.request.post("/admin/users/2", { form, maxRedirects: 0 });
          assert.equal(sent.status(), 403);
          await who.goto("/account");
          assert.ok((await who.text("main")).includes(who.say("role-staff")));
        }
        await who.page.context().close();
      }
      await office.stop();
    });
  }
});
