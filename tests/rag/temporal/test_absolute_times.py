"""Times of a sentence that name their own year, in the ways that people write them."""

from datetime import date

import pytest

from rag.temporal.told.relative_times import absolute_times

_WRITTEN = date(2024, 6, 8)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 1 May 2024", date(2024, 5, 1), date(2024, 5, 1)),
        ("on May 1st, 2024", date(2024, 5, 1), date(2024, 5, 1)),
        ("on 2024-05-01", date(2024, 5, 1), date(2024, 5, 1)),
        ("on 01.05.2024", date(2024, 5, 1), date(2024, 5, 1)),
        ("on Monday, June 3, 2024", date(2024, 6, 3), date(2024, 6, 3)),
        ("on New Year's Day 2024", date(2024, 1, 1), date(2024, 1, 1)),
        ("in May 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("in the summer of 2022", date(2022, 6, 1), date(2022, 8, 31)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_time_with_its_year(words: str, first: date, last: date) -> None:
    [time] = absolute_times(f"We moved the boat {words}.", _WRITTEN)
    assert (time.words, time.from_, time.to) == (words, first, last)


@pytest.mark.parametrize("words", ["yesterday", "in May", "with 2000 people", "in room 2019", ""])
def test_other_words_are_none(words: str) -> None:
    assert absolute_times(f"We moved the boat {words}.", _WRITTEN) == []
