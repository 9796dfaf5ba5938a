"""A topic -> how strongly each day of the notes is about it: what a calendar of them shows."""

import re
from dataclasses import dataclass
from datetime import date as Date

from rag.answer.event_days import event_finder
from rag.answer.related import related_days
from rag.answer.result import Span, window_span
from rag.answer.sources import Sources
from rag.question.read import Question
from rag.retrieval.anchors import anchored
from rag.retrieval.spelling import respelt


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
        question, _ = respelt(question, sources.catalog, sources.embedder)
        question, _ = anchored(question, sources.retriever, sources.catalog, event_finder(sources))
    strengths = _strengths(question, sources) if question else {}
    days = tuple(
        TimelineDay(day.date, strengths.get(day.date, 0.0), day.words, day.title) for day in sources.catalog.day_sizes()
    )
    return Timeline(question.text if question else "", window_span(question.window) if question else None, days)


def _strengths(question: Question, sources: Sources) -> dict[Date, float]:
    hits = sources.retriever.search(question, 1)
    return {day.date: day.strength for day in related_days(question, hits, sources.retriever)}
