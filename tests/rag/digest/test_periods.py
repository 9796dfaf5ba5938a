from datetime import date

import pytest

from rag.digest.periods import fitting_step, in_words, periods


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (date(2025, 3, 1), date(2025, 3, 1), "day"),
        (date(2025, 3, 1), date(2025, 3, 7), "day"),
        (date(2025, 3, 1), date(2025, 3, 8), "week"),
        (date(2025, 3, 1), date(2025, 5, 31), "week"),
        (date(2025, 3, 1), date(2025, 6, 30), "month"),
    ],
)
def test_it_goes_by_what_fits_the_span(first: date, last: date, step: str) -> None:
    assert fitting_step(first, last) == step


def test_weeks_begin_on_monday_and_are_cut_where_the_span_is() -> None:
    weeks = list(periods(date(2025, 3, 1), date(2025, 3, 11), "week"))
    assert weeks == [
        (date(2025, 3, 1), date(2025, 3, 2)),
        (date(2025, 3, 3), date(2025, 3, 9)),
        (date(2025, 3, 10), date(2025, 3, 11)),
    ]


def test_months_are_the_calendars() -> None:
    months = list(periods(date(2024, 1, 15), date(2024, 3, 2), "month"))
    assert months == [
        (date(2024, 1, 15), date(2024, 1, 31)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2024, 3, 2)),
    ]


def test_the_calendars_ends_are_no_trap() -> None:
    assert list(periods(date(9999, 12, 30), date.max, "week")) == [(date(9999, 12, 30), date.max)]
    assert list(periods(date(9999, 12, 1), date.max, "month")) == [(date(9999, 12, 1), date.max)]
    assert next(periods(date.min, date(1, 1, 9), "week")) == (date.min, date(1, 1, 7))


def test_periods_in_words() -> None:
    assert in_words(date(2025, 3, 17), date(2025, 3, 17), "day") == "2025-03-17, Monday"
    assert in_words(date(2025, 3, 1), date(2025, 3, 31), "month") == "March 2025"
    assert in_words(date(2025, 3, 2), date(2025, 3, 31), "month") == "2025-03-02 to 2025-03-31"
    assert in_words(date(2025, 3, 31), date(2025, 3, 31), "week") == "2025-03-31"
