"""When a note's sentence says it happened: "yesterday", written on 8 May, tells of 7 May."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.sentences import sentence_spans
from rag.tokens import flat, language_of
from rag.window import Window, found_times
from rag.window_words import VOCABULARY

_COARSEST = 31  # days: "last year" tells of no month
_TIMELY = frozenset(
    word.split()[0]
    for vocabulary in VOCABULARY.values()
    for word, readings in vocabulary.items()
    if any(kind in "MmWwPSsHUR" for kind, _ in readings)
)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_LIKE = re.compile(r"\d\s?[./-]\s?\d|\d(?:st|nd|rd|th)\b|[月日年周週天]")


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a sentence names by its distance from the day it was written on; both ends included."""

    words: str
    from_: date
    to: date
    relative: bool
    """Counted from the day of writing ("last week"), not only without its year ("in summer")."""


def told_times(sentence: str, written: date) -> list[Told]:
    """The times in `sentence` that only its own day makes clear, in order; vague ones ("lately") are left out."""
    text = flat(sentence)
    if _TIMELY.isdisjoint(_WORD.findall(text)) and not _DATE_LIKE.search(text):
        return []
    return [
        Told(sentence[found.start : found.end], found.time.from_, found.time.to, found.time.in_year is None)
        for found in found_times(sentence, text, written, language_of(text))
        if found.time.from_ and found.time.to and not found.time.vague and not found.time.absolute
    ]


def tells_of(text: str, written: date, window: Window) -> bool:
    """Whether a sentence of `text` tells of days in `window`: what was written later, or before, about them."""
    low, high = window.from_ or date.min, window.to or date.max
    return any(
        told.from_ <= high and told.to >= low and (told.to - told.from_).days < _COARSEST
        for start, end in sentence_spans(text)
        for told in told_times(text[start:end], written)
    )


def with_dates(sentence: str, written: date) -> str:
    """The sentence with the day meant put behind each such word: "yesterday (7 May 2023)"."""
    for told in reversed(told_times(sentence, written)):
        meant = in_words(told, written)
        if told.relative and meant and not told.from_ <= written <= told.to:
            head, words, tail = sentence.rpartition(told.words)
            sentence = f"{head}{words} ({meant}){tail}"
    return sentence


def in_words(told: Told, written: date) -> str:
    """The days, no more exact than what was said: of "last week" nobody knows whether it began on a Monday.

    "" for seasons and the like, which are clear enough beside the day of writing.
    """
    days = (told.to - told.from_).days + 1
    if days == 1:
        return _day(told.from_)
    if days in (2, 7):
        unit = "weekend" if days == 2 else "week"
        if 0 < (written - told.to).days <= 7:
            return f"the {unit} before {_day(written)}"
        return f"the weekend of {_day(told.from_)}" if days == 2 else f"about {_day(told.from_ + timedelta(3))}"
    if told.from_.day == 1 and days in (28, 29, 30, 31):
        return f"{told.from_:%B %Y}"
    if days < 120:
        return ""
    middle = (told.from_ + (told.to - told.from_) / 2).year
    return str(middle) if (told.from_.month, told.from_.day) == (1, 1) else f"about {middle}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
