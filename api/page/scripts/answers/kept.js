// What this browser keeps: the answers of this tab's threads, the questions asked last. Nothing of it leaves the browser.

const THREADS = "daycite-threads";
const ASKED = "daycite-asked";
const ASIDE = "daycite-set-aside";
const MOST_THREADS = 12;
const MOST_ASKED = 8;

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

/** The answers of a thread, by the state that its address holds; they go when the tab is closed or the notes are indexed anew. */
export function keptAnswers(state) {
  return read(sessionStorage, THREADS, []).find(([key]) => key === JSON.stringify(state))?.[1] ?? [];
}

export function keepAnswers(state, answers) {
  const key = JSON.stringify(state);
  write(sessionStorage, THREADS, [[key, answers], ...read(sessionStorage, THREADS, []).filter(([each]) => each !== key)].slice(0, MOST_THREADS));
}

export const forgetAnswers = () => sessionStorage.removeItem(THREADS);

export const lastAsked = () => read(localStorage, ASKED, []);
export const forgetAsked = () => localStorage.removeItem(ASKED);

/** {id: "done" or "not"} of open questions that their reader set aside. */
export const setAside = () => read(localStorage, ASIDE, {});

export function putAside(id, why) {
  const { [id]: _, ...others } = setAside();
  write(localStorage, ASIDE, why ? { ...others, [id]: why } : others);
}

export function keepAsked(question) {
  write(localStorage, ASKED, [question, ...lastAsked().filter((each) => each !== question)].slice(0, MOST_ASKED));
}
