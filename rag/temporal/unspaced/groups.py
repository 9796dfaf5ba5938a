"""Times in a row: 3月と7月 is both without what lies between, 除了七月和八月 takes out both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.text.han_numbers import HAN_DIGITS
from rag.temporal import calendar, times
from rag.temporal.calendar import overlap
from rag.temporal.times import Time, YearSpan
from rag.temporal.unspaced.recurring import gaps
from rag.temporal.unspaced.words import either


@dataclass(frozen=True, slots=True)
class Mention:
    """A time, where it stands, what makes it but some of its days, and its days in any year where it says one."""

    time: Time
    start: int
    end: int
    further: tuple[Time, ...] = ()
    in_any_year: YearSpan | None = None
    of_week: bool = False  # a weekday of a week that is said: 上周二, 先週の火曜


_COMMAS = ("", "、", ",")
_ALIKE, _PAIR = 1.5, 2


def in_rows(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, those in a row with what holds of them together."""
    found, at = [], 0
    while at < len(mentions):
        stop = at + 1
        while stop < len(mentions) and _in_a_row(mentions[stop - 1], mentions[stop], text):
            stop += 1
        found += _together(list(mentions[at:stop]), text) if stop - at > 1 else [mentions[at]]
        at = stop
    return found


def _in_a_row(first: Mention, second: Mention, text: str) -> bool:
    closed = all(mention.time.from_ and mention.time.to and not mention.further for mention in (first, second))
    if not closed or overlap(first.time.span, second.time.span):
        return False
    joint = _joint().fullmatch(text, first.end, second.start)
    return joint is not None and (joint[0].strip() not in _COMMAS or _alike(first.time, second.time))


def _alike(first: Time, second: Time) -> bool:
    """Whether both are days, or months: 2021年、8月を除いて is no row."""
    lengths = sorted((time.span[1] - time.span[0]).days + 1 for time in (first, second))
    return lengths[1] < _ALIKE * lengths[0]


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{either('list_joints')}|,)?\s?")


def _together(row: list[Mention], text: str) -> list[Mention]:
    joint = text[row[0].end : row[1].start]
    joined = bool(re.search(either("list_joints"), joint)) or joint.strip() in _COMMAS[1:]
    if not joint.strip() and len(row) == _PAIR and not any(mention.time.excluded for mention in row):
        first, last = row[0].time, row[1].time
        if calendar.shift(first.span[1], 1) == last.span[0]:  # 2月底3月初
            return [Mention(replace(first, to=last.to, in_year=None), row[0].start, row[1].end)]
    adjoining = row[0].end == row[1].start and text[row[0].end - 1] in HAN_DIGITS  # 七八月
    if not joined and not adjoining and not any(mention.time.excluded for mention in row):
        return row
    if row[0].time.excluded or (row[-1].time.excluded and joined):
        first_year = row[0].time.from_.year if row[0].time.absolute and row[0].time.from_ else None
        return [replace(mention, time=replace(_of_year(mention.time, first_year), excluded=True)) for mention in row]
    if any(mention.time.excluded for mention in row):
        return row
    row = _years_shared(row)
    if between := _between().match(text, row[-1].end):
        span = times.between(row[0].time, row[-1].time)
        return [Mention(span, row[0].start, between.end())]
    absolute = any(mention.time.absolute for mention in row)
    row = [replace(mention, time=replace(mention.time, absolute=absolute)) for mention in row]
    further = tuple(gaps([mention.time.span for mention in row]))
    if not further and not joined:
        whole = calendar.hull(row[0].time.span, row[-1].time.span)
        return [Mention(replace(row[0].time, from_=whole[0], to=whole[1]), row[0].start, row[-1].end)]
    return [*row[:-1], replace(row[-1], further=further)]


@cache
def _between() -> re.Pattern[str]:
    return re.compile(either("between_behind"))


def _years_shared(row: list[Mention]) -> list[Mention]:
    """2022年5月と7月 are both of 2022, 去年と今年の夏 both summers."""
    first, last = row[0].time, row[-1]
    if last.in_any_year and _is_year(first):
        in_any_year = last.in_any_year
        row = [
            replace(mention, time=times.in_year(in_any_year, mention.time.from_.year, "such day"))
            if mention.time.from_ and _is_year(mention.time)
            else mention
            for mention in row
        ]
        return row
    year = first.from_.year if first.absolute and first.from_ else None
    return [row[0], *(replace(mention, time=_of_year(mention.time, year)) for mention in row[1:])]


def _of_year(time: Time, year: int | None) -> Time:
    if year is None or time.in_year is None:
        return time
    return times.in_year(time.in_year, year, "such day")


def _is_year(time: Time) -> bool:
    return time.from_ is not None and calendar.year_span(time.from_.year) == time.span
