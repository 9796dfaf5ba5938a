"""A note's headings -> each with what those above and beside it add to its day, and the day that comes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise

from index.dates.written_date import WrittenDate
from index.entries.evidence.day_month_order import PairOrder
from index.entries.evidence.likely_order import language_beside
from index.entries.evidence.nearness import FullDates
from index.entries.evidence.said_year import year_by_month
from index.entries.following import (
    SINCE_NOTE,
    after_day,
    carried_on,
    days_of_week,
    of_week,
    since_note,
    tells_days_near,
)
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.entries.resolve import WEEKDAY, resolve
from index.entries.user_rules import DateRules
from index.notes.block import Block

MONTH_FROM_NEIGHBOURS = "month taken from neighbours"
COUNTED_ON = "told by its weekday, near the day of the note"


@dataclass(frozen=True, slots=True)
class HeadingInContext:
    """A heading with what its parents add; `mention` is None where it names no day."""

    heading: DayHeading
    mention: DateMention | None
    parent: int | None = None
    """The place of the heading above that names a range of days, for `Thursday` and `17`; -1 for the whole note."""
    is_context: bool = False
    """Whether it names a month or a year for the headings below."""


def headings_in_context(
    headings: Sequence[DayHeading], rules: DateRules, year: WrittenDate | None, whole: ResolvedDay
) -> Iterator[HeadingInContext]:
    """Each heading with the month and year of those above it."""
    stack: list[tuple[float, HeadingInContext, int]] = []
    hint_of = year_by_month(rules.year, year)
    before: HeadingInContext | None = None
    near_post = tells_days_near(headings, whole)
    week = days_of_week(headings, whole, year)
    for i, heading in enumerate(headings):
        while stack and stack[-1][0] >= heading.level and not _is_part_of(heading, stack[-1][1]):
            stack.pop()
        above = [p for _, p, _ in stack]
        in_context = _place(heading, above, [n for _, _, n in stack], hint_of(heading), year, whole)
        known = before.mention if before else None
        own = in_context.mention
        if own is None or own.written is None:
            told = of_week(heading, week)
            told = told or (after_day(heading, before.heading, known) if before and known else None)
            told = told or since_note(heading, known, whole, near_post)
            in_context = HeadingInContext(heading, told) if told else in_context
        elif before and known and before.heading.line_start > max((p.heading.line_start for p in above), default=0):
            in_context = replace(in_context, mention=carried_on(heading, own, before.heading, known))
        if in_context.mention and in_context.mention.written:
            before = in_context
        stack.append((heading.level, in_context, i))
        yield in_context


def _is_part_of(heading: DayHeading, above: HeadingInContext) -> bool:
    """Whether a month stands below a year, or a weekday below its week, though at its level: each a line of its own."""
    if above.heading.level != heading.level:
        return False
    own, of = heading.label.date, above.heading.label.date
    if own is None:
        named = heading.label.weekday is not None or heading.label.day_only is not None
        return named and above.mention is not None and of is not None and of.names_day and _is_range(of)
    month = own.month is not None and own.year is None
    return month and above.is_context and of is not None and of.year is not None and of.month is None


@dataclass(frozen=True, slots=True)
class _Parents:
    """What the headings above a heading tell of its day."""

    year: int | None
    month: int | None
    firm: bool
    """Whether the year was written for these days, not for the whole note."""
    range_at: int | None
    """The place of the nearest one that names a range of days."""


def _parents_of(above: Sequence[HeadingInContext], places: Sequence[int]) -> _Parents:
    contexts = [p.heading.label.date for p in above if p.is_context and p.heading.label.date]
    year = next((c.year for c in reversed(contexts) if c.year is not None), None)
    month = next((c.month for c in reversed(contexts) if c.month is not None), None)
    firm = year is not None and (
        month is not None or any(c.year is not None for c in contexts[1:]) or _is_pure_year(above)
    )
    ranges = [
        n
        for p, n in zip(above, places, strict=True)
        if p.mention and p.mention.written and _is_range(p.mention.written)
    ]
    return _Parents(year, month, firm, ranges[-1] if ranges else None)


def _place(
    heading: DayHeading,
    above: Sequence[HeadingInContext],
    places: Sequence[int],
    hint: int | None,
    path: WrittenDate | None,
    whole: ResolvedDay,
) -> HeadingInContext:
    """The heading with what those `above` it add, which stand at `places`; `hint` is the year of the note."""
    label, written = heading.label, heading.label.date
    if heading.loose and label.strength == "none":
        return HeadingInContext(heading, None)
    parents = _parents_of(above, places)
    if written is not None and (written.names_day or written.week):
        if parents.year is None and parents.range_at is not None and written.names_day:
            year = _year_of_range(above)
            parents = replace(parents, year=year, firm=year is not None)
        return _dated(heading, written, parents, hint)
    if written is not None and label.strength == "strong" and len(heading.title.split()) <= 6:
        return HeadingInContext(heading, None, is_context=True)
    return _completed(heading, above, parents, hint, path, whole)


def _dated(heading: DayHeading, written: WrittenDate, parents: _Parents, hint: int | None) -> HeadingInContext:
    """A heading with a date of its own, which may lack the year."""
    written = _in_month(written, parents.month)
    complete = written.year is not None or parents.year is None
    source = {"line": "heading", "drawer": "byline"}.get(heading.origin, heading.origin)
    mention = replace(
        _beside(heading),
        written=written,
        source=source if complete else "parent heading",
        european=heading.label.european,
        asian=heading.label.asian,
        year=parents.year if parents.year is not None else hint,
        firm_year=parents.firm,
    )
    return HeadingInContext(heading, mention, parents.range_at)


def _in_month(written: WrittenDate, month: int | None) -> WrittenDate:
    """Two numbers below a month's name, of which one is that month: `3/9` below `March`."""
    if written.pair is None or written.until is not None or written.short is not None or month not in written.pair:
        return written
    a, b = written.pair
    return replace(written, month=month, day=b if a == month else a, pair=None, weak=False)


