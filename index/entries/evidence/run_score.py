"""Lines of a file that may begin days -> how surely they do, all of them weighed together.

No line can tell by itself: "Sat 2 hours of rain" begins as "Sat 2 rain" does. Days of a journal are on the weekdays
beside them, follow each other, look alike, and hold most of the file's text. Each weight is about the logarithm of how
much more often it is seen with days than without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import log

_PRIOR = -4.0
_ON_WEEKDAY, _OFF_WEEKDAY = 0.95, 0.05  # of the days: people mistype weekdays
_BY_CHANCE = 1 / 7
_IN_ORDER, _OUT_OF_ORDER, _FIRST_STEP = 0.7, -3.0, -0.3
_UNKNOWN = -1.5  # nothing completes it
_LOOKS = {
    "closed": 0.8,
    "stopped": 0.4,
    "ordinal": 0.2,
    "article": 0.5,  # `Le 6`
    "same_month": 1.5,  # `同 5日`
    "month": 0.5,
    "year": 0.6,
    "padded": 0.6,
    "paragraph": 0.2,  # not a list's item
    "in_week": 0.6,  # a weekday alone, where a week is told
    "in_month": 0.8,  # two numbers, one of them the month above
    "below_month": 0.3,  # a heading below its month's
}
_MOST_LOOKS = 4  # lines that add theirs: more of them tell nothing new
_SHARE, _LEAST_SHARE = 2.0, -0.3
_YEAR_CHOSEN = -3.0  # the year was chosen by the very weekdays
_ENUMERATION = -3.0
_OTHER_YEAR = -1.0
_YEARS_APART = -3.0
_TO_COME = -4.0
_TURN = timedelta(days=300)  # a step back by so much is New Year, where years are not known
_YEAR = timedelta(days=372)
_FULL_MONTH = 28
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class RunDay:
    """A line that may begin a day, or one that does."""

    day: date | None
    """What it would be of; of a leap year where no year is known."""
    weekdays: frozenset[int] = frozenset()
    looks: frozenset[str] = frozenset()
    number: int | None = None
    """The day, where nothing but its number is written."""
    known: bool = False
    """Whether it is a day without this run."""
    year_known: bool = True
    year_chosen: bool = False
    to_come: bool = False
    """Whether it is after the note's own day: an appointment."""
    other_year: bool = False
    """Whether it would be of another year than the file's name says."""
    part: int = 0
    """The number of its part of the file: the days of each hive, of each project may begin anew."""


def run_score(days: Sequence[RunDay], share: float) -> float:
    """How much more likely the lines begin days than not: above 0 they do.

    `days` are in the file's order, with the known ones among them; `share` is that of the text's paragraphs that begin
    so.
    """
    run = [d for d in days if not d.known]
    score = _PRIOR + _SHARE * share + _LEAST_SHARE + _looks(run) + sum(map(_of_weekday, run)) + _of_order(days)
    score += _UNKNOWN * sum(d.day is None for d in run)
    score += _OTHER_YEAR * sum(d.other_year for d in run) + _YEARS_APART * _gaps(run)
    score += _YEAR_CHOSEN if any(d.year_chosen for d in run) else 0
    score += _TO_COME if any(d.to_come for d in run) else 0
    return score + (_ENUMERATION if _is_enumeration(run) else 0)


def strays(days: Sequence[RunDay]) -> frozenset[int]:
    """The places of a run's lines that are none of its days: out of order, and on no weekday of their own."""
    fits = in_sequence(days)
    return frozenset(
        i for i, d in enumerate(days) if d.day is None or not fits[i] and _of_weekday(d) < (0 if d.weekdays else 0.1)
    )


def in_sequence(days: Sequence[RunDay], among_known: bool = False) -> list[bool]:
    """Whether the day of each line lies between those of the nearest lines, or known ones, before and behind it."""
    parts = _parts(days)
    if len(parts) > 1:
        return [fits for part in parts for fits in in_sequence(part, among_known)]
    counts = [d for d in days if d.known] if among_known else days
    falling = _is_falling(counts)
    before, after = _nearest(days, among_known), _nearest(days[::-1], among_known)[::-1]
    out = []
    for own, first, last in zip(days, before, after, strict=True):
        low, high = (last, first) if falling else (first, last)
        out.append(own.day is not None and (low is None or low <= own.day) and (high is None or own.day <= high))
    return out


