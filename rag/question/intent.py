"""A question -> what kind of answer it asks for: "when did I first read about backprop" -> "first".

Only what is asked of days counts: "my first CNN" and "how many layers" ask for no first day and no number of days.

And the form of that answer: "where did we moor the boat" is answered by a sentence or two, the best first; "what did I
learn about CNNs" by the best of each day, in the order of days.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import LANGUAGES, SPACED, any_of
from rag.temporal.language import is_cjk

INTENTS = ("between", "streak", "ago", "ever", "first", "last", "count", "which", "when")
"""In the order in which they are looked for."""
AnswerForm = Literal["fact", "topic"]

_TOPIC = re.compile(any_of("answers.topics"))
_ASKS = re.compile(rf"\b{any_of('answers.asks')}\b|[?？]|{any_of('answers.asks_unspaced')}")


def _patterns(languages: Sequence[str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of(f"intents.{name}", languages)) for name in INTENTS}


_OF_SPACED = _patterns(SPACED)


@cache
def _intents_of_all() -> dict[str, re.Pattern[str]]:
    return _patterns(LANGUAGES)


def read_intent(text: str) -> str:
    """ "between" "streak" "ago" "ever" "first" "last" "count" "which" "when", or "ask" for all else."""
    folded = " ".join(fold_punctuation(text).split())
    patterns = _intents_of_all() if is_cjk(folded) else _OF_SPACED
    return next((name for name, pattern in patterns.items() if pattern.search(folded)), "ask")


def answer_form(text: str, intent: str, days_only: bool) -> AnswerForm:
    """ "topic" where all of a subject is asked for, in words or by keywords alone; else "fact".

    `intent` and `days_only` are the question's.
    """
    folded = " ".join(fold_punctuation(text).split())
    if intent != "ask":
        return "fact"
    return "topic" if days_only or _TOPIC.search(folded) or not _ASKS.search(folded) else "fact"
