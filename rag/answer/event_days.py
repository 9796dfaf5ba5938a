"""The days on which something named in words may have happened: "the exam", "I fixed the boiler".

It is asked of the notes as any question is, "when was …", and each sentence that may answer speaks for the day that it
names, else for that of its writing. Words alone are told on many days before and after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.answer.sources import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.citations import Statement
from rag.evidence.extract import statement
from rag.evidence.judgement import judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.facts.when import preferring_stated
from rag.question.read import read_question
from rag.retrieval.anchors import FindDay, anchor_day, days_beside, named_day
from rag.retrieval.retriever import Retriever
from rag.temporal.window import EventWindow, Window

_SEARCHED = 10  # days whose sentences are looked at
_SURE = 0.35  # of the likeliest: below it the words of the event are better at telling what lies before or after it
_COUNTED_FROM = 0.1  # the same where days are counted off from it
_AS_LIKELY = 0.2  # of the likeliest: of these days one is taken beside which there are notes, for these are asked about
_ALIKE = 8  # days looked at for that
_ASKED = "when was"  # in any language: the judge learned most of it from English, and the rest is the notes' own


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day on which an event may have happened, how likely, and the sentence that tells of it."""

    day: date
    probability: float
    told: Statement


def event_days(event: str, today: date, sources: Sources, notes: NoteSentences, most: int = 1) -> list[EventDay]:
    """The `most` likeliest days, best first; [] where nothing was found."""
    asked = replace(read_question(f"{_ASKED} {event}", today), event=None)
    asked = asked if asked.window and asked.window.filters else replace(asked, window=None)
    hits = sources.retriever.search(asked, _SEARCHED)
    scored = score_candidates(hits, asked, sources.catalog, sources.embedder, notes)
    if scored is None:
        return []
    judged = preferring_stated(judge_candidates(scored, asked, sources.judge), asked)
    days: dict[date, EventDay] = {}
    for i in (-judged.probability).argsort(kind="stable").tolist():
        candidate = scored.candidates[i]
        written = candidate.passage.date
        if written is None:
            continue
        day = named_day(candidate.sentence.text, written) or written
        days.setdefault(day, EventDay(day, float(judged.probability[i]), statement([candidate])))
        if len(days) == most:
            break
    return list(days.values())


def event_finder(sources: Sources) -> FindDay:
    """Finds the one day of an event, None where nothing tells of it."""

    def find(event: EventWindow, today: date) -> date | None:
        if sources.judge() is not None:
            likely = event_days(event.event, today, sources, NoteSentences(sources.read), _ALIKE if event.days else 1)
            if likely and likely[0].probability >= (_COUNTED_FROM if event.days else _SURE):
                return _with_notes_beside(likely, event, sources.retriever)
        anchor = anchor_day(event.event, sources.retriever, today)
        return anchor[0] if anchor else None

    return find


def _with_notes_beside(likely: Sequence[EventDay], event: EventWindow, retriever: Retriever) -> date:
    """The likeliest day beside which there are notes, of those that are nearly as likely as the likeliest."""
    best = likely[0]
    for one in likely if event.days else ():
        if one.probability < _AS_LIKELY * best.probability:
            break
        if retriever.days(Window(*days_beside(event, one.day))):
            return one.day
    return best.day
