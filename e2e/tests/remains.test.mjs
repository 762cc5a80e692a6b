// What stays on a seized laptop: a closed browser's folders, searched byte by byte.
//
// A word of its own stands in every class of field. The flags are the program's own. A leak planted on purpose must be found, or finding
// nothing means nothing. Deliberately absent: swap, hibernation and other browsers; the threat model names them.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { deflateSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { choose, fill, heading, lock, press, search, visit } from "../support/acts.mjs";
import { launchOptions } from "../support/browser.mjs";
import { desk, folder, newVault, PASSPHRASE, ROOT } from "../support/program.mjs";
import { holding, spellings } from "../support/remains.mjs";
import { say } from "../support/words.mjs";

/** A word for every class of field; nothing else is spelled so. */
const WORDS = {
  account: "ZimorodokQxvk",
  alias: "SinitsaWjzp",
  place: "IvolgaRkqx",
  contact: "GorihvostkaBvz",
  note: "KrapivnikDjqx",
  searched: "PishchuhaFwqk",
  refused: "SviristelHjzx",
  refusedLong: "ChechetkaJqvb",
  draft: "KorolekLxwz",
  name: "TrjasoguzkaMqj",
  document: "KamenkaNvxq",
  reason: "VarakushkaPzj",
  passphrase: "MuholovkaRwx",
  source: "OvsjankaSqkz",
  title: "LazorevkaTvjx",
};

/** The arguments the program gives Chromium. */
function programArguments() {
  const source = readFileSync(join(ROOT, "crates/guvoh/src/browser.rs"), "utf8");
  const list = /CHROMIUM_ARGS[^=]*=\s*\[([^\]]*)\]/.exec(source)?.[1] ?? "";
  const found = [...list.matchAll(/"(--[^"]+)"/g)].map(([, argument]) => argument);
  assert.ok(found.includes("--incognito"), "the program asks for a private window");
  return found;
}

/** A browser with a home, a folder for passing things and a profile of its own, closed as a person closes it; gives the folder of all. */
async function session(t, args, work) {
  const all = folder(t);
  const [profile, home, passing] = ["profile", "home", "tmp"].map((name) => join(all, name));
  [profile, home, passing].forEach((one) => mkdirSync(one));
  const { executablePath, args: quiet, chromiumSandbox } = launchOptions(args);
  const always = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const { XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, ...rest } = process.env;
  const env = { ...rest, HOME: home, TMPDIR: passing };
  const child = spawn(executablePath, [...quiet, ...(chromiumSandbox ? [] : ["--no-sandbox"]), ...always], { stdio: "ignore", env });
  t.after(() => child.kill("SIGKILL"));
  const ended = new Promise((done) => child.once("exit", done));
  const browser = await chromium.connectOverCDP(await debuggerOf(profile));
  await work(browser.contexts()[0].pages()[0]);
  await (await browser.newBrowserCDPSession()).send("Browser.close").catch(() => {});
  await ended;
  return all;
}

async function debuggerOf(profile) {
  const note = join(profile, "DevToolsActivePort");
  for (let n = 0; n < 300 && !existsSync(note); n += 1) await wait(100);
  await wait(100);
  const [port, path] = readFileSync(note, "utf8").split("\n");
  return `ws://127.0.0.1:${port}${path}`;
}

/** Types a word into every class of field, sees it shown and printed; the last form is refused, the last page half typed. */
async function work(page, made) {
  await page.goto(made.start);
  await page.getByRole("navigation").waitFor();
  const { person, kase } = await call(page);
  await note(page, kase);
  await identity(page, person);
  await source(page);
  assert.ok((await search(page, WORDS.account)).length > 0);
  await search(page, WORDS.searched);
  await refused(page);
  await visit(page, "/quick");
  await page.locator("#f-words").pressSequentially(WORDS.draft, { delay: 5 });
  await page.getByText(say("common-draft-kept")).waitFor();
}

async function fillAll(page, texts) {
  for (const [name, text] of Object.entries(texts)) await fill(page, name, text);
}

async function call(page) {
  await visit(page, "/quick");
  await fillAll(page, { words: WORDS.account, alias: WORDS.alias, safe_how: WORDS.contact, safe_never: WORDS.place });
  await page.locator("#f-open_case").check();
  await press(page, "quickcall-save");
  await heading(page, "quickcall-done");
  const leads = (to) => page.locator(`main a[href^="/${to}/"]`).first().getAttribute("href");
  return { person: await leads("person"), kase: await leads("case") };
}

async function note(page, kase) {
  await visit(page, kase.replace("/case/", "/record/add/note/"));
  await fill(page, "text", WORDS.note);
  await press(page, "common-save");
  await page.getByText(WORDS.note).first().waitFor();
  await paper(page);
}

async function identity(page, person) {
  await visit(page, `${person}/identity`);
  await fillAll(page, { id_names: WORDS.name, id_documents: WORDS.document });
  await press(page, "person-identity-seal");
  await visit(page, `${person}/reveal`);
  await fillAll(page, { reason: WORDS.reason, passphrase: WORDS.passphrase });
  await press(page, "person-reveal-go");
  await page.getByRole("alert").waitFor();
  await fill(page, "passphrase", PASSPHRASE);
  await press(page, "person-reveal-go");
  await page.getByText(WORDS.name).waitFor();
  await paper(page);
}

