"""A day written out."""

from datetime import date

from index.text.day_in_words import date_in_words


def test_the_date_in_words() -> None:
    assert date_in_words(date(2020, 3, 5)) == "Thursday 5 March 2020"
