const AUTOSAVE_MS = 3e3;
const PANIC_MS = 1500;
const CHORD_MS = 1500;
const LOCKING_MS = 1500;
const PROVED_MS = 15e3;
const ASK_AGAIN_MS = 5e3;
const WARN_BEFORE_MS = 6e4;
const KEEPALIVE_BYTES = 6e4;
const body = document.body;
const main = () => document.getElementById("main");
function sendStartCode() {
  const form = document.getElementById("start");
  const code = location.hash.slice(1);
  if (!(form instanceof HTMLFormElement) || !code) return;
  history.replaceState(null, "", location.pathname);
  const field = form.elements.namedItem("code");
  if (field instanceof HTMLInputElement) field.value = code;
  form.submit();
}
function forgetSent() {
  history.replaceState(null, "", location.href);
}
let askedAt = -Infinity;
let provedAt = -Infinity;
let gone = false;
async function isDesk() {
  const { here, proof } = body.dataset;
  if (!here) return true;
  askedAt = performance.now();
  const answer = await fetch(`/here/${here}`, { credentials: "omit" }).then((r) => r.text(), () => "");
  gone = answer !== proof;
  if (!gone) provedAt = performance.now();
  else if (!document.querySelector(".toast")) toast(body.dataset.gone ?? "");
  return !gone;
}
function stopIfGone(event) {
  if (!gone || event.target.id === "lock") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void isDesk();
}
const windows = new BroadcastChannel("desk");
function tellWindows(event) {
  if (event.target.id === "lock") windows.postMessage("locked");
}
function leaveToo() {
  if (!("open" in body.dataset)) return;
  body.classList.add("hidden-now");
  setTimeout(leavePage, LOCKING_MS);
}
function lock() {
  body.classList.add("hidden-now");
  windows.postMessage("locked");
  const form = document.getElementById("lock");
  if (form instanceof HTMLFormElement) form.submit();
}
let escapes = [];
function panic(event) {
  if (event.key !== "Escape" || !("open" in body.dataset)) return;
  escapes = [...escapes.filter((at) => event.timeStamp - at < PANIC_MS), event.timeStamp];
  if (escapes.length < 3) return;
  body.classList.add("hidden-now");
  void Promise.all(saveDrafts()).finally(lock);
}
let warn = 0;
let leave = 0;
function restartIdle() {
  const minutes = Number(body.dataset.idle ?? 0);
  clearTimeout(warn);
  clearTimeout(leave);
  document.querySelector(".toast")?.remove();
  if (!minutes) return;
  warn = setTimeout(() => toast(body.dataset.warning ?? ""), Math.max(minutes * 6e4 - WARN_BEFORE_MS, 1e3));
  leave = setTimeout(() => void Promise.all(saveDrafts()).finally(leavePage), minutes * 6e4 + 8e3);
}
function leavePage() {
  body.classList.add("hidden-now");
  location.replace("/unlock");
}
function toast(text) {
  const note = document.createElement("p");
  note.className = "toast";
  note.setAttribute("role", "alert");
  note.textContent = text;
  body.append(note);
}
const waiting = /* @__PURE__ */ new Map();
function typed(event) {
  if (performance.now() - askedAt > ASK_AGAIN_MS) void isDesk();
  const form = event.target?.closest("form");
  if (!form?.dataset.autosave) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => void saveDraft(form), AUTOSAVE_MS));
}
function saveDrafts(leaving = false) {
  return [...waiting.keys()].filter((form) => form.isConnected).map((form) => saveDraft(form, leaving));
}
async function saveDraft(form, leaving = false) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map((one) => one.name));
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (!secret.has(name) && !name.startsWith("_") && typeof value === "string") fields.append(name, value);
  }
  fields.append("_token", body.dataset.draft ?? "");
  fields.append("_draft", form.dataset.autosave ?? "");
  const keepalive = fields.toString().length < KEEPALIVE_BYTES;
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
const KEYS = { "/": "/search", "?": "/help", q: "/quick", "й": "/quick", "g t": "/", "g c": "/cases", "п е": "/", "п с": "/cases" };
let chord = "";
let chordAt = 0;
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
function key(event) {
  panic(event);
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || !("open" in body.dataset)) return;
  const pressed = event.key.toLowerCase();
  const both = event.timeStamp - chordAt < CHORD_MS ? `${chord} ${pressed}` : pressed;
  const path = KEYS[both] ?? KEYS[pressed];
  chord = pressed;
  chordAt = event.timeStamp;
  if (!path) return;
  event.preventDefault();
  const search = path === "/search" && document.querySelector("main input[type=search]");
  if (search) search.focus();
  else location.assign(path);
}
async function swap(event) {
  const form = event.target;
  const id = form.dataset.swap;
  const parse = Document.parseHTML;
  if (!id || !parse) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
  const page = parse.call(Document, await answer.text(), { sanitizer: {} });
  const part = answer.ok && !document.querySelector(".summary-error") ? id : "main";
  const [fresh, old] = [page.getElementById(part), document.getElementById(part)];
  if (answer.redirected) location.assign(answer.url);
  else if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  else form.submit();
  document.querySelector(".summary-error")?.focus();
  restartIdle();
}
function once(event) {
  const form = event.target;
  waiting.delete(form);
  if (form.dataset.sent) event.preventDefault();
  else if (!form.dataset.swap) form.dataset.sent = "yes";
}
function placeIn(said, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(node, offset);
  return Number(said.dataset.start) + [...before.toString()].length;
}
function markPassage() {
  const form = document.querySelector("form.reading");
  const selection = getSelection();
  if (!form || !selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const met = [...form.querySelectorAll(".said")].filter((said) => range.intersectsNode(said));
  const [first, last] = [met[0], met[met.length - 1]];
  if (!first || !last) return;
  const start = first.contains(range.startContainer) ? placeIn(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? placeIn(last, range.endContainer, range.endOffset) : placeIn(last, last, last.childNodes.length);
  if (start < end) setPassage(form, String(start), String(end), met.length === 1 ? selection.toString().trim() : `${start}–${end}`);
}
function setPassage(form, start, end, words) {
  for (const [name, value] of [["start", start], ["end", end]]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  const picked = form.querySelector(".picked");
  if (picked) picked.textContent = words && `${picked.dataset.picked} “${words.length > 120 ? `${words.slice(0, 120)}…` : words}”`;
}
function tickSentence(event) {
  const box = event.target;
  if (box.name === "s" && box.form?.classList.contains("reading")) setPassage(box.form, "", "", "");
}
async function readTextFile(event) {
  const input = event.target;
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
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
if ("open" in body.dataset) restartIdle();
if (location.hash === "#main") main()?.focus();
document.addEventListener("selectionchange", markPassage);
document.addEventListener("change", tickSentence);
document.getElementById("text-file")?.removeAttribute("hidden");
document.getElementById("text-file-input")?.addEventListener("change", (event) => void readTextFile(event));
