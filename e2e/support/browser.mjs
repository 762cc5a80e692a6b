// A real browser, and a witness of everything it does with the desk.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

// The browser itself must keep silent too: what it asks its maker would drown what a page asks.
export const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

/** Headers that must stand on every answer. */
const HEADERS = {
  "content-security-policy": /default-src 'none'.*require-trusted-types-for 'script'; trusted-types 'none'/,
  "cache-control": /^no-store$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "cross-origin-embedder-policy": /^require-corp$/,
  "referrer-policy": /^same-origin$/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "permissions-policy": /camera=\(\)/,
};

/** Words that may stand on a page and never in an address: aliases, handles, names, what was searched for. */
const PERSONAL = [/[A-E]-[1-7]\b/, /\/[a-z]\d+(?:\/|$)/, /RU-[A-Z]{3}/, /[?&=]/, /%[0-9A-F]{2}/i, /[^\x20-\x7e]/];

/** What the arguments of every browser here have in common; its sandbox does not work for the administrator. */
export function launchOptions(extra = []) {
  const root = process.getuid?.() === 0;
  return { executablePath: program(), args: [...QUIET, ...extra], chromiumSandbox: !root };
}

function program() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((dir) => NAMES.map((name) => join(dir, name))).find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium in PATH: install it (Debian: apt-get install chromium)");
  return found;
}

let running;

/** One browser a test file; call `closeBrowser` after the last test. */
export function browser() {
  running ??= chromium.launch(launchOptions());
  return running;
}

export async function closeBrowser() {
  if (running) await (await running).close();
  running = undefined;
}

/** A page in a private context of its own that is let in through the start link and watched to the end of the test. */
export async function enter(t, desk, options = {}) {
  const page = await fresh(t, desk, options);
  await page.goto(desk.start);
  await page.waitForURL((url) => url.pathname !== "/start");
  return page;
}

/** The same without spending the start link; `watched` sees the context before its first page. */
export async function fresh(t, desk, { watched = () => {}, ...options } = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1200, height: 900 }, ...options });
  await watched(context);
  context.setDefaultTimeout(30_000);
  const seen = witness(context, desk);
  t.after(async () => {
    await context.close();
    await testify(seen);
  });
  return context.newPage();
}

/** Writes down what must never happen; `testify` asserts that it did not. */
export function witness(context, desk) {
  const seen = { faults: [], titles: [], answers: 0 };
  const { faults } = seen;
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== desk.origin) faults.push(`a request left the desk: ${url.origin}`);
    const visible = url.pathname + url.search;
    if (PERSONAL.some((shape) => shape.test(visible))) faults.push(`an address tells too much: ${visible}`);
  });
  context.on("response", (response) => {
    seen.answers += 1;
    for (const [name, shape] of Object.entries(HEADERS)) {
      if (!shape.test(response.headers()[name] ?? "")) faults.push(`${name} is wrong or missing at ${new URL(response.url()).pathname}`);
    }
    if (/^text\/html/.test(response.headers()["content-type"] ?? "")) seen.titles.push(titleOf(response));
    if (response.status() >= 500) faults.push(`${response.status()} at ${response.url()}`);
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected(message.text())) faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`error in a page: ${error.error()}`));
  return seen;
}

// A page that was left before its text could be read says nothing.
const titleOf = (response) => response.text().then((text) => /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "none", () => undefined);

// Chromium writes every refusal to the console as a failed load; the tests assert the refusal itself. And a desk that
// ended before its page did, or was locked, which ends the process that served it, refuses or cuts the connection.
const CUT = "net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)";
const expected = (text) => new RegExp(`Failed to load resource: (the server responded with a status of 4|${CUT})`).test(text);

/** Asserts that nothing the witness watches for has happened. */
export async function testify(seen) {
  assert.deepEqual(seen.faults, []);
  assert.ok(seen.answers > 0, "the witness saw no answer at all");
  const titles = new Set((await Promise.all(seen.titles)).filter((title) => title !== undefined));
  assert.deepEqual([...titles], ["Desk"], "a title stays in the browser's history");
}
