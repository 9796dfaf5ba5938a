"""A topic -> how strongly each day of the notes speaks to it: what a calendar of them shows."""

import re
from dataclasses import dataclass
from datetime import date as Date

from rag.answer.ask import Sources, Span
from rag.question.read import Question
from rag.retrieval.anchors import anchored

_FAINT, _STRONG = 0.45, 0.85  # ranking scores below and above which a day says nothing, or all, of the topic
_HELD = 0.35  # the least for a day that holds the topic's words
_OF_WINDOW = 0.6  # of "what did I do last week" every day of that week


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day with notes."""

    date: Date
    strength: float
    """From 0 to 1: how strongly it speaks to the topic."""
    words: int
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every day with notes, in order, also those that say nothing of the topic."""

    topic: str
    window: Span | None
    days: tuple[TimelineDay, ...]


def timeline(question: Question | None, sources: Sources) -> Timeline:
    """The timeline of a topic; without one, or with one of signs alone, of what was written."""
    if question and not re.search(r"\w", question.text):
        question = None
    if question:
        question, _ = anchored(question, sources.retriever, sources.catalog)
    strengths = _strengths(question, sources) if question else {}
    days = tuple(
        TimelineDay(day.date, round(strengths.get(day.date, 0.0), 3), day.words, day.title)
        for day in sources.catalog.day_sizes()
    )
    window = question.window if question else None
    span = Span(window.from_, window.to) if window and (window.from_ or window.to) else None
    return Timeline(question.text if question else "", span, days)


def _strengths(question: Question, sources: Sources) -> dict[Date, float]:
    found = sources.retriever.search(question, len(sources.catalog.day_sizes()) + sources.catalog.counts().undated)
    if found.outside:
        return {}
    if question.days_only:
        return {day.date: _OF_WINDOW for day in found.days if day.date}
    scored = {d.date: min(max((d.score - _FAINT) / (_STRONG - _FAINT), 0.0), 1.0) for d in found.days if d.date}
    for key, _ in sources.retriever.mentions(question):
        if key.date in scored:
            scored[key.date] = max(scored[key.date], _HELD)
    return scored
