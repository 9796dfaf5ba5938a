// A note as it is read: the server's nodes -> elements; whatever it does not know becomes text.

import { authorization } from "./api.js";
import { el, link } from "./dom.js";
import { encoded, openPassage, places } from "./passage.js";

const PLAIN = { p: "p", list: "ul", ordered: "ol", item: "li", table: "table", row: "tr", head: "th", cell: "td", quote: "blockquote", em: "em", strong: "strong", del: "del", mark: "mark", code: "code" };
const BLOCKS = new Set(["p", "item", "done", "todo", "heading", "cell", "head", "quote"]);

export const readable = (nodes, path) => nodes.map((node) => element(node, path));

function element(node, path) {
  if (typeof node === "string") return node;
  const { tag, line, level, target } = node;
  const inside = node.children.map((child) => element(child, path));
  const at = { "data-line": line || null, dir: BLOCKS.has(tag) ? "auto" : null };
  if (tag === "heading") return el(`h${Math.min(level + 2, 6)}`, at, inside);
  if (tag === "done" || tag === "todo") return indented(el("li", { ...at, class: "task" }, box(tag), " ", inside), level);
  if (tag === "ordered") return el("ol", { ...at, start: level === 1 ? null : level }, inside);
  if (tag === "item") return indented(el("li", at, inside), level);
  if (tag === "table") return el("div", { class: "table", tabindex: 0, role: "group", "aria-label": "Table" }, el("table", at, el("tbody", {}, inside)));
  if (tag === "code_block") return el("pre", { ...at, tabindex: 0, role: "group", "aria-label": "Code" }, el("code", {}, inside));
  if (tag === "rule") return el("hr");
  if (tag === "br") return el("br");
  if (tag === "math") return el("code", { class: "math" }, inside);
  if (tag === "footnote") return el("sup", {}, inside);
  if (tag === "tag" || tag === "remark") return el("span", { class: tag }, inside);
  if (tag === "day") return link("journal", { day: target }, inside);
  if (tag === "note") return el("button", { type: "button", class: "to-note", onclick: () => openPassage({ path: target, line_start: 1, line_end: 1, date: null, quote: "" }) }, inside);
  if (tag === "image") return picture(target, path, node.children.join(""));
  return el(PLAIN[tag] ?? "span", at, inside);
}

function indented(item, level) {
  if (level > 1) item.style.marginLeft = `${1.4 * Math.min(level - 1, 4)}rem`;
  return item;
}

const box = (tag) => el("span", { class: "box-mark", role: "img", "aria-label": tag === "done" ? "done" : "to do" }, tag === "done" ? "☑" : "☐");

/** A picture is fetched with the token, which an address of its own could not hold. */
function picture(target, note, words) {
  const image = el("img", { alt: words || target.split("/").at(-1), loading: "lazy" });
  fetch(`/pictures/${encoded(target)}?${new URLSearchParams({ note })}`, { headers: authorization() })
    .then((reply) => (reply.ok ? reply.blob() : Promise.reject(reply)))
    .then((blob) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => { image.src = reader.result; });
      reader.readAsDataURL(blob);
    })
    .catch(() => image.replaceWith(el("span", { class: "remark" }, `[image: ${image.alt}]`)));
  return image;
}

/** Marks the cited words in the element that they stand in, and scrolls there. -> whether they were found. */
export function markCited(place, { line, quote }) {
  const all = [...place.querySelectorAll("[data-line]")].filter((each) => Number(each.dataset.line) <= line && !each.matches("table, ul, ol"));
  const at = all.at(-1);
  if (!at) return false;
  const texts = [];
  const walker = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const found = quote ? places(texts.map((node, number) => ({ number, text: node.data })), quote) : new Map();
  for (const [number, [from, to]] of found) {
    const range = document.createRange();
    range.setStart(texts[number], from);
    range.setEnd(texts[number], to);
    range.surroundContents(el("mark", { class: "cited" }));
  }
  if (!found.size) at.classList.add("cited-block");
  const begin = () => at.scrollIntoView({ block: "center" });
  begin();
  for (const image of place.querySelectorAll("img")) image.addEventListener("load", begin, { once: true }); // it takes room
  return true;
}
