// The notes as a journal: a day, the ones beside it, and the same day in other years.

import { ask } from "./api.js";
import { edge, long, near, short } from "./dates.js";
import { byId, el, link, say, trouble, waiting } from "./dom.js";
import { entryOf, lines } from "./passage.js";

/** Shows `day`, or the newest, in the journal's view. `days()` promises all days with notes, in order. */
export async function showDay(day, days) {
  const view = byId("view-journal");
  view.replaceChildren(waiting("Opening the day…", 6));
  try {
    const all = await days();
    const shown = day || all.at(-1);
    if (!shown) {
      view.replaceChildren(el("div", { class: "card" }, el("h2", {}, "No dates yet"), el("p", {}, "None of your notes has a date. ", link("index", { view: "index" }, "See what was found"), ".")));
      return;
    }
    if (edge(shown, false) !== shown) {
      const words = `“${shown.slice(0, 40)}” isn’t a date. Try 2024-05-03.`;
      view.replaceChildren(el("div", { class: "card trouble", role: "alert" }, el("h3", {}, "That doesn’t look right"), el("p", {}, words, " ", link("journal", { view: "journal" }, "Open the newest day"), ".")));
      return;
    }
    const entries = await ask("GET", `/days/${shown}`).catch((problem) => {
      if (problem.status === 404) return problem;
      throw problem;
    });
    view.replaceChildren(head(shown, all), ...(await body(entries)), ...years(shown, all));
    say(long(shown));
  } catch (problem) {
    view.replaceChildren(trouble(problem, () => showDay(day, days)));
  }
}

function head(day, all) {
  const before = all.findLast((each) => each < day);
  const after = all.find((each) => each > day);
  const step = (to, words, rel) => (to ? el("a", { href: `/?day=${to}`, "data-view": "journal", rel, "aria-keyshortcuts": rel === "prev" ? "j" : "k", title: long(to) }, words(short(to))) : el("span", { class: "none" }, words(rel === "prev" ? "the first day" : "the last day")));
  return el(
    "header",
    { class: "day-head" },
    el("nav", { "aria-label": "Neighbouring days" }, step(before, (name) => `← ${name}`, "prev"), step(after, (name) => `${name} →`, "next")),
    el("h2", {}, el("time", { datetime: day }, long(day))),
  );
}

async function body(entries) {
  if (!Array.isArray(entries)) return [el("div", { class: "card" }, el("h3", {}, "Nothing was written on this day"), el("p", {}, entries.detail))];
  return Promise.all(entries.map(article));
}

async function article(entry) {
  const { lines: all } = await ask("GET", `${entryOf(entry)}?${new URLSearchParams({ from: entry.line_start, to: entry.line_end })}`);
  return el(
    "article",
    { class: "entry" },
    el("p", { class: "where" }, el("code", {}, entry.path), `, lines ${entry.line_start}–${entry.line_end} · Date from: ${entry.date_source}`),
    entry.doubts.length ? el("p", { class: "doubt" }, `Uncertain date: ${entry.doubts.join("; ")}`) : null,
    lines(all),
  );
}

function years(day, all) {
  const same = all.filter((each) => each.slice(5) === day.slice(5) && each !== day);
  const week = all.filter((each) => each.slice(0, 4) !== day.slice(0, 4) && !same.includes(each) && apart(each, day) <= 3);
  if (!same.length && !week.length) return [];
  const row = (each) => el("li", {}, link("journal", { day: each }, each.slice(0, 4), " ", el("span", {}, near(each))));
  const title = el("h3", {}, same.length && week.length ? "Around this day in other years" : same.length ? "This day in other years" : "Around this day in other years");
  return [el("aside", { class: "other-years", "aria-label": "Other years" }, title, el("ul", {}, [...same, ...week].map(row)))];
}

/** Days between two dates when their years do not count. */
function apart(one, other) {
  const inYear = (day) => Date.parse(`2000${day.slice(4)}T00:00:00Z`) / 86_400_000;
  const days = Math.abs(inYear(one) - inYear(other));
  return Math.min(days, 366 - days);
}
