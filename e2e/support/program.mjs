// The built program as a person starts it: a desk over a throw-away demonstration or over a fresh vault.
//
// Every test has a desk of its own. What a test starts it also ends, and its folder goes with it.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, "../..");

/** The passphrase of every vault made here. */
export const PASSPHRASE = "orbit walnut lantern gravel tunic maple";
/** What the lock page of a demonstration shows. */
export const DEMO_PASSPHRASE = "five invented accounts";

const START_MS = 30_000;

/** The program under test: GUVOH_BIN, or the newest that was built here. */
export function binary() {
  const named = process.env.GUVOH_BIN;
  const built = ["release", "debug"].map((profile) => join(ROOT, "target", profile, "guvoh")).filter((path) => existsSync(path));
  const found = named ? resolve(named) : built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (!found || !existsSync(found)) throw new Error("no program to test: run `cargo build --package guvoh`, or set GUVOH_BIN");
  return found;
}

/** A folder that is gone when the test ends. */
export function folder(t) {
  const made = mkdtempSync(join(tmpdir(), "guvoh-e2e-"));
  t.after(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

let made;

/** An empty vault of this test's own, and the options that open it. Making one is slow on purpose, so it is copied. */
export function newVault(t) {
  made ??= makeVault();
  const home = folder(t);
  cpSync(made, home, { recursive: true });
  return { home, options: opening(home) };
}

function makeVault() {
  const home = mkdtempSync(join(tmpdir(), "guvoh-e2e-"));
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  writeFileSync(join(home, "pass"), `${PASSPHRASE}\n`, { mode: 0o600 });
  command(["new", ...opening(home)]);
  return home;
}

const opening = (home) => ["--vault", join(home, "vault"), "--passphrase-file", join(home, "pass")];

/** Runs one command to its end and gives what it printed. */
export function command(args) {
  const done = spawnSync(binary(), args, { encoding: "utf8", env: environment() });
  if (done.status !== 0) throw new Error(`guvoh ${args[0]} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

/** A desk over the invented five accounts. */
export function demo(t, lang = "en") {
  return desk(t, ["demo", "--lang", lang]);
}

// A test file that is stopped half-way must leave no desk behind.
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
process.once("SIGTERM", () => process.exit(143));

/** A desk with these arguments, up and listening. */
export async function desk(t, args) {
  const child = spawn(binary(), [...args, "--port", "0", "--no-open"], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  const errors = [];
  child.stderr.setEncoding("utf8").on("data", (text) => errors.push(text));
  running.add(child);
  const ended = new Promise((done) => child.once("exit", done)).then(() => running.delete(child));
  const stop = async (signal = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  t.after(() => stop());
  const line = await firstLine(child, errors);
  const [, start, origin] = /^Desk: ((http:\/\/127\.0\.0\.1:\d+)\/start#\S+)$/.exec(line) ?? [];
  if (!start) throw new Error(`not a start link: ${line}`);
  return { start, origin, code: start.split("#")[1], pid: child.pid, stop, errors: () => errors.join("") };
}

function firstLine(child, errors) {
  const lines = createInterface({ input: child.stdout });
  return new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error("the desk printed no address")), START_MS);
    lines.once("line", (line) => (clearTimeout(late), found(line)));
    child.once("exit", (code) => (clearTimeout(late), failed(new Error(`the desk ended with ${code}: ${errors.join("")}`))));
  });
}

// Nothing of the developer's own settings: a test must not open or lock their vault.
function environment() {
  const { GUVOH_VAULT, LANG, ...rest } = process.env;
  return { ...rest, LANG: "C.UTF-8" };
}
