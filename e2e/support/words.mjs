// What the desk says, read from the same files as the desk reads, so that a better wording breaks no test.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.mjs";

const said = new Map();
let chosen = "en";

/** The language of the tests in this file, where it is not English. */
export function use(lang) {
  chosen = lang;
}

/** The message of this key; only messages of one line without variables can be asked for. */
export function say(key, lang = chosen) {
  const text = message(key, lang);
  if (/[{}]/.test(text)) throw new Error(`${key} has variables`);
  return text;
}

/** What matches the message of this key, whatever its variables say. */
export function saying(key, lang = chosen) {
  const around = message(key, lang).split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${around.join(".+")}$`);
}

function message(key, lang) {
  const text = messages(lang).get(key);
  if (text === undefined) throw new Error(`no message ${key} in ${lang}`);
  return text;
}

function messages(lang) {
  if (!said.has(lang)) said.set(lang, read(join(ROOT, "locales", lang)));
  return said.get(lang);
}

function read(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ftl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  const pairs = lines.map((line) => /^([a-z][\w-]*) = (.+)$/.exec(line)).filter(Boolean);
  return new Map(pairs.map(([, key, text]) => [key, text.trim()]));
}
