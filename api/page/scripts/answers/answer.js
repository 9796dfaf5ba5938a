// One answer on the page: what the question asks for first, then its statements, its days, and what made it.

import { bars, bigNumber, byPeriod, dateIn, withoutDays } from "./charts.js";
import { long, short, span } from "./dates.js";
import { button, byId, counted, el, link, say } from "./dom.js";
import { openPassage } from "./passage.js";
import { chipOf } from "./sources.js";

const DAYS_SHOWN = 6;

/** The parts of an answer inside `place`; `narrow(window)` asks again for some days, `title(day)` is a day's. */
export function answerParts(place, narrow, title) {
  const notice = el("div", { class: "notice", hidden: true });
  const figure = el("div", { class: "figure", hidden: true });
  const lead = el("p", { class: "lead", hidden: true });
  const statements = el("ul", { class: "statements" });
  const more = el("div");
  const found = el("section", { class: "found", "aria-label": "Related days", hidden: true });
  const foot = el("footer", { hidden: true });
  place.append(notice, figure, lead, statements, more, found, foot);

  function note(words, window) {
    notice.hidden = !words && !window;
    notice.replaceChildren(
      ...[
        window && el("span", { class: "window" }, `Only ${span(window)}`, button({ onclick: () => narrow(window) }, "Search only these dates")),
        words && el("span", {}, words),
      ].filter(Boolean),
    );
  }

  function related(answer) {
    const rows = dayRows(answer, title);
    found.hidden = !rows.length || answer.shape === "count";
    const list = el("ol", {}, rows.slice(0, DAYS_SHOWN));
    found.replaceChildren(el("h3", {}, "Related days"), list);
    const all = (event) => (list.append(...rows.slice(DAYS_SHOWN)), event.target.remove());
    if (rows.length > DAYS_SHOWN) found.append(button({ onclick: all }, counted(rows.length - DAYS_SHOWN, "more day")));
  }

  function done(answer) {
    note(answer.notice, answer.window);
    const numbers = numbersOf(answer);
    shaped(answer, numbers);
    if (answer.answered) related(answer);
    else silence(answer);
    foot.hidden = false;
    const also = (answer.also ?? []).map((each) => statementRow(each));
    const left = answer.rejected.map(({ text, reason }) => el("li", {}, text, " ", el("em", {}, reason)));
    const more = [answer.answered && folded(`Also looked at (${also.length})`, also), folded(`${counted(left.length, "statement")} left out`, left)];
    foot.replaceChildren(madeBy(answer), copies(answer), ...more.filter(Boolean));
  }

  function shaped(answer, numbers) {
    const rows = answer.statements.map((each) => statementRow(each, numbers));
    const count = answer.shape === "count";
    const head = { count: () => bigNumber(answer.related.length, answer.related.length === 1 ? "day" : "days"), values: () => bigNumber(...valueIn(answer.lead)), day: () => dateIn(answer.lead) }[answer.shape]?.();
    const chart = count ? bars(answer.related.map(({ date }) => ({ date, value: 1 })), "days") : answer.shape === "values" ? bars(answer.values, answer.values[0]?.unit) : null;
    figure.replaceChildren(...[head, chart].filter(Boolean));
    figure.hidden = !figure.childElementCount;
    lead.hidden = !answer.lead;
    lead.replaceChildren(...(chart || count ? [withoutDays(answer.lead)] : withDays(answer.lead)));
    lead.classList.toggle("small", Boolean(head));
    if (answer.shape === "digest") statements.replaceChildren(...byPeriod(answer, rows));
    else statements.replaceChildren(...(count ? [] : rows));
    more.replaceChildren();
    if (!count) return;
    const days = answer.related.map(({ date }) => el("li", {}, link("journal", { day: date }, short(date))));
    more.append(el("details", { class: "days-counted" }, el("summary", {}, "Show days"), el("ul", { class: "day-links" }, days), el("ul", { class: "statements" }, rows)));
  }

  function silence({ also }) {
    found.hidden = true;
    const rows = also.map((one) => statementRow(one));
    statements.replaceWith(
      el(
        "div",
        { class: "card silence" },
        el("h3", {}, "Your notes don’t say."),
        el("p", {}, rows.length ? "Nothing in your notes answers this. The closest:" : "Nothing in your notes mentions this. Try other words or a wider date range."),
        rows.length ? el("ol", { class: "near" }, rows) : null,
      ),
    );
  }

  return {
    room: (wait) => statements.after(wait),
    notice: ({ window, notice: words }) => note(words, window),
    statement: (statement) => statements.append(statementRow(statement, new Map())),
    /** What was shown of the statements is void: others follow. */
    retracted: () => statements.replaceChildren(),
    done,
  };
}

/** Words of daycite's own, in which 2024-05-03 or [2024-05-03] leads to that day. */
export function withDays(text) {
  const parts = text.split(/(\[?\b\d{4}-\d\d-\d\d\b\]?)/);
  return parts.map((part, at) => {
    const day = part.replace(/[[\]]/g, "");
    return at % 2 ? el("a", { class: "chip", href: `/?day=${day}`, "data-view": "journal" }, short(day)) : part;
  });
}

