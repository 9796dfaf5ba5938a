"""The day on which a deed was done, as its sentence tells: "had the dog checked on Saturday", written on a Monday."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rag.evidence.assertions import Sentence
from rag.facts.deed_patterns import parted
from rag.temporal.told.relative_times import RelativeTime, absolute_times, in_nearest_year, named_times, relative_times

_CLAUSES = re.compile(r"[,;:.!?，；：、。！？]|\s[-–—]\s")
_DIGIT = re.compile(r"\d")
_YEAR = 364  # days: a year alone may be of what a thing is, "the 2018 paper"


@dataclass(frozen=True, slots=True)
class ToldDay:
    """The day of a deed, None where the sentence only says that it was another than that of writing."""

    day: date | None
    named: bool
    """By the sentence itself; else it is the day of writing."""


def told_day(text: str, written: date, holds: Callable[[str], bool]) -> ToldDay:
    """When the deed of a sentence was done; `holds` says of a part of it whether it names the deed."""
    dated, others = absolute_times(text, written), relative_times(text, written)
    clause = next(((start, end) for start, end in parted(text, _CLAUSES) if holds(text[start:end])), (0, len(text)))
    own = [time for time in (*dated, *others) if clause[0] <= time.start < clause[1]] or [*dated, *others]
    days = [_day(time, written, dated) for time in own if time.from_ == time.to]
    if past := [day for day in days if day <= written]:
        return ToldDay(past[0], named=True)
    if any(_is_over(time, written, dated) for time in own) or _is_vague(text[slice(*clause)], written, others):
        return ToldDay(None, named=True)
    return ToldDay(written, named=False)


def in_turn(told: Sequence[tuple[Sentence, ToldDay]]) -> list[tuple[Sentence, date]]:
    """The sentences with their days; one that names none is of the day of that before it in its paragraph."""
    found = []
    before: tuple[str, int] | None = None
    day: date | None = None
    for sentence, one in told:
        place = sentence.paragraph, sentence.block
        if one.named or place != before:
            day = one.day
        before = place
        if day is not None:
            found.append((sentence, day))
    return found


def _day(time: RelativeTime, written: date, dated: Sequence[RelativeTime]) -> date:
    return time.from_ if time.relative or time in dated else in_nearest_year(time.from_, written)


def _is_over(time: RelativeTime, written: date, dated: Sequence[RelativeTime]) -> bool:
    """ "Last week", "in March 2022": over when it was written, and no day of it is named."""
    days = (time.to - time.from_).days
    stated = time.relative or time in dated and days < _YEAR
    return stated and days > 0 and time.to < written


def _is_vague(clause: str, written: date, sure: Sequence[RelativeTime]) -> bool:
    """ "A few weeks ago": no day is sure, but that it was not this one."""
    known = {time.words for time in sure}
    vague = (to for words, _, to in named_times(clause, written) if words not in known and not _DIGIT.search(words))
    return any(to is not None and to < written for to in vague)
