// What is indexed, how far indexing is, and what could not be read or dated.

import { ask, events } from "./api.js";
import { short } from "./dates.js";
import { byId, counted, el, link, say, trouble, waiting } from "./dom.js";
import { openPassage, setEditor } from "./passage.js";

const SHOWN = 50;

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

/** Shows the view; `changed()` is called when an indexing has ended. */
export async function showIndex(changed) {
  const view = byId("view-index");
  if (!view.firstChild) view.replaceChildren(waiting("Loading…"));
  try {
    const [state, undated, doubtful] = await Promise.all([readState(), some("/days?undated=true"), some("/days?doubtful=true")]);
    const meter = el("div", { class: "meter", hidden: true, role: "status" });
    const begin = el("button", { type: "button", class: "main", onclick: () => start() }, "Check for changes");
    const start = async () => {
      begin.disabled = true;
      try {
        await ask("POST", "/index");
      } catch (problem) {
        if (problem.status !== 409) return view.prepend(trouble(problem));
      }
      await watch(meter);
      changed();
      showIndex(changed);
      say("Indexing is done.");
    };
    view.replaceChildren(
      el("header", {}, el("h2", {}, "What daycite reads"), el("p", { class: "where" }, el("code", {}, state.notes)), begin),
      meter,
      ...(state.progress.error ? [trouble({ title: "The last indexing failed", detail: state.progress.error })] : []),
      numbers(state),
      ...list("Could not be read", state.skipped, fileRow, "Every file was read."),
      ...list("No date found", undated, entryRow, "Every entry has a date."),
      ...list("Uncertain date", doubtful, entryRow, ""),
      ...list("Needs fixing", state.problems, fileRow, ""),
    );
    if (state.progress.running) watch(meter).then(() => (changed(), showIndex(changed)));
  } catch (problem) {
    view.replaceChildren(trouble(problem, () => showIndex(changed)));
  }
}

/** A list may be refused where there are no notes at all: then there is nothing to list. */
const some = (path) => ask("GET", path).catch(() => []);

async function watch(meter) {
  meter.hidden = false;
  for await (const { data } of events("GET", "/index/events")) {
    const words = data.stage ? `${data.stage === "reading" ? "Reading notes" : "Indexing passages"}: ${data.done} of ${data.total}` : "Looking for changes…";
    meter.replaceChildren(el("p", {}, words), el("progress", { max: data.total || 1, value: data.total ? data.done : null, "aria-label": "Indexing" }));
    mark({ progress: data, skipped: [] });
  }
}

function numbers(state) {
  const span = state.first_day ? `${short(state.first_day)} to ${short(state.last_day)}` : "none";
  const rows = [["notes", state.files], ["entries", state.entries], ["days", state.days], ["from", span], ["without a date", state.undated], ["passages", state.passages]];
  return el("dl", { class: "numbers" }, rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value.toLocaleString("en")))));
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
  return el("li", {}, el("button", { type: "button", class: "quiet", onclick: open }, el("code", {}, `${entry.path}:${entry.line_start}`)), el("span", {}, day, day && ": ", entry.doubts.join("; ") || entry.title));
}
