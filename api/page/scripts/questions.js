// The open questions: their state, their answers, and writing these back, which shows first and asks.

import { ask, Problem } from "./api.js";
import { statementRow, withDays } from "./answer.js";
import { monthAndYear, short } from "./dates.js";
import { button, byId, counted, el, link, say, trouble, waiting, where } from "./dom.js";
import { openPassage } from "./passage.js";

const STILL_OPEN = new Set(["open", "asked again"]);
const ASIDE = new Set(["done", "not a question"]);
let shown = "open";
let cards = [];
let round = 0; // of the background search
const answers = new Map(); // by the questions' ids

const filters = document.querySelectorAll(".filters button");
for (const each of filters) each.addEventListener("click", () => ((shown = each.dataset.filter), showQuestions()));
byId("question-search").addEventListener("input", narrow);

function sorted(all) {
  const aside = all.filter(({ status }) => ASIDE.has(status));
  const open = all.filter(({ status }) => STILL_OPEN.has(status));
  return { open, answered: all.filter((each) => !open.includes(each) && !aside.includes(each)), aside, all };
}
const listed = async () => (await ask("GET", "/questions?which=all")).filter(({ status }) => status !== "doubtful");

export async function showQuestions() {
  const list = byId("question-list");
  if (!list.firstChild) list.replaceChildren(waiting("Looking for open questions…", 5));
  try {
    const all = await listed();
    const questions = sorted(all)[shown];
    cards = questions.map(card);
    const found = el("section", { class: "question-month", hidden: true }, el("h3", {}, "Answered in your notes"));
    list.replaceChildren(found, ...(cards.length ? byMonth(questions) : [none(all)]));
    byId("found-count").textContent = "";
    for (const each of filters) each.setAttribute("aria-pressed", each.dataset.filter === shown);
    narrow();
    tell(all);
    if (shown === "open") inBackground(cards, found);
  } catch (problem) {
    list.replaceChildren(trouble(problem, showQuestions));
  }
}

function byMonth(questions) {
  const months = new Map();
  questions.forEach(({ date }, at) => {
    const name = date ? monthAndYear(date) : "Undated";
    months.set(name, [...(months.get(name) ?? []), cards[at].place]);
  });
  return [...months].map(([name, its]) => el("section", { class: "question-month" }, el("h3", {}, name), its));
}

function narrow() {
  const sought = byId("question-search").value.toLowerCase().split(/\s+/);
  for (const { place } of cards) place.hidden = !sought.every((word) => place.textContent.toLowerCase().includes(word));
  for (const month of document.querySelectorAll(".question-month")) month.hidden = !month.querySelector(".open-question:not([hidden])");
}

function asideButtons(question, place) {
  const put = (mark, words, done) => button({ onclick: async () => {
    try {
      await ask("POST", `/questions/${question.id}/mark`, { mark });
      (place.nextElementSibling ?? byId("view-questions")).querySelector("button").focus();
      place.remove();
      refresh(question.id);
      say(done);
    } catch (problem) {
      place.append(trouble(problem));
    }
  } }, words);
  if (ASIDE.has(question.status)) return [put(null, "Put back", "Put back.")];
  return STILL_OPEN.has(question.status) ? [put("done", "Done", "Set aside."), put("not a question", "Not a question", "Set aside.")] : [];
}

function none(all) {
  const words = all.length ? "No questions here." : "Write down a question to answer later, such as “- Why do skip connections help?” under a heading “Questions”, and it appears here.";
  return el("div", { class: "card" }, el("h3", {}, all.length ? "Nothing here" : "No open questions"), el("p", {}, words));
}

function card(question) {
  const answer = el("div");
  const actions = el("p", { class: "actions" });
  const open = () => openPassage({ ...question, line_start: question.line, quote: question.question, date_source: "" });
  const place = el(
    "article",
    { class: "card open-question", "data-id": question.id },
    el("h4", { dir: "auto" }, question.question),
    where(stateOf(question), question.date ? link("journal", { day: question.date }, short(question.date)) : "undated", question.asked_on?.length ? `, asked again on ${question.asked_on.map(short).join(", ")}` : ""),
    question.context ? el("blockquote", {}, question.context) : null,
    question.answer ? el("blockquote", {}, question.answer) : null,
    answer,
    actions,
  );
  const put = (given) => {
    answers.set(question.id, given);
    answer.replaceChildren(...answerOf(given));
    answer.append(given.answered ? el("p", { class: "actions" }, button({ onclick: () => offer(question, answer, given) }, "Write into note…")) : "");
  };
  const look = async () => {
    answer.replaceChildren(waiting("Searching your notes…", 2));
    try {
      const given = await ask("POST", `/questions/${question.id}/answer`, {});
      put(given);
      say(given.lead || "Your notes don’t say.");
    } catch (problem) {
      answer.replaceChildren(trouble(problem, look));
    }
  };
  actions.append(button({ onclick: open }, "Show in note"), ...asideButtons(question, place));
  if (STILL_OPEN.has(question.status)) actions.prepend(button({ onclick: look }, "Answer from my notes"));
  return { question, place, put, untouched: () => !answer.firstChild }; // what is read or offered stays
}