def _month_in_span(above: Sequence[HeadingInContext], day: int) -> tuple[int | None, int | None]:
    """The year and month of `12日` below `2013.10.12-13`; None where it is none of the days named above it."""
    spans = [p.mention.written for p in above if p.mention and p.mention.written and p.mention.written.until]
    first = spans[-1] if spans else None
    last = first.until if first else None
    if first is None or last is None or not (first.month and first.day and last.month and last.day):
        return None, None
    if first.month == last.month:
        return (first.year, first.month) if first.day <= day <= last.day else (None, None)
    if day >= first.day:
        return first.year, first.month
    return (last.year or first.year, last.month) if day <= last.day else (None, None)


def _completed(
    heading: DayHeading,
    above: Sequence[HeadingInContext],
    parents: _Parents,
    hint: int | None,
    path: WrittenDate | None,
    whole: ResolvedDay,
) -> HeadingInContext:
    """A heading that names a day in part (`17`, `Thursday`), with the month or the week that stands above it."""
    label, beside = heading.label, _beside(heading)
    year, month = parents.year, parents.month
    if label.day_only is not None and month is None and path is not None and path.month and whole.date is None:
        year, month = path.year, path.month
    if label.day_only is not None and month is None:
        year, month = _month_in_span(above, label.day_only)
    if label.day_only is not None and month is not None:
        first = WrittenDate(0, 0, heading.title, year, month, label.day_only)
        until = replace(first, day=label.last_only) if label.last_only else None
        mention = replace(beside, written=replace(first, until=until), source="parent heading", year=hint)
        return HeadingInContext(heading, mention)
    if label.weekday is not None and label.strength == "weak" and (parents.range_at is not None or whole.end):
        place = parents.range_at if parents.range_at is not None else -1
        return HeadingInContext(heading, replace(beside, source="parent heading"), place)
    return HeadingInContext(heading, beside if label.counter is not None else None)


def _beside(heading: DayHeading) -> DateMention:
    """What stands beside a date: the weekday, the number of a "Day N"."""
    label = heading.label
    return DateMention(None, weekday=label.weekday, counter=label.counter, counter_last=label.counter_last)


def _year_of_range(above: Sequence[HeadingInContext]) -> int | None:
    """The year of `Mo 4.3.` below `Week 10, 2024`; in the week of New Year its number does not tell."""
    spans = [p.mention.written for p in above if p.mention and p.mention.written and _is_range(p.mention.written)]
    span = spans[-1] if spans else None
    if span is None or span.year is None or span.week is None or not 2 <= span.week <= 51:
        return None
    return span.year


