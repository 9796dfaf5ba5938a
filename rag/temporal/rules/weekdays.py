"""Days of the week in spans and beside them: "the last Friday in March", "Tuesday of that week"."""

from rag.temporal import calendar
from rag.temporal.calendar import DateRange, shift
from rag.temporal.grammar import Match
from rag.temporal.named.bridges import bridge
from rag.temporal.times import Time, closed, unreadable

_SHORT = 4  # days of a holiday that has a bridge


def kept(m: Match, span: DateRange, vague: bool = False) -> Time:
    """A span that knows its year when what it was made from did."""
    inner = m.time(-1)
    return Time(*span, absolute=inner.absolute, vague=vague or inner.vague, floating=inner.floating)


def long_weekend(m: Match) -> Time | None:
    """ "le pont du 11 novembre", "the long weekend around 1 May", "Corpus Christi, long weekend": the days off."""
    start, end = m.time(-1).span
    return kept(m, bridge((start, end))) if (end - start).days <= _SHORT else None


def nth_day(m: Match, weekday: int, nth: int, last: bool, extra: int = 0, before: int = 0) -> Time | None:
    """The nth or last such weekday of a span, or so many `before` the last, with the days after that belong to it."""
    start, end = m.time(-1).span
    if last:
        day = shift(end, -((end.weekday() - weekday) % 7) - 7 * before)
    else:
        day = shift(start, (weekday - start.weekday()) % 7 + 7 * (nth - 1))
    return kept(m, (day, shift(day, extra))) if start <= day <= end else unreadable("there is no such day")


def nth_weekday_in(m: Match) -> Time | None:
    """ "first Monday of May", "the last Friday in March 2020"."""
    named, whole = m.time(0), m.time(-1)
    if named.unit != "weekday" or whole.span[0] == whole.span[1]:
        return None
    before = m.has("v")
    last = m.pieces[m.start].token.kind in "Ll" or m.has("Ll") or m.all("@")[0].token.kind == "L" or before
    if not (last or m.has("O")):
        return None
    return nth_day(m, named.step, 1 if last else m.number("O"), last, before=int(before))


def day_in_week(m: Match) -> Time | None:
    """ "Tuesday of the last week of July", "Thursday of week 23"."""
    named, whole = m.time(0), m.time(-1)
    start, end = whole.span
    if named.unit != "weekday" or shift(start, 6) != end:
        return None
    day = shift(start, (named.step - start.weekday()) % 7)
    return kept(m, (day, day))


def in_that_week(weekday: Time, ago: Time) -> Time | None:
    """ "on Friday two weeks ago": the Friday of the days that it means."""
    start, end = ago.span
    if ago.unit or ago.floating or ago.absolute or (end - start).days not in (6, 8):
        return None
    day = shift(start, (weekday.step - start.weekday()) % 7)
    return closed((day, day)) if day <= end else None


def day_beside(m: Match) -> Time | None:
    """ "the Sunday before October 25", "last weekend before April 10", "the Monday after Easter"."""
    named = m.time(0)
    start, end = m.time(-1).span
    if named.unit not in ("weekday", "weekend"):
        return None
    weekday = named.step if named.unit == "weekday" else 5
    if named.unit == "weekday" and m.time(-1).feast:  # the Saturday before Easter lies in what it is called
        start = m.time(-1).feast or start
    day = calendar.previous_weekday(start, weekday) if m.has("B") else shift(calendar.previous_weekday(end, weekday), 7)
    if m.has("A") and day <= end:
        day = shift(day, 7)
    return kept(m, (day, shift(day, 1 if named.unit == "weekend" else 0)))
