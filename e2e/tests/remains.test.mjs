// What stays on a seized laptop: a closed browser's folder, searched byte by byte.
//
// The flags are the program's own. A leak planted on purpose must be found, or finding nothing means nothing.
// Deliberately absent: swap, hibernation and other browsers; the threat model names them.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { launchOptions } from "../support/browser.mjs";
import { demo, folder, ROOT } from "../support/program.mjs";
import { holding } from "../support/remains.mjs";
import { say } from "../support/words.mjs";

const TYPED = "ZimorodokCanary";
const SEARCHED = "SinitsaCanary";

/** The arguments the program gives Chromium. */
function programArguments() {
  const source = readFileSync(join(ROOT, "crates/guvoh/src/browser.rs"), "utf8");
  const list = /CHROMIUM_ARGS[^=]*=\s*\[([^\]]*)\]/.exec(source)?.[1] ?? "";
  const found = [...list.matchAll(/"(--[^"]+)"/g)].map(([, argument]) => argument);
  assert.ok(found.includes("--incognito"), "the program asks for a private window");
  return found;
}

/** A browser with a folder of its own, closed as a person closes it. */
async function session(t, args, work) {
  const profile = join(folder(t), "profile");
  mkdirSync(profile);
  const { executablePath, args: quiet, chromiumSandbox } = launchOptions(args);
  const always = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const child = spawn(executablePath, [...quiet, ...(chromiumSandbox ? [] : ["--no-sandbox"]), ...always], { stdio: "ignore" });
  t.after(() => child.kill("SIGKILL"));
  const ended = new Promise((done) => child.once("exit", done));
  const browser = await chromium.connectOverCDP(await debuggerOf(profile));
  await work(browser.contexts()[0].pages()[0]);
  await (await browser.newBrowserCDPSession()).send("Browser.close").catch(() => {});
  await ended;
  return profile;
}

async function debuggerOf(profile) {
  const note = join(profile, "DevToolsActivePort");
  for (let n = 0; n < 200 && !existsSync(note); n += 1) await wait(100);
  await wait(100);
  const [port, path] = readFileSync(note, "utf8").split("\n");
  return `ws://127.0.0.1:${port}${path}`;
}

/** Types, searches and shows canaries; the words are real to the desk. */
async function work(page, desk) {
  await page.goto(desk.start);
  await page.getByRole("navigation").waitFor();
  await page.goto(`${desk.origin}/quick`);
  await page.locator("textarea").first().pressSequentially(TYPED, { delay: 5 });
  await page.goto(`${desk.origin}/search`);
  await page.locator("input[type=search]").first().fill(SEARCHED);
  await page.keyboard.press("Enter");
  await page.getByText(say("search-none"), { exact: true }).waitFor();
  await page.goto(`${desk.origin}/cases`);
  await page.getByRole("link", { name: "Complaint, then a protocol" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await wait(1500);
}

const CANARIES = [TYPED, SEARCHED, "Complaint, then a protocol"];

test("a private session as the program opens it leaves no word behind", async (t) => {
  const desk = await demo(t);
  const profile = await session(t, programArguments(), (page) => work(page, desk));
  for (const word of [...CANARIES, desk.code]) assert.deepEqual(holding(profile, word), [], word);
});

test("even an everyday profile keeps no word of ours", async (t) => {
  const desk = await demo(t);
  const profile = await session(t, [], (page) => work(page, desk));
  for (const word of CANARIES) assert.deepEqual(holding(profile, word), [], word);
});

test("a planted leak is found", async (t) => {
  const leaky = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<title>${TYPED}</title><textarea></textarea>`);
  });
  await new Promise((up) => leaky.listen(0, "127.0.0.1", up));
  t.after(() => leaky.close());
  const profile = await session(t, [], async (page) => {
    await page.goto(`http://127.0.0.1:${leaky.address().port}/`);
    await wait(1500);
  });
  assert.notDeepEqual(holding(profile, TYPED), [], "a title stays in an everyday profile");
  for (const [name, shape] of [["eight", "utf8"], ["sixteen", "utf16le"]]) {
    writeFileSync(join(profile, name), Buffer.from(`xx${SEARCHED}xx`, shape));
    assert.ok(holding(profile, SEARCHED).includes(join(profile, name)), shape);
  }
});
