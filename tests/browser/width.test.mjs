// Nothing that a person may type widens a page: names and words without a blank, in three scripts, on a telephone.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, Office, Person, stopAll } from "./office.mjs";

const LATIN = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2).slice(0, 86);
const CYRILLIC = "Сверхпроизводительныйгрузоперевозочныйкомплекс".repeat(2).slice(0, 86);
const HAN = "珲春三疆国际贸易有限公司跨境电子商务综合试验区".repeat(4).slice(0, 86);
const REFERENCE = "W".repeat(64);

let browser, office;
before(async () => {
  browser = await launch();
  const users = [["admin", "administrator"], ["clerk", "staff"]].map(([name, role]) => ({ name, role, language: "ru", display: LATIN.slice(0, 60) }));
  office = await Office.start({ users });
  const head = "shipment,event,stage,occurred_at,place,reason,note,mode,origin,destination,goods,consignor,consignee,carrier,declaration_number,parcels,responsible,code,goods_lines";
  const lines = JSON.stringify([{ description: LATIN, unit: LATIN.slice(0, 40), quantity: "123456789012345", value: "99999999999999.99" }]);
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const row = (cells) => head.split(",").map((column) => quoted(cells[column] ?? "")).join(",");
  const at = (day) => `2026-06-${String(day).padStart(2, "0")}T09:00:00+08:00`;
  const rows = [
    { shipment: REFERENCE, event: "registered", occurred_at: at(1), place: "CNHCG", mode: "9610", origin: "CNHCG", destination: "RUYEK", goods: HAN, consignor: LATIN, consignee: CYRILLIC, carrier: HAN, declaration_number: LATIN, goods_lines: lines },
    { shipment: REFERENCE, event: "packed", occurred_at: at(2), place: "CNHCG", parcels: `${"P".repeat(64)} ${"7".repeat(64)}` },
    { shipment: REFERENCE, event: "entered", stage: "declaration", occurred_at: at(3), place: "CNHCG", note: CYRILLIC },
    { shipment: REFERENCE, event: "held", occurred_at: at(4), place: "CNHCG", reason: LATIN, responsible: CYRILLIC, note: LATIN.repeat(3) },
    { shipment: REFERENCE, event: "milestone", occurred_at: at(5), place: "CNHCG", code: LATIN },
  ];
  writeFileSync(join(office.folder, "wide.csv"), [head, ...rows.map(row)].join("\n"));
  office.command("import", "wide.csv");
});
after(async () => {
  await browser.close();
  await stopAll();
});

const PAGES = [
  "/", "/shipments", `/shipments?q=${LATIN}`, `/shipments?carrier=${encodeURIComponent(HAN)}`, `/shipments/${REFERENCE}`,
  `/shipments/${REFERENCE}/record?what=held`, `/shipments/${REFERENCE}/details`, `/shipments/${REFERENCE}/parcels`,
  `/shipments/${REFERENCE}/events/4/correct`, "/shipments/new", "/reports/clearance", "/exports", `/exports?shipment=${LATIN}`,
  "/imports", "/admin", "/admin/users", "/admin/places", "/admin/reasons", "/admin/lanes", "/account",
];

for (const width of [390, 1440]) {
  test(`nothing typed widens a page at ${width} px`, async () => {
    const who = await Person.at(browser, office, "ru", { viewport: { width, height: 844 } });
    await who.signIn("admin");
    const wide = [];
    for (const path of PAGES) {
      await who.goto(path);
      const [page, what] = await who.page.evaluate(() => {
        const widest = [...document.querySelectorAll("body *")]
          .filter((one) => !one.closest("nav, .tabs, .framed, .hidden") && one.getBoundingClientRect().right > innerWidth + 1);
        return [document.scrollingElement.scrollWidth, widest.slice(0, 3).map((one) => one.outerHTML.slice(0, 100)).join(" | ")];
      });
      if (page > width) wide.push(`${path.slice(0, 60)}: ${page} px, ${what}`);
    }
    assert.deepEqual(wide, []);
  });
}
