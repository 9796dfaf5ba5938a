// The notes as a journal: a day, the ones beside it, and around it in other years.

import { ask } from "./api.js";
import { addDays, edge, long, monthAndYear, short, weekday } from "./dates.js";
import { button, byId, el, link, say, trouble, waiting, where } from "./dom.js";
import { lines, linesOf } from "./passage.js";
import { markCited, readable } from "./read.js";

/** Shows `day`, or the newest; `at` is what to begin at: {note, line, quote}, and `source` for the lines of the file. */
export async function showDay(day, days, at = {}) {
  const view = byId("view-journal");
  view.replaceChildren(waiting("Opening the day…", 6));
  try {
    const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && edge(text, false) === text;
    const early = day && isDay(day) ? onDay(day) : null; // beside the list of days, not after it
    early?.catch(() => {});
    const all = await days();
    const shown = day || all.at(-1);
    if (!shown) {
      view.replaceChildren(el("div", { class: "card" }, el("h2", {}, "No dates yet"), el("p", {}, "None of your notes has a date. ", link("index", { view: "index" }, "See what was found"), ".")));
      return;
    }
    if (!isDay(shown)) {
      const words = `“${shown.slice(0, 40)}” isn’t a date. Try 2024-05-03.`;
      view.replaceChildren(el("div", { class: "card trouble", role: "alert" }, el("h2", {}, "That doesn’t look right"), el("p", {}, words, " ", link("journal", { view: "journal" }, "Open the newest day"), ".")));
      return;
    }
    const entries = await (early ?? onDay(shown));
    const articles = await body(entries, at);
    view.replaceChildren(head(shown, all, at), ...articles, ...years(shown, all), el("footer", { class: "day-foot" }, beside(shown, all, "Neighbouring days, again")));
    const cited = at.line && articles.find(({ dataset }) => dataset.path === at.note && dataset.from <= at.line && at.line <= dataset.to);
    if (cited) begin(cited, at);
    say(long(shown));
  } catch (problem) {
    view.replaceChildren(trouble(problem, () => showDay(day, days, at)));
  }
}

const onDay = (day) =>
  ask("GET", `/days/${day}/reading`).catch((problem) => {
    if (problem.status === 404) return problem;
    throw problem;
  });

function begin(article, at) {
  if (at.source) article.querySelector(`[data-line="${at.line}"]`)?.scrollIntoView({ block: "center" });
  else markCited(article.querySelector(".reading"), at);
}

function beside(day, all, label) {
  const before = all.findLast((each) => each < day);
  const after = all.find((each) => each > day);
  const step = (to, words, rel) => (to ? el("a", { href: `/?day=${to}`, "data-view": "journal", rel, "aria-keyshortcuts": rel === "prev" ? "j" : "k", title: long(to) }, words(short(to))) : el("span", { class: "none" }, words(rel === "prev" ? "the first day" : "the last day")));
  return el("nav", { "aria-label": label }, step(before, (name) => `← ${name}`, "prev"), step(after, (name) => `${name} →`, "next"));
}

function head(day, all, at) {
  const jump = el("input", { type: "date", value: day, min: all[0], max: all.at(-1), "aria-label": "Go to a date" });
  const to = link("journal", { day }, "Go");
  jump.addEventListener("input", () => to.setAttribute("href", `/?day=${jump.value}`));
  jump.addEventListener("keydown", ({ key }) => key === "Enter" && to.click());
  return el(
    "header",
    { class: "day-head" },
    at.back && el("p", { class: "back" }, el("a", { href: at.back, "data-view": "ask" }, "← Back to your answer")),
    beside(day, all, "Neighbouring days"),
    el("div", { class: "day-title" }, el("h2", {}, el("time", { datetime: day }, long(day))), el("p", { class: "jump" }, jump, to)),
    month(day, all),
  );
}

function month(day, all) {
  const first = `${day.slice(0, 8)}01`;
  const noted = new Set(all);
  const cells = Array.from({ length: weekday(first) }, () => el("span", { class: "off" }));
  for (let each = first; each.slice(0, 7) === day.slice(0, 7); each = addDays(each, 1)) {
    const number = Number(each.slice(8));
    cells.push(noted.has(each) ? el("a", { href: `/?day=${each}`, "data-view": "journal", "aria-label": long(each), "aria-current": each === day ? "date" : null }, number) : el("span", { "aria-hidden": "true" }, number));
  }
  const name = monthAndYear(day);
  return el("details", { class: "month" }, el("summary", {}, name), el("div", { class: "month-days", role: "group", "aria-label": `Days of ${name} with notes` }, cells));
}

async function body(entries, at) {
  if (!Array.isArray(entries)) return [el("div", { class: "card" }, el("h3", {}, "Nothing was written on this day"), el("p", {}, entries.detail))];
  return Promise.all(entries.map((entry) => article(entry, at)));
}

async function article(entry, at) {
  const place = el("div", { class: "entry-body" });
  const words = { reading: "Reading", source: "Source" };
  const buttons = Object.entries(words).map(([name, label]) => button({ "data-show": name, onclick: () => show(name) }, label));
  const show = async (name) => {
    for (const each of buttons) each.setAttribute("aria-pressed", each.dataset.show === name);
    place.replaceChildren(name === "source" ? await source(entry, at) : reading(entry, () => show("source")));
  };
  await show(at.source ? "source" : "reading");
  const title = entry.title && !entry.title.includes(entry.date) ? el("p", { class: "entry-title", dir: "auto" }, entry.title) : null;
  return el(
    "article",
    { class: "entry", "data-path": entry.path, "data-from": entry.line_start, "data-to": entry.line_end },
    el("div", { class: "entry-head" }, where(el("code", {}, entry.path), `, lines ${entry.line_start}–${entry.line_end} · Date from: ${entry.date_source}`), el("div", { class: "toggle", role: "group", "aria-label": "Show as" }, buttons)),
    entry.doubts.length ? el("p", { class: "doubt" }, `Uncertain date: ${entry.doubts.join("; ")}`) : null,
    entry.nodes[0]?.tag === "heading" ? null : title,
    place,
  );
}

function reading(entry, inSource) {
  const more = entry.cut ? where("There is more than is shown here. ", button({ onclick: inSource }, "Show the source")) : null;
  return el("div", { class: "reading" }, readable(entry.nodes, entry.path), more);
}

async function source(entry, at) {
  const cited = at.note === entry.path && at.line ? { line_start: at.line, line_end: at.line, quote: at.quote } : undefined;
  return lines(await linesOf(entry, entry.line_start, entry.line_end), cited);
}

function years(day, all) {
  const others = all.filter((each) => each.slice(0, 4) !== day.slice(0, 4) && apart(each, day) <= 3);
  if (!others.length) return [];
  const row = (each) => el("li", {}, link("journal", { day: each }, short(each)));
  return [el("aside", { class: "other-years", "aria-label": "Other years" }, el("h3", {}, "Around this day in other years"), el("ul", {}, others.map(row)))];
}

/** Days between two dates when their years do not count. */
function apart(one, other) {
  const inYear = (day) => Date.parse(`2000${day.slice(4)}T00:00:00Z`) / 86_400_000;
  const days = Math.abs(inYear(one) - inYear(other));
  return Math.min(days, 366 - days);
}
