// The menu "Any time": a span of days by words, by year, or from one day to another.

import { ask } from "./api.js";
import { edge, span, today } from "./dates.js";
import { byId, el } from "./dom.js";

/** Wires the menu; `chosen(from, to)` is called with a choice, `days()` promises all days with notes. */
export function whenMenu({ chosen, days }) {
  const menu = byId("when");
  const words = byId("when-words");
  let state = { from: "", to: "" }; // as an address holds them: days, months or years

  const read = () => ({ from: edge(state.from, false) || null, to: edge(state.to, true) || null });

  function wrong(text) {
    byId("window-wrong").textContent = text;
    byId("window-wrong").hidden = !text;
  }

  /** Shows a span. -> whether it can be meant; what is wrong with it stands below. */
  function show(from, to) {
    state = { from: from ?? "", to: to ?? "" };
    const { from: first, to: last } = read();
    const unread = (state.from && !first) || (state.to && !last);
    wrong(unread ? "That isn’t a date. Try 2024-05-03, May 2024 or 2024." : first && last && first > last ? "The last day is before the first." : "");
    byId("when-name").textContent = first || last ? span({ from: first, to: last }) : "Any time";
    byId("clear-window").hidden = !state.from && !state.to;
    byId("from").value = first ?? "";
    byId("to").value = last ?? "";
    return byId("window-wrong").hidden;
  }

  function choose(from, to) {
    menu.open = false;
    if (show(from, to)) chosen(from ?? "", to ?? "");
  }

  /** What words mean is known where questions are read. */
  async function byWords(text) {
    if (!text.trim()) return words.focus();
    try {
      const { window, reason } = await ask("GET", `/window?${new URLSearchParams({ words: text, today: today() })}`);
      if (window) return choose(window.from, window.to);
      wrong(`That isn’t a date${reason ? ` (${reason})` : ""}. Try 2024-05-03, May 2024 or last summer.`);
      words.focus();
    } catch (problem) {
      wrong(problem.detail ?? problem.message);
    }
  }

  async function years() {
    const all = [...(await days().catch(() => new Map())).keys()].map((day) => day.slice(0, 4));
    const option = (year) => el("option", { value: year, selected: state.from === year && state.to === year }, year);
    byId("when-year").replaceChildren(el("option", { value: "" }, "choose"), ...[...new Set(all)].reverse().map(option));
  }

  menu.addEventListener("toggle", () => menu.open && (years(), wrong("")));
  menu.addEventListener("click", ({ target }) => target.dataset?.words && byWords(target.dataset.words));
  byId("when-year").addEventListener("change", ({ target }) => target.value && choose(target.value, target.value));
  byId("clear-window").addEventListener("click", () => choose("", ""));
  for (const [id, send] of [["by-words", () => byWords(words.value)], ["by-days", () => choose(byId("from").value, byId("to").value)]]) {
    byId(id).addEventListener("submit", (event) => (event.preventDefault(), send()));
  }
  document.addEventListener("click", ({ target }) => menu.contains(target) || (menu.open = false));
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    byId("when-name").parentElement.focus();
  });

  return { show, read, state: () => state };
}
