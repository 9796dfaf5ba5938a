"""Numbers with units in a text: "ran 5.5 km in 30 min" -> 5.5 of distance, 0.5 of time; and "mood:: 7" by its name."""

import re
from dataclasses import dataclass
from functools import cache

from index.text.language_data import LANGUAGES, SHARED, language_data
from index.text.scripts import WITHOUT_SPACES

_NUMBER = r"(?<![\w.,])-?(?:\d{1,3}(?:[ ,'’]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
_THOUSANDS = re.compile(r"(?<=\d)[ ,'’](?=\d{3}(?!\d))")
_THINGS = "things"
_SIGNS = "€$£"
_UNSPACED = re.compile(f"[{WITHOUT_SPACES}]")  # "5時間勉強した": a word may follow at once
MONEY = "money"
"""The dimension that is asked for where no currency is named."""
CURRENCIES = ("euro", "dollar", "pound_sterling")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what it measures ("distance"; "" for a bare number), and how many base units of that its unit has."""

    value: float
    dimension: str
    factor: float
    unit: str
    """As written."""

    @property
    def base(self) -> float:
        return self.value * self.factor


@cache
def units() -> dict[str, tuple[str, float]]:
    """Word of a unit -> ("distance", base units in one), of all languages."""
    found: dict[str, tuple[str, float]] = {}
    for code in (SHARED, *LANGUAGES):
        for word, value in language_data(code).values("values.units").items():
            dimension, _, factor = value.partition(":")
            found.setdefault(word, (dimension, float(factor)))
    return found


@cache
def _measured() -> re.Pattern[str]:
    paid = rf"(?P<sign>[{_SIGNS}])\s?(?P<paid>{_NUMBER})"
    names = "|".join(
        re.escape(name) + ("" if _UNSPACED.match(name) else r"(?![^\W\d_])")
        for name in sorted(units(), key=len, reverse=True)
    )
    return re.compile(rf"{paid}|(?P<number>{_NUMBER})\s?(?P<unit>{names})")


def quantities(text: str) -> list[Quantity]:
    """The numbers with a known unit, in order; `text` in lower case."""
    found = []
    for match in _measured().finditer(text):
        unit = match["sign"] or match["unit"]
        dimension, factor = units()[unit]
        found.append(Quantity(parsed_number(match["paid"] or match["number"]), dimension, factor, unit))
    return found


def counted_things(text: str, forms: frozenset[str]) -> list[Quantity]:
    """The numbers before one of a noun's `forms`: "3 cigarettes"."""
    names = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    pattern = re.compile(rf"(?P<number>{_NUMBER})\s(?P<unit>{names})(?!\w)")
    return [Quantity(parsed_number(match["number"]), _THINGS, 1.0, match["unit"]) for match in pattern.finditer(text)]


def named_value(line: str, name: str) -> Quantity | None:
    """The value of "mood:: 7", "mood: 7", "[mood:: 7/10]", "sleep: 7:30" or "weight = 7.5 kg" in lower case."""
    begins = rf"(?<![\w-]){re.escape(name)}[\"']?\s?(?:::?|=|：)\s?[\"']?"
    if clock := re.search(rf"{begins}(?P<hours>\d\d?):(?P<minutes>[0-5]\d)(?![\d:])", line):
        return Quantity(int(clock["hours"]) + int(clock["minutes"]) / 60, "time", 1.0, "h")
    match = re.search(rf"{begins}(?P<number>{_NUMBER})\s?(?P<unit>[^\W\d_]+|[{_SIGNS}])?", line)
    if match is None:
        return None
    known = units().get(match["unit"] or "")
    dimension, factor = known or ("", 1.0)
    return Quantity(parsed_number(match["number"]), dimension, factor, match["unit"] if known else "")


def parsed_number(text: str) -> float:
    """ "5.5", "5,5", "1,200", "12 000"."""
    return float(_THOUSANDS.sub("", text).replace(",", "."))
