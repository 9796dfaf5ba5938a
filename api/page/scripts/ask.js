// Asking: the form, the thread, and how an answer comes in, event by event.

import { ask, events, Problem } from "./api.js";
import { answerParts } from "./answer.js";
import { button, byId, counted, el, say, trouble, waiting, where } from "./dom.js";
import { indexedNow, keepAnswers, keepAsked, keptAnswers } from "./kept.js";
import { whenMenu } from "./when.js";

const REMEMBERED = 6; // earlier questions that a follow-up is sent with

/** Wires the form. `moved(state)`: what the address should hold; `changed(turn)`: a turn began or is answered. */
export function asking({ moved, changed, days }) {
  const form = byId("ask");
  const question = byId("question");
  const thread = byId("thread");
  let turns = [];
  let running = null;
  let starts = 0;
  let asked; // promises what was indexed when the thread began
  let refused = []; // questions of an address whose dates cannot be meant

  const grow = () => {
    question.style.height = "auto";
    question.style.height = `${question.scrollHeight}px`;
  };
  let all = new Map(); // of /timeline: what each day is called
  const loaded = () => days().then((found) => (all = found)).catch(() => {});
  const title = (day) => all.get(day)?.title ?? "";
  const when = whenMenu({ chosen: (from, to) => setWindow(from, to), days });
  const state = () => ({ questions: turns.map((turn) => turn.question), ...when.state() });

  function setWindow(from, to) {
    when.show(from, to);
    if (refused.length) start(refused);
    else if (turns.length) again();
    else {
      moved(state());
      changed({ question: "", window: when.read() });
    }
  }

  const again = () => start(turns.map((turn) => turn.question));

  /** A new thread of these questions, each a follow-up of those before it. */
  async function start(questions, replace = false) {
    const begun = ++starts;
    asked = indexedNow();
    running?.abort();
    turns = [];
    refused = [];
    thread.replaceChildren();
    byId("view-ask").classList.toggle("asked", questions.length > 0);
    byId("welcome").hidden = questions.length > 0;
    byId("new-question").hidden = !questions.length;
    if (!replace) moved({ ...state(), questions });
    const kept = replace && questions.length ? await keptAnswers({ ...state(), questions }) : [];
    if (begun !== starts) return;
    for (const [at, each] of questions.entries()) if (!(await add(each, kept[at]))) break;
  }

  async function add(words, kept) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const turn = { question: words, answer: null, window: when.read(), signal };
    turns.push(turn);
    const place = el("article", { class: "turn", tabindex: -1, "aria-busy": "true" }, el("h2", {}, words));
    const followed = byId("follow-up")?.contains(document.activeElement);
    byId("follow-up")?.remove();
    thread.append(place);
    if (followed) place.focus({ preventScroll: true }); // where the next key goes on from
    if (turns.length > 1) place.scrollIntoView({ block: "start" });
    if (kept) {
      await loaded();
      answerParts(place, narrow, title).done(kept);
      turn.answer = kept;
    }
    changed(turn);
    try {
      if (!kept) await answered(turn, place, turns.slice(0, -1));
      keepAnswers(state(), turns.map(({ answer }) => answer), await asked);
      return true;
    } catch (problem) {
      if (problem.name === "AbortError") return false;
      place.querySelector(".waiting")?.remove();
      place.append(trouble(problem, again));
      say(problem.detail ?? "Something went wrong");
      return false;
    } finally {
      place.removeAttribute("aria-busy");
      if (!signal.aborted && turn.answer) thread.append(followUp());
    }
  }

  async function answered(turn, place, before) {
    const parts = answerParts(place, narrow, title);
    const body = { question: turn.question, ...clean(turn.window) };
    const wording = byId("wording").value;
    if (wording) body.llm = wording === "yes";
    if (before.length) {
      body.history = before.slice(-REMEMBERED).filter((each) => each.answer).map((each) => ({ question: each.question.slice(0, 2000), answer: each.answer.answer.slice(0, 4000) }));
    }
    const wait = waiting("Searching your notes…");
    const ended = working(place, wording === "no", () => {
      running.abort();
      place.append(where("Stopped. ", button({ onclick: again }, "Ask again")));
    });
    parts.room(wait);
    turn.signal.addEventListener("abort", () => (ended(), wait.remove()));
    const done = async (answer) => {
      await loaded();
      wait.remove();
      turn.answer = answer;
      parts.done(answer);
      changed(turn);
      say(answer.answered ? `Answered with ${counted(answer.statements.length, "statement")}.` : "Your notes don't say.");
    };
    const comes = {
      days: (data) => {
        parts.notice(data);
        turn.days = data;
        changed(turn);
        wait.querySelector("p").textContent = `Reading ${counted(data.days.length, "day")}…`;
      },
      statement: (data) => (wait.remove(), parts.statement(data)),
      retracted: parts.retracted,
      error: ({ detail }) => { throw new Problem("No answer came", detail); },
      done,
    };
    try {
      for await (const { name, data } of events("POST", "/query", { ...body, stream: true }, turn.signal)) await comes[name]?.(data);
    } finally {
      ended();
    }
    if (!turn.answer) throw new Problem("The answer was cut off", "The server stopped before the answer was complete.");
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
    if (!byId("window-wrong").hidden && refused.length) return byId("when-name").parentElement.focus();
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

  /** The dates of the address cannot be meant: nothing is answered. */
  function refuse(questions) {
    start([], true);
    refused = questions;
    byId("welcome").hidden = true;
    changed({ question: "", window: {} });
    say(byId("window-wrong").textContent);
  }

  function restore({ questions, from, to }) {
    const same = JSON.stringify(state()) === JSON.stringify({ questions, from, to });
    question.value = questions[0] ?? "";
    grow();
    if (!when.show(from, to) && questions.length) return refuse(questions);
    if (!same || !questions.length) start(questions, true);
    if (!questions.length) changed({ question: "", window: when.read() });
  }

  return { restore, setWindow };
}

/** Seconds, the model that works, and Stop, once it takes a while. -> what ends it. */
function working(place, alone, stop) {
  const begun = Date.now();
  const line = el("p", { class: "seconds", hidden: true }, el("span"), button({ onclick: stop }, "Stop"));
  let model = "";
  place.append(line);
  const tick = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    if (line.hidden && seconds >= 1 && !alone) ask("GET", "/model").then((told) => (model = told.model)).catch(() => {});
    line.hidden = seconds < 1;
    line.firstChild.textContent = `${model ? `${model} is working · ` : ""}${seconds} s`;
  }, 500);
  return () => (clearInterval(tick), line.remove());
}

const clean = (window) => Object.fromEntries(Object.entries(window).filter(([, day]) => day));
