"""A mistyped year that weekdays and order outvote: logs made by chance, and what is said of the year."""

import random
from datetime import date, timedelta

import pytest

from tests.index.entries.test_dates_in_the_wild import day_at, read

_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _log(seed: int, wrong_year: bool, weekdays_off: float) -> tuple[str, list[tuple[int, date]]]:
    """A log of days `Wed 11/14`, the first and some more with their years, one of these perhaps a year too early."""
    chance = random.Random(seed)
    day = date(chance.randint(2015, 2023), chance.randint(8, 12), chance.randint(1, 28))
    size = chance.randint(6, 14)
    wrong = chance.randrange(1, size) if wrong_year else -1
    lines: list[str] = []
    days: list[tuple[int, date]] = []
    for i in range(size):
        weekday = day.weekday() if i == wrong or chance.random() >= weekdays_off else chance.randrange(7)
        has_year = i in (0, wrong) or chance.random() < 0.2
        year = f"/{(day.year - (i == wrong)) % 100:02d}" if has_year else ""
        lines += [f"{_WEEKDAYS[weekday]} {day.month}/{day.day}{year}", "Something happened, said Tom.", ""]
        days.append((len(lines) - 1, day))
        day += timedelta(days=chance.randint(3, 16))
    return "\n".join(lines), days


@pytest.mark.parametrize(
    ("wrong_year", "weekdays_off", "most_wrong"), [(False, 0.3, 0), (True, 0.0, 0), (True, 0.05, 2)]
)
def test_logs_with_a_mistyped_year(wrong_year: bool, weekdays_off: float, most_wrong: int) -> None:
    wrong = 0
    for seed in range(80):
        text, days = _log(seed, wrong_year, weekdays_off)
        found = read("diary.txt", text)
        wrong += sum(day_at(found, line) != day.isoformat() for line, day in days)
    assert wrong <= most_wrong


def test_the_outvoted_year_is_said() -> None:
    text = "Thu 12/20\nFog.\n\nThu 1/3\nRain.\n\nMon 1/7/18\nChairs.\n\nTue 1/15\nSnow.\n\nWed 1/23\nSun.\n"
    [entry] = [e for e in read("diary.txt", text) if e.title == "Mon 1/7/18"]
    assert entry.date == date(2019, 1, 7)
    assert "year read as 2019: 2018 fits neither its weekday nor the days around it" in entry.doubts
