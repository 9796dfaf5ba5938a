"""What a line's head names of a day, where a log tells it otherwise than the rest."""

from datetime import date

import pytest

from index.dates.holidays import holiday_days, holiday_names
from index.dates.line_heads.day_heads import day_head, may_be_span


@pytest.mark.parametrize(
    ("line", "holiday", "day", "last"),
    [
        ("Good Friday 14th. Everybody was there", "good_friday", 14, None),
        ("Easter Monday, 17th", "easter_monday", 17, None),
        ("Sat 27th – Mon 29th. Whit weekend", "", 27, 29),
        ("Fri 6th to Sun 8th. Camp", "", 6, 8),
        ("Sat 9 - 11 am at the market", "", 9, None),
        ("Heiligabend", "christmas_eve", None, None),
        ("Good Fri     no work", "good_friday", None, None),
    ],
)
def test_a_day_without_its_month(line: str, holiday: str, day: int | None, last: int | None) -> None:
    head = day_head(line)
    assert head is not None
    assert (head.holiday, head.day, head.last) == (holiday, day, last)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Jul 26-Aug 4   the cruise", (7, 26), (8, 4)),
        ("Sa/So, 17./18.9.", (9, 17), (9, 18)),
        ("3. Advent (11.12.)", None, None),
        ("Labour Day   Sep 2. took Mother out", (9, 2), None),
        ("Dec 24       -6, flurries", (12, 24), None),
        ("Apr 3 - 5 km along the canal", (4, 3), None),
    ],
)
def test_a_day_with_its_month(line: str, first: tuple[int, int] | None, last: tuple[int, int] | None) -> None:
    head = day_head(line)
    assert head is not None and head.written is not None
    until = head.written.until
    if first is None:
        assert head.written.pair == (11, 12) and head.holiday == "advent_3"
        return
    assert (head.written.month, head.written.day) == first
    assert (until and (until.month, until.day)) == last


@pytest.mark.parametrize(("word", "weekday"), [("Sta", 5), ("Wde", 2), ("Teu", 1), ("Wenesday", 2)])
def test_a_mistyped_weekday(word: str, weekday: int) -> None:
    head = day_head(f"{word} 13th. Planted out")
    assert head is not None and head.weekdays == {weekday} and head.typed_wrong


@pytest.mark.parametrize("line", ["Rain.", "Stew for nine", "Monday was long", "The 4th we missed"])
def test_prose_has_no_head(line: str) -> None:
    assert day_head(line) is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("advent_1", 2022, date(2022, 11, 27)),
        ("advent_4", 2022, date(2022, 12, 18)),
        ("advent_1", 2023, date(2023, 12, 3)),
        ("labor_day", 2019, date(2019, 9, 2)),
        ("victoria_day", 2019, date(2019, 5, 20)),
        ("good_friday", 2019, date(2019, 4, 19)),
    ],
)
def test_the_day_of_a_holiday(name: str, year: int, day: date) -> None:
    assert holiday_days(year, name) == ((day, day),)


def test_thanksgiving_is_of_two_countries() -> None:
    assert {first for first, _ in holiday_days(2019, "thanksgiving")} == {date(2019, 10, 14), date(2019, 11, 28)}


def test_every_holiday_has_its_days_in_every_year() -> None:
    for name in set(holiday_names().values()):
        for year in (1900, 2000, 2024, 2199):
            assert all(first <= last for first, last in holiday_days(year, name)), name


def test_numbers_that_may_be_a_span() -> None:
    assert may_be_span("Fri 6th to Sun 8th") and may_be_span("June 29 - July 1")
    assert not may_be_span("Sat 6th. Rain, 7 mm")
