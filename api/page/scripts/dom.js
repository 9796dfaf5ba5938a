// Elements from words. Whatever notes or models say becomes text nodes only: nothing here reads HTML.

/** el("p", {class: "x", onclick: f}, "text", node) -> the element; null and false children are left out. */
export function el(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || (value === false && !key.startsWith("aria-"))) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Announces to screen readers. */
export function say(words) {
  byId("said").textContent = words;
}

/** A card for what went wrong, with a way on. */
export function trouble(problem, again) {
  return el(
    "div",
    { class: "card trouble", role: "alert" },
    el("h3", {}, problem.title ?? "Something went wrong"),
    el("p", {}, problem.detail ?? problem.message),
    again && el("button", { type: "button", class: "quiet", onclick: again }, "Try again"),
  );
}

/** Grey lines where words will be. */
export function waiting(words, lines = 3) {
  const rows = Array.from({ length: lines }, () => el("span", { class: "bone" }));
  return el("div", { class: "waiting" }, el("p", {}, words), el("div", { "aria-hidden": "true" }, rows));
}

/** A link that stays on the page: app.js follows it. */
export function link(view, search, ...children) {
  return el("a", { href: `/?${new URLSearchParams(search)}`, "data-view": view }, ...children);
}

export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
