"""Finding open questions: a table of small notes, and what holds for every note."""

import re
from datetime import date

import pytest

from index.blocks import blocks
from index.date_rules import DateRules
from index.entries import entries
from index.notes import note_from_bytes
from index.open_questions import IN_DOUBT, IN_PLACE, OpenQuestion, grouped, open_questions
from tests.index.question_notes import NOTES

_MARK = re.compile(r"\s*⟵ (open|part|answered|no)\s*$")
TODAY = date(2026, 1, 1)


def found(text: str, path: str = "a.md") -> list[OpenQuestion]:
    note = note_from_bytes(path, text.encode())
    structure = blocks(note)
    return grouped(open_questions(note, entries(note, structure, DateRules(), TODAY), structure))


def _unmarked(text: str) -> tuple[str, dict[int, str]]:
    """The note, and the verdict on each of its marked lines."""
    rows = text.strip("\n").split("\n")
    verdicts = {n: match[1] for n, row in enumerate(rows, 1) if (match := _MARK.search(row))}
    return "\n".join(_MARK.sub("", row) for row in rows) + "\n", verdicts


def verdict(questions: list[OpenQuestion], line: int) -> str:
    its = [q for q in questions if q.line <= line <= q.line_end and q.status != IN_DOUBT]
    if not its:
        return "no"
    return "answered" if its[0].status == IN_PLACE else "part" if its[0].parent else "open"


_CASES = [
    pytest.param(name, line, wanted, id=f"{name}, line {line}: {wanted}")
    for name, (_, text) in NOTES.items()
    for line, wanted in _unmarked(text)[1].items()
]


@pytest.mark.parametrize(("name", "line", "wanted"), _CASES)
def test_a_line_is_read_as_its_author_means_it(name: str, line: int, wanted: str) -> None:
    path, text = NOTES[name]
    got = verdict(found(_unmarked(text)[0], path), line)
    assert got == wanted or (wanted, got) == ("open", "part")
