// Finds the forms of whatever page is shown and fills every field a text can be typed into, as any person could.
//
// No form is listed here. What was typed is read back from the browser, which takes line ends out of a one-line field.

/** The forms of the page that is shown: where they lead, and the names of their text fields. */
export function formsOf(page) {
  return page.evaluate(() => {
    const texts = "textarea:not([hidden]):not([readonly]), input[type=text], input[type=search], input[type=tel], input[type=password]";
    const forms = [...document.querySelectorAll("main form")];
    return forms.map((form, at) => ({
      at,
      action: form.getAttribute("action"),
      swaps: "swap" in form.dataset,
      names: [...form.querySelectorAll(texts)].map((one) => one.name),
      secret: [...form.querySelectorAll("input[type=password]")].map((one) => one.name),
      several: [...form.querySelectorAll("textarea")].map((one) => one.name),
      before: Object.fromEntries([...form.querySelectorAll(texts)].map((one) => [one.name, one.value])),
    }));
  });
}

/** Types these texts into a form by its number; gives what its fields hold afterwards, as a form sends them. */
export function type(page, at, texts) {
  return page.evaluate(([number, given]) => {
    const form = document.querySelectorAll("main form")[number];
    const field = (name) => [...form.elements].find((one) => one.name === name && /^(INPUT|TEXTAREA)$/.test(one.tagName));
    for (const [name, text] of Object.entries(given)) field(name).value = text;
    return Object.fromEntries(Object.keys(given).map((name) => [name, field(name).value.toWellFormed()]));
  }, [at, texts]);
}

/** What the named fields of a form hold. */
export function values(page, at, names) {
  return page.evaluate(([number, asked]) => {
    const form = document.querySelectorAll("main form")[number];
    return Object.fromEntries(asked.map((name) => [name, [...(form?.elements ?? [])].find((one) => one.name === name)?.value]));
  }, [at, names]);
}

/** Chooses the first of every list and group of buttons named here that has something to choose, or the one wanted. */
export function chooseFirst(page, at, names, wanted = {}) {
  return page.evaluate(([number, asked, want]) => {
    const form = document.querySelectorAll("main form")[number];
    for (const name of asked) {
      const all = [...form.elements].filter((one) => one.name === name);
      const list = all.find((one) => one.tagName === "SELECT");
      if (list) list.value = want[name] ?? [...list.options].map((one) => one.value).find((value) => value) ?? "";
      const buttons = all.filter((one) => ["radio", "checkbox"].includes(one.type));
      const button = buttons.find((one) => one.value === want[name]) ?? buttons.find((one) => one.value && !one.checked);
      if (button) button.checked = true;
    }
  }, [at, names, wanted]);
}

/** Presses the button that sends a form, and waits for the answer and the page that comes of it. */
export async function send(page, { at, swaps }) {
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && !/\/draft$/.test(response.url()));
  await page.evaluate(() => document.querySelectorAll("main, #found, #listed").forEach((one) => (one.dataset.before = "yes")));
  const arrived = swaps ? swapped(page) : page.waitForEvent("domcontentloaded");
  await page.evaluate((number) => {
    const form = document.querySelectorAll("main form")[number];
    const plain = [...form.querySelectorAll("button")].filter((one) => !one.name);
    setTimeout(() => form.requestSubmit(plain.at(-1)));
  }, at);
  const answer = await answered;
  await arrived;
  return answer;
}

// A part that is put in place of another on the same page.
const swapped = (page) => page.waitForFunction(() => [...document.querySelectorAll("main, #found, #listed")].some((one) => !one.dataset.before));

/** The names of the fields that the page says are wrong. */
export function wrong(page) {
  return page.evaluate(() => [...document.querySelectorAll(".summary-error a[href^='#f-']")].map((one) => one.getAttribute("href").slice(3)));
}
