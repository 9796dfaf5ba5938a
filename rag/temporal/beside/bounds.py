"""What an event bounds whose own time is told: "since we came back from Rome in April 2022" is since April 2022."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.folding import fold_punctuation
from index.text.language_data import any_of, language_data
from rag.temporal.events import EventWindow
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.times import FoundTime, Time

_ASKS = re.compile(rf"\b{any_of('questions.asking_words')}\b")
_DOES = {
    language: re.compile(rf"(?:{any_of('time.subjects', (language,))})(?:\s|(?<='))")
    for language in VOCABULARY
    if "time.subjects" in language_data(language).entries
}
_SINCE = "since"
_LEAST = 8  # characters of an event before its time
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


def with_bounds(found: Sequence[FoundTime], event: EventWindow | None, question: str, language: str) -> list[FoundTime]:
    """The times, that of an event which somebody did made into what the event bounds.

    Where days are counted off from the event, "the day after the flood last May", its own time only tells of the event.
    """
    start = question.find(event.words) if event is not None else -1
    if event is None or start < 0:
        return list(found)
    end = start + len(event.words)
    if event.days or event.off:
        return [mention for mention in found if not start <= mention.start < end]
    first = next((mention for mention in found if mention.start >= start + _LEAST), None)
    if first is None or first.end > end or not _is_its_own(first, event, question, language):
        return list(found)
    bounded = _bounded(first.time, event.relation)
    if bounded is None:
        return list(found)
    return [replace(first, time=bounded, about=False) if mention is first else mention for mention in found]


def _is_its_own(mention: FoundTime, event: EventWindow, question: str, language: str) -> bool:
    """Whether the time stands in the clause of the event: what is "since" it, or what somebody did."""
    time, begin = mention.time, question.find(event.event)
    clause = fold_punctuation(question[begin : mention.start])
    if time.problem or time.excluded or time.vague or _ASKS.search(clause):
        return False
    does = _DOES.get(language)
    return event.relation == _SINCE or not mention.about and does is not None and does.match(clause) is not None


def _bounded(time: Time, relation: str) -> Time | None:
    if time.from_ is None or time.to is None:
        return None
    if relation in (_SINCE, "after"):
        return replace(time, to=None, in_year=None, gaps=())
    return replace(time, from_=None, in_year=None, gaps=()) if relation in ("until", "before") else None
