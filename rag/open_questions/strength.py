"""Whether a sentence has the form of an answer to what a question asks, and how surely it answers it.

"What is X?" wants a sentence that says what X is, "why" one that gives a reason, "when" a time or a condition: speaking
of the same things is not enough.
"""

import re
from dataclasses import dataclass
from math import exp

from index.store.rows import StoredPassage
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
# Set by hand when open questions were first answered; the history records no fit. What raises a score answers more
# questions, and more of them wrongly: tests/rag/open_questions counts both.
_WEIGHTS = (0.35, 0.45, 0.20)  # of words, meaning, and the share of words held
_STEEP, _MIDDLE = 14.0, 0.51  # of the logistic curve: at this score an answer is as likely right as wrong
_DEFINING, _REPLYING = 0.22, 0.15  # on, for the form that is asked for: as much as its words can miss
_REPLYING_WORDS = 0.7  # and more of the question's words, or it replies to another one
_ONLY_ABOUT = 0.42  # at most, below the middle: a sentence about a thing that does not say what it is
_TOO_FAR = 0.15  # off, where the sentence has not the form that is asked for
_FIRST_WORDS = 6  # of a sentence, among which what it defines stands
_AND = rf"^(?:\W*{any_of('answers.ands')}\s)?"
_KINDS = (
    (
        re.compile(rf"{_AND}{any_of('answers.asks_why')}\b|{any_of('answers.asks_why_anywhere')}"),
        re.compile(rf"\b{any_of('answers.gives_reason')}\b|{any_of('answers.gives_reason_unspaced')}"),
    ),
    (
        re.compile(rf"{_AND}{any_of('answers.asks_when')}\b|{any_of('answers.asks_when_anywhere')}"),
        re.compile(rf"\d|\b{any_of('answers.gives_time')}\b|{any_of('answers.gives_time_unspaced')}"),
    ),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, where it stands, and what speaks for it, each from 0 to 1."""

    sentence: Sentence
    passage: StoredPassage
    words: float
    """How well it matches the question's words, like ones counting nearly as much as the same."""
    meaning: float
    held: float
    """Share of the question's words, by weight, that it or its heading has."""
    focus: str
    """What the question asks the nature of: "kernel" of "What's a kernel?"; "" where it asks something else."""
    defines: bool
    """The sentence says what that is."""
    replies: bool
    """It stands as an answer below a question of the author's, whose words count for it."""
    clause: str
    """The part of the question that it may answer."""


def strength(evidence: Evidence) -> float:
    """How surely the sentence answers its part of the question: its words, its meaning, and its form."""
    features = (evidence.words, evidence.meaning, evidence.held)
    score = sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
    if evidence.replies:
        return score + _REPLYING if evidence.words >= _REPLYING_WORDS else score
    if evidence.focus:
        return score + _DEFINING if evidence.defines else min(score - _TOO_FAR, _ONLY_ABOUT)
    clause = fold_line(evidence.clause)
    for question_form, answer_form in _KINDS:
        if question_form.search(clause) and not answer_form.search(fold_line(evidence.sentence.text)):
            return score - _TOO_FAR
    return score


def answer_confidence(score: float) -> float:
    """From 0 to 1."""
    return 1 / (1 + exp(-_STEEP * (score - _MIDDLE)))


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
    text = re.sub(r"[\"“”]", "", fold_line(sentence.text))
    root = focus[: max(4, len(focus) - 3)] if len(focus) > 5 else focus
    stem = r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]", root))
    place = re.search(rf"(?<![^\W_]){stem}[a-z\u00e0-\u00ff]{{0,4}}", text)
    if place is None:
        return False
    near = len(text[: place.start()].split()) <= _FIRST_WORDS
    behind = text[place.end() :]
    return near and bool(_DEFINES.match(behind)) or bool(_SAYS_WHAT.search(behind))
