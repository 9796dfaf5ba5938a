// Finds the quoted words in the lines of a note, as the server checks them: letters and digits only, case aside.

const WORD = /[\p{L}\p{N}]/u;

function letters(text) {
  const found = [];
  let at = 0;
  for (const sign of text) {
    if (WORD.test(sign)) for (const letter of sign.toLowerCase().split("")) found.push([letter, at, at + sign.length]);
    at += sign.length;
  }
  return found;
}

/** [{number, text}], quote -> Map of line number to [start, end) of the words in it; empty where they are not. */
export function places(lines, quote) {
  const sought = letters(quote).map(([sign]) => sign).join("");
  const all = lines.flatMap(({ number, text }) => letters(text).map(([sign, start, end]) => ({ sign, number, start, end })));
  const at = sought ? all.map(({ sign }) => sign).join("").indexOf(sought) : -1;
  const found = new Map();
  if (at < 0) return found;
  for (const { number, start, end } of all.slice(at, at + sought.length)) {
    const before = found.get(number);
    found.set(number, before ? [before[0], end] : [start, end]);
  }
  return found;
}
