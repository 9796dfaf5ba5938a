"""A date as it stands in a text: what was written of it, and what was not."""

from dataclasses import dataclass, replace
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2199
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at `start:end` of a text. What was not written is None."""

    start: int
    end: int
    raw: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None
    """Two numbers, day and month in an order to be found out; `month` and `day` are None."""
    week: int | None = None
    """ISO 8601 week of the year."""
    until: "WrittenDate | None" = None
    """The last day, where days from ... to are named; the year of two numbers' can stand there alone."""
    weak: bool = False
    """Two numbers without a year (`10/18`), or six digits (`200713`): as likely a fraction, a version or a number."""
    dotted: bool = False
    """Written with dots, as `05.02.2024`."""
    short: int | None = None
    """The third of three numbers that could also be year, month and day: 7 of `24.03.07`."""
    week_of: bool = False
    """The first day of the week that is meant: "Week of March 23"."""
    bad_year: str = ""
    """Digits in the place of a year that are none: `6/14/8`, `4/26/250`."""

    @property
    def names_day(self) -> bool:
        """Whether a day is named, with or without its year."""
        return self.pair is not None or self.month is not None and self.day is not None


def placed(d: WrittenDate, start: int, end: int, text: str) -> WrittenDate:
    """The date as it stands at `start:end` of `text`; `replace` would take three times as long."""
    raw = text[start:end]
    return WrittenDate(
        *(start, end, raw, d.year, d.month, d.day, d.pair, d.week, d.until),
        *(d.weak, d.dotted, d.short, d.week_of, d.bad_year),
    )


def year_first(d: WrittenDate) -> WrittenDate:
    """`24.03.07` read as year, month, day; every other date as it is."""
    until = year_first(d.until) if d.until else None
    if d.pair is None or d.short is None:
        return replace(d, until=until)
    return replace(d, year=century(d.pair[0]), month=d.pair[1], day=d.short, pair=None, short=None, until=until)


def century(two: int) -> int:
    """The year of two digits: journals are younger than 1950."""
    return 2000 + two if two < 50 else 1900 + two


def weekday_of(year: int, month: int, day: int) -> int | None:
    """0 for Monday to 6 for Sunday; None where there is no such day."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
