"""The time words of Japanese, Chinese and Korean, as tables and as parts of patterns; their numbers and lengths."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from index.text.han_numbers import HAN_DIGITS, han_number
from index.text.language_data import SHARED, UNSPACED, any_of, language_data
from index.text.scripts import HANGUL, KANA
from rag.temporal import times

IN_SIGNS = (*UNSPACED, "ko")
"""Languages whose times are found in runs of signs; Korean spaces are taken out for it (korean.py)."""
AMOUNTS = (SHARED, *IN_SIGNS)
_HUNDRED = language_data(SHARED).text("dates.signs.hundreds")
NOT_CHINESE = re.compile(f"[{KANA}{HANGUL}]")

_HALVES = {"year": ("month", 12, 6), "month": ("day", 30, 15), "week": ("day", 7, 4)}
"""Unit -> the smaller one, how many of it there are, and half of them."""
NamedParts = dict[str, str | None]


@cache
def table(key: str) -> dict[str, str]:
    """Word -> value, of all of them; read when the first such question comes."""
    return {word: value for code in IN_SIGNS for word, value in language_data(code).values(f"unspaced.{key}").items()}


@cache
def values_of(key: str) -> dict[str, int]:
    """Word -> its number, of all of them."""
    return {word: int(value) for word, value in table(key).items()}


def longest_first(words: Iterable[str]) -> str:
    """Alternatives of a pattern."""
    return "|".join(sorted(words, key=len, reverse=True))


def either(key: str, languages: Iterable[str] = IN_SIGNS) -> str:
    """The alternatives of an entry as a group of a pattern."""
    return any_of(f"unspaced.{key}", languages)


@cache
def weekday_signs() -> tuple[str, str]:
    """Alternatives for a weekday's sign: where "曜日" or "요일" stands behind it, and where "周" stands before."""
    signs = {code: "|".join(language_data(code).numbered("dates.weekday_signs")) for code in IN_SIGNS}
    return f"{signs['ja']}|{signs['ko']}", signs["zh"]


def number_of(text: str | None) -> int:
    """3, 三, 十二, 二十三, 一百一十二, 一一二; of 数 ("some") its negative; 1 of nothing."""
    if not text:
        return 1
    if text.isdigit():
        return int(text)
    hundreds, sign, rest = text.rpartition(_HUNDRED)
    if sign:
        return 100 * number_of(hundreds) + (number_of(rest) if rest else 0)
    if len(text) > 1 and all(sign in HAN_DIGITS for sign in text):
        return int("".join(str(HAN_DIGITS[sign]) for sign in text))
    return han_number(text, values_of("digits"))


def table_of(key: str, language: str) -> dict[str, str]:
    """Word -> value of all, where two languages differ that of this one: 七夕 is in July or by the moon."""
    return table(key) | language_data(language).values(f"unspaced.{key}")


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
        rf"(?:(?P<{name}_least>{either('fewer', (SHARED,))}){either('between_numbers', (SHARED,))}?)?"
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
