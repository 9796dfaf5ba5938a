// The questions that the notes left open: their state, their answers, and writing these back, which shows first and asks.

import { ask } from "./api.js";
import { statementRow, withDays } from "./answer.js";
import { short } from "./dates.js";
import { byId, counted, el, link, say, trouble, waiting } from "./dom.js";
import { putAside, setAside } from "./kept.js";
import { openPassage } from "./passage.js";

const STILL_OPEN = new Set(["open", "asked again"]);
const FILTERS = { open: "Still open", answered: "Answered", aside: "Set aside", all: "All" };
let shown = "open";
let stopped = true;
let sought = "";
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** The questions by the filter that shows them. */
function sorted(all) {
  const aside = setAside();
  const shown = all.filter(({ id }) => !aside[id]);
  return { open: shown.filter(isOpen), answered: shown.filter((each) => !isOpen(each)), aside: all.filter(({ id }) => aside[id]), all };
}
const isOpen = ({ status }) => STILL_OPEN.has(status);

/** Shows the list. */
export async function showQuestions() {
  const view = byId("view-questions");
  stopped = true;
  if (!view.firstChild) view.replaceChildren(waiting("Looking for open questions…", 5));
  try {
    const all = await ask("GET", "/questions");
    const of = sorted(all);
    const { open } = of;
    const cards = of[shown].map(card);
    const press = (name) => () => ((shown = name), showQuestions());
    view.replaceChildren(
      el(
        "header",
        {},
        el("h2", {}, "Open questions"),
        open.length && shown === "open" ? allAtOnce(cards) : null,
        el("p", { class: "where", id: "open-count" }),
      ),
      el("div", { class: "filters", role: "group", "aria-label": "Which questions" }, Object.entries(FILTERS).map(([name, words]) => el("button", { type: "button", class: "quiet", "aria-pressed": name === shown, "data-filter": name, onclick: press(name) }, words))),
      search(cards),
      ...(cards.length ? byMonth(of[shown], cards) : [none(all)]),
    );
    tell(all);
  } catch (problem) {
    view.replaceChildren(trouble(problem, showQuestions));
  }
}

/** The cards under the months that their questions were written in. */
function byMonth(questions, cards) {
  const months = new Map();
  questions.forEach(({ date }, at) => {
    const name = date ? MONTH.format(Date.parse(date)) : "Undated";
    months.set(name, [...(months.get(name) ?? []), cards[at].place]);
  });
  return [...months].map(([name, its]) => el("section", { class: "question-month" }, el("h3", {}, name), its));
}

/** A box that leaves the cards with the words typed into it. */
function search(cards) {
  const box = el("input", { type: "search", class: "search", placeholder: "Search these questions", "aria-label": "Search these questions", value: sought });
  const narrow = () => {
    sought = box.value;
    for (const { place } of cards) place.hidden = !sought.toLowerCase().split(/\s+/).every((word) => place.textContent.toLowerCase().includes(word));
    for (const month of document.querySelectorAll(".question-month")) month.hidden = ![...month.querySelectorAll(".open-question")].some((each) => !each.hidden);
  };
  box.addEventListener("input", narrow);
  if (sought) queueMicrotask(narrow);
  return box;
}

/** Takes a question off the list, or puts it back; this is kept in this browser, and no note is changed. */
function asideButtons(question, place) {
  const put = (why, words) => el("button", { type: "button", class: "quiet", onclick: () => {
    putAside(question.id, why);
    place.remove();
    refresh(question.id);
    say(words);
  } }, { done: "Done", not: "Not a question", "": "Put back" }[why]);
  return setAside()[question.id] ? [put("", "Put back.")] : STILL_OPEN.has(question.status) ? [put("done", "Set aside."), put("not", "Set aside.")] : [];
}

function none(all) {
  const words = all.length ? "No questions here." : "Write down a question to answer later, such as “- Why do skip connections help?” under a heading “Questions”, and it appears here.";
  return el("div", { class: "card" }, el("h3", {}, all.length ? "Nothing here" : "No open questions"), el("p", {}, words));
}

function card(question) {
  const answer = el("div", { "aria-live": "polite" });
  const actions = el("p", { class: "actions" });
  const open = () => openPassage({ ...question, line_start: question.line, quote: question.question, date_source: "" });
  const place = el(
    "article",
    { class: "card open-question", "data-id": question.id },
    el("h4", { dir: "auto" }, question.question),
    el("p", { class: "where" }, stateOf(question), question.date ? link("journal", { day: question.date }, short(question.date)) : "undated", question.asked_on?.length ? `, asked again on ${question.asked_on.map(short).join(", ")}` : ""),
    question.context ? el("blockquote", {}, question.context) : null,
    question.answer ? el("blockquote", {}, question.answer) : null,
    answer,
    actions,
  );
  const look = async () => {
    answer.replaceChildren(waiting("Searching your notes…", 2));
    try {
      const given = await ask("POST", `/questions/${encodeURIComponent(question.id)}/answer`, {});
      answer.replaceChildren(...answerOf(given));
      answer.append(given.answered ? el("p", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: () => offer(question, answer) }, "Write into note…")) : "");
      return given;
    } catch (problem) {
      answer.replaceChildren(trouble(problem, look));
      return null;
    }
  };
  actions.append(el("button", { type: "button", class: "quiet", onclick: open }, "Show in note"), ...asideButtons(question, place));
  if (STILL_OPEN.has(question.status)) actions.prepend(el("button", { type: "button", class: "quiet", onclick: look }, "Answer from my notes"));
  return { place, look };
}

