// The first page, made of one's own notes.

import { ask } from "./api.js";
import { long, monthAndYear } from "./dates.js";
import { button, byId, el, link } from "./dom.js";
import { forgetAsked, lastAsked } from "./kept.js";

const MOST_LINES = 3;
const MOST_DAYS = 2000;
const STILL_OPEN = ["open", "asked again"];

/** Fills the welcome; what cannot be had is left out. */
export async function showWelcome(days) {
  const place = byId("welcome");
  if (place.dataset.for === String(lastAsked())) return;
  const all = await days().then((found) => [...found.keys()], () => null);
  if (!all) return; // what is wrong is said elsewhere
  place.dataset.for = String(lastAsked());
  const show = (themes, years, open) => byId("own").replaceChildren(
    ...suggestions(all, themes?.marking ?? []),
    ...asked(days),
    ...onThisDay(years?.recollections ?? []),
    ...openQuestion(open ?? []),
  );
  show();
  if (!all.length) return;
  const more = [];
  const questions = all.length < MOST_DAYS ? ["/questions?which=open"] : []; // the first look for them reads every note
  for (const path of [`/themes?from=${all.at(-1).slice(0, 4)}`, "/today", ...questions]) {
    if (place.hidden) return void (place.dataset.for = ""); // a question goes before
    more.push(await had(path));
    show(...more);
  }
}

const had = (path) => ask("GET", path).catch(() => null);
const suggestion = (question) => el("li", {}, button({ "data-question": question }, question));

/** Questions that these notes can answer. */
function suggestions(all, marking) {
  if (!all.length) return [];
  const last = all.at(-1);
  const theme = marking.filter(({ days }) => days.length > 1).sort((a, b) => b.days.length - a.days.length)[0]?.words;
  const questions = [`What did I do in ${monthAndYear(last)}?`, `How many days did I write in ${last.slice(0, 4)}?`, theme && `What did I write about ${theme}?`];
  return [el("ul", { class: "suggestions", "aria-label": "Questions to begin with" }, questions.filter(Boolean).map(suggestion))];
}

function asked(days) {
  const questions = lastAsked();
  if (!questions.length) return [];
  const clear = () => (forgetAsked(), showWelcome(days));
  return [el("section", {}, el("h2", {}, "You asked"), el("ul", { class: "suggestions" }, questions.map(suggestion)), button({ onclick: clear }, "Clear these"))];
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
