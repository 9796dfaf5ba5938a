"""The time words of Japanese, Chinese and Korean, as tables and as parts of patterns."""

import re
from collections.abc import Iterable
from functools import cache

from index.text.han_numbers import HAN_DIGITS, han_number
from index.text.language_data import SHARED, UNSPACED, any_of, language_data
from index.text.scripts import HANGUL, KANA

IN_SIGNS = (*UNSPACED, "ko")
"""Languages whose times are found in runs of signs; Korean spaces are taken out for it (korean.py)."""
AMOUNTS = (SHARED, *IN_SIGNS)
_HUNDRED = language_data(SHARED).text("dates.signs.hundreds")
_NOT_CHINESE = re.compile(f"[{KANA}{HANGUL}]")


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


def language_of_signs(text: str) -> str:
    """Japanese where kana stand in it, else Chinese; Korean is read as Japanese is."""
    return "ja" if _NOT_CHINESE.search(text) else "zh"
