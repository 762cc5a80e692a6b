// An interview from its first page to the saved account, most pages skipped.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { choose, fill, follow, heading, path, press, tick, visit } from "../support/acts.mjs";
import { closeBrowser, enter } from "../support/browser.mjs";
import { desk, newVault } from "../support/program.mjs";
import { say, use } from "../support/words.mjs";

after(closeBrowser);

const ACCOUNT = "Документы не взяли, пока не подпишу контракт. Саидодова я там не видел.";

async function begin(page) {
  await visit(page, "/interview");
  await press(page, "interview-begin");
  await page.waitForURL("**/who");
}

/** The word of the page that is asked now. */
const step = (page) => path(page).split("/").at(-1);

/** Answers the pages named in `answers`, and skips all others; gives the words of the pages that were offered. */
async function walk(page, answers) {
  const offered = [];
  while (step(page) !== "check") {
    const here = step(page);
    offered.push(here);
    if (answers[here]) {
      await answers[here](page);
      await press(page, "common-continue");
    } else {
      await follow(page, "interview-skip");
    }
    assert.notEqual(step(page), here, await page.getByRole("alert").allInnerTexts().then((all) => all.join()));
  }
  return offered;
}

const ANSWERS = {
  who: async (page) => {
    await fill(page, "alias", "T-9");
    await choose(page, "birth_country", "TJ");
    await tick(page, "sex", "male");
  },
  happened: (page) => tick(page, "methods", "contract_before_papers"),
  when: (page) => fill(page, "when", "2023-07"),
  where: (page) => choose(page, "region", "RU-KLU"),
  followed: (page) => tick(page, "also", "proceeding"),
  proceeding: async (page) => {
    await choose(page, "pr_what", "koap_fine");
    await fill(page, "pr_drawn", "2023-07-10");
    await tick(page, "pr_fabricated", "unknown");
    await tick(page, "pr_appealed", "no");
  },
  consent: async (page) => {
    await tick(page, "consent_uses", "keep");
    await tick(page, "consent_how", "spoken");
  },
  account: (page) => fill(page, "account", ACCOUNT),
};

/** What the check page says under a heading. */
async function section(page, key) {
  const found = page.locator("main section").filter({ has: page.getByRole("heading", { name: say(key) }) });
  return (await found.first().innerText()).replaceAll(/\s+/g, " ");
}

test("an interview is taken down page by page, checked, and saved as a case", async (t) => {
  const { options } = newVault(t);
  const page = await enter(t, await desk(t, ["desk", "--lang", "en", ...options]));
  await begin(page);
  const offered = await walk(page, ANSWERS);
  assert.ok(offered.length >= 15, offered.join(" "));
  assert.ok(offered.includes("proceeding") && !offered.includes("complaint"), "only pages that make sense are offered");
  await heading(page, "interview-check-title");
  const proceeding = await section(page, "interview-proceeding");
  assert.ok(proceeding.includes(say("common-unknown")), proceeding);
  assert.ok(proceeding.includes(say("common-no")), proceeding);
  assert.ok((await section(page, "interview-residence")).includes(say("common-not-asked")));
  await fill(page, "id_names", "Карим Саидодов");
  await press(page, "interview-save");
  await page.locator("#f-names").waitFor();
  await tick(page, "names", "replace");
  await fill(page, "id_names", "Карим Саидодов");
  await press(page, "interview-save");
  await heading(page, "interview-saved");
  await follow(page, "interview-saved-case");
  await page.locator(".chain .event").first().waitFor();
  assert.equal(await page.locator(".chain .event").count(), 2, "an incident and a proceeding");
  const shown = await page.locator("main").innerText();
  assert.ok(shown.includes("Документы не взяли"), "the account stands word for word");
  assert.ok(!shown.includes("Саидодов"), "the name was replaced by the alias");
});

test("not asked, unknown and no are three answers on the record", async (t) => {
  const page = await enter(t, await desk(t, ["desk", "--lang", "en", ...newVault(t).options]));
  await begin(page);
  await walk(page, ANSWERS);
  await press(page, "interview-save");
  await heading(page, "interview-saved");
  await follow(page, "interview-saved-case");
  await page.locator(".chain .proceeding h3 a").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const summary = (await page.locator("dl.summary").first().innerText()).replaceAll(/\s+/g, " ");
  assert.ok(summary.includes(say("common-unknown")), "fabricated: unknown");
  assert.match(summary, new RegExp(`\\b${say("common-no")}\\b`), "appealed: no");
  assert.ok(await page.locator("details").first().innerText(), "what was not asked stands apart");
});

