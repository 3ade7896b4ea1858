// What a clerk does: registers, records, reads the page of a shipment. Times are instants; places have clocks.
import { Person } from "./office.mjs";
import { plain } from "./words.mjs";

export const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Places: code, hours east of UTC, and names. */
export const HUNCHUN = { code: "CNHCG", east: 8, en: "Hunchun", "zh-CN": "珲春", ru: "Хуньчунь" };
export const KRASKINO = { code: "RU-X-KRASKINO", east: 10, en: "Kraskino", "zh-CN": "克拉斯基诺", ru: "Краскино" };
export const YEKATERINBURG = { code: "RUYEK", east: 5, en: "Yekaterinburg", "zh-CN": "叶卡捷琳堡", ru: "Екатеринбург" };

/** What the wall of a place shows at an instant. */
/** A day as it stands in a field, in the order of its readers. */
export function typedDay(day, language) {
  const [year, month, date] = day.split("-");
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
  return { en: `${Number(date)} ${names[month - 1]} ${year}`, ru: `${date}.${month}.${year}` }[language] ?? day;
}

export function wall(at, place) {
  const shown = new Date(at + place.east * HOUR).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

export class Clerk extends Person {
  static async at(browser, office, language, options = {}) {
    return Object.assign(Object.create(Clerk.prototype), await Person.at(browser, office, language, options));
  }


  async choose(key, place, within) {
    const control = this.field(key, within);
    const options = (await control.locator("option").allInnerTexts()).map(plain);
    const label = options.find((option) => option.includes(place[this.language]) && option.includes(place.code));
    if (!label) throw new Error(`${key} does not offer ${place.code}: ${options}`);
    await control.selectOption({ label });
  }

  /** Where and when: the place first, because it decides the clock. */
  async whereWhen(place, at, within) {
    if (place) await this.choose("field-place", place, within);
    if (at === undefined) return;
    const { day, time } = typeof at === "object" ? at : wall(at, place);
    await this.field("when-day", within).fill(day);
    await this.field("when-time", within).fill(time);
  }

  /** Opens the form of an event on a shipment's page, for one kind of event. */
  async open(reference, what) {
    await this.goto(`/shipments/${reference}`);
    await this.press(this.link("record-title"));
    await this.press(this.page.getByRole("group", { name: this.say("record-what") }).getByRole("button", { name: this.say(what), exact: true }));
  }

  /** Records an event from the long form. `fill` fills what is its own. */
  async record(reference, what, place, at, fill) {
    await this.open(reference, what);
    await this.whereWhen(place, at);
    if (fill) await fill();
    return this.press("record-do");
  }

  /** Records a step from the form beside the history. */
  async step(reference, key, values, place, at) {
    await this.goto(`/shipments/${reference}`);
    const next = this.page.locator("section.next");
    await next.getByRole("radio", { name: this.say(key, values), exact: true }).check();
    await this.whereWhen(place, at, next);
    return this.press(next.getByRole("button", { name: this.say("record-do"), exact: true }));
  }

  stage(name) {
    return { stage: this.say(`stage-${name}`) };
  }

  /** The lines of the history that say something, the latest first. */
  history(...texts) {
    let lines = this.page.locator("section.history ol.events > li");
    for (const text of texts) lines = lines.filter({ hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "[\\s\\u00a0\\u202f]+")) });
    return lines;
  }

  /** A figure or fact by its label. */
  async figure(label) {
    const boxes = this.page.locator("main dl > div");
    for (const box of await boxes.all()) {
      if (plain(await box.locator("dt").innerText()) === label) return (await box.locator("dd").allInnerTexts()).map(plain);
    }
    throw new Error(`no figure ${label}`);
  }

  /** Cells of the row of the track that begins so. */
  async trackRow(name) {
    const row = this.page.locator(".track tbody tr").filter({ has: this.page.getByRole("rowheader", { name, exact: false }) }).first();
    return (await row.locator("th, td").allInnerTexts()).map(plain);
  }

  /** The error beside a field: what is wrong, and the rule. */
  async errorOf(control) {
    const ids = ((await control.getAttribute("aria-describedby")) ?? "").split(" ").filter((id) => id.endsWith("-error"));
    const isInvalid = (await control.getAttribute("aria-invalid")) === "true";
    if (ids.length !== 1) return "";
    const text = plain(await this.page.locator(`#${ids[0]}`).innerText());
    return isInvalid ? text : `not marked as invalid: ${text}`;
  }

  /** Opens a part of a form that is folded, if it is. */
  async unfold(key) {
    const part = this.page.locator("details.fold").filter({ has: this.page.locator("summary", { hasText: this.say(key) }) });
    if ((await part.getAttribute("open")) === null) await part.locator("summary").click();
    return part;
  }

  /** Registers with the least that is asked. */
  async register(reference, origin = HUNCHUN, destination = YEKATERINBURG, at) {
    await this.goto("/shipments/new");
    await this.field("field-shipment").fill(reference);
    await this.field("field-mode").selectOption("9710");
    await this.choose("field-origin", origin);
    await this.choose("field-destination", destination);
    if (at !== undefined) {
      const { day, time } = wall(at, origin);
      await this.unfold("group-when");
      await this.field("when-day").fill(day);
      await this.field("when-time").fill(time);
    }
    return this.press("register-do");
  }
}
