"""The time words of Japanese and Chinese, as tables and as parts of patterns."""

from collections.abc import Iterable
from functools import cache

from index.text.han_numbers import han_number
from index.text.language_data import UNSPACED, any_of, language_data


@cache
def table(key: str) -> dict[str, str]:
    """Word -> value, of both languages; read when the first such question comes."""
    return {word: value for code in UNSPACED for word, value in language_data(code).values(f"unspaced.{key}").items()}


@cache
def values_of(key: str) -> dict[str, int]:
    """Word -> its number, of both languages."""
    return {word: int(value) for word, value in table(key).items()}


def longest_first(words: Iterable[str]) -> str:
    """Alternatives of a pattern."""
    return "|".join(sorted(words, key=len, reverse=True))


def either(key: str, languages: Iterable[str] = UNSPACED) -> str:
    """The alternatives of an entry as a group of a pattern."""
    return any_of(f"unspaced.{key}", languages)


def number_of(text: str | None) -> int:
    """3, 三, 十二, 二十三; of 数 ("some") its negative; 1 of nothing."""
    return 1 if not text else int(text) if text.isdigit() else han_number(text, values_of("digits"))
