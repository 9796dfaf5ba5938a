"""Time in Japanese and Chinese questions, which need no spaces: 昨日, 先週, 2020年3月, 3日前, 3月から."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from index.text.han_numbers import HAN_DIGITS
from index.text.language_data import SHARED, UNSPACED, any_of
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.rules.weekdays import in_that_week
from rag.temporal.times import Now, Time, closed
from rag.temporal.unspaced.around import changed
from rag.temporal.unspaced.atoms import read_atom
from rag.temporal.unspaced.groups import Mention, in_rows
from rag.temporal.unspaced.names import QUOTED, unspaced_name_likeness
from rag.temporal.unspaced.pattern import Atom, cjk_time_pattern, find_atom
from rag.temporal.unspaced.recurring import recurring
from rag.temporal.unspaced.words import IN_SIGNS, NOT_CHINESE, either, longest_first, number_of, table
from rag.temporal.unspaced.yearly import in_every_year

# Kinds of what stands behind a time, "3月から".
_FROM, _SINCE, _TO, _BEFORE, _AFTER, _AROUND, _JOINT = "from", "since", "until", "before", "after", "around", "joint"
_SAME_SIGNS = str.maketrans("～〜―−－／．　○◯", "~~~--/. 〇〇")
_MONTH = 31  # days
_BEFORE_MARK = 4  # signs before a time that may be a word for "since"
_Found = list[tuple[Time, tuple[int, int]]]


def read_cjk(text: str, today: date, stands: Callable[[Atom], bool] = lambda atom: True) -> _Found:
    """The times in the text with their places; two of them joined by から … まで are one. `stands` refuses others.

    A time of which only some days are meant is followed by the days taken out of it, at the same place.
    """
    text = _with_digits_of_years(text.translate(_SAME_SIGNS))
    language = "ja" if NOT_CHINESE.search(text) else "zh"  # Korean is read as Japanese is
    mentions = _mentions(text, Now(today, language), stands)
    mentions = in_rows(mentions, text) if len(mentions) > 1 else mentions
    return [(time, (found.start, found.end)) for found in mentions for time in (found.time, *found.further)]


def _mentions(text: str, now: Now, stands: Callable[[Atom], bool]) -> list[Mention]:
    found: list[Mention] = []
    since: Time | None = None  # the time before, where the next one ends what it begins
    at, quoted = 0, [match.span() for match in QUOTED.finditer(text)]  # titles and words of others are no times
    while atom := (_day_alone(text, at, since, found) or find_atom(text, at)):
        if not stands(atom):
            at = atom.start + 1
            continue
        read = _to_day(atom, since or found[-1].time) if "alone" in atom.part else read_atom(atom, now)
        likeness = unspaced_name_likeness(atom, text, lambda place: any(a < place < b for a, b in quoted))
        if not read or likeness == "name":
            at = atom.end
            continue
        mention = _with_what_stands_around(atom, read, text, now, likeness == "perhaps")
        time, start, at = mention.time, mention.start, mention.end
        if found and (inner := _in_week_before(time, found[-1], text, start)):
            time, start = inner, found.pop().start
        if found and found[-1].of_week and (beside := _in_same_week(time, found[-1], text, start)):
            time, mention = beside, replace(mention, of_week=True)
        mark, at = _mark(text, start, at)
        if mark in (_FROM, _JOINT) and (part := _part_alone(text, at, time)):
            time, mark = part[0], ""
            _, at = _mark(text, start, part[1])
        if since and _joins(text[found[-1].end : start]) and not time.problem:
            first = found.pop()
            time = replace(time, from_=max(time.span[0], since.span[0])) if time.span[1] >= since.span[0] else time
            span = _begun(times.between(since, time), since, now)
            span = _ended_before(span, time) if mark == _BEFORE else span
            found.append(Mention(span, first.start, at, mention.further))
            since = None
            continue
        since = time if mark in (_FROM, _JOINT) and not time.problem else None
        found.append(replace(mention, time=_bounded(time, mark), start=start, end=at))
    return found


def _with_what_stands_around(atom: Atom, read: list[Time], text: str, now: Now, named: bool) -> Mention:
    time, start, end = changed(read[0], text, atom.start, atom.end)
    (time, *further), end = recurring(time, text, end)
    make = in_every_year(atom.part, now.language) if atom.part.get("year") and end == atom.end else None
    of_week = any(atom.part.get(kind) for kind in ("rel", "lrel", "zrel"))
    return Mention(replace(time, named=named and end == atom.end), start, end, (*read[1:], *further), make, of_week)


def _mark(text: str, start: int, end: int) -> tuple[str, int]:
    """What the words behind a time, or else before it, make of it, and where they end: since, until."""
    if _is_joined(text, end):
        return _JOINT, end
    if bound := _bound().match(text, end):
        return table("bounds")[bound["end"]], bound.end()
    before = text[max(start - _BEFORE_MARK, 0) : start]
    if _since_before().search(before):
        return _SINCE, end  # 从周一开始
    return _TO if _until_before().search(before) else "", end


@cache
def _bound() -> re.Pattern[str]:
    """What stands behind a time and says which side of it is meant."""
    return re.compile(rf"{either('of', ('ja',))}?(?P<end>{longest_first(table('bounds'))})")


def _joins(text: str) -> bool:
    return not text.strip() or re.fullmatch(either("joints"), text.strip()) is not None


def _in_week_before(time: Time, last: Mention, text: str, start: int) -> Time | None:
    """三个星期前的周二: a weekday right behind the week that it is one of."""
    behind = _of_week().fullmatch(text, last.end, start) is not None
    return in_that_week(time, last.time) if behind and time.unit == "weekday" and not time.excluded else None


def _in_same_week(time: Time, last: Mention, text: str, start: int) -> Time | None:
    """上周二和周四, 先週の月曜から水曜: the second is of the week of the first."""
    if time.unit != "weekday" or time.excluded or last.time.from_ is None:
        return None
    if not _row_of_weekdays().fullmatch(text, last.end, start):
        return None
    monday = calendar.week_span(last.time.from_)[0]
    return closed((shift(monday, time.span[0].weekday()),) * 2)


@cache
def _row_of_weekdays() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{either('list_joints')}|{either('joints')})?\s?")


@cache
def _of_week() -> re.Pattern[str]:
    return re.compile(f"{either('of')}?")


@cache
def _since_before() -> re.Pattern[str]:
    return re.compile(f"{either('since_before')}$")


@cache
def _until_before() -> re.Pattern[str]:
    return re.compile(f"{either('until_before')}$")


@cache
def _bare_day() -> re.Pattern[str]:
    day, behind = any_of("dates.signs.days", IN_SIGNS), f"{either('own_days', ('ja',))}|{either('no_counts_behind')}"
    joint = rf"(?:(?P<and>{either('list_joints')})|{either('joints')})?"
    return re.compile(rf"\s?{joint}\s?(?P<alone>{either('day_numbers', (SHARED,))})\s?{day}(?!{behind})")


def _day_alone(text: str, at: int, since: Time | None, found: list[Mention]) -> Atom | None:
    """9日 right behind 5月3日から or 5月3日と."""
    last = since or (found[-1].time if found and found[-1].end == at else None)
    if last is None or last.from_ is None or last.from_ != last.to:
        return None
    match = _bare_day().match(text, at)
    if match is None or (since is None and not match["and"]):
        return None
    return Atom(text, match.start("alone"), match.end(), match.groupdict())


def _part_alone(text: str, at: int, since: Time) -> tuple[Time, int] | None:
    """8月上旬から|中旬, 今年年初到|年底: up to a part of the same month or year, and where its words end."""
    match = _bare_part().match(text, at)
    if match is None or since.problem or since.from_ is None or since.to is None:
        return None
    named = table("bare_parts").get(match["part"], "").partition(":")[0]
    unit = named or ("month" if (since.to - since.from_).days <= _MONTH else "year")
    last, _, end = changed(closed(times.unit_span(unit, since.from_)), text, match.start("part"), match.start("part"))
    if last.to is None or last.to < since.from_:
        return None
    return replace(since, to=last.to, in_year=None), end


@cache
def _bare_part() -> re.Pattern[str]:
    parts = {word: value for word, value in table("parts").items() if len(word) > 1}
    clear = {word for word, value in parts.items() if ":" in value or word in table("bare_parts")}
    until = f"(?:{longest_first(parts)})(?={either('until_days')})"
    return re.compile(rf"\s?{either('joints')}?\s?(?P<part>{longest_first(clear | table('halves').keys())}|{until})")


def _to_day(atom: Atom, since: Time) -> list[Time]:
    """The day of that number from `since` on, in its month or the next."""
    first = since.from_
    if first is None:
        return []
    number = number_of(atom.part["alone"])
    month = first if number >= first.day else calendar.shift_months(first.replace(day=1), 1)
    day = calendar.calendar_day(month.year, month.month, number)
    return [replace(closed((day, day), absolute=since.absolute), floating=since.floating)] if day else []


def _begun(span: Time, first: Time, now: Now) -> Time:
    """12号到15号, asked on the 13th: of the month before; 周一到周三, asked on Tuesday: of the week before."""
    if not first.floating or first.in_year or span.from_ is None or span.to is None or span.to <= now.today:
        return span
    if first.unit == "weekday":
        return replace(span, from_=shift(span.from_, -7), to=shift(span.to, -7))
    if first.unit:
        return span
    return replace(span, from_=calendar.shift_months(span.from_, -1), to=calendar.shift_months(span.to, -1))


def _ended_before(span: Time, last: Time) -> Time:
    """3月から夏休み前まで: without the days of the last time itself."""
    days = last.span[1] - last.span[0]
    if span.from_ is None or span.to is None or span.to - days <= span.from_:
        return span
    return replace(span, to=shift(span.to - days, -1))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s?{either('joints')}\s?")


def _is_joined(text: str, end: int) -> bool:
    """到 between two times; elsewhere it is a verb."""
    joint = _joint().match(text, end)
    return joint is not None and any(
        pattern.match(text, joint.end()) is not None for pattern in (_bare_day(), cjk_time_pattern(), _bare_part())
    )


def _bounded(time: Time, mark: str) -> Time:
    """A time with the word after it: 3月から (since), まで (until), 以前 (before), 頃 (around)."""
    if time.problem or time.from_ is None or time.to is None:
        return time
    if mark in (_FROM, _SINCE):
        return Time(time.from_, None, absolute=time.absolute, named=time.named)
    if mark == _TO:
        return Time(None, time.to, absolute=time.absolute)
    if mark == _BEFORE:
        return Time(None, shift(time.from_, -1), absolute=time.absolute)
    if mark == _AFTER:
        return Time(shift(time.to, 1), None, absolute=time.absolute)
    if mark == _AROUND:
        return Time(shift(time.from_, -7), shift(time.to, 7), vague=True, absolute=time.absolute)
    return time


def _with_digits_of_years(text: str) -> str:
    """The text with its years in digits, sign for sign: 二〇二二年 is 2022年, 二二年五月 22年五月."""
    return _han_years().sub(lambda found: "".join(str(HAN_DIGITS[sign]) for sign in found[0]), text)


@cache
def _han_years() -> re.Pattern[str]:
    digit, years = f"[{''.join(HAN_DIGITS)}]", any_of("dates.signs.years", UNSPACED)
    month = rf"{either('month_numbers', (SHARED,))}{any_of('dates.signs.months', UNSPACED)}"
    return re.compile(rf"{digit}{{4}}(?=\s?{years})|(?<!{digit}){digit}{{2}}(?=\s?{years}{month})")
