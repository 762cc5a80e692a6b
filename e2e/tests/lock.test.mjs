// Locking: nothing of the vault is left on the page, and the same browser unlocks again.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { heading, press, unlock, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { demo } from "../support/program.mjs";

after(closeBrowser);

const OF_THE_VAULT = /A-1|B-2|C-3|D-4|E-5|RU-KLU|Complaint, then a protocol/;

async function isLocked(page) {
  await heading(page, "unlock-title");
  assert.doesNotMatch(await page.content(), OF_THE_VAULT);
  assert.equal(await page.getByRole("navigation").count(), 0);
}

test("the lock button hides everything, going back shows nothing, and the passphrase opens again", async (t) => {
  const page = await enter(t, await demo(t));
  assert.match(await page.content(), OF_THE_VAULT, "there is something to hide");
  await press(page, "common-lock");
  await isLocked(page);
  await page.goBack();
  await isLocked(page);
  await unlock(page, "not this one at all");
  await page.getByRole("alert").waitFor();
  await isLocked(page);
  await unlock(page);
  await page.getByRole("navigation").waitFor();
  assert.match(await page.content(), OF_THE_VAULT);
});

test("three times Escape locks at once, also while typing, and keeps what was typed", async (t) => {
  const page = await enter(t, await demo(t));
  await page.keyboard.press("q");
  await page.waitForURL("**/quick");
  await page.locator("#f-words").fill("half a word");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Escape");
  await isLocked(page);
  await unlock(page);
  await page.getByRole("navigation").waitFor();
  await visit(page, "/quick");
  assert.equal(await page.locator("#f-words").inputValue(), "half a word");
});
