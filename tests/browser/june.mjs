// An office whose June and whose open shipments are known beforehand: what a test expects is worked out here, by hand.
import { DAY, HOUR, MINUTE } from "./clerk.mjs";

/** This minute: open shipments are told by how long ago they moved. */
export const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;

/** The last June whose shipments are all delivered, in Hunchun's days. */
const YEAR = new Date(NOW).getUTCFullYear() - (new Date(NOW).getUTCMonth() < 7 ? 1 : 0);
export const JUNE = { from: `${YEAR}-06-01`, to: `${YEAR}-06-30`, zone: "Asia/Shanghai" };

const hunchun = (text) => Date.parse(`${YEAR}-${text}:00+08:00`);
const days = (count) => count * DAY;

/** Cleared in June: when, and after how many days of clearing. Target 20 days; J-3 had none, J-7 took them to the second. */
const CLEARED = [
  ["J-1", "06-01T00:00", 10], ["J-2", "06-05T10:00", 12], ["J-3", "06-08T09:00", 14], ["J-4", "06-11T16:00", 15], ["J-5", "06-14T11:00", 16],
  ["J-6", "06-30T23:30", 18.5], ["J-7", "06-20T12:00", 20], ["J-8", "06-22T08:00", 24.5], ["J-9", "06-25T20:00", 30],
];
/** Not June's in Hunchun, though the second of them is in UTC. */
const BESIDE = [["M-1", "05-31T23:59", 11], ["N-1", "07-01T00:10", 13]];

/** 160 days in all over 9; the fifth of nine; 6 of the 8 that had a target; two above it. */
export const FIGURES = {
  n: 9, mean: "17.8", median: "16.0", within: "75.0", withTarget: 8,
  ended: CLEARED.map(([reference]) => reference),
  kept: ["J-1", "J-2", "J-4", "J-5", "J-6", "J-7"],
  late: ["J-8", "J-9"],
};

/** Open shipments, the least time left first: how long ago their clearing began, and the stage they are in. */
const OPEN = [
  { reference: "MR-01", ago: days(24) + 5.5 * HOUR, stage: "transport" },
  { reference: "MR-02", ago: days(21) + 7.5 * HOUR, stage: "transport" },
  { reference: "MR-03", ago: days(17) + 2.5 * HOUR, stage: "transport", parcels: "LX100000025CN LV384211906CN" },
  { reference: "MR-04", ago: days(16) + 12.5 * HOUR, stage: "inspection" },
  { reference: "MR-05", ago: days(12) + 1.5 * HOUR, stage: "transport", goods: "胶鞋 / Сапоги резиновые" },
  // Three days are its transport's budget: it has used four.
  { reference: "MR-09", ago: days(9) + 8.5 * HOUR, stage: "transport", transported: days(4), budget: 3 * 1440 },
  { reference: "MR-08", ago: days(6) + 2.5 * HOUR, stage: "inspection", goods: "针织帽 / Шапки вязаные", held: days(2) },
  { reference: "MR-06", ago: days(3) + 4.5 * HOUR, stage: "quarantine", goods: "胶鞋 / Сапоги резиновые" },
  { reference: "MR-07", ago: days(1) + 6.5 * HOUR, stage: "quarantine", goods: "针织帽 / Шапки вязаные" },
  { reference: "MR-10", stage: "declaration" },
  { reference: "MR-11", stage: "declaration" },
  { reference: "MR-12" },
];
export const ORDER = OPEN.map(({ reference }) => reference);
export const OVERDUE = ["MR-01", "MR-02"];
export const AT_RISK = ["MR-03", "MR-04", "MR-09"];
export const HELD = ["MR-08"];
export const WORDS = { 胶鞋: ["MR-05", "MR-06"], шапки: ["MR-08", "MR-07"] };

/** Seconds that are left of 20 days, for those whose clearing began. */
export const left = (reference) => (days(20) - OPEN.find((one) => one.reference === reference).ago) / 1000;
/** When an open shipment was in quarantine and in inspection first. */
export const began = (reference) => NOW - OPEN.find((one) => one.reference === reference).ago;
export const inspected = (reference) => began(reference) + 8 * HOUR;

