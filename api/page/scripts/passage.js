// The drawer in which a citation opens: its entry with line numbers, the cited lines lit and the quoted words marked.

import { ask } from "./api.js";
import { long } from "./dates.js";
import { byId, el, link, trouble, waiting } from "./dom.js";
import { places } from "./mark.js";

let leaving = false;
const drawer = byId("passage");
drawer?.addEventListener("click", ({ target }) => target === drawer && drawer.close());
drawer?.addEventListener("close", () => {
  if (!history.state?.drawer) return;
  leaving = true;
  history.back();
});

/** Whether going back in the history only closed the drawer: then the view stays as it is. */
export function closedDrawer() {
  const only = leaving || drawer.open;
  leaving = false;
  if (drawer.open) drawer.close();
  return only;
}

let editor = "";
/** "vscode://file/{file}:{line}", as the settings have it; "" for none. */
export const setEditor = (template) => { editor = template ?? ""; };

const LONGEST_QUOTE = 300; // characters, in an address
const AROUND = 60; // lines of a long entry shown before and after the cited ones

/** Opens {date, date_source, path, line_start, line_end, heading, quote}. */
export async function openPassage(citation) {
  const dialog = byId("passage");
  const body = el("div", { class: "drawer-body" }, waiting("Opening the note…", 5));
  dialog.replaceChildren(head(citation, dialog), body);
  if (!dialog.open) {
    dialog.showModal();
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
      body.append(el("button", { type: "button", class: "quiet", onclick: whole }, `Show all ${source.total} lines of the note`));
    }
    body.querySelector(".lit")?.scrollIntoView({ block: "center" });
  } catch (problem) {
    body.replaceChildren(trouble(problem, () => openPassage(citation)));
  }
}

export const entryOf = ({ path }) => `/entries/${path.split("/").map(encodeURIComponent).join("/")}`;

/** The whole note: of a long one the server gives a part at a time. */
async function showAll(citation, total, body) {
  const all = [];
  try {
    while (all.length < total) {
      const { lines: more } = await ask("GET", `${entryOf(citation)}?from=${all.length + 1}`);
      if (!more.length) break; // it has become shorter
      all.push(...more);
    }
    body.replaceChildren(lines(all, citation));
  } catch (problem) {
    body.append(trouble(problem, () => showAll(citation, total, body)));
  }
}

function head(citation, dialog) {
  const where = citation.line_start === citation.line_end ? `line ${citation.line_start}` : `lines ${citation.line_start}–${citation.line_end}`;
  return el(
    "header",
    {},
    el("h2", { id: "passage-title" }, long(citation.date)),
    el("button", { type: "button", class: "icon close", "aria-label": "Close", onclick: () => dialog.close() }, "×"),
    el("p", { class: "where" }, el("code", {}, citation.path), `, ${where}`),
    citation.date_source && el("p", { class: "where" }, citation.date ? `Date from: ${citation.date_source}` : "No date found in this note"),
    el("p", { class: "links" }, citation.date && link("journal", { day: citation.date, note: citation.path, line: citation.line_start, quote: (citation.quote ?? "").slice(0, LONGEST_QUOTE) }, "Open full day"), editorLink(citation)),
  );
}

function editorLink({ path, line_start }) {
  if (!editor) return null;
  const encoded = (text) => text.split("/").map(encodeURIComponent).join("/");
  const href = editor.replaceAll("{path}", encoded(path)).replaceAll("{line}", line_start);
  return el("a", { href }, "Open in your editor");
}

/** The lines as they stand; nothing in them is markup here. */
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
