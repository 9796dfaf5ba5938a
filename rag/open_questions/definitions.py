"""What a question asks the nature of, and whether a sentence says what that is.

"X is a Y", "X: …", "X = …" say what X is; a sentence that only has X in it, or in which X is the Y, does not.
"""

import re

from index.text.folding import fold_line
from index.text.language_data import all_words, any_of
from rag.evidence.assertions import Sentence

_FOCUS = re.compile(
    rf"^(?:{any_of('answers.asks_what_leads')} )?{any_of('answers.asks_what')}\s+{any_of('answers.before_focus')}*(.+)"
)
_AFTER_FOCUS = all_words("answers.after_focus")
_FOCUS_FIRST = re.compile(rf"^(.{{1,12}}?){any_of('answers.focus_asked_behind')}\s*[?？]*$")
_QUALIFIED = re.compile(rf"\s+{any_of('answers.qualifiers')}\b")
_DEFINES = re.compile(
    rf"(?:\W{{0,4}}\s*(?:\([^)]{{1,60}}\)\s*)?{any_of('answers.defines')}\b|\W{{0,3}}\s*[:=—–→：]|\s+-\s"
    rf"|\s*{any_of('answers.defines_unspaced')})"
)
_SAYS_WHAT = re.compile(any_of("answers.in_other_words"))
_FIRST_WORDS = 6  # of a sentence, among which what it defines stands
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")


def focus_of(clause: str) -> str:
    """What a question asks the nature of: "What's a kernel?" -> "kernel"; "" where it asks something else."""
    folded = fold_line(clause)
    match = _FOCUS.match(folded) or _FOCUS_FIRST.match(folded)
    words = re.sub(r"[\"“”'*_「」]", "", match[1]).strip(" ?.").split() if match else []
    while len(words) > 1 and words[-1] in _AFTER_FOCUS:
        words.pop()
    named = " ".join(words)
    focus = _QUALIFIED.split(named)[0].strip()
    return focus if len(focus.split()) <= 4 else ""


def defines(focus: str, sentence: Sentence) -> bool:
    """Whether the sentence says what `focus` is: "a batch refers to …", "kernel: …", "fine-tune it — that is, …"."""
    if not focus:
        return False
    text = _HYPHEN.sub("", re.sub(r"[\"“”*_]", "", fold_line(sentence.text)))
    focus = _HYPHEN.sub("", focus)
    root = focus[: max(4, len(focus) - 3)] if len(focus) > 5 else focus
    stem = r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]", root))
    place = re.search(rf"(?<![^\W_]){stem}[a-z\u00e0-\u00ff]{{0,4}}", text)
    if place is None:
        return False
    near = len(text[: place.start()].split()) <= _FIRST_WORDS
    behind = text[place.end() :]
    return near and bool(_DEFINES.match(behind)) or bool(_SAYS_WHAT.search(behind))