/** The number of each cited day, in the order of days: 1 for the first; undated notes come last. */
function numbersOf({ statements }) {
  const days = [...new Set(statements.flatMap(({ citations }) => citations.map(keyOf)))].sort();
  return new Map(days.map((day, at) => [day, at + 1]));
}
const keyOf = ({ date, path }) => date ?? `~${path}`;

/** "12.5 km in all with …" -> the number and its unit. */
function valueIn(lead) {
  const found = /^([\d.,]+)\s*([^\s\d]{0,12})(?=\s(?:in all|on average))/.exec(lead) ?? [];
  return found[1] ? [found[1], found[2]] : [];
}

function dayRows({ related = [], statements, days }, title) {
  const cited = new Set(statements.flatMap(({ citations }) => citations.map(({ date }) => date)));
  const hits = new Map(days.map((day) => [day.date, day]));
  const order = [...related].sort((a, b) => cited.has(b.date) - cited.has(a.date) || b.strength - a.strength || (a.date < b.date ? 1 : -1));
  const seen = new Set();
  return order.map(({ date }) => dayRow(date, hits.get(date), title, seen));
}

function dayRow(date, hit, title, seen) {
  const best = hit?.passages[0];
  const words = wordsOf(best, title(date), seen);
  const chip = el("span", { class: "chip" }, short(date));
  if (!best) return el("li", {}, el("a", { class: "day-row", href: `/?day=${date}`, "data-view": "journal", "data-date": date }, chip, el("span", { class: "words" }, words)));
  const open = () => openPassage({ ...best, date, quote: "" });
  return el("li", {}, el("button", { type: "button", class: "day-row", "data-date": date ?? "", onclick: open }, chip, el("span", { class: "words" }, words)));
}

/** The entry's title, unless it is a date or another day's too; else its first sentence that says something. */
function wordsOf(best, title, seen) {
  const heading = best?.heading.split(" › ").at(-1) ?? "";
  const sentences = (best?.text ?? "").replace(/^[#*>\-\s]+(\[.\]\s)?/gm, "").split(/\n|(?<=[.!?])\s/);
  const told = [title, ...sentences, heading].map((each) => each.replace(/^[#\s]+/, "").trim());
  const alike = (each) => each.toLowerCase().replace(/[\d\W]+/g, " ").trim();
  const says = (each) => each.length > 3 && !/^\W*\d{1,4}[-./]\d{1,2}/.test(each) && !/^(hello|hi|hey)\b/i.test(each) && alike(each) && !seen.has(alike(each));
  const chosen = told.find(says) ?? told.find(Boolean) ?? "";
  if (chosen) seen.add(alike(chosen));
  return chosen;
}

export function statementRow({ text, citations, state = "", times = [], ...more }, numbers = new Map()) {
  const ours = [more.partly && "partly supported", state, ...times.map(({ words, days }) => `“${words}”: ${days}`)].filter(Boolean).join("; ");
  const places = new Map(citations.map((each) => [`${keyOf(each)} ${each.path}`, each]).reverse()); // the first of each note
  const chips = [...places.values()].reverse().map((citation) => chipOf(citation, numbers.get(keyOf(citation))));
  return el("li", { class: more.beyond_notes ? "beyond" : null, "data-dates": citations.map(({ date }) => date).join(" ") }, el("span", { dir: "auto" }, text), " ", el("span", { class: "chips" }, chips), ours && el("span", { class: "remark", title: "said by daycite, not by your notes" }, ` (${ours})`));
}

/** Why no model answers, as nodes: one that nobody set up is no fault to be told at length. */
export const whyNone = (why) => (/is not running at|no Ollama|has no model that/i.test(why ?? "") ? ["No local model found · ", button({ onclick: () => byId("setup").showModal() }, "Set one up")] : why ? [why] : []);

function madeBy({ answered, answered_by, llm_error, took_ms, sent_to }) {
  const seconds = took_ms < 1000 ? `${Math.round(took_ms)} ms` : `${(took_ms / 1000).toFixed(1)} s`;
  const who = answered_by === "extract" ? "Your notes’ own sentences" : `Written by ${answered_by}, each citation checked against your files`;
  const why = whyNone(llm_error);
  return el("p", {}, answered ? `${who} · ${seconds}` : seconds, sent_to && ` · Passages sent to ${sent_to}`, why[0] && el("span", { class: "why", title: llm_error }, " · ", why));
}

function copies(answer) {
  const copy = (words, text) => {
    const onclick = () => navigator.clipboard?.writeText(text()).then(() => say("Copied."));
    return button({ onclick }, words);
  };
  return el("p", { class: "actions" }, copy("Copy with citations", () => textOf(answer)), copy("Copy link", () => location.href));
}

function textOf({ question, answer, statements }) {
  const sources = [...new Set(statements.flatMap(({ citations }) => citations.map((c) => `${long(c.date)}: ${c.path}, line ${c.line_start}`)))];
  return [question, "", answer, "", ...sources].join("\n");
}

function folded(title, rows) {
  return rows.length && el("details", {}, el("summary", {}, title), el("ul", {}, rows));
}
