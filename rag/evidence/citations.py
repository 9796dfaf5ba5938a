"""Statements and their citations; each quote is checked against the file before it is shown."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.text.scripts import FIRST_UNSPACED

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. Lines count from 1, both ends included; the quote is the file's own text."""

    date: datetime.date | None
    date_source: str
    path: str
    line_start: int
    line_end: int
    heading: str
    quote: str
    """The note's own words, checked against its lines."""
    date_end: datetime.date | None = None
    """The last day of an entry about a week or another range; null for a single day."""

    @property
    def days(self) -> str:
        """ "2020-03-17", "2020-03-16..2020-03-22", "undated"."""
        if self.date is None:
            return "undated"
        return f"{self.date}..{self.date_end}" if self.date_end and self.date_end != self.date else str(self.date)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or bullet of an answer."""

    text: str
    """The sentence."""
    citations: tuple[Citation, ...]
    """Where it stands in the notes; never empty."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that was not shown, and why."""

    text: str
    """The sentence that was left out."""
    reason: str


def quote_stands(quote: str, lines: Sequence[str], line_start: int, line_end: int) -> bool:
    """Whether the words of `quote` stand, in order, unbroken and whole, in those lines of the file.

    Punctuation and white space are not compared: a quote can run over a line's end, a bullet or a `>`.
    """
    if not 1 <= line_start <= line_end <= len(lines):
        return False
    words = "".join(_WORD.findall(quote.casefold()))
    pieces = _WORD.findall("\n".join(lines[line_start - 1 : line_end]).casefold())
    run = "".join(pieces)
    start = run.find(words) if words else -1
    edges = set(accumulate(map(len, pieces), initial=0)) if start >= 0 else set()
    while start >= 0:
        if _is_edge(run, start, edges) and _is_edge(run, start + len(words), edges):
            return True
        start = run.find(words, start + 1)
    return False


def _is_edge(run: str, place: int, edges: set[int]) -> bool:
    """Whether no word is cut there: "happy" does not stand in "unhappy". Scripts without spaces have none to cut."""
    return place in edges or max(run[place - 1], run[place]) >= FIRST_UNSPACED
