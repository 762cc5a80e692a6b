// Walks through the whole desk, in one language, and looks at every page it can come to.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { choose, DAY, fill, lock, openCase, openPerson, path, press, search, tick, visit } from "./acts.mjs";
import { closeBrowser, enter, fresh } from "./browser.mjs";
import { faults } from "./inspect.mjs";
import { DEMO_PASSPHRASE, demo, desk, folder, PASSPHRASE } from "./program.mjs";
import { use } from "./words.mjs";
import { join } from "node:path";

/** Pages of one shape that are looked at; records of different kinds share a shape. */
const MOST = { "/record/{}": 14, "/record/{}/edit": 14 };
const USUAL = 2;

/** Both halves of the sweep in this language. */
export function sweep(lang) {
  use(lang);
  after(closeBrowser);
  test(`${lang}: pages before a vault is open`, { timeout: 240_000 }, (t) => outside(t, lang));
  test(`${lang}: every page that a link leads to`, { timeout: 330_000 }, (t) => crawl(t, lang));
  test(`${lang}: pages that answer a form`, { timeout: 240_000 }, (t) => answers(t, lang));
  test(`${lang}: reading a source`, { timeout: 240_000 }, (t) => reading(t, lang));
}

async function crawl(t, lang) {
  const page = await enter(t, await desk(t, ["demo", "--lang", lang, "--as-of", DAY]));
  const [waiting, seen, found] = [["/"], new Set(["/"]), []];
  const counted = new Map();
  await visit(page, "/interview");
  await press(page, "interview-begin");
  await page.waitForURL("**/who");
  const begun = path(page).replace(/\/who$/, "");
  // The pages of the short way stand in no list.
  waiting.push(begun, `${begun}/event`, `${begun}/status`);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const shape = next.replaceAll(/\/[0-9a-f]{16,}(?=\/|$)/g, "/{}").replace(/^\/law\/(rule|bill|why|read|rights)\/[^{]+/, "/law/$1/");
    counted.set(shape, (counted.get(shape) ?? 0) + 1);
    if (counted.get(shape) > (MOST[shape] ?? USUAL)) continue;
    const answer = await visit(page, next);
    if (answer.status() !== 200) found.push(`${shape}: status ${answer.status()}`);
    found.push(...(await faults(page, shape)));
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.pathname));
    links.filter((link) => !seen.has(link)).forEach((link) => (seen.add(link), waiting.push(link)));
  }
  assert.ok(counted.size > 40, `only ${counted.size} shapes of pages: ${[...counted.keys()].join(" ")}`);
  t.diagnostic(`${[...counted.values()].length} shapes of pages, ${seen.size} addresses`);
  assert.deepEqual([...new Set(found)], []);
}

async function outside(t, lang) {
  const made = await desk(t, ["--lang", lang, "--vault", join(folder(t), "vault"), "desk"]);
  const stranger = await fresh(t, made);
  await stranger.goto(made.origin);
  const found = await faults(stranger, "no session");
  await stranger.goto(`${made.origin}/start`);
  found.push(...(await faults(stranger)));
  const page = await enter(t, made);
  const look = async (name) => found.push(...(await faults(page, name)));
  await look("/new");
  await press(page, "common-continue");
  await press(page, "common-continue");
  await look("/new/passphrase, refused");
  await fill(page, "passphrase", PASSPHRASE);
  await fill(page, "again", PASSPHRASE);
  await press(page, "common-continue");
  await look("/new/identities");
  await tick(page, "both", "one");
  await press(page, "new-make");
  await page.locator("ol.code").waitFor();
  await look("/new/recovery");
  await visit(page, "/new/confirm");
  await look("/new/confirm");
  await lock(page);
  await look("/unlock");
  await press(page, "unlock-go");
  await look("/unlock, refused");
  await visit(page, "/unlock/recovery");
  await look("/unlock/recovery");
  assert.deepEqual(found, []);
}

async function answers(t, lang) {
  const page = await enter(t, await demo(t, lang));
  const found = [];
  const look = async (name) => found.push(...(await faults(page, name)));
  await search(page, "протокол");
  await look("search results");
  await visit(page, "/quick");
  await press(page, "quickcall-save");
  await look("/quick, refused");
  await fill(page, "words", "Привезли в отдел, телефон отбирают.");
  await page.locator("#f-urgency input").first().check();
  await press(page, "quickcall-save");
  await page.waitForURL("**/quick/*");
  await look("quick call saved");
  await openPerson(page, "A-1", "Complaint, then a protocol");
  const person = path(page);
  await visit(page, `${person}/reveal`);
  await press(page, "person-reveal-go");
  await look("reveal, refused");
  await fill(page, "reason", "appeal");
  await fill(page, "passphrase", DEMO_PASSPHRASE);
  await press(page, "person-reveal-go");
  await page.getByText("Farhod Saidov").waitFor();
  await look("revealed");
  await visit(page, "/search/identities");
  await fill(page, "text", "Saidov");
  await fill(page, "reason", "appeal");
  await fill(page, "passphrase", DEMO_PASSPHRASE);
  await press(page, "search-identities-go");
  await look("identities found");
  await openCase(page, "Complaint, then a protocol");
  await visit(page, path(page).replace("/case/", "/print/"));
  await page.locator("main form button").last().click();
  await look("printed case");
  await visit(page, `${person}/erase`);
  await fill(page, "alias", "A-1");
  await fill(page, "reason", "asked");
  await press(page, "person-erase-go");
  await page.locator(".done").waitFor();
  await look("erased");
  await visit(page, "/nothing-here");
  await look("404");
  assert.deepEqual(found, []);
}

async function reading(t, lang) {
  const page = await enter(t, await demo(t, lang));
  await visit(page, "/sources/new");
  await press(page, "sources-store-go");
  const found = await faults(page, "/sources/new, refused");
  await choose(page, "what", "news");
  await fill(page, "title", "Придуманная заметка");
  await fill(page, "text", "Придуманный человек рассказал, что 14 июля 2023 года на рынок в Калуге пришли люди из военкомата. «Нас увезли», — сказал он.");
  await press(page, "sources-store-go");
  await page.locator(".sentences").waitFor();
  found.push(...(await faults(page, "/source/{}")));
  const source = path(page);
  const kinds = await page.locator("#f-as option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  assert.ok(kinds.length >= 8, kinds.join());
  for (const kind of kinds) {
    await visit(page, source);
    await tick(page, "s", 1);
    await choose(page, "as", kind);
    await choose(page, "case", "new");
    await press(page, "common-continue");
    found.push(...(await faults(page, `file as ${kind}`)));
  }
  assert.deepEqual(found, []);
}
