// What makes the desk quicker. Everything works without it: links and forms come first.
//
// Deliberately absent: storage in the browser, requests to another host, markup made from text. Pages are parsed by the
// browser's own sanitising parser; where it is missing, forms and links do what they always do.

type Sanitizing = { parseHTML?: (text: string, options: object) => Document };

const AUTOSAVE_MS = 3_000;
const PANIC_MS = 1_500;
const CHORD_MS = 1_500;
const LOCKING_MS = 1_500;
const PROVED_MS = 15_000;
const ASK_AGAIN_MS = 5_000;
const WARN_BEFORE_MS = 60_000;
const KEEPALIVE_BYTES = 60_000;

const body = document.body;
const main = () => document.getElementById("main");

// --- The start code ------------------------------------------------------------------------------------------------

// It stands in the fragment, which browsers do not send. It is taken out of the visible address and posted once. A newer
// address opened in the same tab changes nothing but the fragment: the page that refused the older code posts it too.
function sendStartCode(): void {
  const form = document.getElementById("start");
  const code = location.hash.slice(1);
  if (!(form instanceof HTMLFormElement) || !code) return;
  history.replaceState(null, "", location.pathname);
  const field = form.elements.namedItem("code");
  if (field instanceof HTMLInputElement) field.value = code;
  form.submit();
}

// --- What was sent ---------------------------------------------------------------------------------------------------

// An answer that is a page and not another address, as a refused form gets, stands in the browser's history together with
// all that was sent, and the browser writes that into its session file. Named anew it is a page like any other.
function forgetSent(): void {
  history.replaceState(null, "", location.href);
}

// --- Is it still the desk? ------------------------------------------------------------------------------------------

// Once the desk has ended, another program may answer at its address. Before words leave the page, whoever answers
// there must know what only the desk that made the page can know. No cookie goes along with the question.
let askedAt = -Infinity;
let provedAt = -Infinity;
let gone = false;

async function isDesk(): Promise<boolean> {
  const { here, proof } = body.dataset;
  if (!here) return true;
  askedAt = performance.now();
  const answer = await fetch(`/here/${here}`, { credentials: "omit" }).then((r) => r.text(), () => "");
  gone = answer !== proof;
  if (!gone) provedAt = performance.now();
  else if (!document.querySelector(".toast")) toast(body.dataset.gone ?? "");
  return !gone;
}

// Whoever types has asked within the last seconds, so a form need not wait for the answer. Locking always goes out: its
// form carries no words.
function stopIfGone(event: SubmitEvent): void {
  if (!gone || (event.target as HTMLFormElement).id === "lock") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void isDesk();
}

// --- Locking -------------------------------------------------------------------------------------------------------

// What one window locks, every window of the desk leaves.
const windows = new BroadcastChannel("desk");

function tellWindows(event: SubmitEvent): void {
  if ((event.target as HTMLFormElement).id === "lock") windows.postMessage("locked");
}

function leaveToo(): void {
  if (!("open" in body.dataset)) return;
  body.classList.add("hidden-now");
  setTimeout(leavePage, LOCKING_MS);
}

function lock(): void {
  body.classList.add("hidden-now");
  windows.postMessage("locked");
  const form = document.getElementById("lock");
  if (form instanceof HTMLFormElement) form.submit();
}

let escapes: number[] = [];

// Three times Escape, also while typing: what was typed so far goes into the draft, then the desk locks.
function panic(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !("open" in body.dataset)) return;
  escapes = [...escapes.filter((at) => event.timeStamp - at < PANIC_MS), event.timeStamp];
  if (escapes.length < 3) return;
  body.classList.add("hidden-now");
  void Promise.all(saveDrafts()).finally(lock);
}

// The server keeps the idle clock; this one only warns, and leaves the page when the server has locked.
let warn = 0;
let leave = 0;

function restartIdle(): void {
  const minutes = Number(body.dataset.idle ?? 0);
  clearTimeout(warn);
  clearTimeout(leave);
  document.querySelector(".toast")?.remove();
  if (!minutes) return;
  warn = setTimeout(() => toast(body.dataset.warning ?? ""), Math.max(minutes * 60_000 - WARN_BEFORE_MS, 1_000));
  leave = setTimeout(() => void Promise.all(saveDrafts()).finally(leavePage), minutes * 60_000 + 8_000);
}

function leavePage(): void {
  body.classList.add("hidden-now");
  location.replace("/unlock");
}

function toast(text: string): void {
  const note = document.createElement("p");
  note.className = "toast";
  note.setAttribute("role", "alert");
  note.textContent = text;
  body.append(note);
}

// --- Drafts --------------------------------------------------------------------------------------------------------

const waiting = new Map<HTMLFormElement, number>();

function typed(event: Event): void {
  if (performance.now() - askedAt > ASK_AGAIN_MS) void isDesk();
  const form = (event.target as Element | null)?.closest("form");
  if (!form?.dataset.autosave) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => void saveDraft(form), AUTOSAVE_MS));
}

function saveDrafts(leaving = false): Promise<void>[] {
  return [...waiting.keys()].filter((form) => form.isConnected).map((form) => saveDraft(form, leaving));
}

