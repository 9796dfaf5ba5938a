// What is indexed, how far that is, and what could not be read or dated.

import { whyNone } from "./answer.js";
import { ask, events } from "./api.js";
import { short } from "./dates.js";
import { button, byId, counted, el, link, say, trouble, waiting, where } from "./dom.js";
import { openPassage, setEditor } from "./passage.js";

const WHEN = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const SHOWN = 50;
const TWO_WAYS = "ambiguous day/month order"; // a doubt of the server's

/** The state, for the dot beside the word "Index" and for links into the editor. */
export async function readState() {
  const state = await ask("GET", "/index");
  setEditor(state.editor);
  mark(state);
  return state;
}

function mark({ progress, skipped }) {
  const dot = byId("index-dot");
  dot.hidden = !progress.running && !progress.error && !skipped.length;
  dot.dataset.state = progress.running ? "running" : progress.error ? "wrong" : "skipped";
  dot.setAttribute("aria-label", progress.running ? "indexing" : progress.error ? "indexing failed" : counted(skipped.length, "file could not be read"));
}

let changed; // called when an indexing has ended

/** Checks for changes, after the order of dates is `settled`, if it is. */
async function check(settled) {
  byId("check").disabled = true;
  try {
    const written = settled && (await ask("POST", "/dates/order", { order: settled }));
    await ask("POST", "/index").catch((problem) => {
      if (problem.status !== 409) throw problem;
    });
    const report = await watch();
    changed();
    await showIndex(changed);
    tell([written && `Written to ${written.file}.`, cameTo(report)].filter(Boolean).join(" "));
  } catch (problem) {
    byId("findings").prepend(trouble(problem));
  }
  byId("check").disabled = false;
}

byId("check").addEventListener("click", () => check());
for (const each of document.querySelectorAll("[data-order]")) each.addEventListener("click", () => check(each.dataset.order));

function tell(words) {
  byId("came-to").textContent = words;
  byId("came-to").hidden = !words;
  say(words);
}

/** Shows the view; `whenDone()` is called when an indexing has ended. */
export async function showIndex(whenDone) {
  changed = whenDone;
  const findings = byId("findings");
  tell("");
  if (!findings.firstChild) findings.replaceChildren(waiting("Loading…"));
  try {
    const [state, undated, doubtful] = await Promise.all([readState(), some("/days?undated=true"), some("/days?doubtful=true")]);
    byId("notes-folder").textContent = state.notes;
    byId("numbers").replaceChildren(...numbers(state));
    settle(state, [...undated, ...doubtful]);
    whoAnswers(state);
    findings.replaceChildren(
      ...(state.progress.error ? [trouble({ title: "The last indexing failed", detail: state.progress.error })] : []),
      ...(state.advice ? [el("p", {}, `${state.languages}: ${state.advice}.`)] : []),
      ...list("Could not be read", state.skipped, fileRow, "Every file was read."),
      ...list("No date found", undated, entryRow, "Every entry has a date."),
      ...list("Uncertain date", doubtful, entryRow, ""),
      ...list("Needs fixing", state.problems, fileRow, ""),
    );
    if (state.progress.running) watch().then(() => (changed(), showIndex(changed)));
  } catch (problem) {
    findings.replaceChildren(trouble(problem, () => showIndex(changed)));
  }
}

/** Refused where there are no notes at all: then there is nothing to list. */
const some = (path) => ask("GET", path).catch(() => []);

/** What an indexing came to, in words. */
function cameTo(report) {
  const parts = Object.entries({ added: report?.added, changed: report?.changed, removed: report?.removed }).filter(([, number]) => number);
  return parts.length ? `Notes ${parts.map(([what, number]) => `${what}: ${number}`).join(", ")}.` : "No changes: everything was up to date.";
}

/** Which of two numbers is the day can be chosen where notes leave it open. */
function settle({ settings_file: file, settings_everywhere: all }, entries) {
  const box = byId("settle");
  box.hidden = !entries.some(({ doubts }) => doubts.includes(TWO_WAYS));
  box.querySelector("code").textContent = file;
  box.querySelector("span").textContent = all ? ", which counts for all your notes folders." : ".";
}

async function whoAnswers({ indexed_at: at }) {
  const { model, place, why_none: why } = await ask("GET", "/model").catch(() => ({}));
  const none = whyNone(why);
  const who = model ? `Answers are written by ${model}${place && ` ${place}`}, each citation checked against your files` : "Answers are your notes’ own sentences";
  byId("who-answers").replaceChildren(`Last indexed: ${at ? WHEN.format(Date.parse(at)) : "never"} · ${who}`, ...(none[0] ? [". ", ...none] : []));
}

/** Follows the indexing that runs. -> what it came to. */
async function watch() {
  const meter = byId("meter");
  let report;
  meter.hidden = false;
  for await (const { data } of events("GET", "/index/events")) {
    const words = data.stage ? `${data.stage === "reading" ? "Reading notes" : "Indexing passages"}: ${data.done} of ${data.total}` : "Looking for changes…";
    meter.replaceChildren(el("p", {}, words), el("progress", { max: data.total || 1, value: data.total ? data.done : null, "aria-label": "Indexing" }));
    mark({ progress: data, skipped: [] });
    ({ report } = data);
  }
  meter.hidden = true;
  return report;
}

function numbers(state) {
  const span = state.first_day ? `${short(state.first_day)} to ${short(state.last_day)}` : "none";
  const rows = [["notes", state.files], ["entries", state.entries], ["days", state.days], ["from", span], ["without a date", state.undated], ["passages", state.passages]];
  return rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value.toLocaleString("en"))));
}

function list(title, all, row, none) {
  if (!all.length) return none ? [el("p", { class: "fine" }, none)] : [];
  const more = all.length > SHOWN ? [el("p", {}, `and ${all.length - SHOWN} more`)] : [];
  return [el("section", {}, el("h3", {}, `${title} `, el("span", { class: "count" }, all.length)), el("ul", { class: "files" }, all.slice(0, SHOWN).map(row)), ...more)];
}

const fileRow = ({ path, reason }) => el("li", {}, el("code", {}, path), el("span", {}, reason));

function entryRow(entry) {
  const open = () => openPassage({ ...entry, heading: entry.title, quote: "", line_end: entry.line_start });
  const day = entry.date ? link("journal", { day: entry.date }, short(entry.date)) : null;
  return el("li", {}, button({ onclick: open }, el("code", {}, `${entry.path}:${entry.line_start}`)), el("span", {}, day, day && ": ", entry.doubts.join("; ") || entry.title));
}
