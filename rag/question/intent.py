"""A question -> what kind of answer it asks for: "when did I first read about backprop" -> "first".

Only what is asked of days counts: "my first CNN" and "how many layers" ask for no first day and no number of days.
"""

import re
from collections.abc import Sequence
from functools import cache

from index.text.folding import fold_punctuation
from index.text.language_data import LANGUAGES, SPACED, any_of
from rag.temporal.cjk import is_cjk

INTENTS = ("between", "streak", "ago", "ever", "first", "last", "count", "which", "when")
"""In the order in which they are looked for."""


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
