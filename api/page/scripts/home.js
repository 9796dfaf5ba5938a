// The first page, made of one's own notes: this day in other years, what could be asked, an open question, what was asked last.

import { ask } from "./api.js";
import { long } from "./dates.js";
import { byId, el, link } from "./dom.js";
import { forgetAsked, lastAsked } from "./kept.js";

const MOST_LINES = 3;
const STILL_OPEN = ["open", "asked again"];
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** Fills the welcome; `days()` promises all days with notes. What cannot be had is left out. */
export async function showWelcome(days) {
  const place = byId("welcome");
  if (place.dataset.for === String(lastAsked())) return;
  const all = await days().then((found) => [...found.keys()].sort(), () => null);
  if (!all) return; // what is wrong is said elsewhere
  const [years, themes, open] = await Promise.all([had("/today"), had(`/themes?from=${all.at(-1)?.slice(0, 4) ?? "2000"}`), all.length ? had("/questions?which=open") : null]);
  place.dataset.for = String(lastAsked());
  place.replaceChildren(
    el("p", {}, "Ask in your own words. Every sentence of an answer cites the days it comes from. Click a day in the calendar to read it, or drag across days to narrow your question."),
    ...suggestions(all, themes?.marking ?? []),
    ...asked(days),
    ...onThisDay(years?.recollections ?? []),
    ...openQuestion(open ?? []),
  );
}

const had = (path) => ask("GET", path).catch(() => null);
const button = (question) => el("li", {}, el("button", { type: "button", class: "quiet", "data-question": question }, question));

/** Questions that these notes can answer: of the last month with notes, of its year, and of what marks that year. */
function suggestions(all, marking) {
  if (!all.length) return [];
  const last = all.at(-1);
  const theme = marking.filter(({ days }) => days.length > 1).sort((a, b) => b.days.length - a.days.length)[0]?.words;
  const questions = [`What did I do in ${MONTH.format(Date.parse(last))}?`, theme && `What did I write about ${theme}?`, `How many days did I write in ${last.slice(0, 4)}?`];
  return [el("ul", { class: "suggestions", "aria-label": "Questions to begin with" }, questions.filter(Boolean).map(button))];
}

function asked(days) {
  const questions = lastAsked();
  if (!questions.length) return [];
  const clear = () => (forgetAsked(), showWelcome(days));
  return [el("section", {}, el("h2", {}, "You asked"), el("ul", { class: "suggestions" }, questions.map(button)), el("button", { type: "button", class: "quiet", onclick: clear }, "Clear these"))];
}

function onThisDay(recollections) {
  const told = recollections.filter(({ lines }) => lines.length);
  if (!told.length) return [];
  const row = ({ date, when, lines }) => el("li", {}, link("journal", { day: date }, long(date)), el("span", { class: "where" }, ` · ${when}`), lines.slice(0, MOST_LINES).map(({ text }) => el("p", { dir: "auto" }, text)));
  return [el("section", { class: "recollections" }, el("h2", {}, "Around today, earlier"), el("ul", {}, told.map(row)))];
}

function openQuestion(all) {
  const question = all.filter(({ status }) => STILL_OPEN.includes(status)).at(-1);
  if (!question) return [];
  return [el("section", {}, el("h2", {}, "A question you left open"), el("p", { dir: "auto" }, `${question.question} `, link("questions", { view: "questions" }, "Open questions")))];
}