function answerOf(given) {
  if (!given.lead) return [el("p", { class: "doubt" }, "Your notes don’t say."), given.beyond ? el("blockquote", {}, `Not from your notes: ${given.beyond}`) : ""];
  return [el("p", { class: "lead" }, withDays(given.lead)), el("ul", { class: "statements" }, given.statements.map((each) => statementRow(each))), given.notice ? where(given.notice) : ""];
}

/** Shows what would change; only the second button changes it. */
async function offer(question, place, given) {
  place.querySelector(".offer")?.remove();
  const box = el("div", { class: "offer", tabindex: -1 }, waiting("Preparing the change…", 2));
  place.append(box);
  const send = (write) => ask("POST", `/questions/${question.id}/write`, { write, ...(given.alone && { llm: false }) }); // as it is shown
  try {
    const planned = await send(false);
    const left = planned.left.map(({ path, reason }) => el("p", { class: "doubt" }, `${path}: ${reason}`));
    if (!planned.diff) return box.replaceChildren(el("p", {}, "Nothing to write."), ...left);
    const write = el("button", { type: "button", class: "main" }, planned.places.some((each) => each.new) ? "Write this note" : "Change my note");
    const leave = button({ onclick: () => (box.remove(), place.querySelector(".actions button")?.focus()) }, "Cancel");
    write.addEventListener("click", async () => {
      write.disabled = true;
      try {
        const done = await send(true);
        if (!done.run) throw new Problem("Nothing was written", done.left.map(({ path, reason }) => `${path}: ${reason}`).join("; "));
        const undo = button({ onclick: () => takeBack(done.run, question, box) }, "Undo");
        box.replaceChildren(el("p", { class: "fine" }, `Added to ${done.written.join(", ")} · `, undo));
        box.focus();
        say("Added.");
        refresh(question.id);
      } catch (problem) {
        box.replaceChildren(trouble(problem, () => offer(question, place, given)));
      }
    });
    box.replaceChildren(...planned.places.map((each) => el("p", {}, whatItDoes(each))), diff(planned.diff), ...left, el("p", { class: "actions" }, write, leave));
    box.focus(); // not the button: an Enter that is held down must not write
  } catch (problem) {
    box.replaceChildren(trouble(problem, () => offer(question, place, given)));
  }
}

const whatItDoes = ({ path, new: isNew, below }) => (isNew ? `Makes a new note, ${path}:` : below ? `Add below line ${below} of ${path}:` : `Add at the top of ${path}:`);

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

/** A card's state, and the numbers above, as the notes are now. */
async function refresh(id) {
  const all = await listed().catch(() => []);
  const now = all.find((each) => each.id === id);
  const state = document.querySelector(`.open-question[data-id="${id}"] .state`);
  if (now && state) stateOf(now, state);
  tell(all);
}

function tell(all) {
  const of = sorted(all);
  byId("open-count").textContent = all.length ? `${counted(of.open.length, "question")} of ${all.length} still open. Your notes may have answered them since.` : "";
  for (const each of filters) each.lastChild.textContent = `(${of[each.dataset.filter].length})`;
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

/** Answers from the notes' own sentences, one by one while the list is shown; those found come first. */
async function inBackground(cards, list) {
  const mine = ++round;
  const line = byId("found-count");
  const tell = (at) => {
    const found = cards.filter(({ question }) => answers.get(question.id)?.answered).length;
    line.textContent = [found && `${found} ${found === 1 ? "has an answer" : "have answers"} in your notes`, at && `searching ${at} of ${cards.length}`].filter(Boolean).join(" · ");
  };
  for (const [at, { question, place, put, untouched }] of cards.entries()) {
    if (!answers.has(question.id)) {
      tell(at + 1);
      const given = await ask("POST", `/questions/${question.id}/answer`, { llm: false }).catch(() => null);
      if (given && !answers.has(question.id)) answers.set(question.id, { ...given, alone: true });
    }
    if (mine !== round || !line.isConnected || byId("view-questions").hidden) return;
    const given = answers.get(question.id);
    if (!given?.answered) continue;
    if (untouched()) put(given);
    if (!place.contains(document.activeElement)) list.append(place);
    narrow();
  }
  tell();
}
