// Hostile text in every field of the desk: kept as it was typed, and nothing but text on every page that shows it.
//
// Deliberately absent: text that comes in a file, which the tests of the caseload format hold.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { DAY, fill, heading, lock, press, tick, unlock, visit } from "../support/acts.mjs";
import { browser, closeBrowser, enter } from "../support/browser.mjs";
import { formsOf, send, type, values } from "../support/forms.mjs";
import { assault, everywhere, interview, look, openFiling, read, shapeOf, walk } from "../support/hostile.mjs";
import { strangers, unescaped, watch } from "../support/inert.mjs";
import { ALL, LISTED, NUL, OWN } from "../support/payloads.mjs";
import { command, desk, folder, newVault, PASSPHRASE, ROOT } from "../support/program.mjs";

after(closeBrowser);

const SOURCE = join(ROOT, "crates/desk");
/** Templates of pages that stand before an open vault. */
const OUTSIDE = /^(unlock|new|desk\/code)/;
/** What is asked with a text and never stored; the others of these forms are. */
const ASKED_ONLY = [/^\/(search|cases|law)\b.*: (text|day|from|to)$/, /^\/calendar\b.*: number$/, /^\/letters\/.*: office$/, /passphrase$/];
/** Kept only where the fact that was chosen is a text. */
const ELSEWISE = [/fact_text$/];

/** The plan of a visit is linked only while such a duty runs, and the walk has settled it by then: not covered here. */
const UNREACHED = join("law", "visit.html");