def is_between(days: Sequence[RunDay], i: int) -> bool:
    """Whether a day lies between those of the lines right before and behind it, whichever of these is the later."""
    beside = [d.day for d in (*days[max(i - 1, 0) : i], *days[i + 1 : i + 2]) if d.day is not None]
    own = days[i].day
    return own is not None and len(beside) > 1 and min(beside) <= own <= max(beside)


def _nearest(days: Sequence[RunDay], among_known: bool) -> list[date | None]:
    """The day of the last line before each."""
    out: list[date | None] = []
    last: date | None = None
    for d in days:
        out.append(last)
        if d.day is not None and (d.known or not among_known):
            last = d.day
    return out


def on_weekday(day: RunDay) -> bool:
    """Whether a weekday stands beside it, and is that of its day."""
    return day.day is not None and bool(day.weekdays) and day.day.weekday() in day.weekdays


def _looks(run: Sequence[RunDay]) -> float:
    each = sum(_LOOKS[look] for d in run for look in d.looks) / max(len(run), 1)
    return each * min(len(run), _MOST_LOOKS)


def _of_weekday(day: RunDay) -> float:
    if not day.weekdays or day.day is None or not day.year_known:
        return 0
    chance = len(day.weekdays) * _BY_CHANCE
    if on_weekday(day):
        return log(_ON_WEEKDAY / chance)
    return log(_OFF_WEEKDAY / (1 - chance))


def _of_order(days: Sequence[RunDay]) -> float:
    """What the steps from line to line tell; the first one only says in which direction they go."""
    parts = _parts(days)
    if len(parts) > 1:
        return sum(map(_of_order, parts))
    if _is_enumeration([d for d in days if not d.known]):
        return 0
    dated = [d for d in days if d.day is not None]
    falling = _is_falling(days)
    total = 0.0
    for a, b in pairwise(dated):
        assert a.day and b.day
        if a.known and b.known or a.day == b.day:
            continue
        onward = _is_later(a, b) != falling
        total += _IN_ORDER if onward else _OUT_OF_ORDER
    return total + (0 if any(d.known for d in days) or len(dated) < 2 else _FIRST_STEP)


def _parts(days: Sequence[RunDay]) -> list[list[RunDay]]:
    """The days of each part of the file, where they begin anew in one and go on inside of all; else all as one."""
    whole = [list(days)]
    parts = [list(part) for _, part in groupby(days, key=lambda d: d.part)]
    if len(parts) < _FEWEST_PARTS or any(d.day is None for d in days):
        return whole
    rising = [all(a.day <= b.day for a, b in pairwise(part) if a.day and b.day) for part in parts]
    anew = sum(bool(b[0].day and a[-1].day and b[0].day < a[-1].day) for a, b in pairwise(parts))
    return parts if all(rising) and anew else whole


def _gaps(run: Sequence[RunDay]) -> int:
    """How often a year and more lies between two lines: such a list is a chronicle."""
    dated = [d.day for d in run if d.day is not None]
    return sum(abs(b - a) > _YEAR for a, b in pairwise(dated))


def _is_falling(days: Sequence[RunDay]) -> bool:
    dated = [d for d in days if d.day is not None]
    later = [_is_later(a, b) for a, b in pairwise(dated) if a.day != b.day]
    return later.count(False) > later.count(True)


def _is_later(a: RunDay, b: RunDay) -> bool:
    assert a.day and b.day
    step = b.day - a.day
    turned = abs(step) > _TURN and not (a.year_known and b.year_known)
    return (step > timedelta()) != turned


def _is_enumeration(run: Sequence[RunDay]) -> bool:
    """Whether bare numbers count what stands behind them: 1, 2, 3; not where they count all days of a month."""
    numbers = [d.number for d in run]
    if len(numbers) >= _FULL_MONTH or any(n is None for n in numbers):
        return False
    counted = [n for n in numbers if n is not None]
    from_one = bool(counted) and (counted[0] <= 1 or not all("ordinal" in d.looks for d in run))
    return from_one and all(b - a in (0, 1, 1 - a) for a, b in pairwise(counted))
