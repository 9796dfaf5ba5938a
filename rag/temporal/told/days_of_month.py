"""A day that is named by its number alone, "on the 11th", "am 27.", "12日": the tense says whether it lies behind.

What is said in the past lies behind the day of writing, what is announced lies ahead; else the nearest is meant.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from index.text.folding import fold_accents
from index.text.language_data import all_numbered, any_of, language_data
from rag.temporal import calendar
from rag.temporal.event_time import tells_of_past
from rag.temporal.language import is_cjk, written_language
from rag.temporal.lexicon import VOCABULARY

Tense = Literal["behind", "now", "to come", ""]
"""What a verb says of a time: "now" may be what is to come, or what is always so; "" where none says anything."""
_MONTHS = frozenset(fold_accents(month) for month in all_numbered("dates.months"))
_CLAUSE = re.compile(r"[,;:!?，；、。]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 2  # words of a clause that says nothing itself: "on the 12th, we left"
_STAND_IN = "#"  # for a time, so that patterns may say what stands right before it


def days_of_month(sentence: str, text: str, written: date) -> list[tuple[int, int, date]]:
    """Where the days named by number alone stand, and what is meant; `text` is the sentence folded."""
    found = []
    for match in _matches(sentence, text):
        day = _meant(int(match["day"]), written, tense(text, *match.span()))
        if day is not None:
            found.append((*match.span(), day))
    return found


def names_day_of_month(sentence: str, text: str) -> bool:
    """Whether one is named: most sentences are not read further."""
    return next(_matches(sentence, text), None) is not None


def tense(text: str, start: int, end: int) -> Tense:
    """What is said of the time at `start` to `end` of a folded sentence."""
    clause = _clause(text, start, end)
    to_come, present = _tenses(written_language(text))
    if to_come and to_come.search(clause):
        return "to come"
    if _past(clause, text):
        return "behind"
    return "now" if present and present.search(clause) else ""


def _past(clause: str, text: str) -> bool:
    if is_cjk(text):
        return re.search(any_of("deeds.past", (written_language(text),)), clause) is not None
    language = written_language(text)
    return language in VOCABULARY and tells_of_past(clause.replace(_STAND_IN, " "), language)


def _clause(text: str, start: int, end: int) -> str:
    """The part between commas in which the time stands, itself replaced; the whole where it says little."""
    stops = [match.span() for match in _CLAUSE.finditer(text)]
    low = max((b for _, b in stops if b <= start), default=0)
    high = min((a for a, _ in stops if a >= end), default=len(text))
    clause = f"{text[low:start]}{_STAND_IN}{text[end:high]}"
    said = len(_WORD.findall(clause)) >= _FEW or is_cjk(text)
    return clause if said else f"{text[:start]}{_STAND_IN}{text[end:]}"


def _matches(sentence: str, text: str) -> Iterator[re.Match[str]]:
    if not any(sign.isdigit() for sign in text) or (pattern := _numbered(written_language(text))) is None:
        return
    for match in pattern.finditer(text):
        after = _WORD.match(text, match.end() + 1)
        is_noun = match[0].endswith(".") and after is not None and sentence[after.start()].isupper()
        if not is_noun and (after is None or fold_accents(after[0]) not in _MONTHS):
            yield match


@cache
def _numbered(language: str) -> re.Pattern[str] | None:
    written = "tense.days_of_month" in language_data(language).entries
    return re.compile(any_of("tense.days_of_month", (language,))) if written else None


@cache
def _tenses(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    entries = language_data(language).entries
    keys = ("tense.to_come", "tense.present")
    to_come, present = (re.compile(any_of(key, (language,))) if key in entries else None for key in keys)
    return to_come, present


def _meant(number: int, written: date, told: Tense) -> date | None:
    """The day of the month before, of this or of the one after that is meant."""
    first = written.replace(day=1)
    months = [calendar.shift_months(first, by) for by in (-2, -1, 0, 1, 2)]
    days = [day for month in months if (day := _day_in(month, number))]
    behind, ahead = [day for day in days if day <= written], [day for day in days if day >= written]
    if told == "behind":
        return max(behind, default=None)
    if told:
        return min(ahead, default=None)
    return min(days, key=lambda day: abs((day - written).days), default=None)


def _day_in(month: date, number: int) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None
