"""A passage on some words -> the statement that shows it: its best sentence, or else its best line."""

import re
from collections.abc import Sequence

from index.notes.note import Note
from index.store.rows import StoredPassage
from index.text.inline import plain
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Citation, Statement
from rag.evidence.extract import cite, statement
from rag.evidence.note_pieces import is_fence
from rag.evidence.note_sentences import NoteSentences

_MARKER = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+(?:\[.\]\s+)?")


def statement_showing(passage: StoredPassage, terms: Sequence[str], notes: NoteSentences) -> Statement | None:
    """The sentence or line with most of `terms`, the first where there are none; None when the file has it no more."""
    note = notes.note_of(passage)
    if note is None:
        return None
    above = f"{passage.title} {passage.heading}"
    best = max(
        notes.of(passage), key=lambda s: (_held(f"{s.heading} {s.text}", terms), s.role != "heading"), default=None
    )
    if best is not None and (not terms or _held(f"{above} {best.heading} {best.text}", terms)):
        return statement([Candidate(best, passage, 1.0)])
    lines = [n for n in range(passage.line_start, passage.line_end + 1) if not is_fence(note.fixed[n - 1])]
    number = max(lines, key=lambda n: _held(note.fixed[n - 1], terms), default=passage.line_start)
    return line_statement(passage, note, number)


def line_statement(passage: StoredPassage, note: Note, number: int) -> Statement | None:
    """A line of the passage's note as a statement; None where it is empty."""
    raw = " ".join(note.lines[number - 1].split())
    text = _MARKER.sub("", plain(note.fixed[number - 1])) or raw
    return Statement(text, (_line_citation(passage, raw, number),)) if raw else None


def _line_citation(passage: StoredPassage, quote: str, number: int) -> Citation:
    return cite(passage, Sentence("", quote, number, number, cited_from=number))


def _held(text: str, terms: Sequence[str]) -> int:
    folded = text.lower()
    return sum(term[: max(3, len(term) - 2)] in folded for term in terms)
