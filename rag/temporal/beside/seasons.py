"""Seasons that hang on an event: "the summer after graduation" is the first one that ends behind it, not the latest."""

from collections.abc import Sequence
from dataclasses import replace

from rag.temporal.events import EventWindow
from rag.temporal.times import FoundTime

_SEASON = range(80, 100)  # days from its first to its last


def with_season(event: EventWindow | None, found: Sequence[FoundTime], question: str) -> EventWindow | None:
    """The event with the season that stands right before its "before" or "after"."""
    if event is None or event.days or event.relation not in ("before", "after"):
        return event
    start = question.find(event.words)
    for mention in found:
        time = mention.time
        days = (time.to - time.from_).days if time.from_ and time.to else 0
        if time.in_year and time.floating and days in _SEASON and not question[mention.end : start].strip():
            words = question[mention.start : start + len(event.words)]
            return replace(event, words=words, days=days, season=time.in_year)
    return event
