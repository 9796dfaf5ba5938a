"""The time words of Japanese, Chinese and Korean, as tables and as parts of patterns."""

from collections.abc import Iterable
from functools import cache

from index.text.han_numbers import han_number
from index.text.language_data import SHARED, UNSPACED, any_of, language_data

IN_SIGNS = (*UNSPACED, "ko")
"""Languages whose times are found in runs of signs; Korean spaces are taken out for it (korean.py)."""
AMOUNTS = (SHARED, *IN_SIGNS)


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
    """3, 三, 十二, 二十三; of 数 ("some") its negative; 1 of nothing."""
    return 1 if not text else int(text) if text.isdigit() else han_number(text, values_of("digits"))
