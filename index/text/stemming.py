"""A word -> its stem by the rules of its language, for languages other than English, whose stems FTS5 makes itself.

The rules are Snowball's (Porter, "Snowball: A language for stemming algorithms", 2001), in its own Python.
"""

import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.text.language_data import LANGUAGES, language_data

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 20_000  # words, some 6 MB: notes say the same ones again and again
_STEMMING = threading.Lock()  # a stemmer keeps the word that it works on


@cache
def has_stems(language: str) -> bool:
    """Whether words of the language are stemmed here; of none that has no file."""
    return language in LANGUAGES and bool(language_data(language).text("text.stemmer"))


@cache
def joins_words(language: str) -> bool:
    """Whether the language writes compounds as one word: "Steuererklärung"."""
    return language in LANGUAGES and bool(language_data(language).text("text.compounds"))


@lru_cache(_REMEMBERED)
def stem_of(word: str, language: str) -> str:
    """The stem of a word in lower case; the word itself in a language without stems."""
    if not has_stems(language):
        return word
    with _STEMMING:
        return _stemmer(language)(word)


@cache
def _stemmer(language: str) -> "Callable[[str], str]":
    import snowballstemmer  # 12 ms, which a question about English notes does without

    stem: Callable[[str], str] = snowballstemmer.stemmer(language_data(language).text("text.stemmer")).stemWord
    return stem
