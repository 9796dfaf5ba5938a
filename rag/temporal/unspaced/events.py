"""Days that hang on an event in Japanese and Chinese: 試験の前の週, 考试前一周, 引っ越した後に."""

import re
from functools import cache

from rag.temporal.event_offset import DAYS_OF_UNIT
from rag.temporal.events import EventWindow
from rag.temporal.unspaced.beside import beside_pattern, side_of
from rag.temporal.unspaced.words import either, longest_first, table

_LONGEST = 40  # characters
_EVENT = rf"(?P<event>[^\s、。，,？?！!「」“”]{{2,{_LONGEST}}}?)"


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
