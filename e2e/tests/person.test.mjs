// A name is shown only as a deliberate act that the history keeps; "Forget this person" leaves nothing to find.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fill, heading, openPerson, press, search, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { DEMO_PASSPHRASE, demo } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const NAME = "Farhod Saidov";

test("a name is shown after a reason and a passphrase, and the history says so", async (t) => {
  const page = await enter(t, await demo(t));
  await openPerson(page, "A-1", "Complaint, then a protocol");
  const person = new URL(page.url()).pathname;
  assert.ok(!(await page.content()).includes(NAME));
  await visit(page, `${person}/reveal`);
  await fill(page, "passphrase", DEMO_PASSPHRASE);
  await press(page, "person-reveal-go");
  await page.getByRole("alert").getByText(say("person-reveal-reason-missing")).waitFor();
  await fill(page, "reason", "power of attorney for the appeal");
  await fill(page, "passphrase", "not the passphrase");
  await press(page, "person-reveal-go");
  await page.getByRole("alert").getByText(say("person-reveal-wrong")).waitFor();
  assert.ok(!(await page.content()).includes(NAME));
  await fill(page, "passphrase", DEMO_PASSPHRASE);
  await press(page, "person-reveal-go");
  await page.getByText(NAME).waitFor();
  await visit(page, `${person}/history`);
  await page.getByText("power of attorney for the appeal").waitFor();
  assert.ok(!(await page.content()).includes(NAME), "the history holds the act, not the name");
});

test("a forgotten person is gone from pages, lists and search", async (t) => {
  const page = await enter(t, await demo(t));
  assert.notDeepEqual(await search(page, "вечером"), []);
  await openPerson(page, "C-3", "Papers not taken");
  const person = new URL(page.url()).pathname;
  await visit(page, `${person}/erase`);
  await press(page, "person-erase-go");
  await page.getByRole("alert").waitFor();
  await fill(page, "alias", "c-3");
  await fill(page, "reason", "asked to be forgotten");
  await press(page, "person-erase-go");
  await heading(page, "person-erased");
  assert.notEqual(await page.locator("main li").count(), 0, "says what cannot be recalled");
  const gone = await page.goto(new URL(person, page.url()).href);
  assert.equal(gone.status(), 404);
  assert.deepEqual(await search(page, "вечером"), []);
  await visit(page, "/cases");
  assert.ok(!(await page.locator("main").innerText()).includes("Papers not taken"));
});
