// One answer on the page: its days as soon as they are found, its statements as they come, then what made it.

import { short, span } from "./dates.js";
import { counted, el } from "./dom.js";
import { openPassage } from "./passage.js";

const DAYS_SHOWN = 6;

/** The parts of an answer inside `place`; `narrow(window)` asks again for some days only. */
export function answerParts(place, narrow) {
  const notice = el("div", { class: "notice", hidden: true });
  const lead = el("p", { class: "lead", hidden: true });
  const statements = el("ul", { class: "statements" });
  const found = el("section", { class: "found", "aria-label": "Related days", hidden: true });
  const foot = el("footer", { hidden: true });
  place.append(notice, lead, statements, found, foot);

  function days({ days: hits, window, notice: words }) {
    note(words, window);
    if (!hits.length) return;
    found.hidden = false;
    const more = hits.length - DAYS_SHOWN;
    const all = () => list.replaceChildren(...hits.map(dayRow));
    const list = el("ol", {}, hits.slice(0, DAYS_SHOWN).map(dayRow));
    found.replaceChildren(el("h3", {}, "Related days"), list);
    if (more > 0) found.append(el("button", { type: "button", class: "quiet", onclick: (event) => (all(), event.target.remove()) }, counted(more, "more day")));
  }

  function note(words, window) {
    notice.hidden = !words && !window;
    notice.replaceChildren(
      ...[
        window && el("span", { class: "window" }, `Only ${span(window)}`, el("button", { type: "button", class: "quiet", onclick: () => narrow(window) }, "Search only these dates")),
        words && el("span", {}, words),
      ].filter(Boolean),
    );
  }

  function done(answer) {
    note(answer.notice, answer.window);
    lead.hidden = !answer.lead;
    lead.replaceChildren(...withDays(answer.lead));
    statements.replaceChildren(...answer.statements.map(statementRow));
    if (answer.answered) days(answer);
    else silence(answer);
    foot.hidden = false;
    foot.replaceChildren(madeBy(answer), ...alsoLookedAt(answer.also ?? []), ...rejected(answer.rejected));
  }

  function silence({ days: hits }) {
    found.hidden = true;
    const near = hits.slice(0, 3).filter((day) => day.passages.length);
    statements.replaceWith(
      el(
        "div",
        { class: "card silence" },
        el("h3", {}, "Your notes don’t say."),
        el("p", {}, near.length ? "Nothing in your notes answers this. The closest:" : "Nothing in your notes mentions this. Try other words or a wider date range."),
        near.length ? el("ol", { class: "near" }, near.map(dayRow)) : null,
      ),
    );
  }

  return {
    days,
    statement: (statement) => statements.append(statementRow(statement)),
    /** What was shown of the statements is void: others follow. */
    retracted: () => statements.replaceChildren(),
    done,
  };
}

/** Words of daycite's own, in which a day such as 2024-05-03 or [2024-05-03] leads to that day. */
export function withDays(text) {
  const parts = text.split(/(\[?\b\d{4}-\d\d-\d\d\b\]?)/);
  return parts.map((part, at) => {
    const day = part.replace(/[[\]]/g, "");
    return at % 2 ? el("a", { class: "chip", href: `/?day=${day}`, "data-view": "journal" }, short(day)) : part;
  });
}

function dayRow({ date, passages }) {
  const best = passages[0];
  const words = best.heading && !best.heading.startsWith(date) ? best.heading : best.text.replace(/^[#*>\-\s]+/, "").split("\n")[0];
  const open = () => openPassage({ ...best, date, quote: "" });
  return el("li", {}, el("button", { type: "button", class: "day-row", onclick: open }, el("span", { class: "chip" }, short(date)), el("span", { class: "words" }, words)));
}

/** A statement with a chip for each place that it stands in. */
export function statementRow({ text, citations, state = "", times = [], ...more }) {
  const ours = [state, ...times.map(({ words, days }) => `“${words}”: ${days}`)].filter(Boolean).join("; ");
  const chips = citations.map((citation) => {
    const label = `${short(citation.date)}, ${citation.path}, line ${citation.line_start}: opens the note`;
    return el("button", { type: "button", class: "chip", "aria-label": label, "data-date": citation.date ?? "", onclick: () => openPassage(citation) }, short(citation.date));
  });
  return el("li", { class: more.beyond_notes ? "beyond" : null }, el("span", {}, text), " ", el("span", { class: "chips" }, chips), ours && el("span", { class: "remark", title: "said by daycite, not by your notes" }, ` (${ours})`));
}

function madeBy({ answered, answered_by, llm_error, took_ms, sent_to }) {
  const seconds = took_ms < 1000 ? `${Math.round(took_ms)} ms` : `${(took_ms / 1000).toFixed(1)} s`;
  const who = answered_by === "extract" ? "Your notes’ own sentences" : `Written by ${answered_by}, each citation checked against your files`;
  return el("p", {}, answered ? `${who} · ${seconds}` : seconds, sent_to && ` · Passages sent to ${sent_to}`, llm_error && el("span", { class: "why" }, ` · ${llm_error}`));
}

function alsoLookedAt(all) {
  if (!all.length) return [];
  return [el("details", {}, el("summary", {}, `Also looked at: ${counted(all.length, "day")}`), el("ul", {}, all.map(statementRow)))];
}

function rejected(all) {
  if (!all.length) return [];
  const rows = all.map(({ text, reason }) => el("li", {}, text, " ", el("em", {}, reason)));
  return [el("details", {}, el("summary", {}, `${counted(all.length, "statement")} left out`), el("ul", {}, rows))];
}
