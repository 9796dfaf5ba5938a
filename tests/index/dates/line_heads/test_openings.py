"""How a line begins that may be a day's: which parts of a date are read of it, and where prose is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.line_heads.openings import day_opening, may_open_day

FIELDS = ("weekdays", "day", "last", "month", "pair", "year")
READ: dict[str, dict[str, object]] = {
    "**Sunday 1st.** Woke late": {"weekdays": {6}, "day": 1},
    "Sun 3 Jan. Off.": {"weekdays": {6}, "day": 3, "month": 1},
    "Monday July 1st. Moved": {"weekdays": {0}, "day": 1, "month": 7},
    "Sunday 1st. March came in": {"weekdays": {6}, "day": 1},
    "19 novembre. J'ai lu": {"day": 19, "month": 11},
    "*2 Tue* — planted": {"weekdays": {1}, "day": 2},
    "M 4 started": {"weekdays": {0, 1, 2}, "day": 4},
    "do 17 — thuis": {"weekdays": {3, 6}, "day": 17},
    "Sonntag, den 3. März. Schnee": {"weekdays": {6}, "day": 3, "month": 3},
    "Segunda-feira, 1. Chuva": {"weekdays": {0}, "day": 1},
    "Piątek 1. Mgła": {"weekdays": {4}, "day": 1},
    "1日（金） 雨": {"weekdays": {4}, "day": 1},
    "3月4日 星期一 开会": {"weekdays": {0}, "day": 4, "month": 3},
    "7일 (일) 비": {"weekdays": {6}, "day": 7},
    "3/7 Th 5k": {"weekdays": {3}, "pair": (3, 7)},
    "Fri 1–Sun 3. Bergen": {"weekdays": {4}, "day": 1, "last": 3},
    "07-Mar-24 gel": {"day": 7, "month": 3, "year": 2024},
    "3 Jan '24: rain": {"day": 3, "month": 1, "year": 2024},
    "2024-03-07 woke": {"day": 7, "month": 3, "year": 2024},
    "Tue Feb 15 18:08:19 2000  A": {"weekdays": {1}, "day": 15, "month": 2, "year": 2000},
    "🌧 Wed 1: off": {"weekdays": {2}, "day": 1},
    "**Monday.** Slow": {"weekdays": {0}},
}
NONE = (
    "8:30 bus",
    "1 kg flour",
    "Sat 2-1 against the Rovers",
    "2024 was long",
    "We went out",
    "3 For God so loved",
    "",
)
CLOSED_AND_STOPPED = {
    "**Sat 2.** words": (True, True),
    "**Sat 2** words": (True, False),
    "Sat 2 hours": (False, False),
    "[Sat 1] Market": (True, False),
    "<b>Wed 1</b>: off": (True, True),
}


@pytest.mark.parametrize("line", READ)
def test_the_parts_of_a_date(line: str) -> None:
    found = day_opening(line)
    assert found is not None and may_open_day(line)
    told = {name: getattr(found, name) for name in FIELDS}
    assert {name: value for name, value in told.items() if value} == READ[line]


@pytest.mark.parametrize("line", NONE)
def test_what_names_no_day(line: str) -> None:
    assert day_opening(line) is None


@pytest.mark.parametrize("line", CLOSED_AND_STOPPED)
def test_what_stands_behind_it(line: str) -> None:
    found = day_opening(line)
    assert found is not None
    assert (found.closed, found.stopped) == CLOSED_AND_STOPPED[line]


def test_a_month_may_be_a_weekday_and_a_span_a_month_and_day() -> None:
    march, span = day_opening("Mar 6. Idem"), day_opening("03-07 woke")
    assert march is not None and march.month == 3 and march.as_weekday().weekdays == {1}
    assert span is not None and (span.day, span.last) == (3, 7) and span.as_pair().pair == (3, 7)


@given(st.text(alphabet="Sun 13.,:-–/()*_[]<b>日月金'’Mar2024st\t", max_size=30))
def test_any_line_is_read_within_its_bounds(line: str) -> None:
    found = day_opening(line)
    assert found is None or found.raw in line and (found.day is None or 1 <= found.day <= 31)
    assert found is None or not found.pair or max(found.pair) <= 31
