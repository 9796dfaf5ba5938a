"""A question for what was done in a time, of whatever kind -> what its days were about: their digest as an answer.

A language model is given the notes behind the lines, a few periods at a time: so the notes of a year, too, fit its
window, and no period is lost for another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.digest.digest import LINES_A_PERIOD, Digest, digest
from rag.digest.periods import span_as_dates
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import Question
from rag.question.what_was_done import asks_what_was_done
from rag.retrieval.retriever import Retriever

if TYPE_CHECKING:
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

_LINES = 8  # of a single day, which a question is about
_PERIODS = 4  # that a language model is given at once


@dataclass(frozen=True, slots=True)
class ToldDays:
    """What to say of the days: `lead` how they are told, and the lines of each period with the notes behind them."""

    lead: str
    periods: tuple[tuple[Statement, ...], ...]
    passages: tuple[StoredPassage, ...]

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
    """None where the question asks for something else, or no line of its days tells more than those of other days."""
    window = question.window
    if window is None or not window.filters or not asks_what_was_done(question):
        return None
    days = frozenset(retriever.days(window))
    if not days:
        return None
    first, last = window.from_ or min(days), window.to or max(days)
    passages = [passage for passage in catalog.passages_between(first, last) if passage.date in days]
    told = digest(catalog, notes, first, last, passages=passages, most=max(LINES_A_PERIOD, _LINES // len(days)))
    lines = tuple(period.lines for period in told.periods if period.lines)
    return ToldDays(_lead(told, first, last), lines, tuple(passages)) if lines else None


def _lead(told: Digest, first: date, last: date) -> str:
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
