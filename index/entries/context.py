"""A note's heads -> each with what the headings above and beside it add to its day, and the day that comes of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta

from index.dates.written import WrittenDate
from index.entries.day_month_order import PairOrder
from index.entries.headings import DayHeading
from index.entries.resolve import DateMention, ResolvedDay, resolve
from index.entries.user_rules import DateRules

MONTH_FROM_NEIGHBOURS = "month taken from neighbours"
_ORDINAL_DAY = re.compile(r"\d\s*(?:st|nd|rd|th|º|日|일|号|號)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingInContext:
    """A head with what its parents add; `mark` is None where it names no day."""

    head: DayHeading
    mark: DateMention | None
    parent: int | None = None
    """The place of the head above that names a range of days, for `Thursday` and `17`."""
    is_context: bool = False
    """Whether it names a month or a year for the headings below."""


def headings_in_context(
    found: Sequence[DayHeading], rules: DateRules, year: WrittenDate | None, whole: ResolvedDay
) -> Iterator[HeadingInContext]:
    """Each head with the month and year of the headings above it."""
    stack: list[tuple[float, HeadingInContext, int]] = []
    hint = rules.year or (year.year if year else None)
    before: HeadingInContext | None = None
    for i, head in enumerate(found):
        while stack and stack[-1][0] >= head.level:
            stack.pop()
        above = [p for _, p, _ in stack]
        one = _place(head, above, [n for _, _, n in stack], hint, year, whole)
        if one.mark is None or one.mark.written is None:
            one = _after(head, before) or one
        if one.mark and one.mark.written:
            before = one
        stack.append((head.level, one, i))
        yield one


def _after(head: DayHeading, before: HeadingInContext | None) -> HeadingInContext | None:
    """`Thursday, the 21st` below a heading that names the 20th of March is of March too."""
    day, written = head.label.day_only, before.mark.written if before and before.mark else None
    if day is None or before is None or written is None or before.head.level != head.level or written.pair:
        return None
    sure = head.label.weekday is not None or _ORDINAL_DAY.search(head.title)
    if not sure or written.until or written.month is None or written.day is None or not written.day < day <= 31:
        return None
    year = written.year if written.year is not None else before.mark.year if before.mark else None
    weekday = head.label.weekday
    if weekday is not None and (year is None or _weekday_of(year, written.month, day) != weekday):
        return None
    first = WrittenDate(0, 0, head.title, written.year, written.month, day)
    return HeadingInContext(head, DateMention(first, "neighbours", weekday, year=year))


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return Date(year, month, day).weekday()
    except ValueError:
        return None


def _place(
    head: DayHeading,
    above: Sequence[HeadingInContext],
    places: Sequence[int],
    hint: int | None,
    path: WrittenDate | None,
    whole: ResolvedDay,
) -> HeadingInContext:
    if head.loose and head.label.strength == "none":
        return HeadingInContext(head, None)
    label, written = head.label, head.label.date
    contexts = [p.head.label.date for p in above if p.is_context and p.head.label.date]
    year = next((c.year for c in reversed(contexts) if c.year is not None), None)
    month = next((c.month for c in reversed(contexts) if c.month is not None), None)
    firm = year is not None and (
        month is not None or any(c.year is not None for c in contexts[1:]) or _is_pure_year(above)
    )
    source = {"line": "heading", "drawer": "byline"}.get(head.origin, head.origin)
    common = {"weekday": label.weekday, "counter": label.counter, "counter_last": label.counter_last}
    ranges = [n for p, n in zip(above, places, strict=True) if p.mark and p.mark.written and _is_range(p.mark.written)]
    if year is None and ranges and written is not None and written.names_day:
        year = _year_of_range(above)
        firm = year is not None
    if written is not None and (written.names_day or written.week):
        told = written.year is not None or year is None
        mark = DateMention(
            written,
            source if told else "parent heading",
            european=label.european,
            asian=label.asian,
            year=year if year is not None else hint,
            firm_year=firm,
            **common,
        )
        return HeadingInContext(head, mark, ranges[-1] if ranges else None)
    if written is not None and label.strength == "strong" and len(head.title.split()) <= 6:
        return HeadingInContext(head, None, is_context=True)
    if label.day_only is not None and month is None and path is not None and path.month and whole.date is None:
        month, year, firm = path.month, path.year, True
    if label.day_only is not None and month is not None:
        first = WrittenDate(0, 0, head.title, year, month, label.day_only)
        until = replace(first, day=label.last_only) if label.last_only else None
        mark = DateMention(replace(first, until=until), "parent heading", year=hint, **common)  # type: ignore[arg-type]
        return HeadingInContext(head, mark)
    if label.weekday is not None and label.strength == "weak" and (ranges or whole.end):
        return HeadingInContext(head, DateMention(None, "parent heading", **common), ranges[-1] if ranges else -1)  # type: ignore[arg-type]
    return HeadingInContext(head, DateMention(None, **common) if label.counter is not None else None)  # type: ignore[arg-type]


def _year_of_range(above: Sequence[HeadingInContext]) -> int | None:
    """The year of `Mo 4.3.` below `Week 10, 2024`; of a day in the week of New Year its number does not tell."""
    spans = [p.mark.written for p in above if p.mark and p.mark.written and _is_range(p.mark.written)]
    span = spans[-1] if spans else None
    if span is None or span.year is None or span.week is None or not 2 <= span.week <= 51:
        return None
    return span.year


def _is_pure_year(above: Sequence[HeadingInContext]) -> bool:
    return any(
        p.is_context and p.head.label.pure and p.head.label.date and p.head.label.date.month is None for p in above
    )


def _is_range(written: WrittenDate) -> bool:
    return written.until is not None or written.week is not None or written.week_of


def resolved_days(
    placed: Sequence[HeadingInContext], today: Date, order: PairOrder | None, whole: ResolvedDay, rules: DateRules
) -> list[ResolvedDay]:
    """A ResolvedDay for each head."""
    places = [i for i, p in enumerate(placed) if p.mark is not None]
    settled = dict(zip(places, resolve([m for p in placed if (m := p.mark)], today, order), strict=True))
    for i, day in settled.items():
        mark = placed[i].mark
        if mark and mark.source == "neighbours" and day.date:
            settled[i] = replace(day, doubts=(*day.doubts, MONTH_FROM_NEIGHBOURS))
    days = [settled.get(i, ResolvedDay()) for i in range(len(placed))]
    for i, p in enumerate(placed):
        if p.mark and p.mark.written is None and p.parent is not None and p.mark.weekday is not None:
            days[i] = _in_range(whole if p.parent < 0 else days[p.parent], p.mark.weekday, p.head.title)
        if p.mark and days[i].date is None and p.mark.counter is not None and rules.start and p.mark.written is None:
            days[i] = ResolvedDay(
                rules.start + timedelta(days=p.mark.counter - 1), None, "day count", f"Day {p.mark.counter}"
            )
        if p.is_context and p.head.label.date:
            d = p.head.label.date
            partial = f"{d.year:04d}" if d.year and not d.month else f"{d.year:04d}-{d.month:02d}" if d.year else None
            days[i] = ResolvedDay(raw=d.raw.strip(), doubts=("no day is named",), partial=partial)
    return days


def _in_range(parent: ResolvedDay, weekday: int, raw: str) -> ResolvedDay:
    """The day of a weekday within a week or a range of days."""
    if parent.date is None or parent.end is None or (parent.end - parent.date).days > 6:
        return ResolvedDay(raw=raw, doubts=("no week above it is known",))
    day = parent.date + timedelta(days=(weekday - parent.date.weekday()) % 7)
    if day > parent.end:
        return ResolvedDay(raw=raw, doubts=("weekday disagrees",))
    return ResolvedDay(day, None, "parent heading", raw)
