"""A text -> as the word index takes it: signs of unspaced scripts in pairs, letters without ligatures, words as stems.

Pure, and the same for a note and a question: what is written differently and meant alike becomes one word.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from index.text.folding import composed, fold_accents
from index.text.language_data import SHARED, language_data
from index.text.scripts import IN_PAIRS, WITHOUT_SPACES
from index.text.stemming import has_stems, joins_words, stem_of

_UNSPACED = re.compile(f"[{WITHOUT_SPACES}]+")
_PAIRED = re.compile(f"[{IN_PAIRS}]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 8  # letters of a word that may be a compound
_LIGATURES = (range(0xFB00, 0xFB07), range(0xFF01, 0xFF5F), range(0xFF66, 0xFF9E), range(0x1C4, 0x1CD))


def spaced(text: str) -> str:
    """Runs of scripts without spaces as overlapping pairs: "機械学習" -> "機械 械学 学習"."""
    return text if text.isascii() else _UNSPACED.sub(_pairs, text)


def question_words(text: str, language: str = "") -> str:
    """A question's words, or a sentence's, as they are looked for in the index where notes are in the `language`."""
    return _written(text, language, _pairs)


def note_words(text: str, language: str = "") -> str:
    """A note's words as they are put into the index.

    As a question's, with the last sign of a run once more by itself: so each sign begins a word of the index, and one
    alone is found by what it begins.
    """
    return _written(text, language, _pairs_and_last)


def long_words(text: str, language: str) -> set[str]:
    """Of a language that joins words the stems of the long ones, without accents."""
    if not joins_words(language):
        return set()
    return {word for word in _WORD.findall(fold_accents(question_words(text, language))) if len(word) >= _LONG}


def is_paired(text: str) -> bool:
    """Whether all of it is of scripts that are searched by pairs."""
    return _PAIRED.fullmatch(text) is not None


def _written(text: str, language: str, pairs: Callable[[re.Match[str]], str]) -> str:
    text = text.replace("\0", " ")
    if not text.isascii():
        text = _PAIRED.sub(pairs, composed(text))
    if has_stems(language):
        text = _WORD.sub(lambda match: stem_of(match[0], language), text.lower())
    return text if text.isascii() else text.translate(_letters())


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    return f" {' '.join(_two_by_two(run) or [run])} "


def _pairs_and_last(match: re.Match[str]) -> str:
    run = match[0]
    return f" {' '.join([*_two_by_two(run), run[-1]])} "


def _two_by_two(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


@cache
def _letters() -> dict[int, str]:
    """Ligatures and letters in full width as plain ones, and those that Unicode does not take apart."""
    apart = {code: unicodedata.normalize("NFKC", chr(code)) for codes in _LIGATURES for code in codes}
    plain = language_data(SHARED).values("text.letters")
    return (
        apart
        | {ord(letter): written for letter, written in plain.items()}
        | {ord(letter.upper()): written for letter, written in plain.items() if len(letter.upper()) == 1}
    )
