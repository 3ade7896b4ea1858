// Offices to test: each a running server with a database of its own, and people who use it in a browser.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { OWN_NAMES, plain, say } from "./words.mjs";

export const TUMEN = process.env.TUMEN ?? new URL("../../target/debug/tumen", import.meta.url).pathname;
export const PASSWORD = "a quiet river at dawn";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const running = new Set();
process.on("exit", () => running.forEach((office) => office.server.kill("SIGKILL")));

/** Stops what a failed test left running. */
export const stopAll = () => Promise.all([...running].map((office) => office.stop()));

/** A running office: empty, with users made on the command line, or filled with a sample of so many shipments. */
export class Office {
  static async start({ users = [], sample = 0 } = {}) {
    const office = new Office();
    office.folder = mkdtempSync(join(tmpdir(), "tumen-browser-"));
    office.env = { PATH: process.env.PATH, LANG: "C.UTF-8", DATABASE_URL: join(office.folder, "office.db") };
    office.passwords = {};
    if (sample) office.command("demo", "--shipments", `${sample}`, "--seed", "1");
    for (const user of users) office.addUser(user);
    await office.serve();
    return office;
  }

  command(...line) {
    const said = execFileSync(TUMEN, line, { env: this.env, cwd: this.folder, encoding: "utf8" });
    for (const [, name, password] of said.matchAll(/Sign in as (\S+) with (\S+)/g)) this.passwords[name] = password;
    return said;
  }

  addUser({ name, role, language = "en", zone = "Asia/Shanghai", display = name }) {
    const said = this.command(
      "user", "add", name, "--role", role, "--language", language, "--time-zone", zone, "--display-name", display,
    );
    this.passwords[name] = /with (\S+)/.exec(said)[1];
  }

  async serve() {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.server = spawn(TUMEN, [], { env: { ...this.env, LISTEN: `127.0.0.1:${port}` }, cwd: this.folder });
    this.log = "";
    let said = "";
    this.server.stderr.on("data", (data) => (this.log += data));
    await new Promise((resolve, reject) => {
      this.server.stdout.on("data", (data) => {
        said += data;
        const link = /http\S+\/setup\S+/.exec(said);
        this.setupLink = link?.[0];
        if (link || (said.includes(this.url) && Object.keys(this.passwords).length)) resolve();
      });
      this.server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${this.log}`)));
      setTimeout(() => reject(new Error(`no server after 20 s: ${said}${this.log}`)), 20_000).unref();
    });
    running.add(this);
  }

  async stop() {
    running.delete(this);
    this.server.removeAllListeners("exit");
    this.server.kill();
    await new Promise((resolve) => this.server.on("exit", resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Someone at a browser, who reads one language. */
export class Person {
  constructor(page, office, language) {
    Object.assign(this, { page, office, language, complaints: [] });
    const refused = new Set();
    page.on("response", (response) => {
      if (response.status() >= 400 && response.request().isNavigationRequest()) refused.add(response.url());
    });
    // That a page is itself a refusal, the browser says too; all else that it says is a complaint.
    page.on("console", (message) => {
      const isRefusal = message.text().startsWith("Failed to load resource") && refused.has(message.location().url);
      if (["error", "warning"].includes(message.type()) && !isRefusal) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.setDefaultTimeout(5_000);
  }

  static async at(browser, office, language, options = {}) {
    const context = await browser.newContext({ locale: language, viewport: { width: 1440, height: 900 }, baseURL: office.url, ...options });
    return new Person(await context.newPage(), office, language);
  }

  say(key, values) {
    return say(this.language, key, values);
  }

  async goto(path) {
    this.answer = await this.page.goto(path);
    return this.answer;
  }

  /** A control by its label; one that may stay empty says so behind it. */
  field(key, within = this.page.locator("main")) {
    const words = key.includes(" ") ? key : this.say(key);
    return within.getByLabel(new RegExp(`^\\s*${escaped(words)}(\\s+${escaped(this.say("form-optional"))})?\\s*$`));
  }

  group(key, values) {
    return this.page.getByRole("group", { name: this.say(key, values), exact: true });
  }

  button(key, values) {
    return this.page.locator("main").getByRole("button", { name: this.say(key, values), exact: true });
  }

  link(key, values) {
    return this.page.locator("main").getByRole("link", { name: this.say(key, values), exact: true });
  }

  radio(key, values) {
    return this.page.getByRole("radio", { name: this.say(key, values), exact: true });
  }

  /** Presses a button and waits for the page that comes; its answer is kept. */
  async press(button) {
    const locator = typeof button === "string" ? this.button(button) : button;
    return this.leave(() => locator.click());
  }

  /** Does what leads to another page, and waits until it is there. */
  async leave(act) {
    const come = this.page.waitForResponse((response) => response.request().isNavigationRequest() && ![301, 302, 303].includes(response.status()));
    const [answer] = await Promise.all([come, this.page.waitForEvent("load"), act()]);
    this.answer = answer;
    return answer;
  }

  async signIn(name, password = this.office.passwords[name]) {
    await this.goto("/login");
    await this.field("user-name").fill(name);
    await this.field("user-password").fill(password);
    await this.press("login-title");
  }

  async chooseLanguage(language) {
    await this.press(this.page.getByRole("button", { name: OWN_NAMES[language], exact: true }));
    this.language = language;
  }

  /** All that can be read on the page. */
  async text(selector = "body") {
    return plain(await this.page.locator(selector).first().innerText());
  }
}
