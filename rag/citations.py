"""Statements and their citations; each quote is checked against the file before it is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. Lines count from 1, both ends included; the quote is the file's own text."""

    date: date | None
    date_source: str
    path: str
    line_start: int
    line_end: int
    heading: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or bullet of an answer."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that was not shown, and why."""

    text: str
    reason: str


def quote_stands(quote: str, lines: Sequence[str], line_start: int, line_end: int) -> bool:
    """Whether the words of `quote` stand, in order and unbroken, in those lines of the file.

    Punctuation and white space are not compared: a quote can run over a line's end, a bullet or a `>`.
    """
    if not 1 <= line_start <= line_end <= len(lines):
        return False
    words = _NOT_WORDS.sub("", quote.casefold())
    return bool(words) and words in _NOT_WORDS.sub("", "".join(lines[line_start - 1 : line_end]).casefold())
