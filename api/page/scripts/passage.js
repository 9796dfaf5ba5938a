// Where a citation opens, beside the answer or in a drawer over it: the cited lines lit, the quoted words marked.

import { ask } from "./api.js";
import { long } from "./dates.js";
import { button, byId, el, link, trouble, waiting, where } from "./dom.js";

/** Whether calendar, sources and notes stand beside the answers. */
export const WIDE = matchMedia("(min-width: 76rem)");

let leaving = false;
const drawer = byId("passage");
document.addEventListener("click", (event) => {
  const [target] = event.composedPath(); // what is clicked may be gone by now
  const inside = event.composedPath().includes(drawer) && (target !== drawer || !drawer.matches(":modal")); // else beside it
  if (drawer?.open && !inside && !target.closest?.(".chip, .source, .day-row, #passage button")) drawer.close();
});
addEventListener("keydown", ({ key }) => key === "Escape" && drawer?.open && drawer.close());
drawer?.addEventListener("close", () => {
  if (!history.state?.drawer) return;
  leaving = true;
  history.back();
});

/** Whether going back only closed the drawer. */
export function closedDrawer() {
  const only = leaving || drawer.open;
  leaving = false;
  if (drawer.open) drawer.close();
  return only;
}

let editor = "";
export const setEditor = (template) => { editor = template ?? ""; };

const LONGEST_QUOTE = 300; // characters, in an address
const AROUND = 60; // lines of a long entry shown before and after the cited ones

/** Opens {date, date_source, path, line_start, line_end, heading, quote}. */
export async function openPassage(citation) {
  const dialog = byId("passage");
  const body = el("div", { class: "drawer-body" }, waiting("Opening the note…", 5));
  dialog.replaceChildren(head(citation, dialog), body);
  if (!dialog.open) {
    const beside = WIDE.matches && byId("sources").checkVisibility(); // the column beside an answer
    if (beside) byId("side").prepend(dialog);
    else document.body.append(dialog);
    beside ? dialog.show() : dialog.showModal();
    history.pushState({ drawer: true }, ""); // so that Back closes it
  }
  try {
    const near = { from: Math.max(1, citation.line_start - AROUND), to: citation.line_end + AROUND };
    const source = await ask("GET", `${entryOf(citation)}?${new URLSearchParams(near)}`);
    const whole = () => showAll(citation, source.total, body);
    const entry = source.entries.find((e) => e.line_start <= citation.line_start && citation.line_start <= e.line_end);
    const first = Math.max(entry?.line_start ?? 1, citation.line_start - AROUND);
    const last = Math.min(entry?.line_end ?? source.total, citation.line_end + AROUND);
    const part = source.lines.filter(({ number }) => first <= number && number <= last);
    body.replaceChildren(lines(part, citation));
    if (part.length < source.total) {
      body.append(button({ onclick: whole }, `Show all ${source.total} lines of the note`));
    }
    const lit = body.querySelector(".lit");
    const room = dialog.matches(":modal") ? dialog : byId("side");
    if (lit) room.scrollTop += lit.getBoundingClientRect().top - room.getBoundingClientRect().top - room.clientHeight / 2;
  } catch (problem) {
    body.replaceChildren(trouble(problem, () => openPassage(citation)));
  }
}

export const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");
export const entryOf = ({ path }) => `/entries/${encoded(path)}`;

async function showAll(citation, total, body) {
  try {
    body.replaceChildren(lines(await linesOf(citation, 1, total), citation));
  } catch (problem) {
    body.append(trouble(problem, () => showAll(citation, total, body)));
  }
}

/** The lines of a note from one to another: of a long one the server gives a part at a time. */
export async function linesOf(entry, from, to) {
  const all = [];
  while (from + all.length <= to) {
    const { lines: more } = await ask("GET", `${entryOf(entry)}?${new URLSearchParams({ from: from + all.length, to })}`);
    if (!more.length) break; // it has become shorter
    all.push(...more);
  }
  return all;
}

function head(citation, dialog) {
  const place = citation.line_start === citation.line_end ? `line ${citation.line_start}` : `lines ${citation.line_start}–${citation.line_end}`;
  return el(
    "header",
    {},
    el("h2", { id: "passage-title" }, long(citation.date)),
    el("button", { type: "button", class: "icon close", "aria-label": "Close", onclick: () => dialog.close() }, "×"),
    where(el("code", {}, citation.path), `, ${place}`),
    citation.date_source && where(citation.date ? `Date from: ${citation.date_source}` : "No date found in this note"),
    el("p", { class: "links" }, citation.date && link("journal", { day: citation.date, note: citation.path, line: citation.line_start, quote: (citation.quote ?? "").slice(0, LONGEST_QUOTE) }, "Open full day"), editorLink(citation)),
  );
}

function editorLink({ path, line_start }) {
  if (!editor) return null;
  const href = editor.replaceAll("{path}", encoded(path)).replaceAll("{line}", line_start);
  return el("a", { href }, "Open in your editor");
}

export function lines(all, citation) {
  const cited = all.filter(({ number }) => citation && citation.line_start <= number && number <= citation.line_end);
  const marked = citation?.quote ? places(cited, citation.quote) : new Map();
  const rows = all.map(({ number, text, heading }) => {
    const at = marked.get(number);
    const words = at ? [text.slice(0, at[0]), el("mark", {}, text.slice(...at)), text.slice(at[1])] : [text];
    return el("li", { dir: "auto", class: [cited.length && citation.line_start <= number && number <= citation.line_end && "lit", heading && "title"].filter(Boolean).join(" ") || null, "data-line": number }, words);
  });
  return el("ol", { class: "lines" }, rows);
}

const WORD = /[\p{L}\p{N}]/u;

function letters(text) {
  const found = [];
  let at = 0;
  for (const sign of text) {
    if (WORD.test(sign)) for (const letter of sign.toLowerCase().split("")) found.push([letter, at, at + sign.length]);
    at += sign.length;
  }
  return found;
}

/** [{number, text}], quote -> Map of line number to [start, end) of the words in it, found as the server does. */
export function places(lines, quote) {
  const sought = letters(quote).map(([sign]) => sign).join("");
  const all = lines.flatMap(({ number, text }) => letters(text).map(([sign, start, end]) => ({ sign, number, start, end })));
  const at = sought ? all.map(({ sign }) => sign).join("").indexOf(sought) : -1;
  const found = new Map();
  if (at < 0) return found;
  for (const { number, start, end } of all.slice(at, at + sought.length)) {
    const before = found.get(number);
    found.set(number, before ? [before[0], end] : [start, end]);
  }
  return found;
}
