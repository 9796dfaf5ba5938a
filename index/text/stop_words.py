"""Words that say nothing about a question's subject, by language; they also tell which language it is."""

from collections.abc import Sequence
from functools import cache

from index.text.folding import fold_accents
from index.text.language_data import LANGUAGES, all_words, language_data

_INTENTS = ("first", "last", "count", "which", "streak", "ago", "ever")

ASKING_WORDS = all_words("text.asking_words")
"""What a question asks with, beside the stop words: nobody looks for days on which "journal" was written.

Words like "first" and "time" are not among them: they are as often part of the matter.
"""
INTENT_WORDS = {intent: all_words(f"text.intent_words.{intent}") for intent in _INTENTS}
"""What a question of one intent asks with."""
DOING_WORDS = all_words("text.doing_words")
"""What one does with a matter: of "when did I first read about backprop" only the last word is looked for."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Those of a language; none of a language that has no list."""
    return frozenset(language_data(language).words("text.stop_words"))


def are_stop_words(words: Sequence[str]) -> bool:
    """Whether there are words, and all are stop words, of any language, with or without their accents."""
    return bool(words) and _of_any_language().issuperset(words)


@cache
def _of_any_language() -> frozenset[str]:
    words = frozenset(ASKING_WORDS).union(*map(stop_words, LANGUAGES))
    return words.union(map(fold_accents, words))
