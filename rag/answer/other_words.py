"""Days that tell in other words of what a question counts: "how often did I spin honey", “took the supers off”.

What counts days looks for the question's words. The judge of sentences reads meaning, and is not sure enough to count
by it: what it finds on further days is shown as perhaps.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import numpy as np

from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.extract import statement
from rag.evidence.judgement import Judged
from rag.facts.counted_days import ALL_DAYS
from rag.facts.fact import Fact
from rag.question.read import Question

# By the questions of tests/data/whole_journals that count: of the days so shown, two in three are right.
_LEAST, _SHARE = 0.08, 0.25  # of a day's likeliest sentence, and of the likeliest of all
_MOST = 4  # further days


def with_other_words(fact: Fact, question: Question, judged: Judged) -> Fact:
    """The fact with the further days that may tell of the same."""
    if question.intent not in ALL_DAYS or question.days_only or fact.values:
        return fact
    further = _further(judged, {*fact.days, *(day for day in _dates(judged) if day.isoformat() in fact.text)})
    if not further:
        return fact
    listed = ", ".join(str(candidate.passage.date) for candidate in further)
    text = f"{fact.text} In other words perhaps also: {listed}."
    return replace(fact, text=text, statements=(*fact.statements, *_statements(further)))


def beside_in_other_words(said: Collection[Statement], question: Question, judged: Judged) -> tuple[Statement, ...]:
    """The statements, where every day is asked for with one of each further day that may tell of the same."""
    if question.intent not in ALL_DAYS or question.days_only or not said:
        return tuple(said)
    days = {citation.date for one in said for citation in one.citations if citation.date}
    return (*said, *_statements(_further(judged, days)))


def _statements(candidates: list[Candidate]) -> tuple[Statement, ...]:
    return tuple(statement([candidate], with_neighbours=True) for candidate in candidates)


def _dates(judged: Judged) -> set[date]:
    return {day for candidate in judged.scored.candidates if (day := candidate.passage.date)}


def _further(judged: Judged, known: Collection[date]) -> list[Candidate]:
    """The likeliest sentence of each day that is not `known` and may tell of it, by day; nothing that is to come."""
    probability, candidates = judged.probability, judged.scored.candidates
    least = max(_LEAST, _SHARE * float(probability.max(initial=0.0)))
    found: dict[date, Candidate] = {}
    for i in np.argsort(-probability, kind="stable").tolist():
        day = candidates[i].passage.date
        if probability[i] < least or len(found) == _MOST:
            break
        if day is not None and day not in known and day not in found and not candidates[i].sentence.state:
            found[day] = candidates[i]
    return [found[day] for day in sorted(found)]
