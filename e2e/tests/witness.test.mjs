// The tests' own eyes: a page with every fault they look for must be found out, or finding none means nothing.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { browser, closeBrowser, testify, witness } from "../support/browser.mjs";
import { faults } from "../support/inspect.mjs";

after(closeBrowser);

const BAD = `<!doctype html><html lang="en"><title>A-1</title><main><h1>Bad</h1>
<p style="color:#ccc;background:#fff">pale</p><p style="width:600px">wide</p>
<img src="http://127.0.0.1:9/elsewhere"><script>console.error("oh"); throw new Error("no")</script></main></html>`;

/** A server with nothing right about it. */
async function careless(t) {
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(BAD));
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  t.after(() => server.close());
  return { origin: `http://127.0.0.1:${server.address().port}` };
}

test("a careless page is found out", async (t) => {
  const desk = await careless(t);
  const context = await (await browser()).newContext();
  t.after(() => context.close());
  const seen = witness(context, desk);
  const page = await context.newPage();
  await page.goto(`${desk.origin}/person/p1?name=A-1`);
  for (const word of ["a request left the desk", "content-security-policy is wrong", "an address tells too much", "console: oh", "error in a page"]) {
    assert.ok(seen.faults.some((fault) => fault.includes(word)), `${word}: ${seen.faults.join("; ")}`);
  }
  await assert.rejects(testify(seen));
  await assert.rejects(testify({ ...seen, faults: [] }), /title/);
  const found = (await faults(page)).join("\n");
  for (const word of ["light image-alt", "light color-contrast", "dark color-contrast", "wider than 320 px"]) {
    assert.ok(found.includes(word), `${word}:\n${found}`);
  }
});
