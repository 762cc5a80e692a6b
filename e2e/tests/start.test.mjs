// The way in: a link that works once, for one browser, from this machine.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, test } from "node:test";
import { closeBrowser, enter, fresh } from "../support/browser.mjs";
import { demo } from "../support/program.mjs";
import { say } from "../support/words.mjs";

after(closeBrowser);

/** The status of a request made without a browser, with any Host. */
function ask(desk, path, headers = {}) {
  return new Promise((answered, failed) => {
    request(`${desk.origin}${path}`, { headers }, (answer) => (answer.resume(), answered(answer.statusCode))).on("error", failed).end();
  });
}

test("the start link lets one browser in, and is spent", async (t) => {
  const desk = await demo(t);
  const page = await enter(t, desk);
  assert.equal(new URL(page.url()).pathname, "/");
  assert.ok(!(await page.evaluate(() => document.URL)).includes(desk.code), "the code is out of the visible address");
  const second = await fresh(t, desk);
  const answer = second.waitForResponse((response) => response.request().method() === "POST");
  await second.goto(desk.start);
  assert.equal((await answer).status(), 403);
  await second.getByText(say("desk-error-wrong-start")).waitFor();
  await page.reload();
  await page.getByRole("button", { name: say("common-lock"), exact: true }).waitFor();
});

test("a newer address in the tab that was refused is tried", async (t) => {
  const desk = await demo(t);
  await enter(t, desk);
  const page = await fresh(t, desk);
  await page.goto(desk.start);
  await page.getByText(say("desk-error-wrong-start")).waitFor();
  await page.getByLabel(say("desk-start-code")).waitFor();
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.evaluate(() => { location.hash = "anewercode"; });
  assert.match((await sent).postData() ?? "", /code=anewercode/);
  await page.getByText(say("desk-error-wrong-start")).waitFor();
  assert.ok(!page.url().includes("anewercode"), "the code is out of the visible address");
});

test("no cookie, a wrong Host and another site are refused", async (t) => {
  const desk = await demo(t);
  assert.equal(await ask(desk, "/"), 401);
  assert.equal(await ask(desk, "/", { host: "evil.example" }), 421);
  assert.equal(await ask(desk, "/", { host: `localhost:${new URL(desk.origin).port}` }), 421);
  assert.equal(await ask(desk, "/", { "sec-fetch-site": "cross-site" }), 403);
  const posted = await fetch(`${desk.origin}/start`, { method: "POST", body: new URLSearchParams({ code: desk.code }) });
  assert.equal(posted.status, 403, "a form without our Origin");
  assert.equal(await ask(desk, "/start"), 200);
});