// Posts what is typed to the vault. Passphrases and codes are never part of a draft.
async function saveDraft(form: HTMLFormElement, leaving = false): Promise<void> {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const secret = new Set([...form.querySelectorAll<HTMLInputElement>("input[type=password]")].map((one) => one.name));
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (!secret.has(name) && !name.startsWith("_") && typeof value === "string") fields.append(name, value);
  }
  fields.append("_token", body.dataset.draft ?? "");
  fields.append("_draft", form.dataset.autosave ?? "");
  // Outlives the page, so that leaving it in the middle of a word loses nothing; browsers allow that for short texts.
  const keepalive = fields.toString().length < KEEPALIVE_BYTES;
  // A page that is being left has no time to ask; it was answered a moment ago, or its last words stay unsent.
  const proved = leaving ? performance.now() - provedAt < PROVED_MS : await isDesk();
  const state = form.querySelector(".draft-state");
  if (!proved) {
    if (state) state.textContent = body.dataset.notKept ?? "";
    return;
  }
  const sent = fetch("/draft", { method: "POST", body: fields, redirect: "manual", keepalive });
  const kept = await sent.then((r) => r.status === 204, () => false);
  if (state) state.textContent = (kept ? body.dataset.kept : body.dataset.notKept) ?? "";
  if (kept) restartIdle();
}

// --- Keys ----------------------------------------------------------------------------------------------------------

const KEYS: Record<string, string> = { "/": "/search", "?": "/help", q: "/quick", "й": "/quick", "g t": "/", "g c": "/cases", "п е": "/", "п с": "/cases" };
let chord = "";
let chordAt = 0;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function key(event: KeyboardEvent): void {
  panic(event);
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || !("open" in body.dataset)) return;
  const pressed = event.key.toLowerCase();
  const both = event.timeStamp - chordAt < CHORD_MS ? `${chord} ${pressed}` : pressed;
  const path = KEYS[both] ?? KEYS[pressed];
  chord = pressed;
  chordAt = event.timeStamp;
  if (!path) return;
  event.preventDefault();
  const search = path === "/search" && document.querySelector<HTMLInputElement>("main input[type=search]");
  if (search) search.focus();
  else location.assign(path);
}

// --- Filters without a full page -----------------------------------------------------------------------------------

// A form marked data-swap="id" is posted in the background and only that element is replaced, as lists and search do.
// A form that was refused comes back whole, and whole once more when it is put right: what is wrong stands above it.
async function swap(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const id = form.dataset.swap;
  const parse = (Document as unknown as Sanitizing).parseHTML;
  if (!id || !parse) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter) as never) });
  const page = parse.call(Document, await answer.text(), { sanitizer: {} });
  const part = answer.ok && !document.querySelector(".summary-error") ? id : "main";
  const [fresh, old] = [page.getElementById(part), document.getElementById(part)];
  if (answer.redirected) location.assign(answer.url);
  else if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  else form.submit();
  document.querySelector<HTMLElement>(".summary-error")?.focus();
  restartIdle();
}

// A double click sends a form once; the server would refuse the second one anyway.
function once(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  waiting.delete(form);
  if (form.dataset.sent) event.preventDefault();
  else if (!form.dataset.swap) form.dataset.sent = "yes";
}

// --- The source reader ---------------------------------------------------------------------------------------------

// Where something stands in the text of a source, counted in Unicode scalars as records count it.
function placeIn(said: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(node, offset);
  return Number(said.dataset.start) + [...before.toString()].length;
}

// Words marked with the mouse become the exact place of the passage.
function markPassage(): void {
  const form = document.querySelector<HTMLFormElement>("form.reading");
  const selection = getSelection();
  if (!form || !selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const met = [...form.querySelectorAll<HTMLElement>(".said")].filter((said) => range.intersectsNode(said));
  const [first, last] = [met[0], met[met.length - 1]];
  if (!first || !last) return;
  const start = first.contains(range.startContainer) ? placeIn(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? placeIn(last, range.endContainer, range.endOffset) : placeIn(last, last, last.childNodes.length);
  if (start < end) setPassage(form, String(start), String(end), met.length === 1 ? selection.toString().trim() : `${start}–${end}`);
}

function setPassage(form: HTMLFormElement, start: string, end: string, words: string): void {
  for (const [name, value] of [["start", start], ["end", end]] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  const picked = form.querySelector<HTMLElement>(".picked");
  if (picked) picked.textContent = words && `${picked.dataset.picked} “${words.length > 120 ? `${words.slice(0, 120)}…` : words}”`;
}

// Whoever ticks a sentence means whole sentences again.
function tickSentence(event: Event): void {
  const box = event.target as HTMLInputElement;
  if (box.name === "s" && box.form?.classList.contains("reading")) setPassage(box.form, "", "", "");
}

// A text file is read into its field, here in the browser; the file itself is never sent.
async function readTextFile(event: Event): Promise<void> {
  const input = event.target as HTMLInputElement;
  const into = document.getElementById(input.dataset.textInto ?? "");
  const state = document.getElementById("text-file-state");
  if (!(into instanceof HTMLTextAreaElement) || !state || !input.files?.[0]) return;
  const bytes = await input.files[0].arrayBuffer();
  try {
    into.value = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    state.textContent = "";
    into.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    state.textContent = input.dataset.notText ?? "";
  }
}

sendStartCode();
forgetSent();
addEventListener("hashchange", sendStartCode);
document.addEventListener("keydown", key);
document.addEventListener("input", typed);
document.addEventListener("submit", stopIfGone);
document.addEventListener("submit", tellWindows);
windows.addEventListener("message", leaveToo);
document.addEventListener("submit", once);
document.addEventListener("submit", (event) => void swap(event));
addEventListener("pagehide", () => void saveDrafts(true));
addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => delete form.dataset.sent));
if ("open" in body.dataset) restartIdle();
if (location.hash === "#main") main()?.focus();
document.addEventListener("selectionchange", markPassage);
document.addEventListener("change", tickSentence);
document.getElementById("text-file")?.removeAttribute("hidden");
document.getElementById("text-file-input")?.addEventListener("change", (event) => void readTextFile(event));
