// What is wrong with a page as it stands: by axe, in light and dark, wide and narrow; and whether it scrolls sideways.
import assert from "node:assert/strict";
import axe from "axe-core";

export const WIDE = { width: 1440, height: 900 }, NARROW = { width: 390, height: 844 };

/** What axe finds, in short. */
export async function violations(page, options = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((asked) => window.axe.run(document, { resultTypes: ["violations"], ...asked }), options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")} (${nodes.length})`);
}

/** Looks at the page as it stands: wide and light, wide and dark, narrow. */
export async function look(who, name) {
  const { page } = who;
  const wrong = [];
  const note = (what, lines) => wrong.push(...lines.map((line) => `${name}, ${what}: ${line}`));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(WIDE);
  note("light", await violations(page));
  assert.equal(await page.locator("html").getAttribute("lang"), who.language, name);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one heading of its own`);
  assert.match(await page.title(), /\S+.* · Tumen/);
  await page.emulateMedia({ colorScheme: "dark" });
  // Colours alone differ in the dark.
  note("dark", await violations(page, { runOnly: ["color-contrast", "link-in-text-block"] }));
  await page.setViewportSize(NARROW);
  note("dark, 390 px", await violations(page));
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  if (width > room) note("390 px", [`it is ${width} px wide and scrolls sideways`]);
  await page.setViewportSize(WIDE);
  return wrong;
}

export const nothing = (wrong) => assert.ok(wrong.length === 0, wrong.join("\n"));
