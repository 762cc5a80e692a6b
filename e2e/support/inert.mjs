// Whether hostile text stayed text: what a page holds that no template wrote, what ran, and what the answer itself says.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.mjs";

/** Elements and attributes that the templates, their pictures and the desk's script write; whatever else stands on a page came from a text. */
const WRITTEN = written();

function written() {
  const folder = join(ROOT, "crates/desk/templates");
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  const text = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const all = (shape) => [...new Set([...text.matchAll(shape)].map(([, name]) => name))];
  return { tags: all(/<([a-z][a-z0-9]*)/g), attributes: [...all(/[\s}]([a-z][a-z-]*)(?=[={\s>])/g), "class"] };
}

/** Watches every page of a context from before its first script. Call it before the first page. */
export async function watch(context) {
  const seen = [];
  await context.exposeBinding("__seen", (_, what) => void seen.push(what));
  await context.addInitScript(() => {
    const tell = (what) => window.__seen(what);
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => tell(`${name} was called`);
    addEventListener("securitypolicyviolation", (event) => tell(`the policy stopped ${event.violatedDirective} ${event.blockedURI}`));
  });
  context.on("dialog", (dialog) => (seen.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  return seen;
}

/** What stands on the page that is shown and was not written by the desk. */
export function strangers(page) {
  return page.evaluate(look, WRITTEN);
}

function look({ tags, attributes }) {
  const found = [];
  const say = (one, what) => found.push(`${one.tagName.toLowerCase()}: ${what}`);
  const known = { tags: new Set([...tags, "head", "html", "body"]), attributes: new Set(attributes) };
  for (const one of document.querySelectorAll("*")) {
    if (!known.tags.has(one.localName)) say(one, "an element no template writes");
    for (const { name, value } of one.attributes) {
      if (!known.attributes.has(name) || /^(on|x-|style$|srcdoc$)/.test(name)) say(one, `an attribute no template writes: ${name}`);
      const leads = ["href", "src", "action", "formaction"].includes(name);
      if (leads && !/^(#|\/(?!\/)|$)/.test(value)) say(one, `${name} leads to ${value}`);
    }
  }
  const counts = { script: 1, link: 2, meta: 3, title: 1, base: 0, iframe: 0, img: 0 };
  for (const [tag, most] of Object.entries(counts)) {
    const count = document.getElementsByTagName(tag).length;
    if (count > most) found.push(`${count} of ${tag}`);
  }
  return found;
}

/** The texts that stand in the answer as they were typed although they hold a character of HTML. */
export function unescaped(html, texts) {
  return texts.filter((text) => /[<>"'&]/.test(text) && text.length > 5 && html.includes(text));
}
