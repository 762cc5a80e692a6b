// Everything essential with the browser's script switched off.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fill, follow, heading, lock, openCase, press, search, tick, unlock, visit } from "../support/acts.mjs";
import { closeBrowser, fresh } from "../support/browser.mjs";
import { demo } from "../support/program.mjs";

after(closeBrowser);

test("without script: start with the typed code, call, case, search, interview, lock", async (t) => {
  const desk = await demo(t);
  const page = await fresh(t, desk, { javaScriptEnabled: false });
  await page.goto(`${desk.origin}/start`);
  await fill(page, "code", desk.code);
  await press(page, "desk-start-go");
  await heading(page, "today-title");
  await visit(page, "/quick");
  await fill(page, "words", "Звонит сестра: увезли в военкомат.");
  await tick(page, "back", "hour");
  await press(page, "quickcall-save");
  await heading(page, "quickcall-done");
  await openCase(page, "Complaint, then a protocol");
  assert.equal(await page.locator(".chain .event").count(), 5);
  assert.equal((await search(page, "военкомата")).length, 1);
  await visit(page, "/interview");
  await press(page, "interview-begin");
  await fill(page, "birth_year", "1990");
  await press(page, "common-continue");
  await follow(page, "interview-skip");
  await lock(page);
  await unlock(page);
  await page.getByRole("navigation").waitFor();
});
