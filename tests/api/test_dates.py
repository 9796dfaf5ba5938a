from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.dates import check_span, first_day, last_day, read_day
from index.errors import UsageError
from tests.api.conftest import Daycite, write_notes


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-03-17", date(2020, 3, 17), date(2020, 3, 17)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        (" 2021 ", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_span_begins_and_ends_with_whole_months_and_years(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "2020-3-1", "17.3.2020", "2020-02-30", "2020-13", "0000", "20200317", "today"])
def test_what_is_no_day_is_refused(text: str) -> None:
    for read in (read_day, first_day, last_day):
        with pytest.raises(ValueError, match="is not"):
            read(text)


def test_a_month_is_not_a_day() -> None:
    with pytest.raises(ValueError, match="is not a day"):
        read_day("2020-03")


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == first_day(day.isoformat()) == last_day(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_value_error(text: str) -> None:
    try:
        assert first_day(text) <= last_day(text)
    except ValueError:
        return


def test_a_span_must_not_end_before_it_begins() -> None:
    check_span(None, date(2020, 1, 1))
    check_span(date(2020, 1, 1), date(2020, 1, 1))
    with pytest.raises(UsageError):
        check_span(date(2020, 1, 2), date(2020, 1, 1))


def test_a_short_year_first_is_read_where_the_settings_say_so(
    daycite: Daycite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = write_notes(tmp_path / "short", {"24.03.07.md": "Rain.\n"})
    assert daycite("days", "--notes", notes).out == ""
    monkeypatch.setenv("DAYCITE_DATES__ORDER", "ymd")
    assert daycite("days", "--notes", notes).out.startswith("2024-03-07  file name")
