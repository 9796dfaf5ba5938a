// Requests to the server: its token, its problems, its streams of events.

import { byId } from "./dom.js";

const KEY = "daycite-token";
const SENDABLE = /^[\x21-\x7e]+$/;
let asking = null;

/** Keeps the token that the address ends in, and shows it no longer. -> whether there was one. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!given) return false;
  localStorage.setItem(KEY, given);
  history.replaceState(null, "", location.pathname + location.search);
  return true;
}

takeToken();
addEventListener("hashchange", () => takeToken() && location.reload());

/** What a request came to when not to a result: {title, detail, status}. */
export class Problem extends Error {
  constructor(title, detail, status) {
    super(detail);
    Object.assign(this, { title, detail, status });
  }
}

const TITLES = {
  404: "Not found",
  409: "The notes cannot be used",
  413: "That’s too long",
  422: "That doesn’t look right",
  503: "Something isn’t running",
};

/** The reply's JSON. Throws a Problem. */
export async function ask(method, path, body, signal) {
  return (await send(method, path, body, signal)).json();
}

/** The header with the token; none where it is not known, or no header can hold it. */
export function authorization() {
  const token = localStorage.getItem(KEY) ?? "";
  return SENDABLE.test(token) ? { authorization: `Bearer ${token}` } : {};
}

async function send(method, path, body, signal) {
  const headers = { accept: "application/json, text/event-stream", ...authorization() };
  if (body) headers["content-type"] = "application/json";
  let reply;
  try {
    reply = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("Can’t reach daycite", "Start it again with `daycite serve`, then try again.", 0);
  }
  if (reply.status === 401) {
    await askForToken(Boolean(localStorage.getItem(KEY)));
    return send(method, path, body, signal);
  }
  if (!reply.ok) {
    const problem = await reply.json().catch(() => ({}));
    throw new Problem(TITLES[reply.status] ?? "Something went wrong", problem.detail ?? reply.statusText, reply.status);
  }
  return reply;
}

/** Asks for the token, once however many requests wait for it. */
function askForToken(wrong) {
  asking ??= new Promise((given, refused) => {
    const dialog = byId("token");
    byId("token-wrong").hidden = !wrong;
    byId("token-input").value = "";
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        asking = null;
        if (dialog.returnValue !== "ok") return refused(new Problem("This server needs a token", "Your notes can’t be shown without it.", 401));
        localStorage.setItem(KEY, byId("token-input").value.trim());
        given();
      },
      { once: true },
    );
    dialog.showModal();
  });
  return asking;
}

/** Each event of a stream as it comes: {name, data}. */
export async function* events(method, path, body, signal) {
  const reader = (await send(method, path, body, signal)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { name: "message", data: "" };
      for (const line of block.split("\n")) {
        if (line.startsWith("event:")) event.name = line.slice(6).trim();
        if (line.startsWith("data:")) event.data += line.slice(5).trim();
      }
      if (event.data) yield { name: event.name, data: JSON.parse(event.data) };
    }
  }
}
