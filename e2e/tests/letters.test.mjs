// A letter, from what it would tell to the file that leaves and the day it was sent; and the letter that may not leave.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { choose, DAY, fill, heading, openCase, path, press, tick, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { DEMO_PASSPHRASE, desk } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const FIRST = "Complaint, then a protocol";
const start = async (t) => enter(t, await desk(t, ["demo", "--lang", "en", "--as-of", DAY]));

/** Opens the page that stands before a letter about the event at this place of the first chain. */
async function plan(page, place, template) {
  await openCase(page, FIRST);
  const link = page.locator(".chain .event").nth(place).locator(".event-title a");
  await visit(page, await link.getAttribute("href"));
  await page.getByRole("link", { name: say("letter-for-record"), exact: true }).click();
  await heading(page, "letter-list-title");
  await page.locator(`a[href$="/${template}"]`).click();
  await page.locator("#write").waitFor();
}

async function decide(page, choice = "as_is") {
  await tick(page, "choice", choice);
  await fill(page, "explained_by", "N. N.");
  await choose(page, "explained_in", "tg");
  await page.locator("#write").click();
}

async function draft(page, place, template) {
  await plan(page, place, template);
  await decide(page);
  await page.waitForURL("**/letter/*");
}

/** The file that leaves, in this shape. */
async function take(page, shape, passphrase) {
  await page.getByRole("link", { name: say("letter-make-file"), exact: true }).click();
  await heading(page, "letter-file-title");
  await tick(page, "shape", shape);
  await tick(page, "where", "outside");
  if (passphrase) await fill(page, "passphrase", passphrase);
  const waiting = page.waitForEvent("download");
  await press(page, "letter-file-go");
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("no answer: what it would tell is read first, then a PDF leaves on purpose", async (t) => {
  const page = await start(t);
  await plan(page, 1, "inaction");
  for (const key of ["letter-tells-title", "letter-before-title", "letter-ways-title", "letter-ask-title"]) {
    await page.getByRole("heading", { level: 2, name: say(key), exact: true }).waitFor();
  }
  await page.locator("#write").click();
  await page.locator("[role=alert]").waitFor();
  await decide(page);
  await page.waitForURL("**/letter/*");
  await page.locator("textarea").nth(3).fill("Это предложение вписано от руки.");
  await press(page, "common-save");
  await page.waitForURL("**/letter/*");
  assert.match(await page.locator("form.letter").innerHTML(), /вписано от руки/);
  const { name, bytes } = await take(page, "pdf");
  assert.equal(name, "letter.pdf");
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  const read = spawnSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" });
  if (read.error) t.diagnostic("skipped: no pdftotext");
  else assert.match(read.stdout, /вписано от руки/);
});

test("a file in the vault holds no name; outside a wrong passphrase fills nothing", async (t) => {
  const page = await start(t);
  await draft(page, 1, "inaction");
  const letter = path(page);
  await page.getByRole("link", { name: say("letter-make-file"), exact: true }).click();
  await press(page, "letter-file-go");
  await page.waitForURL(`**${letter}`);
  await page.getByRole("heading", { level: 2, name: say("letter-files"), exact: true }).waitFor();
  await visit(page, `${letter}/file`);
  await tick(page, "shape", "txt");
  await tick(page, "where", "outside");
  await fill(page, "passphrase", "another one");
  await press(page, "letter-file-go");
  await page.locator("#f-passphrase[aria-invalid]").waitFor();
  await visit(page, letter);
  const { name, bytes } = await take(page, "txt", DEMO_PASSPHRASE);
  assert.equal(name, "letter.txt");
  assert.doesNotMatch(bytes.toString(), /\{name\}/);
});

test("an appeal asks for the missed term; once it was sent the decision is appealed", async (t) => {
  const page = await start(t);
  await draft(page, 2, "appeal");
  const words = await page.locator("textarea").evaluateAll((all) => all.map((one) => one.value).join("\n"));
  assert.match(words, /восстанов/);
  await page.getByRole("link", { name: say("letter-mark-sent"), exact: true }).click();
  await heading(page, "letter-sent-title");
  await press(page, "letter-sent-go");
  await page.waitForURL("**/track/*");
  assert.match(await page.locator("main").innerText(), new RegExp(say("track-state-appealed")));
});

test("a complaint about what came after a complaint can be drafted, and is a complaint once it was sent", async (t) => {
  const page = await start(t);
  await draft(page, 2, "retaliation");
  const letter = path(page);
  await page.getByRole("link", { name: say("letter-mark-sent"), exact: true }).click();
  await press(page, "letter-sent-go");
  await page.waitForURL("**/track/*");
  await visit(page, letter);
  assert.equal(await page.locator("textarea").count(), 0, "what was sent is only read");
});

test("whoever did not allow it has no letter, and the page says why and where to ask", async (t) => {
  const page = await start(t);
  await openCase(page, "Contract in a stack of papers");
  await page.getByRole("link", { name: say("letter-for-record"), exact: true }).click();
  await heading(page, "letter-list-title");
  // A power stays with the person and needs nobody's leave; what goes to an office does.
  const going = page.locator("article").filter({ has: page.locator("strong") });
  assert.notEqual(await going.count(), 0);
  assert.equal(await going.filter({ hasText: say("letter-open") }).count(), 0);
  await page.locator("article h3 a[href$='/complaint']").first().click();
  const planned = path(page);
  await page.getByRole("heading", { level: 2, name: say("letter-gate-closed"), exact: true }).waitFor();
  await decide(page);
  await page.locator("#f-choice.wrong, #f-choice[aria-invalid]").waitFor();
  await visit(page, planned);
  await press(page, "letter-add-consent");
  await page.locator("#f-given").waitFor();
  assert.ok(await page.locator('[name="uses"][value="submit_to_authority"]').isChecked());
});
