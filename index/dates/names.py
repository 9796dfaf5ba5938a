"""The words of dates, folded (lower case, no accents), in the languages that people keep journals in.

English, German, Spanish, French, Portuguese, Italian, Dutch; Vietnamese, Chinese, Japanese and Korean name months by
number and are read by written.py. The names are CLDR's (tests compare them), with the abbreviations people write.
"""

import re
from functools import lru_cache

from index.text.language_data import SHARED, all_numbered, all_words, language_data

MONTHS = language_data(SHARED).numbered("dates.months", first=1) | all_numbered("dates.months", first=1)
WEEKDAYS = language_data(SHARED).numbered("dates.weekdays") | all_numbered("dates.weekdays")
SHORT_WEEKDAYS = frozenset(word for word in WEEKDAYS if len(word) < 3)
WORDLIKE_MONTHS = all_words("dates.wordlike_months").union(language_data(SHARED).words("dates.wordlike_months"))
"""Month names that are everyday words too, of some language: a year or a day's ordinal must stand by them."""
DAY_FIRST_WORDS = all_words("dates.day_first")
"""Words of dates in languages that put the day before the month."""
_TYPED_WRONG = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,4}d?a?y")
# Month names by their letters: two of them swapped ("Dezmeber") are the commonest slip, and keep all places.
_BY_LETTERS = {(word[0], *sorted(word)): word for word in sorted(MONTHS) if len(word) > 6}
_INITIALS = frozenset(name[0] for name in _BY_LETTERS.values())
_LONG_WORD = re.compile(r"[a-z]{7,10}")


def month_pattern() -> str:
    """The names as alternatives of a pattern, longer ones first."""
    return "|".join(sorted(MONTHS, key=len, reverse=True))


def months_mended(folded: str) -> str:
    """`folded` with month names whose letters are out of order put right, character for character."""
    return _LONG_WORD.sub(lambda m: _month_meant(m[0]) if m[0][0] in _INITIALS else m[0], folded)


@lru_cache(maxsize=2048)
def _month_meant(word: str) -> str:
    """A month's name that has the letters of `word`, or all of them but one ("novemver"); else the word itself."""
    swapped = _BY_LETTERS.get((word[0], *sorted(word)))
    if swapped or word in MONTHS:
        return swapped or word
    alike = (name for name in _BY_LETTERS.values() if len(name) == len(word) and name[0] == word[0])
    return next((name for name in alike if sum(a != b for a, b in zip(name, word, strict=True)) == 1), word)


def weekday_number(word: str) -> int | None:
    """0 for Monday to 6 for Sunday; also of words that are nearly a weekday ("wedneday")."""
    known = WEEKDAYS.get(word)
    if known is None and len(word) > 5 and (match := _TYPED_WRONG.fullmatch(word)):
        return WEEKDAYS[match[1]]
    return known
