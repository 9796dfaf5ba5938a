"""A topic -> how strongly each day of the notes is about it: what a calendar of them shows."""

import re
from dataclasses import dataclass
from datetime import date as Date

from rag.answer.result import Span, window_span
from rag.answer.sources import Sources
from rag.question.read import Question
from rag.retrieval.anchors import anchored

# Set by hand, for the shades of a calendar: no figure is measured of them.
_FAINT, _STRONG = 0.45, 0.85  # ranking scores below and above which a day says nothing, or all, of the topic
_HELD = 0.35  # the least for a day that holds the topic's words: clearly marked, though its ranking score is low
_OF_WINDOW = 0.6  # of "what did I do last week" every day of that week: neither faint nor strong


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day with notes."""

    date: Date
    strength: float
    """From 0 to 1: how strongly it is about the topic."""
    words: int
    """How many words were written on it."""
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every day with notes, in order, also those that say nothing of the topic."""

    topic: str
    """The topic as given; empty for none."""
    window: Span | None
    days: tuple[TimelineDay, ...]
    """Every day with notes, oldest first, with strength 0 where it doesn't mention the topic."""


def timeline(question: Question | None, sources: Sources) -> Timeline:
    """The timeline of a topic; without one, or with one of punctuation alone, of what was written."""
    if question and not re.search(r"\w", question.text):
        question = None
    if question:
        question, _ = anchored(question, sources.retriever, sources.catalog)
    strengths = _strengths(question, sources) if question else {}
    days = tuple(
        TimelineDay(day.date, round(strengths.get(day.date, 0.0), 3), day.words, day.title)
        for day in sources.catalog.day_sizes()
    )
    return Timeline(question.text if question else "", window_span(question.window) if question else None, days)


def _strengths(question: Question, sources: Sources) -> dict[Date, float]:
    hits = sources.retriever.search(question, len(sources.catalog.day_sizes()) + sources.catalog.counts().undated)
    if hits.outside:
        return {}
    if question.days_only:
        return {day.date: _OF_WINDOW for day in hits.days if day.date}
    strengths = {d.date: min(max((d.score - _FAINT) / (_STRONG - _FAINT), 0.0), 1.0) for d in hits.days if d.date}
    for key, _ in sources.retriever.mentions(question):
        if key.date in strengths:
            strengths[key.date] = max(strengths[key.date], _HELD)
    return strengths
