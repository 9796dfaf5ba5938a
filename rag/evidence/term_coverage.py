"""Which of a question's terms a text has: by their stems, in scripts without spaces by the pairs of their signs."""

import re
import sqlite3
from collections.abc import Sequence

import numpy as np

from index.store.word_index import stems
from index.text.irregular_verbs import other_forms
from index.text.scripts import CJK, HALF_KATAKANA, THAI

_UNSPACED = re.compile(f"[{CJK}{HALF_KATAKANA}{THAI}]")
_LONG = 5  # letters of a word that a longer one may begin with


def is_unspaced(term: str) -> bool:
    """Whether it is written in a script without spaces, or in Korean, where particles are written with the word."""
    return _UNSPACED.search(term) is not None


def pair_share(term: str, text: str) -> float:
    """From 0 to 1: how many of the pairs of signs next to each other in the term stand in the text."""
    pairs = [term[i : i + 2] for i in range(len(term) - 1)] or [term]
    return sum(pair in text for pair in pairs) / len(pairs)


def held_terms(terms: Sequence[str], texts: Sequence[str], db: sqlite3.Connection) -> np.ndarray:
    """(len(terms), len(texts)) from 0 to 1: how much of each term each text has."""
    forms = [[term, *other_forms(term)] for term in terms]
    flat = stems(db, [form for row in forms for form in row])
    stems_of_texts = [frozenset(row) for row in stems(db, texts)]
    held = np.zeros((len(terms), len(texts)))
    at = 0
    for row, term in enumerate(terms):
        own = flat[at : at + len(forms[row])]
        at += len(forms[row])
        for column, text in enumerate(texts):
            if is_unspaced(term):
                held[row, column] = pair_share(term, text)
            else:
                held[row, column] = max(_share(form, stems_of_texts[column]) for form in own)
    return held


def _share(own: Sequence[str], words: frozenset[str]) -> float:
    """The share of the stems of one term among the words of a text."""
    if len(own) == 1 and own[0] not in words and len(own[0]) >= _LONG:
        return float(any(word.startswith(own[0]) for word in words))
    return sum(stem in words for stem in own) / len(own) if own else 0.0
