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

/** A button that is not the main thing. */
export const button = (props, ...children) => el("button", { type: "button", class: "quiet", ...props }, ...children);
/** A line of where something stands, or the like. */
export const where = (...children) => el("p", { class: "where" }, ...children);

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
    again && button({ onclick: again }, "Try again"),
  );
}

/** Grey lines where words will be. */
export function waiting(words, lines = 3) {
  const rows = Array.from({ length: lines }, () => el("span", { class: "bone" }));
  return el("div", { class: "waiting" }, el("p", {}, words), el("div", { "aria-hidden": "true" }, rows));
}

/** A box that floats by what it tells of, until the page is scrolled or Escape pressed. -> {box, show(target), hide()} */
export function floating(props) {
  const box = el("div", { role: "tooltip", hidden: true, ...props });
  const hide = () => { box.hidden = true; };
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  function show(target) {
    if (!box.isConnected) document.body.append(box);
    box.hidden = false;
    const at = target.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${at.bottom + box.offsetHeight + 12 < innerHeight ? at.bottom + 6 : Math.max(8, at.top - box.offsetHeight - 6)}px`;
  }
  return { box, show, hide };
}

/** A link that stays on the page: app.js follows it. */
export function link(view, search, ...children) {
  return el("a", { href: `/?${new URLSearchParams(search)}`, "data-view": view }, ...children);
}

export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
