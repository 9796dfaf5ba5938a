"""What an event bounds whose own time is told: "since we came back from Rome in April 2022" is since April 2022."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.folding import fold_punctuation
from index.text.language_data import any_of
from rag.temporal.events import EventWindow
from rag.temporal.times import FoundTime, Time

_ASKS = re.compile(rf"\b{any_of('questions.asking_words')}\b")
_DOES = re.compile(rf"(?:{any_of('time.subjects')})(?:\s|(?<='))")
_LEAST = 8  # characters of an event before its time


def with_bounds(found: Sequence[FoundTime], event: EventWindow | None, question: str) -> list[FoundTime]:
    """The times, that of an event which somebody did made into what the event bounds."""
    start = question.find(event.words) if event is not None else -1
    if event is None or start < 0 or event.days or event.off:
        return list(found)
    first = next((mention for mention in found if mention.start >= start + _LEAST), None)
    if first is None or first.end > start + len(event.words) or not _is_its_own(first, event, question):
        return list(found)
    bounded = _bounded(first.time, event.relation)
    if bounded is None:
        return list(found)
    return [replace(first, time=bounded) if mention is first else mention for mention in found]


def _is_its_own(mention: FoundTime, event: EventWindow, question: str) -> bool:
    """Whether the time stands in the clause of the event, which somebody did."""
    begin = question.find(event.event)
    clause = fold_punctuation(question[begin : mention.start])
    done = _DOES.match(clause) is not None and _ASKS.search(clause) is None
    return done and not (mention.about or mention.time.problem or mention.time.excluded or mention.time.vague)


def _bounded(time: Time, relation: str) -> Time | None:
    if time.from_ is None or time.to is None:
        return None
    if relation in ("since", "after"):
        return replace(time, to=None, in_year=None, gaps=())
    return replace(time, from_=None, in_year=None, gaps=()) if relation in ("until", "before") else None
