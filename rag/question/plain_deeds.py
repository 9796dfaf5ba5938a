"""Whether words say only that something was done, or was at all: "what did I get up to", "summary"."""

import re
from functools import cache

from index.text.folding import fold_punctuation
from index.text.language_data import UNSPACED, any_of, language_data
from rag.temporal.language import is_cjk, likeliest_languages
from rag.temporal.lexicon import VOCABULARY

_PIECE = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W_]")
_ASKS_FOR_ANOTHER = re.compile(rf"\b{any_of('text.asks_for_another')}\b")
_HOW_IT_WAS = re.compile(any_of("text.how_it_was"))
_UNITS = "U"
"""The kind of "week" and "day" in the vocabulary."""


def names_no_matter(rest: str, question: str) -> bool:
    """Whether `rest`, a question without its time words, holds only stop words, asking words and words of doing.

    All of them of one language, which `question` may be in: "war" says nothing in German, and much in English.
    """
    folded = fold_punctuation(rest)
    if is_cjk(folded):
        return any(not _LETTER.search(_unspaced(code).sub("", folded)) for code in UNSPACED)
    words = _PIECE.findall(_HOW_IT_WAS.sub(" ", folded))
    return any(_plain(language).issuperset(words) for language in likeliest_languages(fold_punctuation(question)))


def asks_for_another(rest: str) -> bool:
    """Whether a person, a place, a time or a reason is asked for, and not what was done: "who was there"."""
    return _ASKS_FOR_ANOTHER.search(fold_punctuation(rest)) is not None


@cache
def _plain(language: str) -> frozenset[str]:
    data = language_data(language)
    keys = ("text.plain_deeds", "text.asking_words", "text.stop_words")
    units = [word for word, readings in VOCABULARY[language].items() if readings[0][0] == _UNITS]
    words = [*units, *(word for key in keys for word in data.words(key))]
    return frozenset(piece for word in words for piece in _PIECE.findall(fold_punctuation(word)))


@cache
def _unspaced(code: str) -> re.Pattern[str]:
    """What may be struck out of a question in a script without spaces, the longest first."""
    words = {fold_punctuation(word) for word in language_data(code).words("text.plain_deeds")}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
