"""How surely each sentence answers the question: a logistic model of a few named features, learned once.

The features are cheap; of the likeliest sentences by them a cross-encoder (index/judge) reads question and sentence
together, and its word is one more feature. Without it the others decide alone.
`python -m tools.sentence_table` learns the weights (sentence_table.py) over questions whose answering lines are known,
and prints how well they find these in journals that they never saw.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from index.text.language_data import LANGUAGES, language_data
from index.text.told_language import language_of
from rag.evidence.candidates import ScoredCandidates, judged_text
from rag.evidence.sentence_table import OF_FACTS, OF_TOPICS, TABLE, Table
from rag.evidence.term_coverage import is_unspaced
from rag.question.intent import AnswerForm
from rag.question.read import Question

_BESIDE_THE_TOPIC, _ALL = 0.4, 0.999
JUDGED = 16  # sentences that the cross-encoder reads

WITH_JUDGE: Mapping[AnswerForm, Table] = {"fact": OF_FACTS, "topic": OF_TOPICS}


WrittenIn = Literal["english", "spaced", "unspaced"]
"""What notes are written in: English, another language with spaces between its words, or one without (or Korean)."""


class SentenceJudge(Protocol):
    """What judging needs of a cross-encoder."""

    def logits(self, question: str, texts: Sequence[str], around: Sequence[str] = ()) -> np.ndarray: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates with the probability of each that it answers the question."""

    scored: ScoredCandidates
    probability: np.ndarray
    """(n,) from 0 to 1"""
    logits: np.ndarray | None = None
    """(n,) of the cross-encoder, NaN where it was not asked; None without it"""
    writing: WrittenIn = "english"


FindJudge = Callable[[], SentenceJudge | None]
"""Gives the cross-encoder, opened the first time it is wanted; None where there is none."""


def judge_candidates(scored: ScoredCandidates, question: Question, find_judge: FindJudge = lambda: None) -> Judged:
    """The probability of every candidate."""
    named = features(scored)
    likely = probability(named, TABLE)
    if any(map(is_unspaced, question.terms)) and scored.coverage.any() and not scored.centred:
        likely = likely * (scored.coverage > 0)  # what such a model finds alike there is often only as long
    language = language_found(scored)
    written = writing(question, language)
    judge = find_judge() if is_for_judge(question) and _is_judged(language) else None
    if judge is None:
        return Judged(scored, likely, writing=written)
    read = np.argsort(-likely, kind="stable")[:JUDGED]
    logits = np.full(len(likely), np.nan, np.float32)
    asked = [scored.candidates[i] for i in read.tolist()]
    logits[read] = judge.logits(question.text, [judged_text(c) for c in asked], [c.around for c in asked])
    surely = probability(
        {name: values[read] for name, values in named.items()} | judge_features(logits[read]), WITH_JUDGE[question.form]
    )
    out = np.minimum(likely, surely.min(initial=1.0))
    out[read] = surely
    if question.form == "topic":
        out[_beside_the_topic(scored, logits)] *= _BESIDE_THE_TOPIC
    return Judged(scored, out, logits, written)


def _beside_the_topic(scored: ScoredCandidates, logits: np.ndarray) -> np.ndarray:
    """(n,) bool: what has none of the question's terms, where the judge prefers a sentence that has them all.

    However near it stands: of the day on which one was stuck on one matter most sentences tell of others.
    """
    read = ~np.isnan(logits)
    named = read & (scored.more.get("own_coverage", scored.coverage) > _ALL)
    if not named.any():
        return np.zeros(len(logits), bool)
    beside: np.ndarray = (scored.coverage == 0) & ~(logits >= logits[named].max())
    return beside


def is_for_judge(question: Question) -> bool:
    """Whether it may be asked: for days alone no sentence answers better than another, and it knows Latin letters."""
    return not question.asks_for_days and not any(map(is_unspaced, question.terms))


def language_found(scored: ScoredCandidates) -> str:
    """What the sentences found are written in: a question is often too short to tell."""
    return language_of(" ".join(candidate.sentence.text for candidate in scored.candidates))


def _is_judged(language: str) -> bool:
    """Whether the judge learned from notes in the language; "" is taken for English."""
    return not language or language in LANGUAGES and bool(language_data(language).text("text.judged"))


def writing(question: Question, language: str) -> WrittenIn:
    """Told by the question's own signs, else by the `language_found`."""
    if any(map(is_unspaced, question.terms)):
        return "unspaced"
    return "english" if language in ("en", "") else "spaced"


def judge_features(logits: np.ndarray) -> dict[str, np.ndarray]:
    """Name -> (n,): the cross-encoder's word, and how far it is below that on the best."""
    return {"judge": logits, "judge_below": logits - logits.max(initial=-np.inf)}


def features(scored: ScoredCandidates) -> dict[str, np.ndarray]:
    """Name -> (n,): each as it is, and how far it is below the best of the answer's candidates."""
    own = {
        "words": scored.words,
        "meaning": scored.meaning,
        "coverage": scored.coverage,
        "passage": np.array([candidate.place for candidate in scored.candidates]),
    }
    below = {f"{name}_below": values - values.max(initial=-np.inf) for name, values in own.items()}
    return own | below | dict(scored.more)


def probability(named: Mapping[str, np.ndarray], table: Table) -> np.ndarray:
    """(n,) from 0 to 1: the logistic of the features by their weights."""
    total = sum(table.weights.get(name, 0.0) * values for name, values in named.items())
    return np.asarray(1 / (1 + np.exp(-table.bias - total)))
