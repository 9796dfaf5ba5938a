// What this browser keeps: answers of this tab's threads, questions asked last.

import { authorization } from "./api.js";

const THREADS = "daycite-threads";
const ASKED = "daycite-asked";
const MOST_THREADS = 12;
const MOST_ASKED = 8;
const LOOK = 5000; // ms

function read(store, key, none) {
  try {
    return JSON.parse(store.getItem(key)) ?? none;
  } catch {
    return none;
  }
}

function write(store, key, value) {
  try {
    store.setItem(key, JSON.stringify(value));
  } catch {
    store.removeItem(key); // no room: then nothing is kept
  }
}

/** {generation, reads_by} of what is indexed; null where it cannot be had: nobody is asked for a token. */
export const indexedNow = () =>
  fetch("/index/generation", { headers: authorization() }).then((reply) => (reply.ok ? reply.json() : null), () => null);

/** The answers of a thread, by the state that its address holds: they go with the tab, and when the notes change. */
export async function keptAnswers(state) {
  const now = await indexedNow();
  return read(sessionStorage, THREADS, []).find(([key, of]) => key === JSON.stringify(state) && of === now?.generation)?.[2] ?? [];
}

/** `before` is what was indexed when the first of them was asked. */
export async function keepAnswers(state, answers, before) {
  const key = JSON.stringify(state);
  const now = await indexedNow();
  if (now && now.reads_by === (before?.reads_by || now.reads_by)) write(sessionStorage, THREADS, [[key, now.generation, answers], ...read(sessionStorage, THREADS, []).filter(([each]) => each !== key)].slice(0, MOST_THREADS));
}

/** Once other notes are read, as after `daycite forget`, nothing of what is shown stays. */
export function watchNotes() {
  let known, next;
  const look = async () => {
    const now = document.hidden ? null : await indexedNow();
    if (known && now && now.reads_by !== known) {
      forgetAnswers();
      location.reload();
    }
    known = now?.reads_by ?? known;
    clearTimeout(next);
    next = setTimeout(look, known ? LOOK : LOOK / 20); // none indexed yet
  };
  for (const [target, event] of [[window, "focus"], [document, "visibilitychange"]]) target.addEventListener(event, look);
  look();
}

export const forgetAnswers = () => sessionStorage.removeItem(THREADS);

export const lastAsked = () => read(localStorage, ASKED, []);
export const forgetAsked = () => localStorage.removeItem(ASKED);

export function keepAsked(question) {
  write(localStorage, ASKED, [question, ...lastAsked().filter((each) => each !== question)].slice(0, MOST_ASKED));
}
