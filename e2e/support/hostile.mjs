// Walks through a desk and types hostile text into every field it comes to.
//
// No form is listed: links are followed, and whatever form stands on a page is filled, sent, mended where the page says
// a field is wrong, and sent again. Where no link leads (an interview, a passage to be filed), a door is opened first.

import { DAY, path, press, tick, choose, visit } from "./acts.mjs";
import { chooseFirst, formsOf, send, type, values, wrong } from "./forms.mjs";
import { strangers, unescaped } from "./inert.mjs";
import { ALL, LISTED, OWN } from "./payloads.mjs";
import { PASSPHRASE } from "./program.mjs";

/** Stands between texts in a field of one line; in others they stand in lines of their own. */
const BETWEEN = " ¦ ";
/** What a field that is refused may want instead. */
const PLAIN = [DAY, `${DAY} 10:00`, "1", "B-2"];
/** Which of several is chosen where the first would change what was typed. */
const WANTED = { names: "keep", speaker: "other" };
/** What has to be answered, or a text beside it says nothing. */
const FIRST = ["speaker", "consent_uses"];
/** Pages of one shape that are looked at; records of different kinds share a shape. */
const MOST = { "/record/{}": 24, "/record/{}/edit": 40, "/source/{}/file/{}": 12, "/law/why/{}": 0 };
const TEXTS = ALL.map((one) => one.text);

export const shapeOf = (path) =>
  path
    .replaceAll(/\/[0-9a-f]{16,}(?=\/|$)/g, "/{}")
    .replace(/^\/law\/(rule|bill|read|rights)\/[^{]+/, "/law/$1/")
    .replace(/^\/law\/why\/.*/, "/law/why/{}")
    .replace(/^(\/source\/{}\/file)\/([^/]+)\/.*/, "$1/{}");

const formShape = (form) => `${shapeOf(form.action)}: ${[...new Set(form.names.map((name) => name.replaceAll(/\.\d+\./g, ".0.")))].join(" ")}`;

/** Gives out texts so that every field gets one of each class; what was listed comes again until a form kept it. */
function dealer() {
  const turn = new Map();
  let due = [...LISTED];
  const next = (of, all) => {
    const at = turn.get(of) ?? 0;
    turn.set(of, at + 1);
    return all[at % all.length];
  };
  const listed = (count) => Array.from({ length: count }, () => next("listed", due));
  const own = () => Object.entries(OWN).map(([of, all]) => next(of, all));
  const keep = (typed) => {
    const left = due.filter((text) => !typed.some((one) => one.includes(text)));
    due = left.length ? left : [...LISTED];
  };
  return { line: () => [...own(), ...listed(4)].join(BETWEEN), lines: () => [...own(), ...listed(24)].join("\n"), keep };
}

/** A walk that has not begun: what it will have seen, typed and found wrong. */
export function walk(page, seen) {
  return { page, seen, hand: dealer(), waiting: ["/"], met: new Set(["/"]), pages: new Map(), forms: new Map(), kept: [], faults: [] };
}

/** Looks at every page a link leads to and attacks every form of a new shape, until nothing is left. */
export async function everywhere(w) {
  for (let next = take(w); next; next = take(w)) {
    await read(w, next);
    for (const form of await formsOf(w.page)) if (isNew(w, form)) await attack(w, next, form);
  }
}

// The least known shape first, and of one shape the newest: what was just saved is looked at.
function take(w) {
  const rank = (path) => (/\/check$/.test(path) ? 1e6 : w.pages.get(shapeOf(path)) ?? 0);
  const open = w.waiting.filter((path) => rank(path) >= 1e6 || rank(path) < (MOST[shapeOf(path)] ?? 1));
  const best = open.reduceRight((a, b) => (a === undefined || rank(b) < rank(a) ? b : a), undefined);
  w.waiting = open.filter((path) => path !== best);
  return best;
}

/** Goes to a page, looks at it and remembers where it leads. */
export async function read(w, next) {
  const shape = shapeOf(next);
  w.pages.set(shape, (w.pages.get(shape) ?? 0) + 1);
  const answer = await visit(w.page, next);
  await look(w, shape, await answer.text());
}

/** Writes down what is wrong with the page that is shown, and the links on it. */
export async function look(w, name, html) {
  const found = [...(await strangers(w.page)), ...w.seen.splice(0), ...unescaped(html ?? "", TEXTS).map((text) => `as it was typed: ${text}`)];
  w.faults.push(...found.map((fault) => `${name}: ${fault}`));
  const links = await w.page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.pathname));
  [...links, path(w.page)].filter((link) => !w.met.has(link)).forEach((link) => (w.met.add(link), w.waiting.push(link)));
}

