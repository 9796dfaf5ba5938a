"""Days that hang on an event in Japanese and Chinese: 試験の前の週, 考试前一周, 引っ越した後に."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from rag.temporal.event_offset import DAYS_OF_UNIT, counted_off
from rag.temporal.events import EventWindow
from rag.temporal.times import Time
from rag.temporal.unspaced.beside import beside_pattern, counted_off_pattern, side_of
from rag.temporal.unspaced.words import either, length_of, longest_first, table, values_of, weekday_signs

_SHORTEST, _LONGEST = 2, 40  # characters
_SATURDAY = 5
_EVENT = rf"(?P<event>[^\s、。，,？?！!「」“”]{{{_SHORTEST},{_LONGEST}}}?)"


def read_unspaced_event(text: str) -> EventWindow | None:
    """The event that a question without any calendar time hangs on."""
    if match := _beside().search(text):
        side, count, unit = side_of(match)
        event = _bare(match["event"])
        return EventWindow(side, event, match[0], count * DAYS_OF_UNIT.get(unit, 1)) if event else None
    if match := _bounded().search(text):
        event = _bare(match["event"])
        return EventWindow(table("event_bounds")[match["bound"]], event, match[0]) if event else None
    return None


def counted_from_event(text: str, times_in: Callable[[str], Sequence[Time]]) -> EventWindow | None:
    """引っ越しの二日前, 搬家的三天后: the day counted off from an event; None where it is counted from a time."""
    plain = _in_numbers(text)
    off, beside = _counted_off().search(plain), _day_beside().search(plain)
    match = off or beside
    event = _bare(match["event"]) if match else ""
    if not match or len(event) < _SHORTEST or times_in(event):
        return None
    words = text[match.start() : match.end()]
    if not off:
        is_time = times_in(event + match["beside"])  # 三个星期前的周二
        return (
            None
            if is_time
            else _on_day_beside(EventWindow(table("besides")[match["beside"]], event, words), match, times_in)
        )
    length = length_of(off.groupdict(), "off")
    if length.count < 1 or length.unit not in DAYS_OF_UNIT:
        return None
    days, between = counted_off(length.count, length.unit)
    return EventWindow(table("besides")[off["off_side"]], event, words, days, between)


def _on_day_beside(
    event: EventWindow, match: re.Match[str], times_in: Callable[[str], Sequence[Time]]
) -> EventWindow | None:
    """The event with the weekend, the day of the week or the season of a match beside it."""
    if match["season"]:
        season = next((time for time in times_in(match["season"]) if time.in_year and time.from_ and time.to), None)
        if season is None or season.from_ is None or season.to is None:
            return None
        return replace(event, days=(season.to - season.from_).days, season=season.in_year)
    sign = match["w"] or match["zw"]
    return (
        replace(event, days=1, weekday=values_of("weekdays")[sign])
        if sign
        else replace(event, days=2, weekday=_SATURDAY)
    )


def _in_numbers(text: str) -> str:
    """翌々日 as 二日後, which has as many signs."""
    for word, counted in table("offsets").items():
        text = text.replace(word, counted)
    return text


@cache
def _counted_off() -> re.Pattern[str]:
    own = either("askers")  # behind it the author: 搬家两天前我…, where 妈妈两天前… has the doer before it
    joint = rf"(?:(?P<of>{either('of')}|{either('behind_verbs', ('ja',))})|)"
    return re.compile(rf"{_EVENT}{joint}{counted_off_pattern()}(?(of)|(?={own}))")


@cache
def _day_beside() -> re.Pattern[str]:
    """の後の週末, 之后的周六, 前的夏天: the weekend, the day of the week or the season beside it."""
    japanese, chinese = weekday_signs()
    sides, of = longest_first(word for word, side in table("besides").items() if side != "from"), either("of")
    weekdays = rf"(?P<w>{japanese}){either('weekday_ends')}|{either('week_signs')}(?P<zw>{chinese})"
    seasons = rf"(?P<season>{either('season_signs')}{either('season_ends')}?)"
    days = rf"(?P<weekend>{either('weekends')})|{weekdays}|{seasons}"
    return re.compile(rf"{_EVENT}{of}?(?P<beside>{sides}){of}(?:{days})")


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(_EVENT + beside_pattern())


@cache
def _bounded() -> re.Pattern[str]:
    return re.compile(rf"{_EVENT}{either('of', ('ja',))}?(?P<bound>{longest_first(table('event_bounds'))})")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"^(?:{either('event_leads')})+")


def _bare(event: str) -> str:
    return _leads().sub("", event)
