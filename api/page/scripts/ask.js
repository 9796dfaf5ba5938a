// Asking: the form, the thread of questions and answers, and how one answer comes in, event by event.

import { abilities, ask, events } from "./api.js";
import { answerParts } from "./answer.js";
import { edge } from "./dates.js";
import { byId, counted, el, say, trouble, waiting } from "./dom.js";
import { keepAnswers, keepAsked, keptAnswers } from "./kept.js";

const REMEMBERED = 6; // earlier questions that a follow-up is sent with

/**
 * Wires the form. `moved(state)` is called with what the address should hold; `changed(turn)` when a turn begins or is
 * answered; `days()` promises all days with notes.
 */
export function asking({ moved, changed, days }) {
  const form = byId("ask");
  const question = byId("question");
  const thread = byId("thread");
  let turns = [];
  let running = null;
  let refused = []; // questions of an address whose dates cannot be meant

  const grow = () => {
    question.style.height = "auto";
    question.style.height = `${question.scrollHeight}px`;
  };
  const titles = () => days().catch(() => new Map());
  const window_ = () => ({ from: edge(byId("from").value, false) || null, to: edge(byId("to").value, true) || null });
  const state = () => ({ questions: turns.map((turn) => turn.question), from: byId("from").value.trim(), to: byId("to").value.trim() });

  const wrongWindow = (words) => {
    byId("window-wrong").textContent = words;
    byId("window-wrong").hidden = !words;
  };

  /** Whether the typed days can be meant; what is wrong with them stands below. */
  function checkWindow() {
    let sound = true;
    for (const [id, last] of [["from", false], ["to", true]]) {
      const text = byId(id).value.trim();
      const wrong = Boolean(text) && !edge(text, last);
      byId(id).setAttribute("aria-invalid", wrong);
      sound &&= !wrong;
    }
    wrongWindow(sound ? "" : "That isn’t a date. Try 2024-05-03, May 2024 or 2024.");
    const { from, to } = window_();
    if (from && to && from > to) {
      byId("to").setAttribute("aria-invalid", true);
      wrongWindow("The last day is before the first.");
      sound = false;
    }
    byId("clear-window").hidden = !byId("from").value && !byId("to").value;
    return sound;
  }

  function setWindow(from, to, again = true) {
    byId("from").value = from ?? "";
    byId("to").value = to ?? "";
    checkWindow();
    if (!again) return;
    if (refused.length) start(refused);
    else if (turns.length) start(turns.map((turn) => turn.question));
    else {
      moved(state());
      changed({ question: "", window: window_() });
    }
  }

  /** A new thread of these questions, each a follow-up of those before it. */
  async function start(questions, replace = false) {
    running?.abort();
    turns = [];
    refused = [];
    thread.replaceChildren();
    byId("view-ask").classList.toggle("asked", questions.length > 0);
    byId("welcome").hidden = questions.length > 0;
    if (!replace) moved({ ...state(), questions });
    const kept = replace ? keptAnswers({ ...state(), questions }) : [];
    for (const [at, each] of questions.entries()) if (!(await add(each, kept[at]))) break;
  }

  async function add(words, kept) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const turn = { question: words, answer: null, window: window_(), signal };
    turns.push(turn);
    const place = el("article", { class: "turn", tabindex: -1, "aria-busy": "true" }, el("h2", {}, words));
    const followed = byId("follow-up")?.contains(document.activeElement);
    byId("follow-up")?.remove();
    thread.append(place);
    if (followed) place.focus({ preventScroll: true }); // where the next key goes on from
    if (turns.length > 1) place.scrollIntoView({ block: "start", behavior: "smooth" });
    if (kept) {
      answerParts(place, narrow, await titles()).done(kept);
      turn.answer = kept;
    }
    changed(turn);
    try {
      if (!kept) await answered(turn, place, turns.slice(0, -1));
      keepAnswers(state(), turns.map(({ answer }) => answer));
      return true;
    } catch (problem) {
      if (problem.name === "AbortError") return false;
      place.querySelector(".waiting")?.remove();
      place.append(trouble(problem, () => start(turns.map((each) => each.question))));
      say(problem.detail ?? "Something went wrong");
      return false;
    } finally {
      place.removeAttribute("aria-busy");
      if (!signal.aborted && turn.answer) thread.append(followUp());
    }
  }

  async function answered(turn, place, before) {
    const can = await abilities();
    const parts = answerParts(place, narrow, await titles());
    const body = { question: turn.question, ...clean(turn.window) };
    const wording = byId("wording").value;
    if (wording) body.llm = wording === "yes";
    if (can.history && before.length) {
      body.history = before.slice(-REMEMBERED).filter((each) => each.answer).map((each) => ({ question: each.question.slice(0, 2000), answer: each.answer.answer.slice(0, 4000) }));
    }
    const wait = waiting("Searching your notes…");
    const stop = el("button", { type: "button", class: "quiet", onclick: () => running.abort() }, "Stop");
    const begun = Date.now();
    const tick = setInterval(() => wait.isConnected && Date.now() - begun > 2000 && seconds.replaceChildren(`${Math.round((Date.now() - begun) / 1000)} s `, stop), 500);
    const seconds = el("span", { class: "seconds" });
    wait.append(seconds);
    place.append(wait);
    turn.signal.addEventListener("abort", () => (clearInterval(tick), wait.remove()));
    const done = (answer) => {
      clearInterval(tick);
      wait.remove();
      turn.answer = answer;
      parts.done(answer);
      changed(turn);
      say(answer.answered ? `Answered with ${counted(answer.statements.length, "statement")}.` : "Your notes don't say.");
    };
    if (!can.stream) {
      done(await ask("POST", "/query", body, turn.signal));
      return;
    }
    for await (const { name, data } of events("POST", "/query", { ...body, stream: true }, turn.signal)) {
      if (name === "days") {
        parts.notice(data);
        turn.days = data;
        changed(turn);
        wait.querySelector("p").textContent = `Reading ${counted(data.days.length, "day")}…`;
      } else if (name === "statement") {
        wait.remove();
        parts.statement(data);
      } else if (name === "retracted") {
        parts.retracted();
      } else if (name === "error") throw Object.assign(new Error(data.detail), { title: "No answer came", detail: data.detail });
      else if (name === "done") done(data);
    }
    if (!turn.answer) throw Object.assign(new Error(), { title: "The answer was cut off", detail: "The server stopped before the answer was complete." });
  }

  /** Asks the same again for these days only. */
  function narrow(window) {
    setWindow(window?.from, window?.to);
  }

  function followUp() {
    const input = el("input", { id: "next", placeholder: "Ask a follow-up…", maxlength: 10_000, autocomplete: "off" });
    const submit = (event) => {
      event.preventDefault();
      const words = input.value.trim();
      if (!words) return;
      moved({ ...state(), questions: [...turns.map((turn) => turn.question), words] });
      add(words);
    };
    return el("form", { id: "follow-up", class: "follow-up", onsubmit: submit }, el("label", { class: "hidden", for: "next" }, "Your follow-up"), input, el("button", { class: "quiet" }, "Ask"));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = question.value.trim();
    if (!words) return question.focus();
    if (!checkWindow()) return document.querySelector(".narrow [aria-invalid=true]").focus();
    keepAsked(words);
    start([words]);
  });
  question.addEventListener("input", grow);
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  byId("welcome").addEventListener("click", ({ target }) => {
    if (!target.dataset.question) return;
    question.value = target.dataset.question;
    grow();
    form.requestSubmit();
  });
  for (const id of ["from", "to"]) {
    byId(id).addEventListener("change", () => {
      if (checkWindow()) setWindow(byId("from").value.trim(), byId("to").value.trim());
    });
  }
  byId("clear-window").addEventListener("click", () => setWindow("", ""));

  /** What the address holds cannot be asked: what is wrong stands beside the dates, and nothing is answered. */
  function refuse(questions) {
    start([], true);
    refused = questions;
    byId("welcome").hidden = true;
    changed({ question: "", window: {} });
    say(byId("window-wrong").textContent);
  }

  /** Puts the form and the thread into the state that an address holds. */
  function restore({ questions, from, to }) {
    const same = JSON.stringify(state()) === JSON.stringify({ questions, from, to });
    question.value = questions[0] ?? "";
    grow();
    setWindow(from, to, false);
    if (questions.length && !checkWindow()) return refuse(questions);
    if (!same || !questions.length) start(questions, true);
    if (!questions.length) changed({ question: "", window: window_() });
  }

  return { restore, setWindow };
}

const clean = (window) => Object.fromEntries(Object.entries(window).filter(([, day]) => day));
