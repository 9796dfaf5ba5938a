"""A day -> its name as a reader writes it out."""

from datetime import date


def date_in_words(day: date) -> str:
    """date(2020, 3, 17) -> "Tuesday 17 March 2020"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