const isNew = (w, form) => form.names.length > 0 && !w.forms.has(formShape(form));

async function attack(w, from, met) {
  const name = formShape(met);
  w.forms.set(name, undefined);
  const again = async () => (await formsOf(w.page)).find((other) => formShape(other) === name);
  const form = (path(w.page) === from && (await again())) || (await visit(w.page, from), await again());
  const deal = (field) => (met.several.includes(field) ? w.hand.lines() : w.hand.line());
  const { status, texts } = await assault(w, form, Object.fromEntries(form.names.map((field) => [field, deal(field)])));
  w.forms.set(name, status);
  if (status < 400) w.kept.push({ name, texts }), w.hand.keep(Object.values(texts));
  await look(w, `after ${name}`);
}

/** Sends a form with these texts, and again with what is wrong put right; gives the last status and what was sent then. */
export async function assault(w, form, given) {
  const texts = await type(w.page, form.at, given);
  await chooseFirst(w.page, form.at, FIRST, WANTED);
  let answer = await send(w.page, form);
  for (let turn = 0; answer.status() === 422 && turn <= PLAIN.length; turn += 1) {
    await look(w, `${formShape(form)}, refused`, await answer.text());
    const now = (await formsOf(w.page)).find((one) => one.action === form.action);
    await cameBack(w, now, texts);
    Object.assign(texts, await mend(w, now, form, turn));
    answer = await send(w.page, now);
  }
  // Where it moves clocks, that is said first, and saved after.
  if (await w.page.locator("main input[name=agreed]").count()) {
    await look(w, `${formShape(form)}, what it moves`, await answer.text());
    answer = await send(w.page, { at: 0, swaps: false });
  }
  return { status: answer.status(), texts };
}

// Nothing typed may be lost when a form is refused, but for a passphrase, which must not come back.
async function cameBack(w, form, texts) {
  const shown = await values(w.page, form.at, Object.keys(texts));
  for (const [name, text] of Object.entries(texts)) {
    const expected = form.secret.includes(name) ? "" : text;
    if (shown[name] !== expected) w.faults.push(`${formShape(form)}: ${name} came back as ${JSON.stringify(shown[name])}, not ${JSON.stringify(expected)}`);
  }
}

async function mend(w, now, before, turn) {
  const bad = await wrong(w.page);
  const calm = (name) => (turn === 0 && before.before[name]) || PLAIN[turn] || "";
  const texts = now.names.filter((name) => bad.includes(name)).map((name) => [name, calm(name)]);
  // One passphrase alone opens something; several would change it.
  const secrets = now.secret.map((name) => [name, now.secret.length === 1 ? PASSPHRASE : `${turn}`]);
  await chooseFirst(w.page, now.at, bad.filter((name) => !now.names.includes(name)), WANTED);
  return type(w.page, now.at, Object.fromEntries([...texts, ...secrets]));
}

/** Goes through an interview page by page, as if every question made sense, and saves it. */
export async function interview(w, steps) {
  await visit(w.page, "/interview");
  await press(w.page, "interview-begin");
  await w.page.waitForURL("**/who");
  const begun = path(w.page).replace(/\/who$/, "");
  for (const step of [...steps, "check"]) {
    await read(w, `${begun}/${step}`);
    for (const form of await formsOf(w.page)) if (isNew(w, form)) await attack(w, `${begun}/${step}`, form);
  }
  await read(w, begun);
}

/** Picks a passage of the newest source once as every kind that can be filed. */
export async function openFiling(w, source) {
  await visit(w.page, source);
  const kinds = await w.page.locator("#f-as option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  for (const kind of kinds) {
    await visit(w.page, source);
    await tick(w.page, "s", 1);
    await choose(w.page, "as", kind);
    await choose(w.page, "case", "new");
    await press(w.page, "common-continue");
    await w.page.waitForURL(/\/(file|add)\//);
    w.met.add(path(w.page)), w.waiting.push(path(w.page));
  }
  return kinds;
}
