"""How surely each sentence answers an open question: a logistic model of named features, learned once.

"What is X?" wants a sentence that says what X is, "why" one that gives a reason, "when" a time or a condition: speaking
of the same things is not enough. The likeliest are read by the cross-encoder that judges sentences for answers too.
`python -m tools.open_answer_table` learns the weights, and from which probability on an answer is sure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from index.store.rows import StoredPassage
from index.text.folding import fold_line
from index.text.language_data import any_of
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate, judged_text
from rag.evidence.judgement import JUDGED, SentenceJudge, judge_features, probability
from rag.open_questions.open_answer_table import PLAIN, WITH_JUDGE_TOO, OpenTable

Level = Literal["answered", "perhaps", "open"]
_BESIDE = 600  # characters of a paragraph
_BELOW = 0.9  # of the least that is perhaps an answer
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
_ANSWERS_ASKED = re.compile(rf"{any_of('answers.answers_asked')}|{any_of('answers.answers_asked_unspaced')}")
"""Says that something which was asked is answered: "that settles my question of June"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, where it stands, and what speaks for it by name."""

    sentence: Sentence
    passage: StoredPassage
    clause: str
    """The part of the question that it may answer."""
    named: Mapping[str, float]
    """Features, those that are shares from 0 to 1."""
    sure: float = 0.0
    """From 0 to 1: how surely it answers."""
    level: Level = "open"
    """Whether that is enough for an answer, or for a hint at one."""
    replies: bool = False
    """It stands as an answer below a question of the author's, whose words count for it."""
    around: str = ""
    """What stands before and after the sentence, as the judge reads it."""


def judged(found: Sequence[Evidence], judge: SentenceJudge | None) -> list[Evidence]:
    """The evidence for one clause, each with how surely it answers, surest first."""
    if not found:
        return []
    named = stacked(found)
    likely = probability(named, PLAIN.weights)
    order = np.argsort(-likely, kind="stable")
    if judge is None:
        return [_levelled(found[i], float(likely[i]), PLAIN) for i in order.tolist()]
    read = order[:JUDGED]
    logits = judge_logits(found, read, judge)
    surely = probability(with_logits(named, read, logits), WITH_JUDGE_TOO.weights)
    pairs = sorted(zip(read.tolist(), surely.tolist(), strict=True), key=lambda pair: -pair[1])
    return [_levelled(found[i], sure, WITH_JUDGE_TOO) for i, sure in pairs]


def stacked(found: Sequence[Evidence]) -> dict[str, np.ndarray]:
    """Name -> (n,): each feature, and how far what is a matter of degree is below the best's."""
    names = list(dict.fromkeys(name for evidence in found for name in evidence.named))
    own = {name: np.array([evidence.named.get(name, 0.0) for evidence in found]) for name in names}
    below = {f"{name}_below": own[name] - own[name].max() for name in ("words", "meaning", "held") if name in own}
    return own | below


def with_logits(named: Mapping[str, np.ndarray], read: np.ndarray, logits: np.ndarray) -> dict[str, np.ndarray]:
    """The features of those that the judge has read, with its word among them."""
    return {name: values[read] for name, values in named.items()} | judge_features(logits)


def judge_logits(found: Sequence[Evidence], read: np.ndarray, judge: SentenceJudge) -> np.ndarray:
    """(n,) of the evidence at the places `read`, all for the same clause."""
    asked = [found[i] for i in read.tolist()]
    texts = [judged_text(Candidate(evidence.sentence, evidence.passage, 0.0)) for evidence in asked]
    return judge.logits(asked[0].clause, texts, [evidence.around for evidence in asked])


def _levelled(evidence: Evidence, sure: float, table: OpenTable) -> Evidence:
    """What a thing is, only a sentence that defines it answers."""
    if evidence.named.get("does_not_define"):
        sure = min(sure, _BELOW * table.perhaps)
    level: Level = "answered" if sure >= table.answered else "perhaps" if sure >= table.perhaps else "open"
    return replace(evidence, sure=sure, level=level)


def form_features(clause: str, sentence: Sentence, focus: str, is_definition: bool) -> dict[str, float]:
    """What the form of the question wants, and whether the sentence has it."""
    folded, said = fold_line(clause), fold_line(sentence.text)
    beside = fold_line(sentence.paragraph)
    wants = [(asked.search(folded), given.search(said)) for asked, given in _KINDS]
    return {
        "defines": float(bool(focus) and is_definition),
        "does_not_define": float(bool(focus) and not is_definition),
        "has_form": float(any(asked and given for asked, given in wants)),
        "lacks_form": float(any(asked and not given for asked, given in wants)),
        "answers_asked": float(bool(_ANSWERS_ASKED.search(said))),
        "answers_asked_beside": float(bool(_ANSWERS_ASKED.search(beside[:_BESIDE]))),
    }
