"""When a note's sentence says it happened: "yesterday", written on 8 May, tells of 7 May.

Only what the words make sure is reported. A weekday alone looks back or ahead ("we met on Friday", "the exam is on
Friday"), is today or a week ago, or every one of its kind: it counts where the sentence tells of the past, or says of
itself that it is about what is to come.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from index.text.folding import fold_punctuation
from index.text.language_data import any_of
from index.text.sentences import sentence_spans
from rag.temporal import calendar
from rag.temporal.language import is_in_signs, is_korean, likeliest_language
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.told.days_of_month import days_of_month, names_day_of_month, tense
from rag.temporal.unspaced.cjk import read_cjk
from rag.temporal.unspaced.korean import read_korean
from rag.temporal.window import FoundTime, Window, found_times

_WEEK = timedelta(weeks=1)
_COARSEST = 31  # days: "last year" tells of no month
_TIMELY = frozenset(
    word.split()[0]
    for vocabulary in VOCABULARY.values()
    for word, readings in vocabulary.items()
    if any(kind in "MmWwPSsHUR" for kind, _ in readings)
)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_LIKE = re.compile(r"\d\s?[./-]\s?\d|\d(?:st|nd|rd|th)\b")
_WEEKDAYS = "|".join(
    word for vocabulary in VOCABULARY.values() for word, readings in vocabulary.items() if readings[0][0] in "Ww"
)
_WEEKDAY_ALONE = re.compile(rf"(?:{any_of('time.weekday_leads')} )?(?:{_WEEKDAYS})\.?")
_EVERY = re.compile(rf"\b{any_of('time.every')}\s+$")


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time that a sentence names by its distance from the day it was written on; both ends included."""

    words: str
    start: int
    end: int
    """Where the words stand in the sentence."""
    from_: date
    to: date
    relative: bool
    """Counted from the day of writing ("last week"), not only without its year ("in summer")."""


def relative_times(sentence: str, written: date) -> list[RelativeTime]:
    """The times in `sentence` that only its own day makes clear, in order; vague ones ("lately") are left out."""
    text = fold_punctuation(sentence)
    numbered = days_of_month(sentence, text, written)
    told = [RelativeTime(sentence[start:end], start, end, day, day, relative=True) for start, end, day in numbered]
    for found in _times(sentence, text, written):
        time = found.time
        if any(found.start < end and start < found.end for start, end, _ in numbered):
            continue
        if not time.from_ or not time.to or time.vague or time.absolute or _EVERY.search(text[: found.start]):
            continue
        off = _weeks_off(text, found, written)
        if off is not None:
            from_, to = time.from_ + off, time.to + off
            words = sentence[found.start : found.end]
            told.append(RelativeTime(words, found.start, found.end, from_, to, time.in_year is None))
    return sorted(told, key=lambda one: one.start)


def absolute_times(sentence: str, written: date) -> list[RelativeTime]:
    """The times in `sentence` that name their own year: "on 1 May 2024", "in the summer of 2022", "2024-06-28"."""
    return [
        RelativeTime(sentence[found.start : found.end], found.start, found.end, time.from_, time.to, relative=False)
        for found in _all_times(sentence, fold_punctuation(sentence), written)
        if (time := found.time).absolute and time.from_ and time.to
    ]


def named_times(sentence: str, written: date) -> list[tuple[str, date | None, date | None]]:
    """Every time in `sentence`, also those that are vague, open or not sure: (words, first day, last day)."""
    return [
        (sentence[found.start : found.end], found.time.from_, found.time.to)
        for found in _all_times(sentence, fold_punctuation(sentence), written)
        if not found.time.problem and (found.time.from_ or found.time.to)
    ]


def _times(sentence: str, text: str, written: date) -> list[FoundTime]:
    """Those of a sentence that may hold one that only its day makes clear: most hold none, and are not read further."""
    if not is_in_signs(text) and _TIMELY.isdisjoint(_WORD.findall(text)) and not _DATE_LIKE.search(text):
        return []
    return _all_times(sentence, text, written)


def _all_times(sentence: str, text: str, written: date) -> list[FoundTime]:
    read = read_korean if is_korean(text) else read_cjk
    if is_in_signs(text) and (found := read(text, written)):
        return [FoundTime(time, *span, about=False) for time, span in found]
    return found_times(sentence, text, written, likeliest_language(text))


