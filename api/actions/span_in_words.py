"""Words for a time, such as "May 2025" or "last summer" -> the days they mean, read as a question's time is."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rag.answer.event_days import event_finder
from rag.answer.result import Span, window_span
from rag.question.read import read_question
from rag.retrieval.anchors import anchored

if TYPE_CHECKING:
    from rag.answer.sources import Sources


@dataclass(frozen=True, slots=True)
class SpanInWords:
    """What words for a time mean."""

    words: str
    """The words as given."""
    window: Span | None
    """The days that they mean; null where they name no time, or more than a time."""
    reason: str
    """Why they mean none, where that is known."""


def span_meant(words: str, today: date, sources: "Sources") -> SpanInWords:
    """The days that `words` mean on `today` in these notes."""
    if not words.strip():
        return SpanInWords(words, None, "")
    question = read_question(words, today)
    if question.not_understood:
        return SpanInWords(words, None, question.not_understood.reason)
    if not (question.days_only or question.event):
        return SpanInWords(words, None, "")
    window, notice = question.window, ""
    if window is None or window.floating or window.day_number or window.week_number:
        meant, notice = anchored(question, sources.retriever, sources.catalog, event_finder(sources))
        window = meant.window
    span = window_span(window)
    return SpanInWords(words, span, "" if span else notice)
