// Reading a source into records: a passage is filed, stands marked in the text, and every sentence is counted.
//
// The report the program answers is not part of the product: where it does not lie beside it, that test is skipped,
// and nobody in it is named here.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { choose, fill, path, press, tick, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { desk, newVault, ROOT } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const INVENTED = [
  "A shift leader at a market in Kaluga says officers came on 14 July 2023.",
  "\"They took nine of us and gave us papers to sign,\" he said.",
  "The prosecutor's office has not answered his complaint.",
].join(" ");
const REPORT = join(ROOT, "../shared/seed/article.txt");

async function store(page, fields, text) {
  await visit(page, "/sources/new");
  await choose(page, "what", "news");
  for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
  await choose(page, "language", "en");
  await fill(page, "text", text);
  await press(page, "sources-store-go");
  await page.locator(".sentences").waitFor();
}

/** Ticks sentences, says as what and where they are filed, and comes to the form. */
async function pick(page, sentences, as, where) {
  for (const number of sentences) await tick(page, "s", number);
  await choose(page, "as", as);
  await choose(page, "case", where);
  await press(page, "common-continue");
  await page.waitForURL(/\/(file|add)\//);
}

async function file(page) {
  await press(page, "sources-file-go");
  assert.match(path(page), /\/filed\//, await page.getByRole("alert").allInnerTexts().then((all) => all.join()));
  await page.locator(".strip.ok").getByText(say("sources-filed")).waitFor();
}

const marked = (page, number) => page.locator(`#t-${number} mark`).allInnerTexts();

async function inVault(t) {
  return enter(t, await desk(t, ["desk", "--lang", "en", ...newVault(t).options]));
}

test("a passage is filed as a statement and stands marked, linked both ways", async (t) => {
  const page = await inVault(t);
  await store(page, { title: "An invented report", publisher: "An invented paper" }, INVENTED);
  const source = path(page);
  assert.equal(await page.locator(".sentences > li").count(), 3);
  assert.deepEqual(await marked(page, 2), []);
  await pick(page, [2], "statement", "none");
  assert.match(await page.locator("blockquote").innerText(), /nine of us/);
  await fill(page, "speaker", "a shift leader");
  await fill(page, "via", "An invented paper");
  await file(page);
  assert.deepEqual(await marked(page, 2), ["\"They took nine of us and gave us papers to sign,\" he said."]);
  assert.deepEqual(await marked(page, 1), []);
  await page.locator("#s-2 .filed a").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const record = await page.locator("main").innerText();
  assert.match(record, /a shift leader/);
  assert.ok(record.includes(say("record-passages")), "the record shows the passage it was read in");
  await page.locator(`a[href^="${source}"]`).first().waitFor();
});

test("suggestions stand apart and change nothing until one is taken", async (t) => {
  const page = await inVault(t);
  await store(page, { title: "An invented report" }, INVENTED);
  await page.locator("aside .suggested li").first().waitFor();
  assert.equal(await page.locator(".sentences > li.open").count(), 3, "nothing is filed by the machine");
  await page.locator("aside .suggested a[href*='/take/date-']").first().click();
  assert.equal(await page.locator("#f-on_typed").inputValue(), "2023-07-14", "taken into the form, not yet filed");
  await page.goBack();
  assert.equal(await page.locator(".sentences > li.open").count(), 3);
});

test("the same text is not stored twice, and a wrong digest is refused", async (t) => {
  const page = await inVault(t);
  await store(page, { title: "Once", sha256: createHash("sha256").update(INVENTED).digest("hex") }, INVENTED);
  await visit(page, "/sources/new");
  await choose(page, "what", "news");
  await fill(page, "text", INVENTED);
  await press(page, "sources-store-go");
  await page.getByRole("alert").getByText(say("sources-stored-already")).waitFor();
  await fill(page, "text", `${INVENTED} And more.`);
  await fill(page, "sha256", "0".repeat(64));
  await press(page, "sources-store-go");
  await page.getByRole("alert").getByText(say("sources-digest-other")).waitFor();
});

test("the report is stored and its first passages filed", { skip: existsSync(REPORT) ? false : "the report is not beside the product" }, async (t) => {
  const page = await inVault(t);
  const text = readFileSync(REPORT, "utf8");
  const facts = { publisher: "Radio Free Europe/Radio Liberty", url: "rferl.org 32567862", published: "2023-08-28" };
  const sha256 = createHash("sha256").update(text).digest("hex");
  await store(page, { ...facts, sha256 }, text);
  const source = path(page);
  const sentences = await page.locator(".sentences > li").count();
  assert.ok(sentences >= 14 && sentences <= 16, `${sentences} sentences`);
  await pick(page, [4], "incident", "new");
  await fill(page, "new_people", "5");
  await tick(page, "on", "unknown");
  await file(page);
  const filed = page.locator(".sentences > li:not(.open)");
  assert.equal(await filed.count(), 1);
  const home = await page.locator("#f-case option").evaluateAll((all) => all.map((one) => one.value).filter((value) => /^[0-9a-f]{16,}$/.test(value)));
  assert.equal(home.length, 1, "the new case is offered from now on");
  await pick(page, [2], "law", "none");
  await fill(page, "speaker", "authorities of two states");
  await page.locator("#f-law input, input[name=law]").first().check();
  await file(page);
  await pick(page, [8], "statement", home[0]);
  await fill(page, "speaker", "the activist");
  await file(page);
  assert.equal(await filed.count(), 3);
  for (const number of [2, 4, 8]) assert.equal((await marked(page, number)).length, 1, `sentence ${number}`);
  await visit(page, "/sources");
  assert.match(await page.locator("main .rows").innerText(), new RegExp(`3 of ${sentences}`));
  await visit(page, source);
  await page.locator("#s-4 .filed a").first().click();
  await page.getByRole("heading", { name: say("record-passages") }).waitFor();
});
