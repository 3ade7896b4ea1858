// The words that a reader sees, by the keys of the locale files: literals, values, and choices by number.
import { readFileSync } from "node:fs";

export const LANGUAGES = ["en", "zh-CN", "ru"];
export const OWN_NAMES = { en: "English", "zh-CN": "简体中文", ru: "Русский" };

const root = new URL("../../src/i18n/", import.meta.url);

function read(language) {
  const messages = new Map();
  let key = null;
  for (const line of readFileSync(new URL(`${language}.ftl`, root), "utf8").split("\n")) {
    const begins = /^([a-zA-Z][\w-]*) =\s?(.*)$/.exec(line);
    if (begins) messages.set((key = begins[1]), begins[2]);
    else if (key && /^(\s|\})/.test(line)) messages.set(key, `${messages.get(key)}\n${line}`);
    else key = null;
  }
  return messages;
}

const ALL = Object.fromEntries(LANGUAGES.map((language) => [language, read(language)]));

/** Spaces that do not break count as spaces. */
export const plain = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();

export function say(language, key, values = {}) {
  const text = ALL[language].get(key);
  if (text === undefined) throw new Error(`${language}.ftl has no ${key}`);
  const number = new Intl.PluralRules(language);
  const chosen = text.replace(/\{ \$(\w+) ->([\s\S]*?)\n\}/g, (_, name, cases) => {
    const all = [...cases.matchAll(/(\*?)\[([\w-]+)\] (.*)/g)];
    const fits = all.find((one) => one[2] === `${values[name]}` || one[2] === number.select(Number(values[name]))) ?? all.find((one) => one[1]);
    return fits[3];
  });
  const filled = chosen.replace(/\{ \$(\w+) \}/g, (_, name) => {
    if (!(name in values)) throw new Error(`${key} needs ${name}`);
    return values[name];
  });
  return plain(filled);
}

const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** A duration as the pages write it: its two largest units. */
export function duration(language, seconds) {
  const [d, h, m] = [Math.floor(seconds / DAY), Math.floor((seconds % DAY) / HOUR), Math.floor((seconds % HOUR) / MINUTE)];
  const unit = (name, count) => say(language, `unit-${name}`, { number: count });
  const parts = d ? [unit("days", d), h && unit("hours", h)] : h ? [unit("hours", h), m && unit("minutes", m)] : [unit("minutes", m)];
  return parts.filter(Boolean).join(" ");
}

/** A whole number of days. */
export const days = (language, count) => say(language, "local-days", { days: count });

/** A number as the language groups it. */
export const decimal = (language, text) => {
  const digits = (text.split(".")[1] ?? "").length;
  const locale = language === "en" ? "en-GB" : language;
  return plain(new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(text)));
};
