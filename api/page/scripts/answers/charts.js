// What answers are shaped by: a large number, bars by month, a large date, statements by week.

import { addDays, addMonths, long, monthName, short, weekday } from "./dates.js";
import { el } from "./dom.js";

const MOST_BARS = 36; // months; beyond, a bar a year
const DATE = /\b(?:[A-Z][a-z]{2,5}day,? )?\d{1,2} [A-Z][a-z]{2,8} \d{4}\b/;

export function bigNumber(number, unit) {
  return number === undefined ? null : el("p", { class: "big" }, typeof number === "number" ? number.toLocaleString("en") : number, " ", el("span", {}, unit));
}

/** The first day that the words name, large; null where they name none. */
export function dateIn(words) {
  const found = DATE.exec(words);
  return found && el("p", { class: "big date" }, found[0]);
}

/** "On 22 days with “x”: 2024-05-03, 2024-05-04." -> without the days, which stand elsewhere. */
export function withoutDays(words) {
  return words.replace(/ \(the last \d+\)(?=:)/, "").replace(/: \d{4}-\d\d-\d\d[^.;]*(?:\.\d[^.;]*)*/, "");
}

/** [{date, value}] -> bars by month, or by year. */
export function bars(values, unit = "") {
  if (values.length < 2) return null;
  const months = [...new Set(values.map(({ date }) => date.slice(0, 7)))].sort();
  const between = monthsFrom(months[0], months.at(-1));
  const years = between.length > MOST_BARS;
  const keys = years ? [...new Set(between.map((month) => month.slice(0, 4)))] : between;
  if (keys.length < 2) return null;
  const sums = new Map(keys.map((key) => [key, 0]));
  for (const { date, value } of values) sums.set(date.slice(0, years ? 4 : 7), sums.get(date.slice(0, years ? 4 : 7)) + value);
  const most = Math.max(...sums.values(), 1e-9);
  const rows = keys.map((key, at) => {
    const sum = Math.round(sums.get(key) * 100) / 100;
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.height = `${Math.round((100 * Math.max(sum, 0)) / most)}%`;
    const name = years ? key : monthName(`${key}-01`);
    const label = `${years ? key : `${name} ${key.slice(0, 4)}`}: ${sum} ${unit}`;
    const shown = years || keys.length <= 14 || at % 3 === 0 ? name : "";
    return el("li", { title: label }, el("span", { class: "hidden" }, label), el("span", { class: "number", "aria-hidden": "true" }, sum && keys.length <= 18 ? sum : ""), el("span", { class: "column", "aria-hidden": "true" }, bar), el("span", { class: "name", "aria-hidden": "true" }, shown));
  });
  return el("ol", { class: "bars", "aria-label": years ? "By year" : "By month" }, rows);
}

function monthsFrom(first, last) {
  const all = [];
  for (let month = `${first}-01`; month.slice(0, 7) <= last && all.length < 2400; month = addMonths(month, 1)) all.push(month.slice(0, 7));
  return all;
}

/** The statements of a digest under the day, week or month that they are told by. */
export function byPeriod({ statements, lead }, rows) {
  const by = /told (\w+) by/.exec(lead)?.[1] ?? "day";
  const named = (day) => {
    if (!day) return "Undated";
    if (by === "month") return `${monthName(day)} ${day.slice(0, 4)}`;
    const monday = addDays(day, -weekday(day));
    return by === "week" ? `${short(monday)} to ${short(addDays(monday, 6))}` : long(day);
  };
  const groups = new Map();
  statements.forEach((statement, at) => {
    const name = named(statement.citations[0]?.date);
    groups.set(name, [...(groups.get(name) ?? []), rows[at]]);
  });
  if (groups.size < 2) return rows;
  return [...groups].map(([name, its]) => el("li", { class: "period" }, el("h3", {}, name), el("ul", { class: "statements" }, its)));
}

