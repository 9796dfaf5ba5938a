"""What tells whether a sentence answers, beside its likeness to the question: its role, its doer, its numbers."""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from index.store.rows import StoredPassage
from index.text.folding import fold_punctuation
from index.text.language_data import SPACED, UNSPACED, any_of
from rag.evidence.assertions import Sentence
from rag.evidence.doers import is_by_another
from rag.question.read import Question
from rag.temporal.lexicon import VOCABULARY

Wanted = Literal["", "number", "reason"]
"""What a question wants to know, where a sentence often has it behind another."""

_REASONS = re.compile(any_of("evidence.reasons"))
_LENGTHS = re.compile(any_of("evidence.lengths"))
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_AMOUNTS = re.compile(any_of("evidence.amounts"))
_NUMBER = re.compile(
    rf"\d|\b{any_of('evidence.numbers', SPACED)}\b|{any_of('evidence.numbers', UNSPACED)}", re.IGNORECASE
)


def asks_for_amount(question: Question) -> bool:
    """Whether a number answers it: "how many", "wie lange", "what score"."""
    return _AMOUNTS.search(fold_punctuation(question.text)) is not None


def wanted_of(question: Question) -> Wanted:
    """What must be said beside the sentence that answers best, where that lacks it."""
    folded = fold_punctuation(question.text)
    return "reason" if _REASONS.search(folded) else "number" if _AMOUNTS.search(folded) else ""


def has_number(text: str) -> bool:
    return _NUMBER.search(text) is not None


def asks_for_length(question: Question) -> bool:
    """Whether a length of time answers it: "how long", "seit wann"."""
    return _LENGTHS.search(fold_punctuation(question.text)) is not None


def names_length(text: str) -> bool:
    """Whether the text names a length of time, or a figure, which may be one: "for three years", "since 2019"."""
    words = _WORD.findall(fold_punctuation(text))
    pairs = zip(words, words[1:], strict=False)
    return _FIGURE.search(text) is not None or any(_kinds(pair) in ("nU", "aU") for pair in pairs)


def _kinds(words: tuple[str, str]) -> str:
    """The kinds of two words that follow each other, in the language that knows both."""
    for vocabulary in VOCABULARY.values():
        if words[0] in vocabulary and words[1] in vocabulary:
            return vocabulary[words[0]][0][0] + vocabulary[words[1]][0][0]
    return ""


def sentence_features(question: Question, rows: Sequence[tuple[Sentence, StoredPassage]]) -> dict[str, np.ndarray]:
    """Name -> (n,), 0 for what is usual."""
    amount = asks_for_amount(question)
    tells = names_length if asks_for_length(question) else has_number
    missing = [amount and not tells(sentence.text) for sentence, _ in rows]
    others = [is_by_another(sentence, question.names) for sentence, _ in rows]
    length = [np.log1p(len(sentence.text.split())) for sentence, _ in rows]
    named = {
        "length": length,
        "amount_missing": missing,
        "other_person": others,
        "not_done": [sentence.state != "" for sentence, _ in rows],
    }
    return {name: np.array(values, float) for name, values in named.items()}
