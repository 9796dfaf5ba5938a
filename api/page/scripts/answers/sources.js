// Where an answer comes from: numbered chips, a card a cited day, lit together.

import { ask } from "./api.js";
import { long, short } from "./dates.js";
import { byId, el, floating, where } from "./dom.js";
import { entryOf, lines, openPassage } from "./passage.js";

const SOON = 150; // milliseconds before the note is looked up for a chip
const peeked = new Map();
let waiting = 0;
let tabbed = false; // whether the focus moves by Tab: what a closed drawer gives it back to is not looked at

export function chipOf(citation, number) {
  const label = `${number ? `${number} ` : ""}${short(citation.date)}, ${citation.path}, line ${citation.line_start}: opens the note`;
  const chip = el("button", { type: "button", class: "chip", "aria-label": label, "data-date": citation.date ?? "", onclick: () => (hide(), openPassage(citation)) }, number ? [el("b", {}, number), " "] : null, short(citation.date));
  const show = () => ((waiting = setTimeout(() => peek(chip, citation), SOON)), light(citation.date));
  chip.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show());
  chip.addEventListener("focus", () => tabbed && show());
  for (const left of ["pointerleave", "blur"]) chip.addEventListener(left, () => (hide(), light(null)));
  return chip;
}

const tip = floating({ class: "peek", id: "peek" });

async function peek(chip, citation) {
  const key = `${citation.path}:${citation.line_start}`;
  let found;
  try {
    const around = { from: Math.max(1, citation.line_start - 1), to: Math.min(citation.line_end, citation.line_start + 2) + 1 };
    if (!peeked.has(key)) peeked.set(key, ask("GET", `${entryOf(citation)}?${new URLSearchParams(around)}`));
    found = (await peeked.get(key)).lines;
  } catch {
    peeked.delete(key);
    return;
  }
  if (!chip.isConnected || !(chip.matches(":hover") || chip === document.activeElement)) return;
  const shown = found.filter(({ text }) => text.trim());
  tip.box.replaceChildren(where(`${long(citation.date)} · ${citation.path}`), lines(shown.slice(0, 3), citation));
  tip.show(chip);
  chip.setAttribute("aria-describedby", "peek");
}

function hide() {
  clearTimeout(waiting);
  tip.hide();
}
addEventListener("keydown", ({ key }) => { tabbed = key === "Tab"; });

/** Statements, cards and the calendar's cell of a day, lit together; null lights none. */
function light(day) {
  for (const each of document.querySelectorAll(".together")) each.classList.remove("together");
  if (!day) return;
  for (const each of document.querySelectorAll(`.source[data-date="${day}"], .cell[data-day="${day}"], .statements li[data-dates~="${day}"]`)) each.classList.add("together");
}

export function showSources(turn) {
  const place = byId("sources");
  const { statements = [], shape, answered_by: by } = turn?.answer ?? {};
  const days = new Map();
  for (const { text, citations } of shape === "count" ? [] : statements) for (const each of citations) {
    const key = each.date ?? `~${each.path}`;
    days.set(key, [...(days.get(key) ?? []), { ...each, words: by === "extract" ? text : each.quote }]);
  }
  place.hidden = !days.size;
  const cards = [...days.keys()].sort().map((key, at) => card(days.get(key), at + 1));
  place.replaceChildren(el("h2", {}, "Sources"), el("ol", {}, cards));
}

function card(citations, number) {
  const [first] = citations; // of one day
  const quotes = [...new Set(citations.map(({ words }) => words))].slice(0, 3);
  const place = el(
    "li",
    { class: "source", "data-date": first.date ?? "" },
    el("button", { type: "button", onclick: () => openPassage(first), "aria-label": `${number} ${long(first.date)}, ${first.path}: opens the note` }, el("b", {}, number), " ", long(first.date)),
    where(`${first.path}, line ${first.line_start}`),
    quotes.map((quote) => el("p", { class: "quote", dir: "auto" }, quote)),
  );
  for (const [event, day] of [["pointerenter", first.date], ["pointerleave"], ["focusin", first.date], ["focusout"]]) place.addEventListener(event, () => light(day));
  return place;
}
