"""tests/data/open_questions -> labelled notes, and how daycite reads each of their labelled lines.

A note is one file. Behind a line stands what its author means by it: `⟵ open`, `⟵ part` (of the question above it),
`⟵ answered` (in place), `⟵ no` (it only looks like a question); a line without a label is not a question either. A
first line `⟵ path journals/2024_03_11.md` gives the note's path where it matters. Labels are removed before reading.

The notes in `held-out` were labelled last; two labels were changed since, and no rule because of them but two: what is
tested "to see whether" is a question only where nothing else is said of it. The rules were changed until most lines of
those in `development` were read correctly. What is found in notes that nobody mended for, only new ones tell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.open_questions.find import IN_DOUBT, IN_PLACE, OpenQuestion, grouped, open_questions
from tools.project import DATA

SPLITS = ("held-out", "development")
TODAY = date(2026, 1, 1)
_LABEL = re.compile(r"\s*⟵ (open|part|answered|no)\s*$")
_PATH = re.compile(r"⟵ path (.+)\n")


@dataclass(frozen=True)
class LabelledNote:
    name: str
    path: str
    text: str
    labels: dict[int, str]
    """Line number, from 1, -> "open", "part", "answered" or "no"."""


@dataclass(frozen=True)
class LabelledLine:
    """A labelled line, and what daycite reads it as."""

    note: str
    line: int
    text: str
    label: str
    read_as: str

    @property
    def right(self) -> bool:
        return self.read_as == self.label or (self.label, self.read_as) == ("open", "part")


@dataclass(frozen=True)
class Rates:
    """From 0 to 1; `status`: of the questions found as such, how many are rightly open or answered."""

    precision: float
    recall: float
    status: float


@cache
def labelled_notes(split: str) -> tuple[LabelledNote, ...]:
    notes = []
    for file in sorted((DATA / "open_questions" / split).iterdir()):
        text = file.read_bytes().decode()
        head = _PATH.match(text)
        rows = text[head.end() if head else 0 :].removesuffix("\n").split("\n")
        labels = {number: match[1] for number, row in enumerate(rows, 1) if (match := _LABEL.search(row))}
        plain = "\n".join(_LABEL.sub("", row) for row in rows) + "\n"
        notes.append(LabelledNote(file.stem, head[1] if head else f"a{file.suffix}", plain, labels))
    return tuple(notes)


def questions_in(text: str, path: str = "a.md") -> list[OpenQuestion]:
    """All questions of a note, the doubtful ones too."""
    note = note_from_bytes(path, text.encode())
    structure = blocks(note)
    return grouped(open_questions(note, entries(note, structure, DateRules(), TODAY), structure))


@cache
def labelled_lines(split: str) -> tuple[LabelledLine, ...]:
    lines = []
    for note in labelled_notes(split):
        questions, rows = questions_in(note.text, note.path), note.text.split("\n")
        for line, label in note.labels.items():
            lines.append(LabelledLine(note.name, line, rows[line - 1].strip(), label, _read_as(questions, line)))
    return tuple(lines)


def _read_as(questions: Sequence[OpenQuestion], line: int) -> str:
    at_line = [q for q in questions if q.line <= line <= q.line_end and q.status != IN_DOUBT]
    if not at_line:
        return "no"
    return "answered" if at_line[0].status == IN_PLACE else "part" if at_line[0].parent else "open"


def rates(lines: Sequence[LabelledLine]) -> Rates:
    reported = [line for line in lines if line.read_as in ("open", "part")]
    labelled = [line for line in lines if line.label in ("open", "part")]
    right = sum(line.label in ("open", "part") for line in reported)
    known = [line for line in lines if "no" not in (line.label, line.read_as)]
    status = sum((line.read_as == "answered") == (line.label == "answered") for line in known)
    return Rates(right / len(reported), right / len(labelled), status / len(known))


def report(split: str) -> str:
    """A line of figures, then a line for each labelled line that is read wrongly."""
    lines = labelled_lines(split)
    wrong = [line for line in lines if not line.right]
    found = rates(lines)
    figures = f"precision {found.precision:.3f}, recall {found.recall:.3f}, status {found.status:.3f}"
    rows = [f"{split}: {len(labelled_notes(split))} notes, {len(lines)} lines, {len(wrong)} wrong; {figures}"]
    rows += [f"  {w.note}, line {w.line}: {w.label}, read as {w.read_as}: {w.text}" for w in wrong]
    return "\n".join(rows)