test("a wrong date is asked again, and nothing typed is lost", async (t) => {
  const page = await enter(t, await desk(t, ["desk", "--lang", "en", ...newVault(t).options]));
  await begin(page);
  await visit(page, path(page).replace(/who$/, "when"));
  await fill(page, "when", "2023-02-30");
  await press(page, "common-continue");
  await page.getByRole("alert").getByRole("link").first().click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-when", "the summary leads to the field");
  assert.equal(await page.locator("#f-when").inputValue(), "2023-02-30");
});

// A defender with a phone at the ear types 120 characters a minute and needs 5 seconds to find their way on a page.
const CHARACTERS_A_MINUTE = 120;
const SECONDS_A_PAGE = 5;
const MINUTES = 12;

const WORDS =
  "Брата остановили позавчера утром на рынке, забрали паспорт и телефон, держали в отделе до ночи. Требовали подписать " +
  "контракт, говорили, что иначе лишат гражданства и вышлют. Он не подписал. Составили протокол, что он ругался, суд " +
  "назначил штраф, копию дали вчера. Гражданином России он стал на прошлой неделе, на учёт не вставал. Сегодня подали " +
  "жалобу в прокуратуру через портал. Боится выходить из дома, ночует у знакомых.";

/** Counts what is typed and every page that is looked at. */
function taking(page) {
  const spent = { characters: 0, pages: 0 };
  const minutes = () => spent.characters / CHARACTERS_A_MINUTE + (spent.pages * SECONDS_A_PAGE) / 60;
  const type = async (name, text) => {
    await fill(page, name, text);
    spent.characters += text.length;
  };
  const go = async (key) => {
    spent.pages += 1;
    await press(page, key);
    await page.waitForLoadState();
  };
  return { spent, minutes, type, go };
}

test("a call, its account and its clocks are taken down well within fifteen minutes", async (t) => {
  use("ru");
  t.after(() => use("en"));
  const page = await enter(t, await desk(t, ["desk", "--lang", "ru", ...newVault(t).options]));
  const hand = taking(page);
  await visit(page, "/quick");
  await hand.type("words", WORDS);
  await tick(page, "urgency", "now");
  await tick(page, "speaker", "relative");
  await choose(page, "region", "RU-MOW");
  await hand.type("safe_how", "Signal, писать сестре");
  await hand.type("safe_never", "не звонить домой");
  await tick(page, "consent", "yes");
  await tick(page, "back", "tomorrow");
  await hand.go("quickcall-save");
  await heading(page, "quickcall-done");
  await hand.go("quickcall-interview");
  await heading(page, "interview-who-title");
  assert.ok(await page.locator("#f-way-short").isChecked(), "after a call the short way is offered");
  await hand.type("birth_year", "30 лет");
  await tick(page, "sex", "male");
  await hand.go("common-continue");
  await heading(page, "interview-event-title");
  assert.equal(await page.locator("#f-region").inputValue(), "RU-MOW", "the region of the call");
  await hand.type("when", "позавчера");
  await hand.type("narrative", "Остановка на рынке, давление ради контракта, штраф.");
  await tick(page, "also", "proceeding");
  await tick(page, "also", "complaint");
  await hand.go("common-continue");
  await heading(page, "interview-proceeding-title");
  await choose(page, "pr_what", "koap_protocol");
  await hand.type("pr_drawn", "позавчера");
  await hand.type("pr_copy", "вчера");
  await tick(page, "pr_appealed", "no");
  await hand.go("common-continue");
  await page.getByRole("alert").waitFor();
  await tick(page, "pr_decision", "koap_fine");
  await hand.go("common-continue");
  await heading(page, "interview-complaint-title");
  await choose(page, "co_to", "prosecutor");
  await hand.type("co_sent", "сегодня");
  await choose(page, "co_channel", "portal");
  assert.ok(await page.locator("#f-co_about-incident").isChecked());
  await hand.go("common-continue");
  await heading(page, "interview-status-title");
  await choose(page, "citizenship.0.country", "RU");
  await choose(page, "citizenship.0.basis", "naturalised");
  await hand.type("citizenship.0.from", "8 дней назад");
  await tick(page, "citizenship_all", "unknown");
  await tick(page, "milreg", "no");
  await hand.go("common-continue");
  await heading(page, "interview-check-title");
  const shown = await page.locator("main").innerText();
  assert.ok(shown.includes("Брата остановили позавчера"), "the words of the call are the account");
  await hand.go("interview-save");
  await heading(page, "interview-saved");
  hand.spent.pages += 1;
  const rules = await page.locator(".law-title a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const rule of ["30-3", "ru.proc.answer", "reg"]) {
    assert.ok(rules.some((path) => path.includes(rule)), `${rule} is not among ${rules.join(" ")}`);
  }
  const { characters, pages } = hand.spent;
  t.diagnostic(`${characters} characters on ${pages} pages: ${hand.minutes().toFixed(1)} minutes`);
  assert.ok(hand.minutes() < MINUTES, `${hand.minutes()} minutes`);
});
