// A vault made in the browser, from nothing to the first page.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { closeBrowser, enter } from "../support/browser.mjs";
import { desk, folder, PASSPHRASE } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const SECOND = "saddle velvet harbour thistle compass bramble";
const press = (page, key) => page.getByRole("button", { name: say(key), exact: true }).click();
const type = (page, key, text) => page.getByLabel(say(key), { exact: true }).fill(text);

test("a vault is made in four steps, its recovery code shown once and asked back", async (t) => {
  const page = await enter(t, await desk(t, ["--lang", "en", "--vault", join(folder(t), "vault"), "desk"]));
  assert.equal(new URL(page.url()).pathname, "/new");
  await press(page, "common-continue");
  await type(page, "new-passphrase-label", "12345");
  await type(page, "new-passphrase-again", "12345");
  await press(page, "common-continue");
  await page.getByRole("alert").getByText(say("new-passphrase-hopeless")).waitFor();
  await type(page, "new-passphrase-label", PASSPHRASE);
  await type(page, "new-passphrase-again", PASSPHRASE);
  await press(page, "common-continue");
  await page.getByRole("meter").waitFor();
  await page.getByLabel(say("new-identities-apart")).check();
  await type(page, "new-identities-second", SECOND);
  await type(page, "new-identities-again", SECOND);
  await press(page, "new-make");
  await page.getByRole("heading", { name: say("new-recovery-title") }).waitFor();
  const lines = await page.locator("ol.code li").allInnerTexts();
  assert.equal(lines.length, 4);
  await page.getByRole("link", { name: say("new-recovery-done") }).click();
  await page.locator("#f-recovery_line").fill("00000-00000-0000");
  await press(page, "common-continue");
  await page.getByRole("alert").getByText(say("new-confirm-wrong")).waitFor();
  const asked = Number(/\d/.exec(await page.locator("label[for=f-recovery_line]").innerText())[0]);
  await page.locator("#f-recovery_line").fill(lines[asked - 1].toLowerCase());
  await press(page, "common-continue");
  await page.getByRole("heading", { name: say("new-done-title") }).waitFor();
  await page.goto(new URL("/new/recovery", page.url()).href);
  assert.equal(await page.locator("ol.code").count(), 0, "the code is never shown again");
  await press(page, "common-lock");
  await page.getByRole("link", { name: say("unlock-lost") }).click();
  await type(page, "unlock-recovery-code", lines.join("\n"));
  await press(page, "unlock-go");
  await page.getByText(say("unlock-recovered")).waitFor();
});
