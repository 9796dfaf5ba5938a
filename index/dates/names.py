"""The words of dates, folded (lower case, no accents), in the languages that people keep journals in.

English, German, Spanish, French, Portuguese, Italian, Dutch; Vietnamese, Chinese, Japanese and Korean name months by
number and are read by written.py. The names are CLDR's (tests compare them), with the abbreviations people write.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text.folding import fold_accents
from index.text.language_data import LANGUAGES, SHARED, all_numbered, all_words, any_of, language_data

_OWN_MONTHS, OWN_WEEKDAYS = all_numbered("dates.months", first=1), all_numbered("dates.weekdays")
_OTHER_MONTHS = language_data(SHARED).numbered("dates.months", first=1)
MONTHS, WEEKDAYS = _OTHER_MONTHS | _OWN_MONTHS, language_data(SHARED).numbered("dates.weekdays") | OWN_WEEKDAYS
SHORT_WEEKDAYS = frozenset(word for word in WEEKDAYS if len(word) < 3)
WORDLIKE_MONTHS = all_words("dates.wordlike_months").union(language_data(SHARED).words("dates.wordlike_months"))
"""Month names that are everyday words too, of some language: a year or a day's ordinal must stand by them."""
DAY_FIRST_WORDS = all_words("dates.day_first")
"""Words of dates in languages that put the day before the month."""
WEEK_WORDS, WEEK_OF = all_words("dates.week_words"), all_words("dates.first_day_of_week")
"""Names of a week, and what stands between one and its first day: "week commencing"."""
_NUMBERED_WEEK = re.compile(rf"{any_of('dates.signs.ordinals')}?\s*\d{{1,2}}\s*{any_of('dates.signs.weeks')}")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DIGIT = re.compile(r"\d")
_TYPED_WRONG = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,4}d?a?y")
# Month names by their letters: two of them swapped ("Dezmeber") are the commonest slip, and keep all places.
_LONG_MONTHS = tuple(word for word in sorted(_OWN_MONTHS) if len(word) > 6)
_BY_LETTERS = {(word[0], *sorted(word)): word for word in _LONG_MONTHS}
_INITIALS = frozenset(name[0] for name in _BY_LETTERS.values())
_SPELT = {
    code: tuple(language_data(code).numbered("dates.weekdays").items())
    for code in LANGUAGES
    if any(word.isascii() for word in language_data(code).numbered("dates.weekdays"))
}
_NUMBERED_DAYS = tuple(
    (re.compile(pattern), [row.split()[0] for row in language_data(code).entries["dates.weekdays"]])
    for code in LANGUAGES
    if (pattern := language_data(code).text("dates.numbered_weekdays"))
)
_LED = re.compile(r"([^\W\d_]{1,14})(?:[.:,]|(?=\s))\s?(?:\(([^\W\d_]{3,14})\.?\))?")
_TWO = 2  # letters of a name's beginning that may be a word of its own
_LONG = 7  # letters of a name that is known though one of them is wrong
_LONG_WORD = re.compile(r"(?:[^\W\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]){3,14}")  # Thai vowels are no letters
_SHORT_ENGLISH = tuple(row[:3] for row in language_data("en").entries["dates.months"])


def month_pattern() -> str:
    """The names as alternatives of a pattern, longer ones first; those of other languages are `months_mended`."""
    return "|".join(sorted(_OWN_MONTHS, key=len, reverse=True))


def months_mended(folded: str) -> str:
    """`folded` with mistyped names of months put right, those of other languages made English, place for place."""
    return _LONG_WORD.sub(lambda m: _month_meant(m[0]), folded)


@lru_cache(maxsize=4096)
def _month_meant(word: str) -> str:
    """A month's name that `word` is but for one slip, as long as the word; else the word itself.

    The slips: two letters swapped, one wrong ("novemver"), one missing, one too many ("novermber").
    """
    if word in _OTHER_MONTHS and word not in _OWN_MONTHS:
        return _SHORT_ENGLISH[_OTHER_MONTHS[word] - 1].ljust(len(word))
    if len(word) < _LONG or word[0] not in _INITIALS or word in MONTHS:
        return word
    swapped = _BY_LETTERS.get((word[0], *sorted(word)))
    alike = (name for name in _LONG_MONTHS if len(name) == len(word) and name[0] == word[0])
    mended = swapped or next((n for n in alike if sum(a != b for a, b in zip(n, word, strict=True)) == 1), "")
    if mended:
        return mended
    longer = next((n for n in _LONG_MONTHS if _has_one_more(word, n) or _has_one_more(n, word)), "")
    return _SHORT_ENGLISH[MONTHS[longer] - 1].ljust(len(word)) if longer else word


def _has_one_more(longer: str, shorter: str) -> bool:
    """Whether a word is another with one letter more, but for its first."""
    return len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer))
    )


