// Pictures of the main pages of a demonstration, for people who look after the layout.
//
//     node shots.mjs FOLDER
//
// FOLDER/desk.png is the picture of the README: copy it to docs/desk.png.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DAY, fill, openCase, openPerson, press, search, visit } from "./support/acts.mjs";
import { closeBrowser, enter } from "./support/browser.mjs";
import { desk } from "./support/program.mjs";
import { say, use } from "./support/words.mjs";

const SIZES = { wide: { width: 1200, height: 900 }, narrow: { width: 320, height: 640 } };

/** What a test would clean up is cleaned up at the end. */
const endings = [];
const keeper = { after: (work) => endings.push(work) };

const PAGES = {
  today: (page) => visit(page, "/"),
  case: (page) => openCase(page, "Complaint, then a protocol"),
  family: (page) => openCase(page, "Threat to the papers of a family"),
  person: (page) => openPerson(page, "A-1", "Complaint, then a protocol"),
  quick: (page) => visit(page, "/quick"),
  interview: beginInterview,
  search: (page) => search(page, "протокола"),
  cases: (page) => visit(page, "/cases"),
  law: (page) => visit(page, "/law"),
  sources: (page) => visit(page, "/sources"),
  record: openRecord,
};

async function beginInterview(page) {
  await visit(page, "/interview");
  await press(page, "interview-begin");
  await page.waitForURL("**/who");
  await fill(page, "birth_year", "1991");
  await visit(page, new URL(page.url()).pathname.replace(/who$/, "citizenship"));
}

async function openRecord(page) {
  await openCase(page, "Complaint, then a protocol");
  await page.locator(".chain .proceeding h3 a").click();
  await page.getByText(say("record-history")).waitFor();
}

async function shoot(page, folder, name, lang) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(SIZES.wide);
    await page.screenshot({ path: join(folder, `${name}-${lang}-${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(SIZES.narrow);
  await page.screenshot({ path: join(folder, `${name}-${lang}-narrow.png`), fullPage: true });
  await page.setViewportSize(SIZES.wide);
}

/** A case as one sees it on opening it, without the notice that a test browser is not a private one. */
async function portrait(page, folder) {
  await openCase(page, "Complaint, then a protocol");
  await page.setViewportSize({ width: 1200, height: 1480 });
  await page.locator(".strip.warn").evaluateAll((all) => all.forEach((one) => one.remove()));
  await page.screenshot({ path: join(folder, "desk.png") });
  await page.setViewportSize(SIZES.wide);
}

async function all(folder, lang) {
  use(lang);
  const page = await enter(keeper, await desk(keeper, ["demo", "--lang", lang, "--as-of", DAY]));
  if (lang === "en") await portrait(page, folder);
  for (const [name, open] of Object.entries(PAGES)) {
    const reached = await open(page).then(() => true, (error) => console.error(`${name}: ${error.message.split("\n")[0]}`));
    if (reached) await shoot(page, folder, name, lang);
  }
}

const folder = process.argv[2];
if (!folder) throw new Error("node shots.mjs FOLDER");
mkdirSync(folder, { recursive: true });
for (const lang of ["en", "ru"]) await all(folder, lang);
for (const work of endings) await work();
await closeBrowser();
