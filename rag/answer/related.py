"""A question and the days found -> the days related to it, which the calendar, the list of days and a count share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from rag.question.read import Question
from rag.retrieval.hits import SearchHits
from rag.retrieval.retriever import Retriever

# Set by hand, for the shades of a calendar: no figure is measured of them.
_FAINT, _STRONG = 0.45, 0.85  # ranking scores below and above which a day says nothing, or all, of the topic
_HELD = 0.35  # the least for a day that holds the topic's words: clearly marked, though its ranking score is low
_OF_WINDOW = 0.6  # of "what did I do last week" every day of that week: neither faint nor strong


@dataclass(frozen=True, slots=True)
class RelatedDay:
    """A day that is related to a question."""

    date: Date
    strength: float
    """Above 0, to 1: how strongly."""


def related_days(question: Question, hits: SearchHits, retriever: Retriever) -> tuple[RelatedDay, ...]:
    """All of them, oldest first; `hits` are those of the question. None where they lie outside its window."""
    if hits.outside:
        return ()
    if question.days_only:
        return tuple(RelatedDay(day, _OF_WINDOW) for day in sorted(hits.scores))
    strengths = {day: (score - _FAINT) / (_STRONG - _FAINT) for day, score in hits.scores.items()}
    for day in retriever.mentioned_days(question):
        if day in strengths:
            strengths[day] = max(strengths[day], _HELD)
    strong = ((day, round(min(strength, 1.0), 3)) for day, strength in sorted(strengths.items()))
    return tuple(RelatedDay(day, strength) for day, strength in strong if strength > 0)


def only_these(days: Sequence[Date], related: Sequence[RelatedDay]) -> tuple[RelatedDay, ...]:
    """`days` as related ones, as strongly as they are in `related`."""
    strengths = {day.date: day.strength for day in related}
    return tuple(RelatedDay(day, strengths.get(day, _HELD)) for day in sorted(set(days)))