def _weeks_off(text: str, found: FoundTime, written: date) -> timedelta | None:
    """How far from the day read a weekday is meant, of which nothing may be sure: then None."""
    day = found.time.from_
    if day is None or day > written or not _WEEKDAY_ALONE.fullmatch(text, found.start, found.end):
        return timedelta(0)
    told = tense(text, found.start, found.end)
    if told not in ("behind", "to come") or day.weekday() == written.weekday():
        return None
    return _WEEK if told == "to come" else timedelta(0)


def mentions_days_in(text: str, written: date, window: Window) -> bool:
    """Whether a sentence of `text` tells of days in `window`: what was written later, or before, about them.

    Of a season or a year only one that lies in it whole, "last summer" of the summer of 2022.
    """
    low, high = window.from_ or date.min, window.to or date.max
    language = likeliest_language(fold_punctuation(text))

    def tells(time: RelativeTime) -> bool:
        if (time.to - time.from_).days < _COARSEST:
            return time.from_ <= high and time.to >= low
        return low <= time.from_ and time.to <= high

    sentences = [text[start:end] for start, end in sentence_spans(text)]
    looks_away = (sentence for sentence in sentences if _may_look_away(sentence, language))
    if any(time.relative and tells(time) for sentence in looks_away for time in relative_times(sentence, written)):
        return True
    years = {str(day.year) for day in (low, high) if date.min < day < date.max and day.year != written.year}
    dated = (sentence for sentence in sentences if any(year in sentence for year in years))
    return any(tells(time) for sentence in dated for time in absolute_times(sentence, written))


def _may_look_away(sentence: str, language: str) -> bool:
    """Whether it has words that count from its own day: most sentences have none, and are not read further."""
    text = fold_punctuation(sentence)
    words = frozenset(_WORD.findall(text))
    if is_in_signs(text) or _has(text, words, language, "RWPw"):
        return True
    if names_day_of_month(sentence, text):
        return True
    return _has(text, words, language, "LlTFfGgC") and _has(text, words, language, "UMmSsH")


def _has(text: str, words: frozenset[str], language: str, kinds: str) -> bool:
    single, phrases = _vocabulary_of(language, kinds)
    return not words.isdisjoint(single) or any(phrase in text for phrase in phrases)


@cache
def _vocabulary_of(language: str, kinds: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What is of these kinds, words and phrases; of days but those that are the day of writing itself."""
    found = [
        word
        for word, readings in VOCABULARY[language].items()
        if any(kind in kinds and (kind != "R" or value != 0) for kind, value in readings[:1])
    ]
    single = frozenset(word for word in found if _WORD.fullmatch(word))
    return single, tuple(word for word in found if word not in single)


def resolved_times(text: str, written: date) -> list[tuple[str, str]]:
    """The words for other days than that of writing, in order, each with the day meant: ("yesterday", "7 May 2023")."""
    found: dict[str, str] = {}
    for start, end in sentence_spans(text):
        for time in relative_times(text[start:end], written):
            meant = span_in_words(time, written)
            if time.relative and meant and not time.from_ <= written <= time.to:
                found.setdefault(time.words, meant)
    return list(found.items())


def span_in_words(time: RelativeTime, written: date) -> str:
    """The days, no more exact than what was said: of "last week" nobody knows whether it began on a Monday.

    "" for seasons and the like, which are clear enough beside the day of writing.
    """
    days = (time.to - time.from_).days + 1
    if days == 1:
        return _day(time.from_)
    if days in (2, 7):
        unit = "weekend" if days == 2 else "week"
        if 0 < (written - time.to).days <= 7:
            return f"the {unit} before {_day(written)}"
        return f"the weekend of {_day(time.from_)}" if days == 2 else f"about {_day(time.from_ + timedelta(3))}"
    if time.from_.day == 1 and days in (28, 29, 30, 31):
        return f"{time.from_:%B %Y}"
    if days < 120:
        return ""
    middle = (time.from_ + (time.to - time.from_) / 2).year
    return str(middle) if (time.from_.month, time.from_.day) == (1, 1) else f"about {middle}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def in_nearest_year(day: date, written: date) -> date:
    """The day of no year in the year that brings it nearest to the note: "on 2 June", written on 29 May."""
    others = [day, calendar.shift_months(day, 12), calendar.shift_months(day, -12)]
    return min(others, key=lambda other: abs((other - written).days))
