"""How far two events lie apart, where no note has the words of both: by the sentences that tell of each likeliest."""

import re
from datetime import date

from index.text.day_in_words import date_in_words
from index.text.language_data import any_of
from rag.answer.sources import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.citations import Statement
from rag.evidence.confidence import HINTED, confidence
from rag.evidence.extract import best_candidate, extract
from rag.evidence.judgement import judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.facts.day_facts import event_sides
from rag.facts.fact import Fact
from rag.facts.lengths import distance
from rag.question.read import Question, read_question

_DAYS = 8  # looked at for each event
_HEAD = 40  # characters, in which the question says that one came after the other
_AFTER = re.compile(rf"\b{any_of('answers.span_afters')}\b")


def two_events(question: Question, sources: Sources, notes: NoteSentences) -> Fact | None:
    """The likeliest days of both, and what the notes say there; None where they do not tell of both."""
    sides = next(event_sides(question), None)
    if sides is None:
        return None
    told = [_told(side, question.today, sources, notes) for side in sides]
    if not told[0] or not told[1]:
        return None
    (start, begins), (end, ending) = told[0], told[1]
    if end == start:
        return None  # likelier one of them is told nowhere, and the other was found for both
    if end < start and _AFTER.search(question.text.casefold(), 0, _HEAD):
        return None  # of "how many days after A did B" one is another's
    text = (
        f"Probably {distance(start, end)} between {date_in_words(start)} (“{sides[0]}”) "
        f"and {date_in_words(end)} (“{sides[1]}”)."
    )
    return Fact(text, tuple(dict.fromkeys((start, end))), (), tuple(dict.fromkeys((begins, ending))))


def _told(event: str, today: date, sources: Sources, notes: NoteSentences) -> tuple[date, Statement] | None:
    """The day of the sentence that tells of the event likeliest, where it is likely, and that as a statement."""
    asked = read_question(event, today)
    scored = score_candidates(sources.retriever.search(asked, _DAYS), asked, sources.catalog, sources.embedder, notes)
    judged = judge_candidates(scored, asked, sources.judge) if scored else None
    if judged is None or confidence(asked, judged) < HINTED:
        return None
    day, statements = best_candidate(judged).passage.date, extract(judged, "fact")
    return (day, statements[0]) if day and statements else None
