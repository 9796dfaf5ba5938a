"""A question for what was done in a time, of whatever kind -> what its days were about: their digest as an answer.

A language model is given the notes behind the lines, a few periods at a time: so the notes of a year, too, fit its
window, and no period is lost for another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.text.folding import fold_punctuation
from index.text.language_data import any_of
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.answer.told_later import told_later
from rag.evidence.candidates import Candidate, PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.extract import statement
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.sentence_features import wanted_of
from rag.facts.shown import statement_showing
from rag.question.plain_deeds import asks_for_another
from rag.question.read import Question
from rag.question.what_was_done import asks_what_was_done
from rag.retrieval.retriever import Retriever
from rag.temporal.window import Window

if TYPE_CHECKING:
    from rag.digest.digest import Digest
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

_THIS_DAY = re.compile(any_of("digest.on_this_day"))
_LINES = 8  # of a single day, which a question is about
ONLY_THESE_DAYS = "Your notes may not answer this; what they say of these days:"
LATER_NOTES = "What later notes tell of it:"
_FEW_DAYS = 4
_PERIODS = 4  # that a language model is given at once


@dataclass(frozen=True, slots=True)
class ToldDays:
    """What to say of the days: `lead` how they are told, and the lines of each period with the notes behind them."""

    lead: str
    periods: tuple[tuple[Statement, ...], ...]
    passages: tuple[StoredPassage, ...]
    notice: str = ""

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(line for lines in self.periods for line in lines)

    def behind(self, lines: Sequence[Statement]) -> list[StoredPassage]:
        """The passages that the lines stand in, each once."""
        cited = [citation for line in lines for citation in line.citations]
        found = [
            p for c in cited for p in self.passages if p.path == c.path and p.line_start <= c.line_end <= p.line_end
        ]
        return list(dict.fromkeys(found))


def told_days(question: Question, catalog: Catalog, retriever: Retriever, notes: NoteSentences) -> ToldDays | None:
    """None where the question asks for something else, or nothing stands in the notes of its days."""
    window = question.window
    if not asks_what_was_done(question):
        return None
    if asks_for_this_day(question):
        return _this_day(question.today, catalog, notes)
    if window is None or window.about:
        return None
    window = replace(window, vague=False)  # "lately": nothing else narrows the question
    if not window.filters:
        return None
    days = frozenset(retriever.days(window))
    return _of_window(window, days, catalog, notes) if days else _told_later(window, catalog, notes)


def days_instead(question: Question, catalog: Catalog, retriever: Retriever, notes: NoteSentences) -> ToldDays | None:
    """What the few days say that the question names, where no sentence of them is likely to answer it; None of others.

    "How did the three stages from 13 to 15 July go": the words are the question's own, and these days hold the answer.
    """
    window = question.window
    narrowed = question.phrases or question.tags or question.excluded or question.intent != "ask"
    if narrowed or window is None or window.about or window.vague or not window.filters or not window.words:
        return None
    if asks_for_another(question.search_text) or wanted_of(question):
        return None
    days = frozenset(retriever.days(window))
    told = _of_window(window, days, catalog, notes) if 0 < len(days) <= _FEW_DAYS else None
    return replace(told, lead=" ".join(filter(None, (ONLY_THESE_DAYS, told.lead)))) if told else None


def _of_window(window: Window, days: frozenset[date], catalog: Catalog, notes: NoteSentences) -> ToldDays | None:
    from rag.digest.digest import LINES_A_PERIOD, digest  # its patterns take long to compile; most questions need none

    first, last = window.from_ or min(days), window.to or max(days)
    passages = [passage for passage in catalog.passages_between(first, last) if passage.date in days]
    told = digest(catalog, notes, first, last, passages=passages, most=max(LINES_A_PERIOD, _LINES // len(days)))
    lines = tuple(period.lines for period in told.periods if period.lines)
    if not lines:  # nothing but what other days say too, or what is still to be done: that was written, all the same
        usual = [statement([Candidate(s, passage, 1.0)]) for passage in passages for s in notes.of(passage)]
        bare = [] if usual else [statement_showing(passage, (), notes) for passage in passages]  # "Heaps."
        lines = tuple((said,) for said in [*usual, *filter(None, bare)][:_LINES])
    return ToldDays(_lead(told, first, last), lines, tuple(passages)) if lines else None


def _told_later(window: Window, catalog: Catalog, notes: NoteSentences) -> ToldDays | None:
    told = told_later(window.from_, window.to, catalog, notes) if window.from_ and window.to else []
    passages = tuple(dict.fromkeys(passage for passage, _ in told))
    return ToldDays(LATER_NOTES, tuple((line,) for _, line in told), passages) if told else None


def asks_for_this_day(question: Question) -> bool:
    """Whether it asks what was written on the day of the year that today is: "what did I write on this day"."""
    window = question.window
    today = window is None or window.from_ == window.to == question.today
    return today and bool(_THIS_DAY.search(fold_punctuation(question.text))) and asks_what_was_done(question)


def _this_day(day: date, catalog: Catalog, notes: NoteSentences) -> ToldDays:
    """What was written on this day in other years, and a week and a month before."""
    from rag.digest.on_this_day import on_this_day

    told = on_this_day(catalog, notes, day)
    days = [recollection.date for recollection in told.recollections if recollection.date]
    lead = f"On {day.day} {day:%B} in other years, and a week and a month before."
    passages = tuple(catalog.passages_of(days, ()))
    return ToldDays(
        lead if told.recollections else "", tuple(r.lines for r in told.recollections), passages, told.notice
    )


def _lead(told: "Digest", first: date, last: date) -> str:
    from rag.digest.periods import span_as_dates

    if len(told.periods) < 2:
        return ""
    return f"{told.days} days with notes from {span_as_dates(first, last)}, told {told.by} by {told.by}."


def phrase_days(
    llm: "LLM", question: Question, told: ToldDays, notes: NoteSentences, embedder: PassageEncoder, stop: "Stop | None"
) -> Iterator[Statement | Rejected | Remark]:
    """The days in the model's words, each statement checked; where none of some periods holds, the notes' own lines.

    Raises LLMError, Stopped.
    """
    for start in range(0, len(told.periods), _PERIODS):
        periods = told.periods[start : start + _PERIODS]
        in_turn = [lines[rank] for rank in range(max(map(len, periods))) for lines in periods if rank < len(lines)]
        request = PhrasingRequest(question.text, question.today, told.behind(in_turn))
        held = False
        for item in phrase_answer(llm, request, notes, embedder, stop):
            held = held or isinstance(item, Statement)
            yield item
        if not held and len(told.periods) > _PERIODS:
            yield from (line for lines in periods for line in lines)
