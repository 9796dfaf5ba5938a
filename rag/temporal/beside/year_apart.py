"""A time without a year and, apart from it, a year: "at Easter in Rome 2022", "last year … in July"."""

import re
from dataclasses import replace

from rag.temporal.calendar import year_span
from rag.temporal.rules.lists import all_of
from rag.temporal.times import FoundTime, Time, closed

_APART = 60  # characters between the two
_PARTED = re.compile(r"[.?!;:](?:\s|$)|\n")


def with_year_apart(found: list[FoundTime], text: str) -> list[FoundTime]:
    """The times, those without a year in the one that stands apart from them; the year means no more than they do."""
    counted = [mention for mention in found if not mention.time.excluded]
    years = [mention for mention in counted if _is_year(mention.time)]
    others = [mention for mention in counted if not _is_year(mention.time)]
    if len(years) != 1 or not others or not all(_is_of(mention, years[0], text) for mention in others):
        return found
    dated = [replace(mention, time=_in_year_of(mention.time, years[0].time)) for mention in others]
    whole = replace(years[0], time=all_of([mention.time for mention in dated]))
    kept = [mention for mention in found if mention.time.excluded]
    return sorted([*kept, *dated, whole], key=lambda mention: mention.start)


def _is_of(mention: FoundTime, year: FoundTime, text: str) -> bool:
    time = mention.time
    between = text[min(mention.end, year.end) : max(mention.start, year.start)].strip()
    lacks_year = time.floating and time.in_year is not None
    near = 0 < len(between) <= _APART and _PARTED.search(between) is None
    return lacks_year and near and mention.about == year.about


def _is_year(time: Time) -> bool:
    whole = time.from_ is not None and time.span == year_span(time.from_.year)
    return whole and time.in_year is None and not (time.vague or time.soft)


def _in_year_of(time: Time, year: Time) -> Time:
    span = time.in_year(year.span[0].year) if time.in_year else None
    if span is None:
        return time
    return replace(closed(span, absolute=year.absolute, vague=time.vague), soft=time.soft, unit=time.unit)
