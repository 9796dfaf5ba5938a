"""What is taken out of a window: "in 2023 except in October", "last week but not on Monday"."""

from collections.abc import Collection, Sequence
from datetime import date

from index.text.language_data import all_words
from rag.temporal import calendar
from rag.temporal.calendar import DateRange, gaps_between, overlap, shift
from rag.temporal.grammar import Piece
from rag.temporal.times import Time
from rag.temporal.tokens import Token

_NOT_IN = all_words("time.not_in")
_BEHIND = frozenset(word.replace("_", " ") for word in all_words("time.except_behind"))
_STAND_INS = all_words("time.stand_ins")
_YEARS = 60  # back from today, of "except in summer" alone
_LONGEST_WITH_HOLES = 1_100  # days of a window whose Mondays are all taken out
_DAYS = {"weekday": 1, "weekend": 2}


def exclusion_mark(pieces: Sequence[Piece], index: int) -> Token | None:
    """The word by which the time at `pieces[index]` is taken out: "except", or "not" right before "in summer"."""
    if mark := _mark_before(pieces, index) or _mark_behind(pieces, index):
        return mark
    joined = index > 1 and pieces[index - 1].token.kind == "&" and pieces[index - 2].time is not None
    return _mark_before(pieces, index - 2) if joined else None  # "except July and August"


def _mark_before(pieces: Sequence[Piece], index: int) -> Token | None:
    if index > 1 and pieces[index].token.kind in "ori" and _stands_in(pieces[index - 1]):
        index -= 1 + (pieces[index - 2].kind == "D")
    if index == 0 or pieces[index - 1].time is not None:
        return None
    before = pieces[index - 1].token
    negated = pieces[index].kind in "@%!" and pieces[index].token.kind == "i" and before.word in _NOT_IN
    return before if before.kind == "x" or negated else None


def _stands_in(piece: Piece) -> bool:
    """ "except the ones in June", "sauf ceux de juin", "menos los de junio": of what was named before."""
    return piece.time is None and (piece.kind == "D" or piece.token.word in _STAND_INS)


def _mark_behind(pieces: Sequence[Piece], index: int) -> Token | None:
    """ "August excluded", "juillet mis à part": but not "August, excluding the 3rd"."""
    behind = index + 2 if index + 1 < len(pieces) and pieces[index + 1].kind == "," else index + 1
    if behind >= len(pieces) or pieces[behind].kind != "x" or pieces[behind].token.word not in _BEHIND:
        return None
    leads_on = any(piece.time is not None for piece in pieces[behind + 1 : behind + 2])
    return None if leads_on else pieces[behind].token


def excluded_spans(time: Time, from_: date | None, to: date | None, today: date) -> list[DateRange]:
    """The days meant in a window: of "October" that of its year, of "Monday" every one of its Mondays."""
    low, high = from_ or shift(today, -366 * _YEARS), to or today
    if time.weekdays and time.problem:
        return _weekdays_in(time.weekdays, low, high) if (high - low).days <= _LONGEST_WITH_HOLES else []
    if time.again is not None:
        return list(time.again(low, high))
    if (length := _DAYS.get(time.unit)) and (high - low).days <= _LONGEST_WITH_HOLES:
        first = shift(low, (time.span[0].weekday() - low.weekday()) % 7)
        if length > 1 and calendar.shift(first, -6) >= low:
            first = shift(first, -7)
        return [(shift(first, step), shift(first, step + length - 1)) for step in range(0, (high - first).days + 1, 7)]
    if time.in_year is not None:
        spans = filter(None, map(time.in_year, range(max(low.year - 1, 1), high.year + 1)))
        return [span for span in spans if overlap(span, (low, high))]
    return list(time.spans)


def all_but(again: Sequence[Time], low: date | None, high: date) -> list[DateRange]:
    """The days that are none of those that come again, but not each week; `low` and `high` are the window's ends."""
    spans = sorted(span for time in again if time.again for span in time.again(low or shift(high, -366 * _YEARS), high))
    if not spans:
        return []
    ends = (low or date.min, shift(spans[0][0], -1)), (shift(spans[-1][1], 1), date.max)
    return [gap for gap in (ends[0], *gaps_between(spans), ends[1]) if gap[0] <= gap[1]]


def _weekdays_in(weekdays: Collection[int], low: date, high: date) -> list[DateRange]:
    """Every such day of the week in a span."""
    days = (date.fromordinal(n) for n in range(low.toordinal(), high.toordinal() + 1))
    return [(day, day) for day in days if day.weekday() in weekdays]
