"""Lengths of time in Japanese and Chinese: 3日, 两三天, 1年半, 一个半月."""

from dataclasses import dataclass
from datetime import date

from rag.temporal import times
from rag.temporal.unspaced.words import AMOUNTS, either, longest_first, number_of, table

_HALVES = {"year": ("month", 12, 6), "month": ("day", 30, 15), "week": ("day", 7, 4)}
"""Unit -> the smaller one, how many of it there are, and half of them."""
NamedParts = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit; `least` is the smaller number of "two or three"."""

    count: int
    unit: str
    least: int

    def before(self, day: date) -> date:
        return times.step_back(self.unit, day, self.count)

    def after(self, day: date) -> date:
        return times.step_back(self.unit, day, -self.count)


def length_pattern(name: str) -> str:
    """A length as a part of a pattern, whose groups begin with `name`."""
    amount, units = either("amounts", AMOUNTS), longest_first(table("counted_units"))
    return (
        rf"(?:(?P<{name}_least>\d{{1,2}}(?=[、,~-]\d)|[一二两兩三四五六七八](?=[、,]?[二三四五六七八九](?!\d)))[、,~-]?)?"
        rf"(?:(?P<{name}_n>{amount})\s?(?P<{name}_unit>{units})(?!{either('no_unit_behind')})(?P<{name}_half>{either('and_half')})?"
        rf"|(?P<{name}_hn>{amount})(?P<{name}_hunit>{longest_first(table('units_and_half'))})"
        rf"|(?P<{name}_halved>{longest_first(table('half_spans'))}))"
    )


def length_of(part: NamedParts, name: str) -> Length:
    """The length that a match of `length_pattern` says."""
    if halved := part[f"{name}_halved"]:
        unit, _, written = table("half_spans")[halved].partition(":")
        return Length(int(written), unit, int(written))
    half = bool(part[f"{name}_half"] or part[f"{name}_hunit"])
    count = number_of(part[f"{name}_n"] or part[f"{name}_hn"])
    unit = table("counted_units")[part[f"{name}_unit"] or ""] if part[f"{name}_unit"] else ""
    unit = unit or table("units_and_half")[part[f"{name}_hunit"] or ""]
    least = number_of(part[f"{name}_least"]) if part[f"{name}_least"] else count
    if half and unit in _HALVES and count > 0:
        unit, many, further = _HALVES[unit]
        count = least = count * many + further
    return Length(count, unit, least if 0 < least < count else count)
