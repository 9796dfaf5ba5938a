// The notes as a journal: a day, the ones beside it, and the same day in other years.

import { ask } from "./api.js";
import { long, near, short } from "./dates.js";
import { byId, el, link, say, trouble, waiting } from "./dom.js";
import { lines } from "./passage.js";

/** Shows `day`, or the newest, in the journal's view. `days` is a promise of all days with notes, in order. */
export async function showDay(day, days) {
  const view = byId("view-journal");
  view.replaceChildren(waiting("Opening the day…", 6));
  try {
    const all = await days;
    const shown = day || all.at(-1);
    if (!shown) {
      view.replaceChildren(el("div", { class: "card" }, el("h2", {}, "No day yet"), el("p", {}, "None of your notes has a day. ", link("index", { view: "index" }, "See what was found"), ".")));
      return;
    }
    const entries = await ask("GET", `/days/${shown}`).catch((problem) => problem);
    view.replaceChildren(head(shown, all), ...body(shown, entries, day), years(shown, all));
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
    el("nav", { "aria-label": "Days beside it" }, step(before, (told) => `← ${told}`, "prev"), step(after, (told) => `${told} →`, "next")),
    el("h2", {}, el("time", { datetime: day }, long(day))),
  );
}

function body(day, entries) {
  if (!Array.isArray(entries)) return [el("div", { class: "card" }, el("h3", {}, "Nothing was written on this day"), el("p", {}, entries.detail))];
  return entries.map((entry) =>
    el(
      "article",
      { class: "entry" },
      el("p", { class: "where" }, el("code", {}, entry.path), `, lines ${entry.line_start}–${entry.line_end}; the day is known from: ${entry.date_source}`),
      entry.doubts.length ? el("p", { class: "doubt" }, `In doubt: ${entry.doubts.join("; ")}`) : null,
      lines(entry.text.split("\n").map((text, at) => ({ number: entry.line_start + at, text }))),
    ),
  );
}

function years(day, all) {
  const same = all.filter((each) => each.slice(5) === day.slice(5) && each !== day);
  const week = all.filter((each) => each.slice(0, 4) !== day.slice(0, 4) && !same.includes(each) && apart(each, day) <= 3);
  if (!same.length && !week.length) return null;
  const row = (each) => el("li", {}, link("journal", { day: each }, each.slice(0, 4), " ", el("span", {}, near(each))));
  return el(
    "aside",
    { class: "other-years", "aria-label": "Other years" },
    el("h3", {}, same.length && week.length ? "This day and near it, in other years" : same.length ? "This day in other years" : "Near this day in other years"),
    el("ul", {}, [...same, ...week].map(row)),
  );
}

/** Days between two dates when their years do not count. */
function apart(one, other) {
  const inYear = (day) => Date.parse(`2000${day.slice(4)}T00:00:00Z`) / 86_400_000;
  const days = Math.abs(inYear(one) - inYear(other));
  return Math.min(days, 366 - days);
}
