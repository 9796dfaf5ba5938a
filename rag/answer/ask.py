"""ask(): a question's whole way to its answer, in order; and the results that every door prints.

`answering()` is the same way step by step, for doors that show each statement as it comes.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from index.errors import LLMError
from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.evidence.candidates import NoteReader, PassageEncoder, ScoredCandidates, score_candidates
from rag.evidence.citations import Rejected, Statement
from rag.evidence.confidence import DECLINED, HINTED, confidence
from rag.evidence.extract import extract
from rag.facts.day_facts import Fact, day_fact, when
from rag.question.read import Question
from rag.retrieval.anchors import anchored
from rag.retrieval.retriever import DayHits, Retriever, SearchHits

if TYPE_CHECKING:
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

NOT_IN_NOTES = "Your notes don't say."
ONLY_HINTED = "Your notes only hint at it."
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The days a question asks about; an open end is null."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "alias_generator": lambda name: name.rstrip("_"),
        "serialize_by_alias": True,
        "validate_by_name": True,
    }

    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The days that speak to a question, best first."""

    question: str
    window: Span | None
    intent: str
    days: tuple[DayHits, ...]
    notice: str
    took_ms: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every statement is cited; `notice` says what the reader should know of how it was made."""

    question: str
    window: Span | None
    intent: str
    answered: bool
    answered_by: str
    confidence: float
    """From 0 to 1: how surely the notes say anything about the question."""
    lead: str
    """What comes before the statements: a fact about days, or that the notes only hint; "" when there is none."""
    answer: str
    statements: tuple[Statement, ...]
    days: tuple[DayHits, ...]
    notice: str
    llm_error: str | None
    rejected: tuple[Rejected, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class DaysFound:
    """What is known as soon as the notes were searched, before anything is worded."""

    question: str
    window: Span | None
    intent: str
    days: tuple[DayHits, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the statements: `Answer.lead`."""

    text: str


Event = DaysFound | Lead | Statement | Answer
"""What answering yields: the days, then a lead where there is one, the statements, and all of it as an Answer."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What answering works with."""

    catalog: Catalog
    retriever: Retriever
    embedder: PassageEncoder
    read: NoteReader


def search(question: Question, sources: Sources, limit: int) -> SearchResult:
    """The ranked days only."""
    start = time.perf_counter()
    question, anchor = anchored(question, sources.retriever, sources.catalog)
    found = sources.retriever.search(question, limit)
    notice = _notice(question, found, sources.catalog) or anchor
    return SearchResult(question.text, _span(question), question.intent, found.days, notice, _ms(start))


def ask(
    question: Question,
    sources: Sources,
    limit: int,
    writer: "LLM | None" = None,
    must_write: bool = False,
) -> Answer:
    """Question -> days -> statements -> checked citations -> Answer.

    Where the LLM fails the extractive answer serves, unless `must_write`: then its LLMError is raised.
    """
    *_, answer = answering(question, sources, limit, writer, must_write)
    assert isinstance(answer, Answer)
    return answer


def answering(
    question: Question,
    sources: Sources,
    limit: int,
    writer: "LLM | None" = None,
    must_write: bool = False,
    stop: "Stop | None" = None,
) -> Iterator[Event]:
    """The same as it comes. Statements of an LLM that then fails are void: the Answer has those that hold.

    `stop`, called by another thread, ends an LLM's wording with Stopped.
    """
    start = time.perf_counter()
    question, anchor = anchored(question, sources.retriever, sources.catalog)
    found = sources.retriever.search(question, limit)
    notice = _notice(question, found, sources.catalog) or anchor
    yield DaysFound(question.text, _span(question), question.intent, found.days, notice)
    weighed = (
        None if found.outside else score_candidates(question, found, sources.catalog, sources.embedder, sources.read)
    )
    sure = confidence(question, found, weighed)
    fact = None if found.outside else day_fact(question, sources.retriever, sources.read)
    lead = _lead(question, weighed, fact, sure)
    made = _Made()
    if fact or weighed is not None and sure >= DECLINED:
        if writer is not None:
            passages = list(dict.fromkeys([*(fact.passages if fact else ()), *_by_rank(found)]))
            asked = PhrasingRequest(question.text, question.today, passages, fact.text if fact else "")
            try:
                yield from _by_llm(made, phrase_answer(writer, asked, sources.read, sources.embedder, stop), lead)
                made.by = writer.name
            except LLMError as error:
                if must_write:
                    raise
                made = _Made(llm_error=str(error), shown=made.shown)
            if fact and not made.statements and not made.llm_error:  # the fact holds, whatever the LLM made of it
                made.by, made.llm_error = "extract", f"nothing that {writer.name} wrote is in your notes"
        if made.by == "extract":
            made.statements = list(fact.statements if fact else extract(weighed, question.days_only) if weighed else ())
            yield from _events(made, lead)
    lead = lead if made.statements else ""
    yield Answer(
        question=question.text,
        window=_span(question),
        intent=question.intent,
        answered=bool(made.statements),
        answered_by=made.by,
        lead=lead,
        answer="\n".join(filter(None, (lead, answer_in_words(made.statements, found)))),
        confidence=round(sure, 3),
        statements=tuple(made.statements),
        days=found.days,
        notice=" ".join(filter(None, (notice, *made.remarks))),
        llm_error=made.llm_error,
        rejected=tuple(made.rejected),
        took_ms=_ms(start),
    )


