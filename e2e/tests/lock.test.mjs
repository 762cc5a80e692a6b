// Locking: nothing of the vault is left on the page, and the same browser unlocks again.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, enter } from "../support/browser.mjs";
import { DEMO_PASSPHRASE, demo } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const OF_THE_VAULT = /A-1|B-2|C-3|D-4|E-5|RU-KLU|Complaint, then a protocol/;

async function isLocked(page) {
  await page.getByRole("heading", { name: say("unlock-title") }).waitFor();
  assert.doesNotMatch(await page.content(), OF_THE_VAULT);
  assert.equal(await page.getByRole("navigation").count(), 0);
}

async function unlock(page, passphrase = DEMO_PASSPHRASE) {
  await page.getByLabel(say("unlock-passphrase"), { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: say("unlock-go"), exact: true }).click();
}

test("the lock button, a wrong passphrase, and in again", async (t) => {
  const page = await enter(t, await demo(t));
  assert.match(await page.content(), OF_THE_VAULT, "something to hide");
  await page.getByRole("button", { name: say("common-lock"), exact: true }).click();
  await isLocked(page);
  await page.goBack();
  await isLocked(page);
  await unlock(page, "not this one at all");
  await page.getByRole("alert").waitFor();
  await unlock(page);
  await page.getByRole("navigation").waitFor();
  assert.match(await page.content(), OF_THE_VAULT);
});

test("three times Escape locks at once, also while typing", async (t) => {
  const page = await enter(t, await demo(t));
  await page.keyboard.press("q");
  await page.waitForURL("**/quick");
  await page.locator("textarea").first().click();
  await page.keyboard.type("half a word");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Escape");
  await isLocked(page);
  await unlock(page);
  await page.goto(new URL("/quick", page.url()).href);
  await page.waitForFunction(() => [...document.querySelectorAll("textarea")].some((one) => one.value === "half a word"));
});
