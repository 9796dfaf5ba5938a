from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.facts.day_math import counted, distance, length, runs


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_runs_are_days_one_after_the_other() -> None:
    days = [day(f"2020-02-{n}") for n in (27, 28, 29)] + [day("2020-03-01"), day("2020-03-03")]
    assert runs(days) == [(days[0], days[3]), (days[4], days[4])]
    assert [length(run) for run in runs(days)] == [4, 1]
    assert runs([]) == []


@given(st.sets(st.dates(date(2000, 1, 1), date(2001, 1, 1))))
def test_runs_hold_each_day_once_and_lie_apart(days: set[date]) -> None:
    found = runs(sorted(days))
    assert {start + timedelta(n) for start, end in found for n in range((end - start).days + 1)} == days
    assert all((later[0] - earlier[1]).days > 1 for earlier, later in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-03-01", "2020-03-01", "0 days"),
        ("2020-03-01", "2020-03-02", "1 day"),
        ("2020-03-02", "2020-03-01", "1 day"),
        ("2020-03-01", "2020-03-14", "13 days"),
        ("2020-03-01", "2020-03-15", "14 days (2 weeks)"),
        ("2020-03-01", "2020-03-16", "15 days (2 weeks and 1 day)"),
        ("2020-01-01", "2020-03-01", "60 days (2 months)"),
        ("2019-12-31", "2020-02-29", "60 days (1 month)"),
        ("2020-02-29", "2021-02-28", "365 days (11 months)"),
        ("2020-02-29", "2021-03-01", "366 days (1 year)"),
        ("2010-01-15", "2020-03-14", "3,711 days (10 years and 1 month)"),
    ],
)
def test_distance_in_days_and_in_larger_units(start: str, end: str, expected: str) -> None:
    assert distance(day(start), day(end)) == expected


def test_one_has_no_s() -> None:
    assert [counted(n, "day") for n in (0, 1, 2, 1234)] == ["0 days", "1 day", "2 days", "1,234 days"]
