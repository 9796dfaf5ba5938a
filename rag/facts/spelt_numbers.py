"""Numbers in words -> digits, where values are read: "for two hours" -> "for 2 hours", "half an hour" -> "0.5 hour"."""

import re
from functools import cache

from index.text.language_data import language_data
from rag.temporal.lexicon import VOCABULARY


def in_digits(text: str, language: str) -> str:
    """The text, in lower case, with its number words as digits; as it is in languages whose words are not known."""
    numbers = _numbers(language)
    return _pattern(language).sub(lambda match: numbers[match[0]], text) if numbers else text


@cache
def _numbers(language: str) -> dict[str, str]:
    """Word or words -> digits."""
    spelt = {
        word: str(value)
        for word, readings in VOCABULARY.get(language, {}).items()
        for kind, value in readings[:1]
        if kind in "na" and isinstance(value, int) and value > 0
    }
    parts = language_data(language).values("values.spelt") if language in VOCABULARY else {}
    return spelt | {word.replace("_", " "): value.replace("_", " ") for word, value in parts.items()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_numbers(language), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{words})(?=\s)(?!\s(?:of|o'clock)\b)")
