"""A holiday -> the days off around it: "puente del Pilar", "the long weekend of 1 May"."""

from rag.temporal.calendar import DateRange, shift

_BEFORE = {0: 2, 1: 3, 6: 1}  # days back to Saturday, where at most one working day lies between
_AFTER = {3: 3, 4: 2, 5: 1}  # days on to Sunday


def bridge(span: DateRange) -> DateRange:
    """The days with the weekend beside them, and the working day that parts them from it."""
    start, end = span
    return shift(start, -_BEFORE.get(start.weekday(), 0)), shift(end, _AFTER.get(end.weekday(), 0))
