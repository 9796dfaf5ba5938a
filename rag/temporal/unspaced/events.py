"""Days that hang on an event in Japanese and Chinese: 試験の前の週, 考试前一周, 引っ越した後に."""

import re
from collections.abc import Callable
from functools import cache

from rag.temporal.event_offset import DAYS_OF_UNIT, counted_off
from rag.temporal.events import EventWindow
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


def counted_from_event(text: str, names_time: Callable[[str], bool]) -> EventWindow | None:
    """引っ越しの二日前, 搬家的三天后: the day counted off from an event; None where it is counted from a time."""
    plain = _in_numbers(text)
    match = _counted_off().search(plain) or _weekday_beside().search(plain)
    event = _bare(match["event"]) if match else ""
    if not match or len(event) < _SHORTEST or names_time(event):
        return None
    words = text[match.start() : match.end()]
    if "weekend" in match.groupdict():
        if names_time(event + match["beside"]):  # 三个星期前的周二
            return None
        side, sign = table("besides")[match["beside"]], match["w"] or match["zw"]
        days, weekday = (1, values_of("weekdays")[sign]) if sign else (2, _SATURDAY)
        return EventWindow(side, event, words, days, 0, weekday)
    length = length_of(match.groupdict(), "off")
    if length.count < 1 or length.unit not in DAYS_OF_UNIT:
        return None
    days, off = counted_off(length.count, length.unit)
    return EventWindow(table("besides")[match["off_side"]], event, words, days, off)


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
def _weekday_beside() -> re.Pattern[str]:
    """の後の週末, 之后的周六: the weekend or the day of the week beside it."""
    japanese, chinese = weekday_signs()
    sides, of = longest_first(word for word, side in table("besides").items() if side != "from"), either("of")
    weekdays = rf"(?P<w>{japanese}){either('weekday_ends')}|{either('week_signs')}(?P<zw>{chinese})"
    return re.compile(rf"{_EVENT}{of}?(?P<beside>{sides}){of}(?:(?P<weekend>{either('weekends')})|{weekdays})")


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
