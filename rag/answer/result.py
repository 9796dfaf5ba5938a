"""What answering yields and what every door prints: events as they come, and the Answer or SearchResult of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.answer.related import RelatedDay
from rag.evidence.citations import Rejected, Statement
from rag.facts.fact import DayValue
from rag.retrieval.hits import DayHits, SearchHits
from rag.temporal.span import SPAN_FIELDS
from rag.temporal.window import Window

Shape = Literal["sentences", "count", "day", "digest", "values"]
NOT_IN_NOTES = "Your notes don't say."
_NEAREST = 3  # days named where the notes don't say


@dataclass(frozen=True, slots=True)
class Span:
    """The days a question asks about; an open end is null."""

    __pydantic_config__ = SPAN_FIELDS

    from_: date | None
    """The first day; null where the beginning is open."""
    to: date | None
    """The last day; null where the end is open."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The days that match a question, best first."""

    question: str
    window: Span | None
    intent: str
    days: tuple[DayHits, ...]
    """The matching days, best first."""
    notice: str
    took_ms: float
    left_out: int = 0
    """How many notes, and private parts of others, of these days were left out and not read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every statement is cited; `notice` says what the reader should know of how it came about."""

    question: str
    window: Span | None
    intent: str
    answered: bool
    """Whether the notes answer the question."""
    answered_by: str
    """`extract` for your notes' own sentences, else the language model that wrote the answer."""
    confidence: float
    """From 0 to 1: how surely the notes answer the question at all."""
    lead: str
    """What comes before the statements: a fact about days, or that the notes only hint; "" when there is none."""
    answer: str
    """The whole answer as plain text: one statement a line, each with its days."""
    statements: tuple[Statement, ...]
    """The answer, sentence by sentence."""
    days: tuple[DayHits, ...]
    """The days it draws on, best first."""
    notice: str
    llm_error: str | None
    """Why no language model wrote the answer; null where one did, or none was requested."""
    rejected: tuple[Rejected, ...]
    """What the language model wrote that the notes don't support, and why."""
    took_ms: float
    left_out: int = 0
    """How many notes, and private parts of others, of the days asked about were left out and not read."""
    sent_to: str = ""
    """Where your passages were sent to be put into words; empty where no language model was given any."""
    also: tuple[Statement, ...] = ()
    """Other days that were looked at, each by the sentence nearest to the question: related, but not the answer. Where
    the notes don't say, they are the nearest there are."""
    shape: Shape = "sentences"
    """What kind of answer it is: sentences, a count of days, one day or a span, a digest of days, or values."""
    related: tuple[RelatedDay, ...] = ()
    """Every day related to the question, oldest first: of a count the days counted, of a digest those it is of."""
    values: tuple[DayValue, ...] = ()
    """Of a sum or an average: what was summed."""


@dataclass(frozen=True, slots=True)
class DaysFound:
    """What is known as soon as the notes were searched, before anything is phrased."""

    question: str
    window: Span | None
    intent: str
    days: tuple[DayHits, ...]
    notice: str
    related: tuple[RelatedDay, ...] = ()
    """As `Answer.related`, as far as it is known before anything is read."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the statements: `Answer.lead`."""

    text: str


@dataclass(frozen=True, slots=True)
class Retracted:
    """The lead and the statements sent so far are void: those that hold follow."""

    reason: str


Event = DaysFound | Lead | Statement | Retracted | Answer
"""The days first, then a lead where there is one and the statements, and in the end all of it as an Answer."""


def window_span(window: Window | None) -> Span | None:
    """The days of a question's window; None where it names none."""
    return Span(window.from_, window.to) if window and (window.from_ or window.to) else None


def answer_in_words(statements: Sequence[Statement], hits: SearchHits) -> str:
    """The answer as text: a line a statement, each with its days; or that the notes don't say, and the nearest days."""
    if statements:
        return "\n".join(f"{s.text} [{', '.join(days_of(s))}]{s.remark}" for s in statements)
    near = [day.date.isoformat() for day in hits.days if day.date and not hits.outside][:_NEAREST]
    return f"{NOT_IN_NOTES} The nearest days: {', '.join(near)}." if near else NOT_IN_NOTES


def days_of(statement: Statement) -> list[str]:
    """The days a statement cites, each once, in order; "undated" for notes without a date."""
    return list(dict.fromkeys(citation.days for citation in statement.citations))