/** The words of the interview's pages, as its table has them. */
function steps() {
  const table = readFileSync(join(SOURCE, "src/pages/interview/steps.rs"), "utf8");
  return [...table.matchAll(/step\(\s*"([a-z]+)",\s*"interview-/g)].map(([, word]) => word);
}

/** The fields that the templates name, of pages before or behind an open vault. */
function named(outside) {
  const folder = join(SOURCE, "templates");
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html") && name !== UNREACHED && OUTSIDE.test(name) === outside);
  const text = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  return [...text.matchAll(/m::(?:text|area|date|secret)\(page, "([^"]+)"/g)].map(([, name]) => name);
}

async function begin(t, options, lang = "en") {
  const made = await desk(t, ["desk", "--lang", lang, "--as-of", DAY, ...options]);
  let seen;
  const page = await enter(t, made, { watched: async (context) => (seen = await watch(context)) });
  return { ...walk(page, seen), options, desk: made };
}

/** Every text in what the program writes out. */
function exported(t, options) {
  const out = join(folder(t), "out");
  command(["export", out, ...options]);
  const found = new Set();
  const collect = (value) => {
    if (typeof value === "string") found.add(value);
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  for (const name of ["records.jsonl", "history.jsonl"]) readFileSync(join(out, name), "utf8").split("\n").filter(Boolean).forEach((line) => collect(JSON.parse(line)));
  return found;
}

const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

/** A list drops what nobody can see, as the caseload format has it. */
const unseen = (text) => /^[\p{White_Space}\p{Cf}]*$/u.test(text);

/** Whether a text stands in what was written out: whole, without the spaces around it, behind a reason's lead, or as a list. */
function stands(all, text) {
  if (all.has(text) || all.has(trimmed(text))) return true;
  const lines = text.split("\n").map(trimmed).filter((line) => !unseen(line));
  return lines.every((line) => all.has(line)) || [...all].some((one) => one.endsWith(`: ${trimmed(text)}`));
}

/** One place is written once: an interview has one answer, a person one identity, whichever page asks for it. */
const placeOf = (form, field) => (/^id_/.test(field) ? field : `${form.replace(/^(\/interview\/{}).*/, "$1")}: ${field}`);

/** What was taken and does not stand in what was written out. */
function lost(all, kept) {
  const last = new Map(kept.flatMap(({ name, texts }) => Object.entries(texts).map(([field, text]) => [placeOf(name, field), text])));
  const known = (place) => [...ASKED_ONLY, ...ELSEWISE].some((shape) => shape.test(place));
  return [...last].filter(([place, text]) => /x-naughty/.test(text) && !known(place) && !stands(all, text));
}

test("every field takes hostile text as text, and every page shows it as text", { timeout: 390_000 }, async (t) => {
  const { options } = newVault(t);
  command(["import", join(ROOT, "testing/scenario/five-accounts.toml"), ...options]);
  const w = await begin(t, options);
  // Markup that came through may well break the walk: what was seen before says more than where it broke.
  const broken = await wholeDesk(w).then(() => undefined, (error) => error);
  assert.deepEqual([...new Set(w.faults)], []);
  assert.ifError(broken);
  complete(w);
  await w.desk.stop();
  assert.deepEqual(lost(exported(t, options), w.kept), []);
  t.diagnostic(`${w.forms.size} forms, ${w.pages.size} shapes of pages, ${ALL.length} texts`);
});

async function wholeDesk(w) {
  await visit(w.page, "/calendar");
  await w.page.locator("#f-understood").check();
  await press(w.page, "calendar-on");
  await interview(w, steps());
  await everywhere(w);
  const source = [...w.met].filter((one) => shapeOf(one) === "/source/{}").at(-1);
  assert.ok((await openFiling(w, source)).length >= 8);
  await everywhere(w);
  await inRussian(w);
}

/** Sees every shape of page once more, now that hostile text stands everywhere. */
async function inRussian(w) {
  await visit(w.page, "/");
  await w.page.getByRole("button", { name: "Русский" }).click();
  await w.page.locator("html[lang=ru]").waitFor();
  const newest = new Map([...w.met].map((one) => [shapeOf(one), one]));
  for (const one of newest.values()) if (!/^\/(law|settings|passphrase|help)\b/.test(one)) await read(w, one);
}

/** Nothing was left out: no field, no text. */
function complete(w) {
  assert.ok(w.forms.size > 70, `only ${w.forms.size} shapes of forms`);
  const filled = new Set([...w.forms.keys()].flatMap((shape) => shape.split(": ")[1].split(" ")));
  assert.deepEqual(named(false).filter((name) => !filled.has(name)), [], "fields that nobody came to");
  const typed = w.kept.flatMap(({ texts }) => Object.values(texts)).join("\n");
  const plain = (text) => text.replaceAll(/\r\n?/g, "\n").toWellFormed();
  assert.deepEqual(ALL.filter(({ text }) => !typed.includes(plain(text))), [], "texts that reached no field");
}

/** One text of each class, as a field of one line takes it. */
const SOME = Object.values(OWN).map(([text]) => text.replaceAll(/[\r\n]/g, "")).join(" ");

/** Types it into every field of the form that is shown, and sends it until it is taken or cannot be. */
async function assaultShown(w, filled) {
  const form = (await formsOf(w.page)).find((one) => one.names.length);
  form.names.forEach((name) => filled.add(name));
  const { status } = await assault(w, form, Object.fromEntries(form.names.map((name) => [name, SOME])));
  await look(w, `after ${form.action}`);
  return status;
}

test("before a vault is open hostile text is text too, and a passphrase like any other", { timeout: 120_000 }, async (t) => {
  const w = await begin(t, ["--vault", join(folder(t), "vault")]);
  const filled = new Set();
  await visit(w.page, "/new/passphrase");
  assert.equal(await assaultShown(w, filled), 303);
  await tick(w.page, "both", "apart");
  assert.equal(await assaultShown(w, filled), 422, "the passphrase of the vault is no second one");
  await tick(w.page, "both", "one");
  await press(w.page, "new-make");
  await w.page.locator("ol.code").waitFor();
  await visit(w.page, "/new/confirm");
  assert.equal(await assaultShown(w, filled), 422);
  await visit(w.page, "/passphrase");
  assert.equal(await assaultShown(w, filled), 303, "the passphrase that stands may be chosen again");
  await visit(w.page, "/start");
  assert.equal(await assaultShown(w, filled), 403);
  await visit(w.page, "/");
  await lock(w.page);
  await visit(w.page, "/unlock/recovery");
  assert.equal(await assaultShown(w, filled), 422);
  await visit(w.page, "/unlock");
  await unlock(w.page, SOME);
  await w.page.getByRole("navigation").waitFor();
  assert.deepEqual(named(true).filter((name) => !filled.has(name)), [], "fields that nobody came to");
  assert.deepEqual(w.faults, []);
});

test("what a lock cut off comes back as it was typed", { timeout: 120_000 }, async (t) => {
  const w = await begin(t, newVault(t).options);
  await visit(w.page, "/quick");
  const form = (await formsOf(w.page)).find((one) => one.names.includes("words"));
  const given = Object.fromEntries(form.names.map((name) => [name, form.several.includes(name) ? LISTED.join("\n") : SOME]));
  const other = await w.page.context().newPage();
  await other.goto(w.desk.origin);
  const texts = await type(w.page, form.at, given);
  await lockUnseen(other);
  const answer = await send(w.page, form);
  await heading(w.page, "unlock-title");
  await look(w, "/unlock, a form kept", await answer.text());
  await fill(w.page, "passphrase", PASSPHRASE);
  await press(w.page, "unlock-go");
  await heading(w.page, "unlock-resume-title");
  await look(w, "/unlock, a form resumed");
  assert.deepEqual(await values(w.page, 0, form.names), texts);
  assert.deepEqual(w.faults, []);
});

/** A desk that locks answers first and then begins anew. */
const AFTER_LOCK_MS = 2000;

/** Locks as a lock by the clock does: the other pages are not told. */
async function lockUnseen(page) {
  await page.evaluate(() => fetch("/lock", { method: "POST", body: new URLSearchParams(new FormData(document.getElementById("lock"))) }));
  await wait(AFTER_LOCK_MS);
}

test("a text with NUL is refused in words", { timeout: 60_000 }, async (t) => {
  const w = await begin(t, newVault(t).options);
  await visit(w.page, "/quick");
  const form = (await formsOf(w.page)).find((one) => one.names.includes("words"));
  for (const name of ["words", "alias", "safe_how"]) {
    await type(w.page, form.at, { words: "said", [name]: NUL });
    assert.equal((await send(w.page, form)).status(), 422, name);
    await w.page.locator(`.summary-error a[href="#f-${name}"]`).waitFor();
  }
  assert.deepEqual(w.faults, []);
});

/** A page that shows a text as careless programs do: in its body, in an attribute. */
const CARELESS = {
  body: (text) => `<p>${text}</p>`,
  attribute: (text) => `<input value="${text}"><input value='${text}'>`,
};

test("a page that shows one of the texts carelessly is found out", { timeout: 60_000 }, async (t) => {
  let body = "";
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html; charset=utf-8").end(`<!DOCTYPE html><html lang="en"><head><title>Desk</title></head><body><main>${body}</main></body></html>`));
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  t.after(() => server.close());
  const context = await (await browser()).newContext();
  t.after(() => context.close());
  const ran = await watch(context);
  const found = async (text, way) => {
    body = CARELESS[way](text);
    const page = await context.newPage();
    const answer = await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "commit" });
    const raw = unescaped(await answer.text().catch(() => body), [text]);
    const strange = await strangers(page).catch(() => ["it led away"]);
    await page.close();
    return { strange, raw };
  };
  for (const [of, way] of [["markup", "body"], ["mutation", "body"], ["attribute", "attribute"]]) {
    for (const text of OWN[of]) {
      const { strange, raw } = await found(text, way);
      assert.deepEqual(raw, [text]);
      assert.ok(strange.length > 0 || /^[`&]/.test(text), `nothing strange was seen: ${text}`);
    }
  }
  assert.ok(ran.some((what) => what === "alert was called"), "what runs is seen to run");
});
