// The urgent screen: what one click writes down, the tasks that fit, help that was asked for, and the way back from a record.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { choose, DAY, fill, openPerson, path, press, visit } from "../support/acts.mjs";
import { closeBrowser, enter, fresh } from "../support/browser.mjs";
import { faults } from "../support/inspect.mjs";
import { desk } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const demonstration = (t) => desk(t, ["demo", "--lang", "en", "--as-of", DAY]);
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);

/** Opens the urgent screen of the new citizen, for whom nothing presses yet. */
async function screen(page) {
  await openPerson(page, "D-4", "Two weeks");
  assert.equal(await page.getByRole("link", { name: say("urgent-open") }).count(), 0);
  const urgent = path(page).replace("/person/", "/urgent/");
  await visit(page, urgent);
  await page.getByRole("heading", { level: 1, name: "D-4" }).waitFor();
  return urgent;
}

test("held: one click, and Today, the case and the person lead to the screen", async (t) => {
  const page = await enter(t, await demonstration(t));
  const urgent = await screen(page);
  await press(page, "urgent-turn-held");
  await page.locator("#u-now").getByText("Detained", { exact: true }).waitFor();
  assert.equal(path(page), urgent);
  assert.deepEqual(await faults(page, "/urgent/{}"), []);
  await page.getByText(say("urgent-holders-none")).waitFor();
  await visit(page, "/");
  await part(page, "t-urgent").getByRole("link", { name: say("urgent-open"), exact: true }).click();
  assert.equal(path(page), urgent);
  for (const room of ["/person/", "/case/"]) {
    await page.locator(`main a[href^="${room}"]`).first().click();
    await page.locator(`main a[href="${urgent}"]`).first().click();
    assert.equal(path(page), urgent, room);
  }
});

test("evidence becomes a task by one click, is done by another, and is not asked for again", async (t) => {
  const page = await enter(t, await demonstration(t));
  await screen(page);
  await press(page, "urgent-turn-held");
  const offered = part(page, "u-evidence").getByRole("button", { name: say("urgent-task-held_where") });
  await offered.click();
  const chore = part(page, "u-act").locator("li", { hasText: say("urgent-task-held_where") });
  await chore.getByText(say("urgent-nobody")).waitFor();
  assert.equal(await offered.count(), 0);
  await chore.getByRole("button", { name: say("record-task-done"), exact: true }).click();
  await chore.waitFor({ state: "detached" });
  assert.match(path(page), /^\/urgent\//);
  assert.equal(await offered.count(), 0);
});

test("help is noted by one click, and that nobody allowed it is said", async (t) => {
  const page = await enter(t, await demonstration(t));
  await screen(page);
  const help = part(page, "u-help");
  await help.getByText(say("urgent-help-ask-first")).waitFor();
  await fill(page, "to", "duty lawyer");
  await help.locator("button[name=need][value=lawyer]").click();
  const row = part(page, "u-help").locator("ul.rows > li");
  await row.getByText("duty lawyer").waitFor();
  await row.getByText(say("urgent-help-no-consent")).waitFor();
  assert.equal(await row.count(), 1);
});

test("a record is corrected and leads back; who is missing has letters of their own and no blame", async (t) => {
  const page = await enter(t, await demonstration(t));
  const urgent = await screen(page);
  await press(page, "urgent-turn-held");
  await press(page, "urgent-turn-correct");
  await choose(page, "status", "missing");
  await press(page, "common-save");
  await page.waitForURL(`**${urgent}`);
  await page.getByText(say("urgent-no-blame")).waitFor();
  const letters = await part(page, "u-letters").locator("a").evaluateAll((all) => all.map((one) => one.pathname.split("/").at(-1)));
  assert.deepEqual(letters, ["search", "power_of_attorney"]);
  assert.deepEqual(await faults(page, "/urgent/{}, missing"), []);
});

test("without script: held, a task, a mandate, and back", async (t) => {
  const made = await demonstration(t);
  const page = await fresh(t, made, { javaScriptEnabled: false });
  await page.goto(`${made.origin}/start`);
  await fill(page, "code", made.code);
  await press(page, "desk-start-go");
  const urgent = await screen(page);
  await press(page, "urgent-turn-held");
  await part(page, "u-evidence").getByRole("button", { name: say("urgent-task-held_where") }).click();
  await part(page, "u-act").getByText(say("urgent-nobody")).waitFor();
  await press(page, "person-add-mandate");
  await fill(page, "holder", "night defender");
  await fill(page, "from", DAY);
  await press(page, "common-save");
  await part(page, "u-act").getByText("night defender").waitFor();
  await part(page, "u-act").getByRole("button", { name: say("person-mandate-revoke"), exact: true }).click();
  await page.getByText(say("urgent-holders-none")).waitFor();
  assert.equal(path(page), urgent);
});