/** Delivered long before: they make the list longer than a page. */
const OLD = Array.from({ length: 40 }, (_, n) => `OLD-${`${n + 1}`.padStart(2, "0")}`);
export const ALL = [...ORDER, ...CLEARED.map(([reference]) => reference), "M-1", "N-1", "X-1", ...OLD];

const COLUMNS = [
  "shipment", "event", "stage", "occurred_at", "place", "reason", "note", "mode", "origin", "destination", "crossing", "goods", "carrier",
  "responsible", "parcels", "target_clearance_minutes", "target_transport_minutes",
];

function rows() {
  const all = [];
  const add = (reference, event, at, cells) => all.push({ shipment: reference, event, occurred_at: new Date(at).toISOString(), ...cells });
  const register = (reference, at, cells) =>
    add(reference, "registered", at, {
      place: "CNHCG", mode: "9610", origin: "CNHCG", destination: "RUYEK", crossing: "RU-X-KRASKINO", goods: "运动鞋 / Кроссовки", carrier: "Восток-Транс",
      target_clearance_minutes: "28800", ...cells,
    });
  const enter = (reference, stage, at, place = "CNHCG") => add(reference, "entered", at, { stage, place });

  /** From the registration two days before clearing to the transport a day into it. */
  const clear = (reference, start, cells) => {
    register(reference, start - days(2), cells);
    enter(reference, "declaration", start - days(1));
    enter(reference, "quarantine", start);
    enter(reference, "inspection", start + 8 * HOUR);
    enter(reference, "transport", start + days(1));
  };
  const deliver = (reference, end, took, cells) => {
    clear(reference, end - days(took), cells);
    enter(reference, "delivery", end, "RUYEK");
    add(reference, "delivered", end + days(1), { place: "RUYEK" });
  };
  for (const [reference, end, took] of [...CLEARED, ...BESIDE]) {
    deliver(reference, hunchun(end), took, reference === "J-3" ? { target_clearance_minutes: "" } : {});
  }
  // An exception in June stops its clock: it is in no mean.
  clear("X-1", hunchun("06-10T08:00"));
  add("X-1", "returned", hunchun("06-15T08:00"), { place: "CNHCG" });
  for (const [n, reference] of OLD.entries()) deliver(reference, hunchun("03-01T08:00") + n * HOUR, 5);

  for (const { reference, ago, stage, goods, parcels, held, transported, budget } of OPEN) {
    const start = NOW - (ago ?? days(1));
    register(reference, start - days(2), { ...(goods && { goods }), ...(budget && { target_transport_minutes: `${budget}` }) });
    if (stage) enter(reference, "declaration", start - days(1));
    if (ago) enter(reference, "quarantine", start);
    if (["inspection", "transport"].includes(stage)) enter(reference, "inspection", start + 8 * HOUR);
    if (stage === "transport") enter(reference, "transport", transported ? NOW - transported : start + days(1));
    if (parcels) add(reference, "packed", start, { parcels });
    if (held) add(reference, "held", NOW - held, { place: "CNHCG", reason: "document_request", responsible: "broker" });
  }
  return all;
}

/** The histories.csv of all this. */
export const histories = () =>
  [COLUMNS, ...rows().map((row) => COLUMNS.map((column) => row[column] ?? ""))].map((cells) => cells.join(",")).join("\n") + "\n";

/** The cells of a CSV file by the names of its columns: RFC 4180, a byte order mark before it. */
export function parse(text) {
  const lines = [[""]];
  let quoted = false;
  const body = text.replace(/^\ufeff/, "");
  for (let at = 0; at < body.length; at += 1) {
    const [c, line] = [body[at], lines.at(-1)];
    if (quoted && c === '"' && body[at + 1] === '"') line[line.length - 1] += body[(at += 1)];
    else if (c === '"') quoted = !quoted;
    else if (quoted) line[line.length - 1] += c;
    else if (c === ",") line.push("");
    else if (c === "\n") lines.push([""]);
    else if (c !== "\r") line[line.length - 1] += c;
  }
  const [head, ...all] = lines.filter((line) => line.length > 1 || line[0]);
  return all.map((line) => Object.fromEntries(head.map((name, n) => [name, line[n] ?? ""])));
}
