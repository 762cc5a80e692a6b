// A case as a chain, Today in its order, and search, over the five invented accounts.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DAY, fill, openCase, path, press, search, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { demo, desk } from "../support/program.mjs";
import { say, saying } from "../support/words.mjs";

after(closeBrowser);

const FIRST = "Complaint, then a protocol";
const SECTIONS = ["today-urgent", "today-check-ins", "today-ours", "today-tasks", "today-authorities", "changed-begin-title", "today-questions"];

test("the first case is a chain in order, each link with its cause", async (t) => {
  const page = await enter(t, await demo(t));
  await openCase(page, FIRST);
  const events = page.locator(".chain .event");
  const kinds = await events.evaluateAll((all) => all.map((one) => [...one.classList].find((name) => !["event", "follows"].includes(name))));
  assert.deepEqual(kinds, ["incident", "complaint", "proceeding", "departure", "complaint"], "i1 m1 x1 d1 m2");
  const days = await events.locator(".event-when").allInnerTexts();
  ["30", "2", "19", "10", "20"].forEach((day, n) => assert.match(days[n], new RegExp(`\\b${day}\\b`)));
  const causes = await events.evaluateAll((all) => all.map((one) => Boolean(one.querySelector(".event-because"))));
  assert.deepEqual(causes, [false, true, true, true, false]);
  const fabricated = await page.getByText(saying("case-fabricated")).innerText();
  assert.match(fabricated, /duty defender/, "who calls it so");
});

test("Today keeps its order, whatever the day", async (t) => {
  for (const day of [[], ["--as-of", DAY]]) {
    const page = await enter(t, await desk(t, ["demo", "--lang", "en", ...day]));
    const shown = await page.locator("main h2").allInnerTexts();
    assert.deepEqual(shown, SECTIONS.map((key) => say(key)));
  }
});

test("Today names what runs on the day asked: two weeks, late authorities; and what to ask once they have run out", async (t) => {
  const page = await enter(t, await desk(t, ["demo", "--lang", "en", "--as-of", DAY]));
  const ours = page.locator("section[aria-labelledby=t-ours]");
  assert.match(await ours.locator("ul.law").first().innerText(), /D-4/);
  const late = page.locator("section[aria-labelledby=t-authorities] ul.law > li");
  assert.equal(await late.count(), 2, "the ministry and the commissioner");
  const later = await enter(t, await desk(t, ["demo", "--lang", "en", "--as-of", "2023-09-09"]));
  assert.match(await later.locator("section[aria-labelledby=t-questions] ul.rows").innerText(), /D-4/);
});

test("search finds a word by its forms, newest first, and no identity", async (t) => {
  const page = await enter(t, await demo(t));
  const found = await search(page, "протоколы");
  assert.ok(found.some((text) => /составили/.test(text)), found.join("\n"));
  assert.equal(await page.locator(".found mark").first().innerText().then((word) => /^протокол/i.test(word)), true);
  assert.equal(path(page), "/search", "nothing searched for stands in the address");
  for (const name of ["Саидов", "Farhod", "0000001"]) {
    assert.deepEqual(await search(page, name), [], name);
    await page.getByText(say("search-none"), { exact: true }).waitFor();
  }
});

test("a search that is refused says why, and says it no longer once it is put right", async (t) => {
  const page = await enter(t, await demo(t));
  await visit(page, "/search");
  await page.locator("summary").first().click();
  await fill(page, "text", "протоколы");
  await fill(page, "from", "a day");
  await press(page, "search-go");
  await page.locator("#f-from[aria-invalid]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
  assert.equal(await page.locator("#f-text").inputValue(), "протоколы");
  await fill(page, "from", "");
  await press(page, "search-go");
  await page.locator(".found > li").first().waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("the key / opens search with the cursor in its field", async (t) => {
  const page = await enter(t, await demo(t));
  await visit(page, "/law");
  await page.keyboard.press("/");
  await page.waitForURL("**/search");
  await page.keyboard.type("протокол");
  assert.equal(await page.locator("#f-text").inputValue(), "протокол");
});

test("the list of cases narrows by region", async (t) => {
  const page = await enter(t, await demo(t));
  await visit(page, "/cases");
  assert.equal(await page.locator("main ul.rows > li").count(), 5);
  await page.locator("summary").first().click();
  await page.locator("#f-region").selectOption("RU-MOS");
  await page.getByRole("button", { name: say("cases-show") }).click();
  await page.locator("main ul.rows > li").nth(1).waitFor({ state: "detached" });
  assert.match(await page.locator("main ul.rows").innerText(), /Contract in a stack of papers/);
});
