// A call taken down while the phone is at the ear, and what a lock or a crash leaves of it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fill, heading, lock, path, press, unlock, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { command, desk, newVault, PASSPHRASE } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const WORDS = "Забрали прямо с рынка, держат в отделе, требуют подписать контракт. Брат звонит с чужого телефона.";
/** A slow typist: 40 words a minute are 200 key presses, one in 0.3 s. */
const SECONDS_A_KEY = 0.3;

/** Presses keys only, as a person with a phone at the ear does, and counts them. */
function typist(page) {
  const counted = { keys: 0 };
  counted.press = async (key, times = 1) => {
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
    counted.keys += times;
  };
  counted.type = async (text) => {
    await page.keyboard.type(text);
    counted.keys += [...text].length;
  };
  counted.to = async (id) => {
    for (let n = 0; n < 60; n += 1) {
      const [at, group] = await page.evaluate(() => [document.activeElement?.id ?? "", document.activeElement?.getAttribute("name") ?? ""]);
      if (at === id || `f-${group}` === id) return;
      await counted.press("Tab");
    }
    throw new Error(`the Tab key never comes to ${id}`);
  };
  return counted;
}

test("a call is saved within two minutes of typing", async (t) => {
  const page = await enter(t, await desk(t, ["desk", "--lang", "en", ...newVault(t).options]));
  const hand = typist(page);
  await hand.press("q");
  await heading(page, "quickcall-title");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-words", "the cursor is where the words go");
  await hand.type(WORDS);
  await hand.to("f-urgency");
  await hand.press("Space");
  await hand.to("f-speaker");
  await hand.press("ArrowDown");
  await hand.to("f-safe_how");
  await hand.type("Signal");
  await hand.to("f-safe_never");
  await hand.type("домой не звонить");
  await hand.to("f-consent");
  await hand.press("ArrowDown");
  await hand.to("f-back");
  await hand.press("ArrowDown");
  await hand.press("Enter");
  await heading(page, "quickcall-done");
  assert.ok(hand.keys * SECONDS_A_KEY < 120, `${hand.keys} keys are ${Math.round(hand.keys * SECONDS_A_KEY)} s`);
  await page.getByText(say("quickcall-done-next"), { exact: true }).waitFor();
  await page.getByText("домой не звонить").waitFor();
});

test("only the words are needed, and a form without them says so", async (t) => {
  const page = await enter(t, await desk(t, ["desk", "--lang", "en", ...newVault(t).options]));
  await visit(page, "/quick");
  await press(page, "quickcall-save");
  await page.getByRole("alert").waitFor();
  await fill(page, "words", WORDS);
  await press(page, "quickcall-save");
  await heading(page, "quickcall-done");
});

test("a draft survives a lock and a killed process", async (t) => {
  const { options } = newVault(t);
  const first = await desk(t, ["desk", "--lang", "en", ...options]);
  const page = await enter(t, first);
  await visit(page, "/quick");
  await page.locator("#f-words").pressSequentially("Первая половина.");
  await page.getByText(say("common-draft-kept")).waitFor();
  await lock(page);
  await unlock(page, PASSPHRASE);
  await visit(page, "/quick");
  assert.equal(await page.locator("#f-words").inputValue(), "Первая половина.");
  await page.locator("#f-words").pressSequentially(" Вторая.");
  await page.getByText(say("common-draft-kept")).waitFor();
  await first.stop("SIGKILL");
  const again = await enter(t, await desk(t, ["desk", "--lang", "en", ...options]));
  await visit(again, "/quick");
  const kept = await again.locator("#f-words").inputValue();
  assert.match(kept, /^Первая половина\.|Вторая\./);
  assert.ok(kept.includes("Вторая."), kept);
  await press(again, "quickcall-save");
  await heading(again, "quickcall-done");
  await visit(again, "/quick");
  assert.equal(await again.locator("#f-words").inputValue(), "", "a saved call leaves no draft");
  assert.equal(path(again), "/quick");
  assert.deepEqual(JSON.parse(command(["search", "половина", "--json", ...options])).map((hit) => hit.kind), ["contact"]);
});
