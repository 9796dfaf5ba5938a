// Days are strings like "2025-05-03"; they are counted in UTC, where every day has 24 hours.

const DAY = 86_400_000;
const form = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const LONG = form({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT = form({ day: "numeric", month: "short", year: "numeric" });
const MONTH = form({ month: "short" });
const MONTH_AND_YEAR = form({ month: "long", year: "numeric" });

export const toTime = (day) => Date.parse(`${day}T00:00:00Z`);
export const toDay = (time) => new Date(time).toISOString().slice(0, 10);
export const addDays = (day, count) => toDay(toTime(day) + count * DAY);
export const long = (day) => (day ? LONG.format(toTime(day)).replace(",", "") : "Undated");
export const short = (day) => (day ? SHORT.format(toTime(day)) : "undated");
export const monthName = (day) => MONTH.format(toTime(day));
export const monthAndYear = (day) => MONTH_AND_YEAR.format(toTime(day));
/** The day that it is here. */
export const today = () => toDay(Date.now() - new Date().getTimezoneOffset() * 60_000);
/** 0 for Monday. */
export const weekday = (day) => (new Date(toTime(day)).getUTCDay() + 6) % 7;

/** The day `count` months away, or the last of its month. */
export function addMonths(day, count) {
  const [year, month, number] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + count, Math.min(number, last)));
}

/** "2025-02" -> its first or last day; "" for what is not a day, month or year. */
export function edge(text, last) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text.trim());
  if (!found) return "";
  const year = Number(found[1]);
  const month = Number(found[2] ?? (last ? 12 : 1));
  const number = Number(found[3] ?? (last ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 1));
  const day = toDay(Date.UTC(year, month - 1, number));
  return Number(day.slice(5, 7)) === month && Number(day.slice(8)) === number ? day : "";
}

/** {from, to} -> "1 Mar 2025 to 31 Mar 2025". */
export function span(window) {
  if (window.from && window.from === window.to) return short(window.from);
  if (!window.to) return `since ${short(window.from)}`;
  return window.from ? `${short(window.from)} to ${short(window.to)}` : `until ${short(window.to)}`;
}
