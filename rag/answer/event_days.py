"""The days on which something named in words may have happened: "the exam", "I fixed the boiler".

It is asked of the notes as any question is, "when was …", and each sentence that may answer speaks for the day that it
names, else for that of its writing. Words alone are told on many days before and after it.
"""

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
from rag.retrieval.anchors import FindDay, anchor_day, named_day

_SEARCHED = 10  # days whose sentences are looked at
_SURE = 0.35  # of the likeliest: below it the words of the event are better at finding its day
_ASKED = "when was"  # in any language: the judge learned most of it from English, and the rest is the notes' own


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day on which an event may have happened, how likely, and the sentence that tells of it."""

    day: date
    probability: float
    told: Statement


def event_days(event: str, today: date, sources: Sources, notes: NoteSentences, most: int = 1) -> list[EventDay]:
    """The `most` likeliest days, best first; [] where nothing was found."""
    asked = replace(read_question(f"{_ASKED} {event}", today), window=None, event=None)
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

    def find(event: str, today: date) -> date | None:
        if sources.judge() is not None:
            best = next(iter(event_days(event, today, sources, NoteSentences(sources.read))), None)
            if best is not None and best.probability >= _SURE:
                return best.day
        anchor = anchor_day(event, sources.retriever, today)
        return anchor[0] if anchor else None

    return find
