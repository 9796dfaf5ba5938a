// The page: which view is shown, what its address holds, and the calendar between them.

import { ask } from "./api.js";
import { asking } from "./ask.js";
import { byDay, calendar } from "./calendar.js";
import { byId, say, trouble } from "./dom.js";
import { showWelcome } from "./home.js";
import { readState, showIndex } from "./indexed.js";
import { showDay } from "./journal.js";
import { forgetAnswers, watchNotes } from "./kept.js";
import { closedDrawer, WIDE } from "./passage.js";
import { showQuestions } from "./questions.js";
import { showSources } from "./sources.js";

const VIEWS = ["ask", "journal", "questions", "index"];
let written = null; // the promise of all days with notes
let answers = ""; // the address of the thread shown last
let latest = null; // what the calendar is to show

const days = () =>
  (written ??= ask("GET", "/timeline")
    .then(byDay)
    .catch((problem) => {
      written = null; // asked again the next time
      throw problem;
    }));
const thread = asking({ moved: (state) => go(addressOf(state)), changed, days });
byId("calendar").dataset.room = WIDE.matches ? "much" : "little";
const map = calendar(byId("calendar"), { open: openDay, choose: (from, to) => thread.setWindow(from, to) });

function shaded(all, related) {
  const strengths = new Map(related.map(({ date, strength }) => [date, strength]));
  return new Map([...all].map(([day, each]) => [day, { ...each, strength: strengths.get(day) ?? 0 }]));
}

function addressOf({ questions, from, to }) {
  const search = new URLSearchParams(questions.map((each) => ["q", each]));
  if (from) search.set("from", from);
  if (to) search.set("to", to);
  return search.size ? `/?${search}` : "/";
}

/** The calendar follows what was asked last: the days that the answer calls related, and those that it cites. */
async function changed(turn) {
  latest = turn;
  if (turn.answer || !turn.question) showSources(turn);
  const found = turn.answer ?? turn.days;
  const cited = new Set((turn.answer?.statements ?? []).flatMap((each) => each.citations.map(({ date }) => date)));
  const window = found?.window ?? (turn.window?.from || turn.window?.to ? turn.window : null);
  try {
    const all = await days();
    if (latest !== turn) return;
    if (found) map.show({ days: shaded(all, found.related ?? []), topic: turn.question, told: found.shape === "digest" || /^You wrote on /.test(found.lead), cited, window });
    else if (turn.question) map.show({ cited, window });
    else map.show({ days: all, topic: "", cited, window });
  } catch (problem) {
    // An answer shows its own error; the calendar stays.
    if (!turn.question && latest === turn) byId("thread").replaceChildren(trouble(problem, show));
  }
}

function openDay(day) {
  go(`/?day=${day}`, true);
  byId("main").focus(); // the calendar is gone, and keys must not begin at the top again
}

/** What of a day to begin at: a cited sentence's note, line and first words. */
function placeIn(search) {
  const place = { note: search.get("note"), line: Number(search.get("line")) || 0, quote: search.get("quote") ?? "", source: search.get("show") === "source" };
  return { ...place, back: place.line ? answers : "" };
}

function go(address, shows = false) {
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  if (shows) show();
}

function begin() {
  go("/", true);
  byId("question").focus();
}
byId("new-question").addEventListener("click", begin);

function show() {
  const search = new URLSearchParams(location.search);
  const view = search.has("day") ? "journal" : VIEWS.includes(search.get("view")) ? search.get("view") : "ask";
  for (const each of VIEWS) byId(`view-${each}`).hidden = each !== view;
  for (const each of document.querySelectorAll("header.top nav a")) {
    if (each.dataset.view === view) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  byId("passage").close();
  document.title = search.get("q") ? `${search.get("q")} · daycite` : search.has("day") ? `${search.get("day")} · daycite` : "daycite";
  if (view === "ask") answers = search.has("q") ? location.pathname + location.search : "";
  if (view === "ask" && !search.has("q")) showWelcome(days);
  if (view === "ask") thread.restore({ questions: search.getAll("q").filter((each) => each.trim()), from: search.get("from") ?? "", to: search.get("to") ?? "" });
  if (view === "journal") showDay(search.get("day"), () => days().then((all) => [...all.keys()]), placeIn(search));
  if (view === "questions") showQuestions();
  if (view === "index") showIndex(() => (forgetAnswers(), (written = null)));
  if (view !== "ask") scrollTo(0, 0);
}

document.addEventListener("click", (event) => {
  const followed = event.target.closest?.("a[data-view]");
  if (!followed || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(followed.getAttribute("href"), true);
  if (!followed.closest("header.top")) byId("main").focus();
});
addEventListener("popstate", () => closedDrawer() || show());

addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const beside = { j: "prev", k: "next" }[event.key];
  if (event.key === "/") {
    event.preventDefault();
    if (byId("view-ask").hidden) go("/", true);
    byId("question").focus();
  } else if (event.key === "n") {
    event.preventDefault();
    begin();
  } else if (beside && !byId("view-journal").hidden) document.querySelector(`#view-journal a[rel=${beside}]`)?.click();
});

const dark = matchMedia("(prefers-color-scheme: dark)");
function paint() {
  document.documentElement.dataset.theme = localStorage.getItem("daycite-theme") ?? (dark.matches ? "dark" : "light");
}
byId("theme").addEventListener("click", () => {
  localStorage.setItem("daycite-theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  paint();
  say(`${document.documentElement.dataset.theme === "dark" ? "Dark" : "Light"} theme`);
});
byId("calendar-toggle").addEventListener("click", ({ currentTarget }) => {
  currentTarget.setAttribute("aria-expanded", byId("side").classList.toggle("open"));
  map.show({});
});
WIDE.addEventListener("change", () => {
  byId("passage").close();
  byId("calendar").dataset.room = WIDE.matches ? "much" : "little";
  map.show({});
});
dark.addEventListener("change", paint);
paint();

show();
days().then(readState).catch(() => {}); // behind what is shown: it walks through the folder again
watchNotes();
