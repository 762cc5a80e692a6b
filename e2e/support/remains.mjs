// What a browser leaves in its folders, searched byte by byte, in every spelling a word could lie in there.
//
// Names of files count, and what is deflated is looked into. LevelDB's blocks are packed with Snappy, which leaves a word as it is where it
// stands first, so plain search finds it. Deliberately absent: Brotli, which Chromium writes only as it came, and nothing of ours comes so.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { constants, inflateRawSync } from "node:zlib";

/** The word in each spelling. */
export function spellings(word) {
  const utf8 = Buffer.from(word, "utf8");
  const utf16 = Buffer.from(word, "utf16le");
  const percent = [...utf8].map((byte) => (/[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`)).join("");
  const json = JSON.stringify(word).slice(1, -1).replaceAll(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const found = {
    "UTF-8": utf8,
    "UTF-16LE": utf16,
    "UTF-16BE": Buffer.from(utf16).swap16(),
    hex: Buffer.from(utf8.toString("hex")),
    "hex, capitals": Buffer.from(utf8.toString("hex").toUpperCase()),
    percent: Buffer.from(percent.replaceAll(/%../g, (one) => one.toUpperCase())),
    "percent, small": Buffer.from(percent),
    "JSON escapes": Buffer.from(json),
  };
  for (const [name, bytes] of [["base64", utf8], ["base64 of UTF-16LE", utf16]]) for (const shift of [0, 1, 2]) found[`${name}, ${shift} before it`] = base64(bytes, shift);
  return found;
}

// Base64 depends on where in a longer text the word begins; the characters at both ends hold bits of the neighbours.
function base64(bytes, shift) {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const whole = padded.subarray(0, padded.length - (padded.length % 3));
  return Buffer.from(whole.toString("base64").slice(Math.ceil((shift * 8) / 6)));
}

/** The places under these folders that hold one of the words, one line each: file, spelling and word. */
export function holding(folders, words) {
  const all = [words].flat().flatMap((word) => Object.entries(spellings(word)).map(([form, bytes]) => ({ word, form, bytes })));
  const wanted = [...new Map(all.reverse().map((one) => [one.bytes.toString("latin1"), one])).values()];
  const inside = (bytes, where) => wanted.filter((one) => bytes.includes(one.bytes)).map(({ word, form }) => `${where}: ${word}, ${form}`);
  return [folders].flat().flatMap((folder) =>
    entries(folder).flatMap((path) => [
      ...inside(Buffer.from(path.slice(folder.length)), `the name of ${path}`),
      ...contents(path).flatMap((bytes, at) => inside(bytes, at ? `deflated in ${path}` : path)),
    ]),
  );
}

const entries = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name));

/** The bytes of a file, and of whatever is deflated in it. */
function contents(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
  const bytes = readFileSync(path);
  return [bytes, ...unpacked(bytes, GZIP, 10), ...ZLIB.flatMap((begins) => unpacked(bytes, begins, 2))];
}

/** How deflated bytes begin: as gzip without a name, as zlib on each level. */
const GZIP = [0x1f, 0x8b, 0x08, 0x00];
const ZLIB = [0x01, 0x9c, 0xda].map((level) => [0x78, level]);

// Behind the head what is deflated says itself where it ends; cut short, it still gives what it holds.
function unpacked(bytes, begins, head) {
  const found = [];
  for (let at = bytes.indexOf(Buffer.from(begins)); at >= 0; at = bytes.indexOf(Buffer.from(begins), at + 1)) {
    try {
      found.push(inflateRawSync(bytes.subarray(at + head), { finishFlush: constants.Z_SYNC_FLUSH }));
    } catch {
      // Bytes that only looked like a beginning.
    }
  }
  return found;
}
