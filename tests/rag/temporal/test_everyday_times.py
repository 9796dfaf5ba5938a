"""Everyday times in sentences of several shapes, for every month: tests/data/time/everyday.toml."""

import tomllib
from calendar import monthrange
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from rag.question.read import read_question
from tools.project import DATA

TODAY = date(2024, 10, 20)
_SHAPES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "time" / "everyday.toml").read_text("utf-8"))
_LONGEST_PART = 20  # days of "early March"
Span = tuple[date | None, date | None]


def month_span(month: int, year: int | None = None) -> tuple[date, date]:
    """Of a year, or of the latest one in which the month has begun."""
    year = year or TODAY.year - (month > TODAY.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def read_span(question: str) -> Span | None:
    window = read_question(question, TODAY).window
    return (window.from_, window.to) if window else None


def shapes(kind: str) -> list[tuple[list[str], str]]:
    """(names of the months, sentence) of every language."""
    return [(table["months"].split(), shape) for table in _SHAPES.values() for shape in table[kind]]


@pytest.mark.parametrize(("months", "shape"), shapes("in_month"))
def test_a_month_is_the_latest_one_that_has_begun(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        assert read_span(shape.format(name)) == month_span(number), shape.format(name)


@pytest.mark.parametrize(("months", "shape"), shapes("of_year"))
def test_a_month_of_a_year(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        assert read_span(shape.format(name)) == month_span(number, 2023), shape.format(name)


@pytest.mark.parametrize(("months", "shape"), shapes("from_to"))
def test_from_one_month_to_another(months: list[str], shape: str) -> None:
    for first, last in combinations(range(1, 11), 2):
        asked = shape.format(months[first - 1], months[last - 1])
        assert read_span(asked) == (month_span(first)[0], month_span(last)[1]), asked


@pytest.mark.parametrize(("months", "shape"), shapes("since"))
def test_since_a_month(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        span = read_span(shape.format(name))
        assert span and span[0] == month_span(number)[0] and span[1] in (None, TODAY), shape.format(name)


@pytest.mark.parametrize(("months", "shape"), shapes("part"))
def test_a_part_of_a_month(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        first, last = read_span(shape.format(name)) or (None, None)
        begin, end = month_span(number)
        assert first and last and begin <= first <= last <= end, shape.format(name)
        assert (last - first).days <= _LONGEST_PART, shape.format(name)


@pytest.mark.parametrize(("months", "shape"), shapes("day"))
def test_a_day_is_the_latest_that_has_come(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        for day in (3, 17, 28):
            meant = date(TODAY.year - ((number, day) > (TODAY.month, TODAY.day)), number, day)
            asked = shape.format(day=day, month=name)
            assert read_span(asked) == (meant, meant), asked


@pytest.mark.parametrize(("months", "shape"), shapes("years"))
def test_a_year(months: list[str], shape: str) -> None:
    for year in (2019, 2020, 2022, 2023):
        assert read_span(shape.format(year)) == (date(year, 1, 1), date(year, 12, 31)), shape.format(year)


@pytest.mark.parametrize(("months", "shape"), shapes("days"))
def test_from_one_day_to_another(months: list[str], shape: str) -> None:
    for number, name in enumerate(months, 1):
        year = TODAY.year - (number > TODAY.month)
        asked = shape.format(first=4, last=9, month=name)
        assert read_span(asked) == (date(year, number, 4), date(year, number, 9)), asked
