"""Which of a question's terms a text has: by their stems, in scripts without spaces by the pairs of their signs."""

import re
import sqlite3
from collections.abc import Sequence

import numpy as np

from index.store.word_index import stemmed_languages, stems
from index.text.irregular_verbs import other_forms
from index.text.scripts import IN_PAIRS
from index.text.stemming import joins_words

_UNSPACED = re.compile(f"[{IN_PAIRS}]")
_LONG = 5  # letters of a word that a longer one may begin with


def is_unspaced(term: str) -> bool:
    """Whether it is written in a script without spaces, or in Korean, where particles are written with the word."""
    return _UNSPACED.search(term) is not None


def pair_share(term: str, text: str) -> float:
    """From 0 to 1: how many of the pairs of signs next to each other in the term stand in the text."""
    pairs = [term[i : i + 2] for i in range(len(term) - 1)] or [term]
    return sum(pair in text for pair in pairs) / len(pairs)


def held_terms(terms: Sequence[str], texts: Sequence[str], db: sqlite3.Connection) -> np.ndarray:
    """(len(terms), len(texts)) from 0 to 1: how much of each term each text has, by the stems of the notes."""
    by_language = [_held_in(terms, texts, db, language) for language in stemmed_languages(db)]
    held: np.ndarray = np.max(by_language, axis=0)
    for row, term in enumerate(terms):
        if is_unspaced(term):
            held[row] = [pair_share(term, text) for text in texts]
    return held


def _held_in(terms: Sequence[str], texts: Sequence[str], db: sqlite3.Connection, language: str) -> np.ndarray:
    forms = [[term, *other_forms(term)] for term in terms]
    flat = stems(db, [form for row in forms for form in row], language)
    stems_of_texts = [frozenset(row) for row in stems(db, texts, language)]
    held = np.zeros((len(terms), len(texts)))
    joined = joins_words(language)
    at = 0
    for row in range(len(terms)):
        own = flat[at : at + len(forms[row])]
        at += len(forms[row])
        for column, words in enumerate(stems_of_texts):
            held[row, column] = max(_share(form, words, joined) for form in own)
    return held


def _share(own: Sequence[str], words: frozenset[str], joined: bool = False) -> float:
    """The share of the stems of one term among the words of a text; `joined` words may also end with it."""
    if len(own) == 1 and own[0] not in words and len(own[0]) >= _LONG:
        return float(any(word.startswith(own[0]) or joined and word.endswith(own[0]) for word in words))
    return sum(stem in words for stem in own) / len(own) if own else 0.0
