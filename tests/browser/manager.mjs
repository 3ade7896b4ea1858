// What a manager does besides: reads the report, prints it, takes lists away.
import { readFileSync } from "node:fs";
import { Clerk } from "./clerk.mjs";
import { Person } from "./office.mjs";
import { parse } from "./june.mjs";
import { plain } from "./words.mjs";

export class Manager extends Clerk {
  static async at(browser, office, language, options = {}) {
    return Object.assign(Object.create(Manager.prototype), await Person.at(browser, office, language, options));
  }

  /** What the headings of the page say. */
  async headings() {
    return plain((await this.page.locator("main").getByRole("heading").allInnerTexts()).join(" "));
  }

  /** What stands with a label, outside of tables: a figure with what is said about it. */
  async told(key) {
    return plain(await this.page.evaluate((label) => {
      const words = (element) => element.innerText.replace(/\s+/g, " ").trim();
      const labels = [...document.querySelectorAll("main *")].filter((element) => element.innerText && words(element) === label && !element.closest("table"));
      let around = labels.at(0);
      while (around && words(around) === label) around = around.parentElement;
      return around?.innerText ?? "";
    }, this.say(key)));
  }

  /** The shipments that the page lists, in its order. */
  async listed() {
    return (await this.page.locator("main tbody th a").allInnerTexts()).map(plain);
  }

  /** Takes a file: its name, and its rows. */
  async take(link) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    const text = readFileSync(await download.path(), "utf8");
    return { name: download.suggestedFilename(), text, rows: parse(text) };
  }

  /** The page on paper: how many sheets. */
  async print() {
    const paper = Buffer.from(await this.page.pdf({ format: "A4" })).toString("latin1");
    return { begins: paper.slice(0, 4), sheets: paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0 };
  }
}

/** The shipments of a file, each once, in its order. */
export const shipments = (rows) => [...new Set(rows.map((row) => row.shipment))];
