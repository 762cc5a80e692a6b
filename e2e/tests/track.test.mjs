// A complaint followed to its end: silence somebody checked leads to a next letter, and what came after it is linked by a person.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DAY, fill, heading, openCase, path, press, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { desk } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

const FIRST = "Complaint, then a protocol";
const start = async (t) => enter(t, await desk(t, ["demo", "--lang", "en", "--as-of", DAY]));

/** Opens the page that follows the event at this place of the first chain: 1 is the complaint, 2 the protocol. */
async function follow(page, place) {
  await openCase(page, FIRST);
  await page.locator(".chain .event").nth(place).locator("a[href^='/track/']").click();
  await page.locator("#track-stands").waitFor();
}

/** The form of an event, opened. */
async function open(page, event) {
  const form = page.locator(`form[action$="/note/${event}"]`);
  await page.locator("details").filter({ has: form }).locator("summary").click();
  return form;
}

/** Sends the form of an event. */
const note = (page, event) => page.locator(`form[action$="/note/${event}"]`).getByRole("button").click();

/** Takes back what the field of a record's form holds. */
async function empty(page, name) {
  const record = await page.locator("main a[href^='/record/']").filter({ hasText: say("track-record") }).getAttribute("href");
  await visit(page, `${record}/edit`);
  await page.locator(`[id="f-${name}"]`).evaluate((input) => (input.tagName === "SELECT" ? (input.selectedIndex = 0) : (input.value = "")));
  await press(page, "common-save");
  const agree = page.getByRole("button", { name: say("record-shift-save"), exact: true });
  const done = page.locator(".case-head");
  await agree.or(done).first().waitFor();
  if (await agree.count()) await agree.click();
  await done.waitFor();
}

test("what is late by our count has a next letter, one click away, and is not stated as a fact", async (t) => {
  const page = await start(t);
  await follow(page, 1);
  const stands = page.locator("section[aria-labelledby=track-stands]");
  assert.match(await stands.innerText(), new RegExp(say("track-state-late")));
  await page.getByText(say("track-trouble-late-unsure"), { exact: true }).waitFor();
  assert.equal(await page.getByText(say("track-trouble-late"), { exact: true }).count(), 0);
  const letters = await page.locator("a[href^='/letters/']").evaluateAll((all) => all.map((one) => one.pathname.split("/").pop()));
  assert.deepEqual(letters.slice(0, 3), ["inaction", "appeal", "retaliation"]);
  assert.equal(await page.locator("#ladder + .chain > li").count(), 3, "m1, m2, and the appeal that was not lodged");
});

test("that nobody looked is a state of its own, and a look changes it", async (t) => {
  const page = await start(t);
  await follow(page, 1);
  await empty(page, "reply_checked");
  await follow(page, 1);
  const stands = page.locator("section[aria-labelledby=track-stands]");
  assert.match(await stands.innerText(), new RegExp(say("track-state-not_looked")));
  await page.getByText(say("track-trouble-look-first"), { exact: true }).waitFor();
  await open(page, "looked");
  await note(page, "looked");
  await page.getByText(say("track-trouble-late-unsure"), { exact: true }).waitFor();
  assert.match(path(page), /^\/track\//);
});

test("a reply is noted after the clocks it stops were shown, and what cannot be is refused beside its input", async (t) => {
  const page = await start(t);
  await follow(page, 1);
  await open(page, "refused");
  await fill(page, "refused_on", "01.06.2023");
  await note(page, "refused");
  await page.locator("#f-refused_on[aria-invalid]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
  await fill(page, "refused_on", "04.09.2023");
  await note(page, "refused");
  await heading(page, "record-shift-title");
  await press(page, "record-shift-save");
  await page.getByText(say("track-trouble-refused"), { exact: true }).waitFor();
  await open(page, "registered");
  await fill(page, "registered_on", "05.09.2023");
  await note(page, "registered");
  assert.match(await page.locator("#e-registered_on").innerText(), /3\/235/, "it bears a number already");
});

test("what came after a complaint is linked by a person, after a question, and then stands in the chain", async (t) => {
  const page = await start(t);
  await follow(page, 2);
  await empty(page, "because_of");
  const offer = page.locator(".track-watch > li").first();
  assert.match(await offer.innerText(), /\b17\b/, "the days between");
  await offer.getByRole("button").click();
  await heading(page, "track-link-title");
  await page.getByRole("link", { name: say("common-cancel"), exact: true }).click();
  await page.locator("#track-stands").waitFor();
  assert.equal(await page.locator(".track-watch > li").count(), 1, "asked is not linked");
  await page.locator(".track-watch > li").first().getByRole("button").click();
  await heading(page, "track-link-title");
  await press(page, "track-link-say");
  await page.locator(".case-head").waitFor();
  assert.equal(await page.locator(".track-watch").count(), 0);
  assert.match(await page.locator(".chain .event.proceeding .event-because").innerText(), new RegExp(say("case-after-complaint")));
});
