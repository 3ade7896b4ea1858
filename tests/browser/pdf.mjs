// The pages of a PDF as Chromium writes it (objects in the open, streams deflated, fonts with a map to Unicode): how
// large each is, and the text on it in the order in which it is drawn.
import { inflateSync } from "node:zlib";

/** What stands in a PDF: objects by number, as text and the bytes of their stream. */
function objects(bytes) {
  const raw = bytes.toString("latin1");
  const found = new Map();
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const stream = raw.indexOf("stream\n", from), end = raw.indexOf("\nendobj", from);
    const has = stream >= 0 && stream < end;
    const head = raw.slice(from, has ? stream : end);
    const length = has ? Number(/\/Length (\d+)/.exec(head)[1]) : 0;
    const data = bytes.subarray(stream + 7, stream + 7 + length);
    found.set(match[1], { head, data: has ? (head.includes("/FlateDecode") ? inflateSync(data) : data) : Buffer.alloc(0) });
  }
  return found;
}

const characters = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** From the codes of a font to characters. */
function unicode(map) {
  const table = new Map();
  for (const [, block] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, code, text] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi)) table.set(parseInt(code, 16), characters(text));
  }
  for (const [, block] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, text] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>/gi)) {
      const first = parseInt(text, 16);
      for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1) {
        table.set(code, characters((first + code - parseInt(from, 16)).toString(16).padStart(text.length, "0")));
      }
    }
  }
  return table;
}

export function pages(bytes) {
  const all = objects(bytes);
  const maps = new Map();
  /** The map of a font, and how many digits a code of it has: two where every letter is a drawing of its own. */
  const fontOf = (number) => {
    if (!maps.has(number)) {
      const head = all.get(number)?.head ?? "", to = /\/ToUnicode (\d+) 0 R/.exec(head);
      maps.set(number, { digits: head.includes("/Type3") ? 2 : 4, map: to ? unicode(all.get(to[1]).data.toString("latin1")) : new Map() });
    }
    return maps.get(number);
  };
  const sheets = [...all.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return sheets.map(({ head }) => {
    const [, , , width, height] = /\/MediaBox \[(\S+) (\S+) (\S+) ([^\]]+)\]/.exec(head).map(Number);
    const fonts = new Map([...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name, number]));
    const drawn = all.get(/\/Contents (\d+) 0 R/.exec(head)[1]).data.toString("latin1");
    let text = "", font;
    for (const [, name, shown] of drawn.matchAll(/\/(F\d+) \S+ Tf|((?:\[[^\]]*\]\s*TJ)|(?:<[0-9A-Fa-f]+>\s*Tj))/g)) {
      if (name) font = fontOf(fonts.get(name));
      else {
        for (const [, codes] of shown.matchAll(/<([0-9A-Fa-f]+)>/g)) {
          for (let at = 0; at < codes.length; at += font.digits) text += font.map.get(parseInt(codes.slice(at, at + font.digits), 16)) ?? "";
        }
      }
    }
    return { width, height, text: text.normalize("NFKC") };
  });
}