/** As the printing window sees it, and as the file it makes. */
async function paper(page) {
  await page.emulateMedia({ media: "print" });
  assert.ok((await page.pdf()).length > 1000, "something was printed");
  await page.emulateMedia({ media: "screen" });
}

async function source(page) {
  await visit(page, "/sources/new");
  await choose(page, "what", "news");
  await fillAll(page, { title: WORDS.title, text: WORDS.source });
  await press(page, "sources-store-go");
  await page.locator(".sentences").waitFor();
}

async function refused(page) {
  await visit(page, "/sources/new");
  await fillAll(page, { title: WORDS.refused, text: WORDS.refusedLong });
  await press(page, "sources-store-go");
  await page.getByRole("alert").waitFor();
}

const ENDINGS = {
  lock: (page) => lock(page).then(() => fill(page, "passphrase", WORDS.passphrase)).then(() => press(page, "unlock-go")).then(() => page.getByRole("alert").waitFor()),
  exit: (_, made) => made.stop(),
  kill: (_, made) => made.stop("SIGKILL"),
};
/** Chromium writes its session down some seconds after a change. */
const WRITTEN_DOWN_MS = 4000;

for (const [kind, args] of [["private", programArguments()], ["everyday", []]]) {
  for (const [ending, end] of Object.entries(ENDINGS)) {
    test(`${kind} profile, ${ending}: no word of ours is left`, { timeout: 120_000 }, async (t) => {
      const made = await desk(t, ["desk", "--lang", "en", ...newVault(t).options]);
      const left = await session(t, args, async (page) => {
        await work(page, made);
        await wait(WRITTEN_DOWN_MS);
        await end(page, made);
        await wait(WRITTEN_DOWN_MS);
      });
      assert.deepEqual(holding(left, [...Object.values(WORDS), PASSPHRASE, ...(kind === "private" ? [made.code] : [])]), []);
    });
  }
}

test("without script a refused form stays in the session file of an everyday profile, and nothing else does", { timeout: 120_000 }, async (t) => {
  const made = await desk(t, ["desk", "--lang", "en", ...newVault(t).options]);
  const left = await session(t, [], async (page) => {
    await page.goto(made.start);
    await page.getByRole("navigation").waitFor();
    await (await page.context().newCDPSession(page)).send("Emulation.setScriptExecutionDisabled", { value: true });
    await call(page);
    await refused(page);
    await wait(WRITTEN_DOWN_MS);
  });
  const found = holding(left, Object.values(WORDS));
  assert.notDeepEqual(found, []);
  for (const place of found) assert.match(place, /\/Default\/Sessions\/[A-Za-z]+_\d+: (SviristelHjzx|ChechetkaJqvb), /);
});

/** A page that does everything wrong: a word in its title, answers that may be kept, a text before a password. */
const CARELESS = `<title>${WORDS.title}</title><form method="post"><input name="reason"><input type="password" name="passphrase"><button>Go</button></form>`;

test("a careless page is found in each place where a browser keeps things", { timeout: 120_000 }, async (t) => {
  const server = createServer((request, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    if (request.method === "POST") answer.writeHead(303, { location: "/in" }).end();
    else answer.end(request.url === "/in" ? "<title>-</title>in" : CARELESS);
  });
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  t.after(() => server.close());
  const left = await session(t, [], async (page) => {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.locator("input").first().pressSequentially(WORDS.reason);
    await page.locator("input").last().pressSequentially(WORDS.passphrase);
    await page.getByRole("button").click();
    await page.waitForURL("**/in");
    await wait(WRITTEN_DOWN_MS);
  });
  const found = holding(left, Object.values(WORDS)).join("\n");
  const places = [["History", WORDS.title], ["Sessions/Session_", WORDS.title], ["Cache/", WORDS.title], ["Web Data", WORDS.reason], ["Login Data", WORDS.reason]];
  for (const [place, word] of places) assert.match(found, new RegExp(`/Default/${place}\\S*: ${word}`), found);
});

test("a planted word is found in every spelling, packed, in a name, and in each folder", (t) => {
  const left = folder(t);
  const word = "Иволга-77";
  for (const [n, place] of ["profile", "home", "tmp"].entries()) {
    mkdirSync(join(left, place));
    for (const [form, bytes] of Object.entries(spellings(word))) {
      writeFileSync(join(left, place, "planted"), Buffer.concat([Buffer.from("before "), bytes, Buffer.from(" after")]));
      assert.ok(holding(left, word).some((one) => one.startsWith(`${join(left, place, "planted")}: ${word}, ${form}`)), form);
    }
    const packed = [gzipSync, deflateSync][n % 2](Buffer.from(`many words and ${word}`));
    writeFileSync(join(left, place, "planted"), Buffer.concat([Buffer.from("a head of a cache"), packed, Buffer.from("and its end")]));
    assert.ok(holding(left, word).includes(`deflated in ${join(left, place, "planted")}: ${word}, UTF-8`), "packed");
    writeFileSync(join(left, place, "planted"), "");
  }
  for (const before of ["", "a", "ab", "abc"]) {
    writeFileSync(join(left, "tmp", "planted"), Buffer.from(`${before}${word} and more`).toString("base64"));
    assert.notDeepEqual(holding(left, word), [], `base64 behind ${before.length}`);
  }
  writeFileSync(join(left, "tmp", "planted"), "nothing");
  assert.deepEqual(holding(left, word), []);
  writeFileSync(join(left, "home", word), "");
  assert.equal(holding(left, word).length, 1);
});
