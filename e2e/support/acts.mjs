// What a person does on a page, in the desk's own words.

import { DEMO_PASSPHRASE } from "./program.mjs";
import { say } from "./words.mjs";

/** The day on which the invented accounts are all alive: a demonstration of that day has something in every list. */
export const DAY = "2023-09-05";

/** Goes to an address of the same desk. */
export const visit = (page, path) => page.goto(new URL(path, page.url()).href);

/** The path of the page that is shown. */
export const path = (page) => new URL(page.url()).pathname;

export const press = (page, key) => page.getByRole("button", { name: say(key), exact: true }).click();

export const follow = (page, key) => page.getByRole("link", { name: say(key), exact: true }).first().click();

/** Fills the field of this name; every input `x` has the id `f-x`. */
export const fill = (page, name, text) => page.locator(`[id="f-${name}"]`).fill(text);

/** Chooses one of several shown open, or of a list that opens. */
export const tick = (page, name, value) => page.locator(`[id="f-${name}-${value}"]`).check();
export const choose = (page, name, value) => page.locator(`[id="f-${name}"]`).selectOption(value);

export const heading = (page, key) => page.getByRole("heading", { level: 1, name: say(key), exact: true }).waitFor();

export async function lock(page) {
  await press(page, "common-lock");
  await heading(page, "unlock-title");
}

export async function unlock(page, passphrase = DEMO_PASSPHRASE) {
  await fill(page, "passphrase", passphrase);
  await press(page, "unlock-go");
}

/** Opens the case of this title from the list of cases. */
export async function openCase(page, title) {
  await visit(page, "/cases");
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Opens the page of the person with this alias, from a case they stand in. */
export async function openPerson(page, alias, title) {
  await openCase(page, title);
  await page.locator(".people").getByRole("link", { name: alias, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: alias }).waitFor();
}

/** Searches for a word and gives the text of everything found. */
export async function search(page, word) {
  await visit(page, "/search");
  await fill(page, "text", word);
  await press(page, "search-go");
  await page.locator("#found h2").waitFor();
  return page.locator(".found > li").allInnerTexts();
}
