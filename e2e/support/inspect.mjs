// What every page must stand: axe in both colour schemes, and a screen 320 pixels wide.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** The rules that look at colours; the others see the same page in the dark. */
const COLOURS = ["color-contrast", "link-in-text-block"];

const WIDE = { width: 1200, height: 900 };
const NARROW = { width: 320, height: 640 };

/** What is wrong with the page that is shown, one line a fault. Everything that can be opened is opened first. */
export async function faults(page, name = new URL(page.url()).pathname) {
  await settled(page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const found = [...(await broken(page, "light")), ...(await broken(page, "dark")), ...(await tooWide(page))];
  await page.emulateMedia({ colorScheme: "light" });
  return found.map((fault) => `${name}: ${fault}`);
}

/** A page that is still narrow from the one before, or without its style sheet, is not what a person sees. */
async function settled(page) {
  await page.waitForLoadState("load");
  await page.setViewportSize(WIDE);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

async function broken(page, scheme) {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const only = scheme === "light" ? { type: "tag", values: TAGS } : { type: "rule", values: COLOURS };
  const violations = await page.evaluate(async (runOnly) => (await window.axe.run(document, { runOnly })).violations, only);
  return violations.map((one) => `${scheme} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")}`);
}

// What scrolls sideways in its own frame may be wider; the page as a whole may not.
async function tooWide(page) {
  await page.setViewportSize(NARROW);
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const beyond = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => one.getBoundingClientRect().right > width + 1);
    return [`wider than 320 px: ${beyond.slice(-3).map((one) => `${one.tagName} ${one.className} ${one.id}`).join(", ")}`];
  });
  await page.setViewportSize(WIDE);
  return wide;
}
