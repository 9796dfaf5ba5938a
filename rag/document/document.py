"""The document: a title, an answer where it is of one, and the entries in order of their days, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.entries.entry import Entry
from index.rendering.node import Node
from rag.answer.result import Answer
from rag.evidence.citations import Citation


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One entry."""

    date: date | None
    days: str
    """Its day or days, as "2020-03-17" or "2020-03-16..2020-03-22"."""
    path: str
    line_start: int
    line_end: int
    text: str
    """As it stands in the note."""
    nodes: tuple[Node, ...] = ()
    """The same without markup; none where it is too long for that."""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line_start}-{self.line_end}"


@dataclass(frozen=True, slots=True)
class Document:
    """What is exported."""

    title: str
    parts: tuple[DocumentPart, ...]
    answer: Answer | None = None
    """What the entries are the sources of."""
    notice: str = ""
    """What its reader should know."""


def is_cited(entry: Entry, citations: Sequence[Citation]) -> bool:
    """Whether one of the citations stands in the entry."""
    return any(
        each.path == entry.path and each.line_start <= entry.line_end and entry.line_start <= each.line_end
        for each in citations
    )


def days_named(entry: Entry) -> str:
    """The day or days of an entry, "undated" where it has none."""
    if entry.date is None:
        return "undated"
    return f"{entry.date}..{entry.date_end}" if entry.date_end and entry.date_end != entry.date else str(entry.date)
