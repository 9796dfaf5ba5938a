"""How far from an event: "the week" before my exam, "two days" after the wedding -> days, and days in between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text.language_data import all_words
from rag.temporal.tokens import Token, tokenize

_BEHIND = re.compile(
    r"(?P<lead>i?)(?P<article>D?)(?:(?P<nth>O?)|(?<=D)L)(?P<count>[Nna]?)(?P<behind>O?)(?:U|(?<=[iD])(?P<part>P))$"
)
_WEEKDAY = re.compile(r"(?:i?D?(?:(?<=D)L)?)(?P<day>[WwU])$")
_SATURDAY = 5
_PARTS = all_words("time.parts_beside_events")
DAYS_OF_UNIT = {"day": 1, "weekend": 2, "week": 7, "week2": 14, "month": 30, "quarter": 91, "year": 365}
_SPREAD = {"day": 0, "week": 3, "week2": 4, "month": 10}
"""Days each way of what is counted off: "two weeks after" is no exact day."""
_PLURALS = all_words("time.plural_units")
_SEVERAL = {"day": 7, "week": 28, "month": 91, "year": 730}


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days beside an event, and so many between it and them; `start` is where its words begin.

    `weekday`: the nearest such day, 0 for Monday, and those behind it, "the Friday before"; -1 for any.
    """

    days: int
    off: int
    start: int
    weekday: int = -1


def read_offset(before: str, language: str) -> Offset | None:
    """The offset that a question's text right before "before" or "after" ends with."""
    tokens = tokenize(before, language)
    kinds = "".join("P" if token.word in _PARTS else token.kind.replace("P", ".") for token in tokens)
    day = _WEEKDAY.search(kinds)
    if day and (language != "en" or "D" in day[0]) and (weekday := _weekday(tokens[-1])) is not None:
        return Offset(2 if day["day"] == "U" else 1, 0, tokens[day.start()].start, weekday)
    match = _BEHIND.search(kinds)
    if match is None or kinds[: match.start()].endswith(("L", "l", "T", "F")):  # "last year before Orla"
        return None
    first, unit = tokens[match.start()], tokens[-1]
    length = 1 if match["part"] else DAYS_OF_UNIT.get(str(unit.value))
    if length is None:
        return None
    nth = match["nth"] and "nth" or match["behind"] and "behind"
    if nth:
        return _nth(int(tokens[match.start(nth)].value), match, tokens, length)
    if not match["count"]:
        several = _SEVERAL.get(str(unit.value)) if unit.word in _PLURALS else None
        return Offset(several or length, 0, first.start)
    count = abs(int(tokens[match.start("count")].value))
    if match["lead"] or match["article"]:
        return Offset(count * length, 0, first.start)
    return Offset(*counted_off(count, str(unit.value)), first.start)


def _weekday(token: Token) -> int | None:
    """Of "Friday" and "weekend" the first day; None of other units."""
    if token.kind in "Ww":
        return int(token.value)
    return _SATURDAY if token.value == "weekend" else None


def _nth(nth: int, match: re.Match[str], tokens: Sequence[Token], length: int) -> Offset | None:
    """ "the first three days", "the second day"."""
    start = tokens[match.start()].start
    if not match["count"]:
        several = _SEVERAL.get(str(tokens[-1].value)) if tokens[-1].word in _PLURALS and nth == 1 else None
        return Offset(several or length, (nth - 1) * length, start) if nth > 0 else None
    count = abs(int(tokens[match.start("count")].value))
    return Offset(count * length, 0, start) if nth == 1 else None


def counted_off(count: int, unit: str) -> tuple[int, int]:
    """(days, days in between) of what lies `count` of a unit, a key of `DAYS_OF_UNIT`, from an event."""
    spread = _SPREAD.get(unit, 15)
    return 2 * spread + 1, max(count * DAYS_OF_UNIT[unit] - 1 - spread, 0)
