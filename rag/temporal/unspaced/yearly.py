"""What every year has, as the pattern matched it -> its days in a year: 10月, 5/3, 春节, 第二季度, 正月初五, 夏."""

from index.text.language_data import language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift_months
from rag.temporal.named.moon import lunar_day
from rag.temporal.times import YearSpan
from rag.temporal.unspaced.holidays import softness_of, span_named
from rag.temporal.unspaced.words import NamedParts, number_of, table, table_of, values_of

KINDS = ("lunar", "holiday", "quarter", "term", "mon", "slash", "season", "halfyear", "dotted")
"""The groups of the pattern that `in_every_year` reads."""
_MONTHS, _QUARTERS, _DAYS, _LUNAR_DAYS = 12, 4, 31, 30


def in_every_year(part: NamedParts, language: str, fiscal_from: int = 1) -> YearSpan | None:
    """The days meant in a year, None where these are none; a fiscal year begins in the month `fiscal_from`."""
    month, day = _month_and_day(part)
    if month is not None:
        made = None if not 1 <= month <= _MONTHS else times.day_in(month, day) if day else times.month(month)
        return _from_month(made, fiscal_from if not day and month < fiscal_from else 1)
    if part["quarter"]:
        number = number_of(part["qn"] or part["q1"] or part["q2"])
        return _fiscal(lambda year: calendar.quarter_span(year, number), fiscal_from) if number <= _QUARTERS else None
    if half := part["halfyear"]:
        return _fiscal(lambda year: calendar.half_span(year, values_of("half_years")[half]), fiscal_from)
    if season := part["s"]:
        return lambda year: season_in(year, season)
    if part["lunar"]:
        return _lunar(part)
    name = name_written(part, language)
    return (lambda year: span_named(year, name)) if name else None


def name_written(part: NamedParts, language: str) -> str:
    """The value of a holiday, period or term; "" where it is none in the language."""
    if term := part["term"]:
        return language_data(language).values("unspaced.terms").get(term, "")
    word = part["holiday"] or ""
    names = table_of("holidays", language) | table_of("periods", language) | table("short_holidays")
    return names.get(word, "")


def season_in(year: int, written: str) -> DateRange:
    """夏, 初夏, はる: a season, or the part of it that the sign before it says."""
    seasons, part = table("seasons"), table("season_parts").get(written[0], "")
    span = calendar.season_span(year, seasons.get(written) or seasons[written[1:]])
    return span if written in seasons or part == "whole" else calendar.part_of(span, part)


def soft_days(part: NamedParts, language: str) -> int:
    """Days beside the ends of what was named that may be meant too."""
    return softness_of(name) if (name := name_written(part, language)) else 0


def _month_and_day(part: NamedParts) -> tuple[int | None, int]:
    if month := part["sm"] or part["lone"] or part["pair"]:
        return number_of(month), number_of(part["sd"]) if part["sd"] else 0
    if part["slash"] or part["dotted"]:
        return number_of(part["smm"] or part["dm"]), number_of(part["sdd"] or part["dd"])
    return None, 0


def _lunar(part: NamedParts) -> YearSpan | None:
    day = number_of(part["ld"] or part["ld1"] or part["ld2"] or part["ld3"])
    written = part["lm"] or part["lm3"]
    month = number_of(written) if written else values_of("lunar_months").get(part["lname"] or "", 1)
    if not (1 <= month <= _MONTHS and 1 <= day <= _LUNAR_DAYS):
        return None
    return lambda year: (lunar_day(year, month, day),) * 2


def _from_month(make: YearSpan | None, first: int) -> YearSpan | None:
    """March of a fiscal year from April is of the next."""
    return make if make is None or first == 1 else lambda year: make(year + 1)


def _fiscal(make: YearSpan, first: int) -> YearSpan:
    """A part of the year as a part of the fiscal one, which begins months later."""

    def moved(year: int) -> DateRange | None:
        span = make(year)
        if span is None or first == 1:
            return span
        start = shift_months(span[0], first - 1)
        return start, calendar.shift(shift_months(calendar.shift(span[1], 1), first - 1), -1)

    return moved
