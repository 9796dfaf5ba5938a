"""The rules of several times in a row: "in May and in July 2020", "the 3rd, 7th and 9th", "May 2020 and 2021"."""

from dataclasses import replace
from datetime import date
from functools import partial

from index.text.language_data import all_words
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.rules.numbers import dated
from rag.temporal.rules.years import span_by_name
from rag.temporal.times import Now, Time, YearSpan, closed, unreadable

_MONTHS = 12
LIST_WORDS = all_words("time.list_words")
"""Words that may stand beside "and": also, again."""


def all_of(listed: list[Time]) -> Time:
    """Several times as one: the days between them are not meant."""
    spans = [span for time in listed for span in time.spans]
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    absolute = all(time.absolute for time in listed)
    floating = not absolute and any(time.floating for time in listed)
    vague = any(time.vague for time in listed)
    return Time(
        low, high, vague=vague, absolute=absolute, floating=floating, soft=max(time.soft for time in listed),
        gaps=calendar.gaps_between(spans),
    )  # fmt: skip


def _list(m: Match) -> Time | None:
    """ "in March and in May 2019": the year counts for both."""
    listed = m.times()
    if any(piece.token.word not in LIST_WORDS for piece in m.all(".aE")):
        return None
    first, last = listed[0], listed[-1]
    if (
        len(listed) == 2
        and first.unit == last.unit == "weekday"
        and first.floating
        and not last.floating
        and last.from_
    ):
        monday = calendar.week_span(last.from_)[0]  # on Monday and Thursday of last week
        return all_of([closed((shift(monday, first.step),) * 2), last])
    if any(time.unit == "weekday" or not (time.absolute or time.in_year) for time in listed):
        return None
    if not any(time.absolute for time in listed):
        return None
    return all_of(_with_years(listed))


def _with_years(listed: list[Time]) -> list[Time]:
    """Those without a year in that of the next one that has one, else of the one before."""
    found: list[Time] = []
    for index, time in enumerate(listed):
        if time.absolute or time.in_year is None:
            found.append(time)
            continue
        later = [other for other in listed[index + 1 :] if other.absolute]
        beside = later[0] if later else found[-1]
        if later and len(listed) == index + 2:
            span = times.between(time, beside)
            start = time.in_year(span.span[0].year)
        else:
            start = time.in_year(beside.span[0].year)
        found.append(closed(start, absolute=True) if start else time)
    return found


def _days_of_month(m: Match) -> Time | None:
    """ "the 3rd and the 9th of April", "3, 5 and 9 May 2020": single days, as against "3 to 9 May"."""
    days = [int(piece.token.value) for piece in m.all("NO")]
    month = m.number("Mm")
    if not all(1 <= day <= 31 for day in days):
        return None
    years = m.all("Yy")
    makes = [times.day_in(month, day) for day in days]
    listed = [_dated(make, int(years[0].token.value) if years else None, m.now) for make in makes]
    problem = next((time for time in listed if time.problem), None)
    if problem is None and not years:  # all of one year: that of the last
        made = [make(max(time.span[1] for time in listed[-1:]).year) for make in makes]
        if all(made):
            listed = [replace(closed(span), floating=True) for span in made if span]
    return problem or all_of(listed)


def _two_days(m: Match) -> Time | None:
    """ "3/4 mai 2022": the 3rd and the 4th, as no fraction has a month behind it."""
    days, years = m.all("X")[0].token.parts, m.all("Yy")
    if len(days) != 2 or days[1] != days[0] + 1:
        return None
    listed = [_dated(times.day_in(m.number("Mm"), day), m.number("Yy") if years else None, m.now) for day in days]
    return next((time for time in listed if time.problem), None) or all_of(listed)


def _dated(make: YearSpan, year: int | None, now: Now) -> Time:
    return times.in_year(make, year, "such day") if year is not None else times.yearly(make, now)


def _named_of_years(m: Match) -> Time | None:
    """ "May 2020 and 2021", "the winters 2019/20 and 2020/21", "Christmas 2019, 2020 and 2021"."""
    numbers = [int(p.token.value) if p.kind in "Yy" else int(p.token.parts[0]) for p in m.all("YyJ")]
    pairs = [piece.token.parts[:2] for piece in m.all("J")]
    if any(second not in ((first + 1) % 100, first + 1) for first, second in pairs):
        return None
    make = span_by_name(m)
    spans = [make(year) for year in numbers]
    return all_of([closed(span, absolute=True) for span in spans if span]) if all(spans) else None


def _numbered_weekdays(m: Match) -> Time | None:
    """ "Fridays the 13th of 2023", "martes 13 de 2022": each such day of the year."""
    year, number, weekday = m.number("Yy"), m.number("NO"), m.number("PWw")
    days = [calendar.calendar_day(year, month, number) for month in range(1, _MONTHS + 1)]
    spans: list[DateRange] = [(day, day) for day in days if isinstance(day, date) and day.weekday() == weekday]
    if not spans:
        return unreadable("there is no such day in that year")
    return all_of([closed(span, absolute=True) for span in spans])


def _iso_week(year: int, week: int) -> DateRange | None:
    return calendar.iso_week_span(year, week)


def _weeks(m: Match) -> Time | None:
    """ "weeks 12 to 14 of 2023", "KW 12 und 14"."""
    if not m.has("k") and m.word("U") != "week":
        return None
    first, last = m.number("N", 0), m.number("N", 1)
    found = [dated(m, partial(_iso_week, week=n), f"week {n}") for n in (first, last)]
    weeks = [time for time in found if time is not None and not time.problem]
    if len(weeks) < 2 or first >= last:
        return None
    return all_of(weeks) if m.has("&") else times.between(weeks[0], weeks[1])


LISTED_DAY_RULES: tuple[Rule, ...] = (
    rule(r"i?D?[NO](?:,i?D?[NO])*,?&i?D?[NO] o?MM(?:,?o?Y)?", _days_of_month),
    rule(r"D?Xo?MM(?:,?o?[Yy])?", _two_days),
    rule(r"MM D?[NO](?:,D?[NO])*,?&D?[NO] (?:,?o?Y)?", _days_of_month),
    rule(r"(?:MM|SS|H) [oi]?D?[Yy](?:,[Yy])*,?&[oiD]*[Yy]", _named_of_years),
    rule(r"SS [oi]?D?J(?:,J)*,?&[oiD]*J", _named_of_years),
    rule(r"D?[Uk]N[u&i-]D?[Uk]?N(?:,?o?i?[Yy])?", _weeks),
    rule(r"D?(?:P|WW) D?[NO] [oi]?D?[Yy]", _numbered_weekdays),
)
LIST_RULES: tuple[Rule, ...] = (rule(r"@(?:,[ioD]*@)*,?&{1,2}[.aEo]{0,3}[ioD]*@|@,[.aEo]{1,3}[ioD]*@", _list),)
