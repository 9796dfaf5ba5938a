"""Numbers in Chinese characters, those that nobody writes too."""

from datetime import date

import pytest

from index.dates.written import dates_in
from index.text.han_numbers import han_number
from rag.temporal.window import read_window


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("三", 3), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿三", 23), ("卅", 30), ("〇", 0), ("x", 0)],
)
def test_numbers(text: str, number: int) -> None:
    assert han_number(text) == number


def test_a_day_that_is_no_number_is_no_date_and_no_error() -> None:
    assert dates_in("三月廿十三日") == []


@pytest.mark.parametrize("text", ["おととし3月に何をした", "一昨年3月に何をした"])
def test_a_month_of_a_year_by_any_of_its_names(text: str) -> None:
    window = read_window(text, date(2024, 5, 15)).window
    assert window is not None and (window.from_, window.to) == (date(2022, 3, 1), date(2022, 3, 31))