def weekday_number(word: str) -> int | None:
    """0 for Monday to 6 for Sunday; also of words that are nearly a weekday ("wedneday")."""
    known = WEEKDAYS.get(word)
    if known is None and len(word) > 5 and (match := _TYPED_WRONG.fullmatch(word)):
        return WEEKDAYS[match[1]]
    return known


def fold_for_dates(text: str) -> str:
    """`text` folded, character for character, and weekdays that go by their number, "2.ª feira", by their names."""
    folded = fold_accents(text)
    if not _DIGIT.search(folded):
        return folded
    for pattern, names in _NUMBERED_DAYS:
        folded = pattern.sub(lambda day, names=names: names[int(day[1]) - 2].ljust(len(day[0])), folded)  # type: ignore[misc]
    return folded


def names_week(folded: str) -> bool:
    """Whether a week is spoken of, as beside its days: `Week 36 (5/9 - 11/9)`, `第36週（9/5〜9/11）`."""
    return _NUMBERED_WEEK.search(folded) is not None or not WEEK_WORDS.isdisjoint(_WORD.findall(folded))


def without_number_of_week(words: list[str]) -> list[str]:
    """The words before a date without a weekday right before it and the number of a week: `Week 36, from Monday`."""
    if len(words) > 1 and weekday_number(words[-1]) is not None:
        words = words[:-1]
    return [word for i, word in enumerate(words) if not (word.isdecimal() and i and words[i - 1] in WEEK_WORDS)]


def without_words_of_weeks(words: list[str], folded: str) -> list[str]:
    """The words of a label, `folded`, without those by which it names a week."""
    signs = {word for week in _NUMBERED_WEEK.findall(folded) for word in _WORD.findall(week)}
    return [word for word in without_number_of_week(words) if word not in WEEK_WORDS | WEEK_OF | signs]


@dataclass(frozen=True, slots=True)
class LedRow:
    """A row of a week that begins with a weekday, however short."""

    word: str
    weekdays: Mapping[str, frozenset[int]]
    """Language -> those that it may be: "T" is two in English."""


def led_by_weekday(line: str) -> LedRow | None:
    """How a line begins that is a weekday's, `ma woon-werk`, `M rest`, `T (Thu) 10 easy`; None where none may be."""
    match = _LED.match(line)
    if match is None or len(match[1]) == 1 and not match[1].isupper():
        return None
    weekdays = _weekdays_begun(fold_accents(match[1]))
    if match[2] and (named := _weekdays_begun(fold_accents(match[2]))):
        both = {code: weekdays[code] & named[code] for code in weekdays.keys() & named.keys()}
        weekdays = {code: numbers for code, numbers in both.items() if numbers}
    return LedRow(fold_accents(match[1]), weekdays) if weekdays else None


@lru_cache(maxsize=512)
def _weekdays_begun(word: str) -> Mapping[str, frozenset[int]]:
    """Language -> the weekdays whose names there begin with `word`, or are shortened so."""
    exact = {code: frozenset(n for name, n in names if name == word) for code, names in _SPELT.items()}
    begun = {
        code: frozenset(n for name, n in names if name.startswith(word))
        for code, names in _SPELT.items()
        if len(word) != _TWO or word not in language_data(code).words("text.stop_words")  # "we", "je"
    }
    found = {code: exact[code] or begun.get(code, frozenset()) for code in _SPELT}
    return {code: numbers for code, numbers in found.items() if numbers}


def weekdays_rising(rows: Sequence[LedRow], language: str) -> list[frozenset[int]]:
    """Those of its weekdays that each row of a week can be if they rise from row to row; none where they cannot."""
    could_be = [row.weekdays.get(language, frozenset()) for row in rows]
    onward = _reachable(could_be, rows)
    back = _reachable([frozenset(6 - n for n in own) for own in reversed(could_be)], rows[::-1])
    rising = [a & frozenset(6 - n for n in b) for a, b in zip(onward, reversed(back), strict=True)]
    return rising if all(rising) else []


def are_rows_of_week(lines: Sequence[str]) -> bool:
    """Whether lines begin with weekdays that rise from one to the next: `M rest`, `T easy`, `W 10 km`."""
    rows = [row for line in lines if (row := led_by_weekday(line))]
    languages = frozenset.intersection(*(frozenset(row.weekdays) for row in rows)) if rows else ()
    return len(rows) == len(lines) and any(weekdays_rising(rows, code) for code in languages)


def _reachable(could_be: Sequence[frozenset[int]], rows: Sequence[LedRow]) -> list[frozenset[int]]:
    """Those of the weekdays that lie behind one of the row before; the same word twice may be one day."""
    out: list[frozenset[int]] = []
    for i, own in enumerate(could_be):
        first = min(out[-1], default=7) if out else -1
        again = out[-1] if i and len(rows[i].word) > 1 and rows[i].word == rows[i - 1].word else frozenset()
        out.append(frozenset(n for n in own if n > first or n in again))
    return out