def _is_pure_year(above: Sequence[HeadingInContext]) -> bool:
    return any(
        p.is_context and p.heading.label.pure and p.heading.label.date and p.heading.label.date.month is None
        for p in above
    )


def _is_range(written: WrittenDate) -> bool:
    return written.until is not None or written.week is not None or written.week_of


def resolved_days(
    headings: Sequence[HeadingInContext],
    today: Date,
    order: PairOrder | None,
    whole: ResolvedDay,
    rules: DateRules,
    near: Sequence[FullDates],
    blocks: Sequence[Block],
) -> list[ResolvedDay]:
    """A ResolvedDay for each heading; `near` are full dates that may complete them, `blocks` those of the note."""
    places = [i for i, p in enumerate(headings) if p.mention is not None]
    mentions = [m for p in headings if (m := p.mention)]
    language = "" if order else language_beside((m.written for m in mentions if m.written), blocks)
    resolved = dict(zip(places, resolve(mentions, today, order, near, language), strict=True))
    for i, day in resolved.items():
        mention = headings[i].mention
        if mention and mention.source in ("neighbours", SINCE_NOTE) and day.date:
            doubt = MONTH_FROM_NEIGHBOURS if mention.source == "neighbours" else COUNTED_ON
            resolved[i] = replace(day, source="neighbours", doubts=(*day.doubts, doubt))
    days = [resolved.get(i, ResolvedDay()) for i in range(len(headings))]
    for i, p in enumerate(headings):
        if p.mention and p.mention.written is None and p.parent is not None and p.mention.weekday is not None:
            days[i] = _in_range(whole if p.parent < 0 else days[p.parent], p.mention.weekday, p.heading.title)
        if (
            p.mention
            and days[i].date is None
            and p.mention.counter is not None
            and rules.start
            and p.mention.written is None
        ):
            days[i] = _counted_day(rules.start, p.mention)
        if p.is_context and p.heading.label.date:
            d = p.heading.label.date
            partial = f"{d.year:04d}" if d.year and not d.month else f"{d.year:04d}-{d.month:02d}" if d.year else None
            days[i] = ResolvedDay(raw=d.raw.strip(), doubts=("no day is named",), partial=partial)
    return list(_without_strayed(headings, days))


def _without_strayed(headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay]) -> Iterator[ResolvedDay]:
    """The days without those that a month above gives, against their weekday and behind later ones: `Mon 15` after 29.

    Where the days rise, that month's heading has ended though nobody wrote the next one.
    """
    sure = [day.date for day in days if day.date is not None and WEEKDAY not in day.doubts]
    rising = sum(a < b for a, b in pairwise(sure)) > sum(a > b for a, b in pairwise(sure))
    last: Date | None = None
    for heading, day in zip(headings, days, strict=True):
        if day.date is not None and WEEKDAY not in day.doubts:
            last = day.date
        in_part = heading.heading.label.day_only is not None and WEEKDAY in day.doubts
        strayed = rising and in_part and day.date is not None and last is not None and day.date < last
        yield ResolvedDay(raw=day.raw, doubts=day.doubts) if strayed else day


def _counted_day(start: Date, mention: DateMention) -> ResolvedDay:
    """The day of a "Day N", or those of "Day 6-7", by the first one."""
    first, last = mention.counter if mention.counter is not None else 1, mention.counter_last
    end = start + timedelta(days=last - 1) if last is not None else None
    return ResolvedDay(start + timedelta(days=first - 1), end, "day count", f"Day {first}")


def _in_range(parent: ResolvedDay, weekday: int, raw: str) -> ResolvedDay:
    """The day of a weekday within a week or a range of days."""
    if parent.date is None or parent.end is None or (parent.end - parent.date).days > 6:
        return ResolvedDay(raw=raw, doubts=("no week above it is known",))
    day = parent.date + timedelta(days=(weekday - parent.date.weekday()) % 7)
    if day > parent.end:
        return ResolvedDay(raw=raw, doubts=("weekday disagrees",))
    return ResolvedDay(day, None, "parent heading", raw)
