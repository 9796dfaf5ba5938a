"""ask(): a question's whole way to its answer, in order; and the results that every door prints."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from index.catalog import Catalog, StoredPassage
from index.errors import LLMError
from rag.anchors import anchored
from rag.candidates import PassageEncoder, ReadNote, Weighed, weigh
from rag.citations import Rejected, Statement
from rag.confidence import DECLINED, HINTED, confidence
from rag.days import Fact, day_fact, when
from rag.draft_check import checked
from rag.extract import extract
from rag.llm import ANSWER_TOKENS, CONTEXT_TOKENS, Draft
from rag.prompt import Prompt, build_prompt
from rag.question import Question
from rag.retriever import DayHits, Found, Retriever

NOT_IN_NOTES = "Your notes don't say."
ONLY_HINTED = "Your notes only hint at it."
_NEAREST = 3


class Writer(Protocol):
    """What words an answer: an LLM."""

    @property
    def name(self) -> str: ...

    def draft(self, prompt: Prompt) -> list[Draft]: ...


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
    """From 0 to 1: how surely the notes speak to the question at all."""
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
class Sources:
    """What answering works with."""

    catalog: Catalog
    retriever: Retriever
    embedder: PassageEncoder
    read: ReadNote


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
    today: date,
    writer: Writer | None = None,
    must_write: bool = False,
) -> Answer:
    """Question -> days -> statements -> checked citations -> Answer.

    Where the LLM fails the extractive answer serves, unless `must_write`: then its LLMError is raised.
    """
    start = time.perf_counter()
    question, anchor = anchored(question, sources.retriever, sources.catalog)
    found = sources.retriever.search(question, limit)
    notice = _notice(question, found, sources.catalog) or anchor
    statements: Sequence[Statement] = ()
    rejected: Sequence[Rejected] = ()
    answered_by, llm_error = "extract", None
    weighed = None
    if not found.outside:
        weighed = weigh(question, found, sources.catalog, sources.embedder, sources.read)
    sure = confidence(question, found, weighed)
    fact = None if found.outside else day_fact(question, sources.retriever, sources.read)
    if weighed is not None and (sure >= DECLINED or fact):
        if writer is not None:
            try:
                prompt = build_prompt(
                    question.text, today, _by_rank(found), CONTEXT_TOKENS - ANSWER_TOKENS, fact.text if fact else ""
                )
                statements, rejected = checked(writer.draft(prompt), prompt, sources.read)
                answered_by = writer.name
            except LLMError as error:
                if must_write:
                    raise
                llm_error = str(error)
        if answered_by == "extract":
            statements = fact.statements if fact else extract(weighed)
    lead = _lead(question, weighed, fact, sure) if statements else ""
    return Answer(
        question=question.text,
        window=_span(question),
        intent=question.intent,
        answered=bool(statements),
        answered_by=answered_by,
        lead=lead,
        answer="\n".join(filter(None, (lead, in_words(statements, found)))),
        confidence=round(sure, 3),
        statements=tuple(statements),
        days=found.days,
        notice=notice,
        llm_error=llm_error,
        rejected=tuple(rejected),
        took_ms=_ms(start),
    )


def _lead(question: Question, weighed: Weighed | None, fact: Fact | None, sure: float) -> str:
    hint = ONLY_HINTED if sure < HINTED and fact is None else ""
    told = fact.text if fact else when(weighed) if weighed and question.intent == "when" else ""
    return " ".join(filter(None, (hint, told)))


def in_words(statements: Sequence[Statement], found: Found) -> str:
    """The answer as text: a line a statement, each with its days; or that the notes don't say, and the nearest days."""
    if statements:
        return "\n".join(f"{s.text} [{', '.join(days_of(s))}]" for s in statements)
    near = [day.date.isoformat() for day in found.days if day.date][:_NEAREST]
    return f"{NOT_IN_NOTES} The nearest days: {', '.join(near)}." if near else NOT_IN_NOTES


def days_of(statement: Statement) -> list[str]:
    """The days a statement cites, each once, in order; "undated" for notes without a date."""
    return list(dict.fromkeys(c.date.isoformat() if c.date else "undated" for c in statement.citations))


def _by_rank(found: Found) -> list[StoredPassage]:
    """Passages for the prompt: the best of every day first, then the second best, and so on."""
    depth = max((len(its) for its in found.stored), default=0)
    return [its[rank] for rank in range(depth) for its in found.stored if rank < len(its)]


def _notice(question: Question, found: Found, catalog: Catalog) -> str:
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