function answerOf(given) {
  if (!given.answered) return [el("p", { class: "doubt" }, "Your notes don’t say."), given.beyond ? el("blockquote", {}, `Not from your notes: ${given.beyond}`) : ""];
  return [el("p", { class: "lead" }, withDays(given.lead)), el("ul", { class: "statements" }, given.statements.map((each) => statementRow(each))), given.notice ? el("p", { class: "where" }, given.notice) : ""];
}

/** Shows what would change in the note; only the second button changes it. */
async function offer(question, place) {
  place.querySelector(".offer")?.remove();
  const box = el("div", { class: "offer", tabindex: -1 }, waiting("Preparing the change…", 2));
  place.append(box);
  const send = (write) => ask("POST", `/questions/${encodeURIComponent(question.id)}/write`, { write });
  try {
    const planned = await send(false);
    const left = planned.left.map(({ path, reason }) => el("p", { class: "doubt" }, `${path}: ${reason}`));
    if (!planned.diff) return box.replaceChildren(el("p", {}, "Nothing to write."), ...left);
    const write = el("button", { type: "button", class: "main" }, planned.places.some((each) => each.new) ? "Write this note" : "Change my note");
    const leave = el("button", { type: "button", class: "quiet", onclick: () => (box.remove(), place.querySelector(".actions button")?.focus()) }, "Cancel");
    write.addEventListener("click", async () => {
      write.disabled = true;
      try {
        const done = await send(true);
        if (!done.run) throw Object.assign(new Error(), { title: "Nothing was written", detail: done.left.map(({ path, reason }) => `${path}: ${reason}`).join("; ") });
        const undo = el("button", { type: "button", class: "quiet", onclick: () => takeBack(done.run, question, box) }, "Undo");
        box.replaceChildren(el("p", { class: "fine" }, `Added to ${done.written.join(", ")} · `, undo));
        box.focus();
        say("Added.");
        refresh(question.id);
      } catch (problem) {
        box.replaceChildren(trouble(problem, () => offer(question, place)));
      }
    });
    box.replaceChildren(...planned.places.map((each) => el("p", {}, whatItDoes(each))), diff(planned.diff), ...left, el("p", { class: "actions" }, write, leave));
    box.focus(); // not the button: an Enter that is held down must not write
  } catch (problem) {
    box.replaceChildren(trouble(problem, () => offer(question, place)));
  }
}

const whatItDoes = ({ path, new: isNew, below }) => (isNew ? `Makes a new note, ${path}:` : below ? `Add below line ${below} of ${path}:` : `Add at the top of ${path}:`);

/** Takes back what was written, unless the note has changed since. */
async function takeBack(run, question, box) {
  try {
    const undone = await ask("POST", "/undo", { run });
    const refused = undone.refused.map(({ path, reason }) => el("p", { class: "doubt" }, `${path}: ${reason}`));
    box.replaceChildren(el("p", { class: "fine" }, undone.paths.length ? `Undone in ${undone.paths.join(", ")}.` : "There is nothing to undo any more."), ...refused);
    box.focus();
    say("Undone.");
    refresh(question.id);
  } catch (problem) {
    box.append(trouble(problem, () => takeBack(run, question, box)));
  }
}

/** The state of a question's card, and the numbers above, as the notes are now. */
async function refresh(id) {
  const all = await ask("GET", "/questions?which=all").catch(() => []);
  const now = all.find((each) => each.id === id);
  const state = document.querySelector(`.open-question[data-id="${id}"] .state`);
  if (now && state) stateOf(now, state);
  tell(all.filter(({ status }) => status !== "doubtful"));
}

function tell(all) {
  const of = sorted(all);
  byId("open-count").textContent = all.length ? `${counted(of.open.length, "question")} of ${all.length} still open. Your notes may have answered them since.` : "";
  for (const [name, its] of Object.entries(of)) {
    const button = document.querySelector(`.filters [data-filter=${name}]`);
    if (button) button.textContent = `${FILTERS[name]} (${its.length})`;
  }
}

function stateOf({ status }, state = el("span", { class: "state" })) {
  state.textContent = { "answered in place": "answered in the note" }[status] ?? status;
  state.dataset.status = STILL_OPEN.has(status) ? "open" : "done";
  return state;
}

function diff(text) {
  const kind = (line) => (/^\+(?!\+\+ )/.test(line) ? "added" : /^-(?!-- )/.test(line) ? "removed" : null);
  return el("pre", { class: "diff" }, text.split("\n").map((line) => el("span", { class: kind(line) }, `${line}\n`)));
}

/** One after the other, so that an LLM is not asked for all at once; the same button stops it. */
function allAtOnce(cards) {
  const button = el("button", { type: "button", class: "main" }, "Answer all");
  button.addEventListener("click", async () => {
    if (!stopped) return (stopped = true);
    stopped = false;
    let answered = 0;
    for (const [at, { look, place }] of cards.entries()) {
      if (stopped || !place.isConnected) break;
      button.textContent = `Stop (${at + 1} of ${cards.length})`;
      if (place.hidden) continue; // not among those sought
      const given = await look();
      if (!given) break;
      answered += given.answered;
    }
    stopped = true;
    button.textContent = "Answer all";
    say(`${answered} of ${cards.length} answered from your notes.`);
  });
  return button;
}