@dataclass(slots=True)
class _Made:
    """An answer in the making."""

    by: str = "extract"
    statements: list[Statement] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    llm_error: str | None = None
    shown: bool = False
    """Statements of an LLM that failed were told already; those instead of them come with the Answer."""


def _events(made: _Made, lead: str) -> Iterator[Event]:
    if not made.shown and made.statements:
        yield from (Lead(lead),) if lead else ()
        yield from made.statements


def _by_llm(made: _Made, written: Iterator[Statement | Rejected | Remark], lead: str) -> Iterator[Event]:
    """Puts what the LLM wrote to `made`, and tells of the statements that hold."""
    for one in written:
        if isinstance(one, Rejected):
            made.rejected.append(one)
        elif isinstance(one, Remark):
            made.remarks.append(one.text)
        else:
            if lead and not made.statements:
                yield Lead(lead)
            made.statements.append(one)
            made.shown = True
            yield one


def _lead(question: Question, weighed: ScoredCandidates | None, fact: Fact | None, sure: float) -> str:
    hint = ONLY_HINTED if sure < HINTED and fact is None else ""
    told = fact.text if fact else when(weighed) if weighed and question.intent == "when" else ""
    return " ".join(filter(None, (hint, told)))


def answer_in_words(statements: Sequence[Statement], found: SearchHits) -> str:
    """The answer as text: a line a statement, each with its days; or that the notes don't say, and the nearest days."""
    if statements:
        return "\n".join(f"{s.text} [{', '.join(days_of(s))}]" for s in statements)
    near = [day.date.isoformat() for day in found.days if day.date and not found.outside][:_NEAREST]
    return f"{NOT_IN_NOTES} The nearest days: {', '.join(near)}." if near else NOT_IN_NOTES


def days_of(statement: Statement) -> list[str]:
    """The days a statement cites, each once, in order; "undated" for notes without a date."""
    return list(dict.fromkeys(citation.days for citation in statement.citations))


def _by_rank(found: SearchHits) -> list[StoredPassage]:
    """Passages for the prompt: the best of every day first, then the second best, and so on."""
    depth = max((len(its) for its in found.stored), default=0)
    return [its[rank] for rank in range(depth) for its in found.stored if rank < len(its)]


def _notice(question: Question, found: SearchHits, catalog: Catalog) -> str:
    if question.not_understood is not None:
        words = question.not_understood
        return f"“{words.words}” is not understood as a time ({words.reason}): all days were searched."
    if question.window is not None and question.window.filters and (found.outside or not found.days):
        return _empty_window(question, catalog)
    return ""


def _empty_window(question: Question, catalog: Catalog) -> str:
    assert question.window is not None
    days = sorted({entry.date for entry in catalog.entries() if entry.date})
    low, high = question.window.from_ or date.min, question.window.to or date.max
    before, after = [d for d in days if d < low], [d for d in days if d > high]
    near = [d.isoformat() for d in (*before[-1:], *after[:1])]
    told = f" The nearest days with notes: {' and '.join(near)}." if near else ""
    return f"There are no notes from {_shown(question.window.from_)} to {_shown(question.window.to)}.{told}"


def _shown(day: date | None) -> str:
    return day.isoformat() if day else "…"


def _span(question: Question) -> Span | None:
    window = question.window
    return Span(window.from_, window.to) if window and (window.from_ or window.to) else None


def _ms(start: float) -> float:
    return round(1000 * (time.perf_counter() - start), 1)
