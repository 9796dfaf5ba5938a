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

    def is_within(self, other: "Citation") -> bool:
        """Whether the other quotes the same words of the same lines, and perhaps more."""
        lines = other.line_start <= self.line_start and self.line_end <= other.line_end
        return lines and self.path == other.path and self.quote in other.quote


@dataclass(frozen=True, slots=True)
class MeantTime:
    """Words of a statement for a day that only the day of writing makes clear, and what they mean."""

    words: str
    """The note's words: "yesterday"."""
    days: str
    """The days meant, which daycite worked out: "7 May 2023"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or bullet of an answer."""

    text: str
    """The sentence, in the notes' own words where no language model wrote it."""
    citations: tuple[Citation, ...]
    """Where it stands in the notes; never empty."""
    state: str = ""
    """Of what the notes do not tell as done: "to do", "planned", "begun", "put off", "cancelled"; else ""."""
    times: tuple[MeantTime, ...] = ()
    """The days that its words for other days mean."""
    partly: bool = False
    """Whether a language model wrote it, and the notes probably bear it, but it cannot be told for sure."""

    @property
    def remark(self) -> str:
        """What daycite says of it, as it is shown behind it: " (to do; “yesterday”: 7 May 2023)"; or ""."""
        said = [
            "partly supported" if self.partly else "",
            self.state,
            *(f"“{time.words}”: {time.days}" for time in self.times),
        ]
        return f" ({'; '.join(filter(None, said))})" if any(said) else ""


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
