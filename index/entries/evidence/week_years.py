"""The year of weeks that have only a number: `2019 wk 12`, then `wk 13` … `wk 52`, `wk 1` of the next year.

Weeks rise or fall through a note. One that breaks their order keeps the year that the note has as a whole, or has none.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.entries.evidence.neighbours import YEAR_FROM_NEIGHBOURS
from index.entries.mention import DateMention

_WEEKS = 52
_TURN = 26  # weeks: a step back by as many is New Year
_LONGEST = 40  # weeks from one to the next that still tell in which direction they go
_LAST, _FIRST = 52, 2  # the file of a year may begin in the last week of the year before


def years_of_weeks(mentions: Sequence[DateMention]) -> dict[int, tuple[int | None, str]]:
    """(year, doubt) of each mention of a week, by its place."""
    weeks = {i: m.written.week for i, m in enumerate(mentions) if m.written and m.written.week is not None}
    own = {i: year for i in weeks if (year := _own_year(mentions[i])) is not None}
    if len(own) == len(weeks):
        return {i: (year, "") for i, year in own.items()}
    hints = {i: mentions[i].year for i in weeks}
    if len(set(hints.values())) > 1:  # each below a year of its own
        own = {i: year for i, hint in hints.items() if (year := own.get(i, hint)) is not None}
    told = bool(own)
    falling = _is_falling([(own.get(i), week) for i, week in weeks.items()])
    out: dict[int, tuple[int | None, str]] = {i: (year, "") for i, year in own.items()}
    if not own:
        start = _start(list(weeks.items()), falling)
        if start is None or (hint := hints[start]) is None:
            return {i: (None if start is None else hints[i], "") for i in weeks}
        own[start], out[start] = hint, (hint, "")
    for i, year in _spread(weeks, own, falling):
        out[i] = (year, "" if hints[i] == year else YEAR_FROM_NEIGHBOURS)
    return {i: out.get(i, (None if told else hints[i], "")) for i in weeks}


def _own_year(mention: DateMention) -> int | None:
    written = mention.written
    if written is not None and written.year is not None:
        return written.year
    return mention.year if mention.firm_year else None


def _start(weeks: Sequence[tuple[int, int]], falling: bool) -> int | None:
    """The place of the week that the year of the file is of; None where that is open: `KW 53`, `KW 1` in 2021."""
    ordered = weeks[::-1] if falling else weeks
    if len(ordered) > 1 and ordered[0][1] >= _LAST and ordered[1][1] <= _FIRST:
        return None
    return ordered[0][0]


def _is_falling(weeks: Sequence[tuple[int | None, int]]) -> bool:
    """Whether the newest comes first."""
    steps = [_step(a, b) for a, b in pairwise(weeks)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _step(a: tuple[int | None, int], b: tuple[int | None, int]) -> int:
    step = b[1] - a[1]
    if a[0] is not None and b[0] is not None:
        return step + _WEEKS * (b[0] - a[0])
    return step if abs(step) <= _LONGEST else -step


def _spread(weeks: dict[int, int], own: dict[int, int], falling: bool) -> Iterator[tuple[int, int]]:
    """(place, year) of weeks that go on from one with a year, or lead up to it."""
    places = list(weeks)
    known = dict(own)
    for row, onward in ((places, not falling), (places[::-1], falling)):
        for i, j in pairwise(row):
            if j in known or i not in known:
                continue
            step = (weeks[j] - weeks[i]) * (1 if onward else -1)
            turn = 0 if step >= 0 else 1 if step <= -_TURN else None
            if turn is not None:
                known[j] = known[i] + (turn if onward else -turn)
    days = {i: (known[i], weeks[i]) for i in places if i in known}
    for i in days.keys() - own.keys():
        before = next((days[j] for j in reversed(places[: places.index(i)]) if j in own), None)
        behind = next((days[j] for j in places[places.index(i) + 1 :] if j in own), None)
        low, high = (behind, before) if falling else (before, behind)
        if (low is None or low <= days[i]) and (high is None or days[i] <= high):
            yield i, days[i][0]
