// The calendar: one cell a day, a year a row of weeks, newest first, for eyes, screen readers and keys.

import { addDays, addMonths, long, monthName, today, weekday } from "./dates.js";
import { button, counted, el, floating } from "./dom.js";

const YEARS_AT_FIRST = 3;

/** Makes the calendar in `box`. `open(day)` is called for a chosen day, `choose(from, to)` for a dragged span. */
export function calendar(box, { open, choose }) {
  let state = { days: new Map(), topic: "", window: null, cited: new Set(), all: false };
  let drag = null;
  let picking = null; // {from} while two days are chosen one after the other

  function show(changes) {
    state = { ...state, ...changes };
    const years = [...new Set([...state.days.keys()].map((day) => Number(day.slice(0, 4))))].reverse();
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.day : "";
    box.replaceChildren();
    box.hidden = !years.length;
    if (!years.length) return;
    const shown = state.all ? years : atFirst(years);
    if (focused) box.dataset.focus = focused;
    const focus = box.dataset.focus && shown.includes(Number(box.dataset.focus.slice(0, 4))) ? box.dataset.focus : newest();
    box.append(
      el("div", { class: "calendar-head" }, el("h2", {}, title()), picker(), el("p", { class: "legend", "aria-hidden": "true" }, "less", el("span"), "more")),
      el("div", { class: "years" }, shown.map((year) => yearGrid(year, focus))),
    );
    if (shown.length < years.length) {
      const more = () => show({ all: true });
      box.append(button({ onclick: more }, `${counted(years.length - shown.length, "more year")}`));
    }
    if (focused) box.querySelector(`[data-day="${focused}"]`)?.focus({ preventScroll: true });
    if (picking?.from) paint(picking.from, picking.from);
    for (const scroller of box.querySelectorAll(".year-scroll")) {
      const at = scroller.querySelector("[data-cited], [data-level='4'], [tabindex='0']");
      scroller.scrollLeft = at ? at.offsetLeft - scroller.clientWidth / 2 : scroller.scrollWidth;
    }
  }

  /** A day is the first or the last of a span, while one is chosen; else it is opened. */
  function pick(from, to = from) {
    if (picking && !picking.from) {
      picking = { from };
      show({});
    } else if (picking || from !== to) {
      const days = [picking?.from ?? from, to].sort();
      picking = null;
      show({});
      choose(...days);
    } else if (state.days.has(from)) open(from);
  }

  /** A button after which two cells, clicked or tapped, are the first and the last day. */
  function picker() {
    const words = picking ? (picking.from ? "Now the last day" : "Now the first day") : "Choose dates";
    return button({ "aria-pressed": Boolean(picking), onclick: () => ((picking = picking ? null : {}), show({})) }, words);
  }

  function atFirst(years) {
    const weight = (year) => [...state.days.values()].reduce((sum, day) => sum + (day.date.startsWith(year) ? day.strength ** 2 : 0), 0);
    const best = state.topic ? [...years].sort((a, b) => weight(String(b)) - weight(String(a)) || b - a) : years;
    const some = best.filter((year) => !state.topic || weight(String(year)) > 0);
    const first = new Set((some.length ? some : best).slice(0, box.dataset.room === "little" && state.topic ? 1 : YEARS_AT_FIRST));
    return years.filter((year) => first.has(year));
  }
  const newest = () => {
    const days = [...state.days.keys()];
    return days.findLast((day) => state.cited.has(day)) ?? days.at(-1) ?? "";
  };

  function title() {
    if (!state.topic) return "What you wrote, day by day";
    const count = [...state.days.values()].filter((day) => day.strength > 0).length;
    if (state.told && count) return `You wrote on ${counted(count, "day")}`;
    return count ? `${counted(count, "day")} ${count === 1 ? "mentions" : "mention"} this` : "No matching days";
  }

  function yearGrid(year, focus) {
    const first = `${year}-01-01`;
    const monday = addDays(first, -weekday(first));
    const weeks = [];
    const months = [];
    for (let start = monday; start <= `${year}-12-31`; start = addDays(start, 7)) {
      const week = Array.from({ length: 7 }, (_, i) => addDays(start, i));
      const named = week.find((day) => day.endsWith("-01") && day.startsWith(String(year)));
      if (named) months.push([named, weeks.length + 1]);
      weeks.push(el("div", { role: "row", class: "week" }, week.map((day) => (day.startsWith(String(year)) ? cell(day, day === focus) : el("span", { class: "gap" })))));
    }
    const names = months.map(([day, column]) => {
      const month = day.slice(0, 7);
      const noted = [...state.days.keys()].some((each) => each.startsWith(month));
      const asked = `/?q=${encodeURIComponent(`what did I do in ${month}`)}`;
      const about = { href: asked, "data-view": "ask", title: "What this month was about", tabindex: -1 };
      const name = noted ? el("a", about, monthName(day)) : el("span", {}, monthName(day));
      name.style.gridColumn = `${column} / span 4`;
      return name;
    });
    return el(
      "div",
      { class: "year" },
      el("h3", {}, String(year)),
      el("div", { class: "year-scroll" }, el("div", { class: "months", "aria-hidden": "true" }, names), el("div", { class: "weeks", role: "grid", "aria-label": `Days of ${year}` }, weeks)),
    );
  }

  function cell(day, focused) {
    const noted = state.days.get(day);
    const outside = state.window && ((state.window.from && day < state.window.from) || (state.window.to && day > state.window.to));
    return el("span", {
      role: "gridcell",
      class: "cell",
      tabindex: focused ? 0 : -1,
      "data-day": day,
      "data-level": level(noted, state.topic),
      "data-cited": state.cited.has(day) || null,
      "data-outside": outside || null,
      "data-today": day === today() || null,
      "aria-label": labelOf(day, noted, state.topic),
    });
  }

  const cellOf = (target) => target.closest?.(".cell");
  const dayAt = (event) => cellOf(event.target)?.dataset.day ?? cellOf(document.elementFromPoint(event.clientX, event.clientY) ?? box)?.dataset.day;
  const tip = floating({ class: "tip" });

  function point(target) {
    if (!target) return tip.hide();
    const { day } = target.dataset;
    const noted = state.days.get(day);
    tip.box.replaceChildren(el("strong", {}, long(day)), noted?.title && !noted.title.startsWith(day) ? noted.title : noted ? counted(noted.words, "word") : "no notes");
    tip.show(target);
  }

  /** Marks the cells from one day to another as chosen. */
  function paint(from, to) {
    const [low, high] = [from, to].sort();
    for (const each of box.querySelectorAll(".cell")) each.toggleAttribute("data-chosen", from && each.dataset.day >= low && each.dataset.day <= high);
  }

  box.addEventListener("pointerdown", (event) => {
    const day = dayAt(event);
    if (!day || event.button !== 0) return;
    drag = { from: day, to: day, touch: event.pointerType === "touch" };
  });
  box.addEventListener("pointermove", (event) => {
    if (!drag || drag.touch) return;
    drag.to = dayAt(event) ?? drag.to;
    if (drag.to !== drag.from) paint(drag.from, drag.to);
  });
  addEventListener("pointerup", () => {
    if (!drag) return;
    const { from, to } = drag;
    drag = null;
    paint();
    pick(from, to);
  });
  addEventListener("pointercancel", () => { drag = null; paint(); });
  box.addEventListener("pointerover", (event) => point(cellOf(event.target)));
  box.addEventListener("pointerleave", () => point(null));
  box.addEventListener("focusin", (event) => point(cellOf(event.target)));
  box.addEventListener("focusout", () => point(null));

  const STEPS = {
    ArrowUp: (day) => addDays(day, -1),
    ArrowDown: (day) => addDays(day, 1),
    ArrowLeft: (day) => addDays(day, -7),
    ArrowRight: (day) => addDays(day, 7),
    PageUp: (day) => addMonths(day, -1),
    PageDown: (day) => addMonths(day, 1),
    Home: (day) => `${day.slice(0, 4)}-01-01`,
    End: (day) => `${day.slice(0, 4)}-12-31`,
  };

  box.addEventListener("keydown", (event) => {
    const here = cellOf(event.target);
    if (!here) return;
    const day = here.dataset.day;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(day);
    } else if (event.key === "Escape" && picking) {
      picking = null;
      show({});
    } else if (event.key in STEPS) {
      event.preventDefault();
      if (event.shiftKey) picking = { from: picking?.from ?? day };
      const next = box.querySelector(`[data-day="${STEPS[event.key](day)}"]`);
      if (!next) return;
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      box.dataset.focus = next.dataset.day;
      paint(picking?.from, next.dataset.day);
    }
  });

  return { show };
}

function level(noted, topic) {
  if (!noted) return null;
  if (topic) return noted.strength > 0 ? Math.min(4, 1 + Math.floor(noted.strength * 4)) : 0;
  return Math.min(4, 1 + Math.floor(Math.log2(1 + noted.words / 60)));
}

function labelOf(day, noted, topic) {
  if (!noted) return `${long(day)}, no notes`;
  const words = ["doesn’t mention it", "touches on it", "mentions it", "is largely about it", "is mostly about it"];
  return `${long(day)}, ${topic ? words[level(noted, topic)] : counted(noted.words, "word")}`;
}

/** The reply of /timeline -> Map of day to {strength, words, title}, oldest first. */
export const byDay = (timeline) => new Map(timeline.days.map((day) => [day.date, day]));
