"""Which of two numbers is likely the day where the dates alone do not tell: what speaks for either is weighed.

`# 2/5/24` in Icelandic is a day of May: who writes the month first writes English, or a language of East Asia. Two
dates a day apart are likelier than two a month apart. Each has its weight, and one alone in English has none.
"""

import re
from collections.abc import Iterable, Sequence

from index.dates.written_date import WrittenDate
from index.entries.evidence.day_month_order import Clue, PairOrder, in_order, order_by_steps
from index.notes.block import Block
from index.notes.prose import prose_of
from index.text.stop_words import stop_words
from index.text.told_language import TOLD_BY_WORDS, language_of

LIKELY_ORDER = "order of day and month likely, by the language or by the step from date to date"
_ENGLISH = "en"
_MONTH_FIRST = frozenset((_ENGLISH, "ja", "zh", "ko"))
_OF_LANGUAGE, _OF_STEP, _ENOUGH = 3, 2, 2  # weights, and their sum that tells
_FEWEST, _TIMES = 2, 6  # dates between which there is a step, and how much nearer they are then
_LOOKED_AT, _FEWEST_WORDS = 800, 6
_WORD = re.compile(r"[^\W\d_]{2,}")  # a lone letter is as often a weekday's, and in French a word
_ACCENTED = 0.03  # of the letters


def likely_order(clues: Sequence[Clue], language: str) -> PairOrder | None:
    """The order that the language and the steps of dates speak for; `language` as `language_beside` tells it."""
    open_pairs = [c.written for c in clues if c.written.pair]
    if not open_pairs:
        return None
    sure = language in TOLD_BY_WORDS or all(d.year is not None for d in open_pairs)  # Hungarian has `05.02.` for May
    by_year = any(d.short is not None and "-" in d.raw for d in open_pairs)  # `22-05-03`
    score = _OF_LANGUAGE if language and language not in _MONTH_FIRST and sure and not by_year else 0
    if sum(c.written.names_day for c in clues) >= _FEWEST and all(d.short is None for d in open_pairs):
        score += {"dmy": _OF_STEP, "mdy": -_OF_STEP}.get(order_by_steps(clues, _TIMES) or "", 0)
    return "dmy" if score >= _ENOUGH else "mdy" if score <= -_ENOUGH else None


def language_beside(dates: Iterable[WrittenDate], blocks: Sequence[Block]) -> str:
    """The language of a note with a date whose order is open; "" where none is open, or nothing tells.

    What is too short for its words to tell is still no English where its letters have accents and its words are others.
    """
    if not any(in_order(written, None) is None for written in dates if written.pair):
        return ""
    words: list[str] = []
    for block in blocks:
        prose = prose_of(block) if block.kind not in ("code", "table", "html") else ""
        words += _WORD.findall(prose)
        if len(words) > _LOOKED_AT:
            break
    text = " ".join(words)
    return language_of(text) or _other(text)


def _other(text: str) -> str:
    words = text.lower().split()
    english = sum(word in stop_words(_ENGLISH) for word in words)
    letters = [letter for letter in text if letter.isalpha()]
    accented = sum(not letter.isascii() for letter in letters)
    return "other" if len(words) >= _FEWEST_WORDS and english < 2 and accented > _ACCENTED * len(letters) else ""
