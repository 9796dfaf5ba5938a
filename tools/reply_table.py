"""Learns index/open_questions/learned/reply_table.py: `python -m tools.reply_table [--labelled FILE]… [--write] [-v]`.

From the questions of tests/data/open_questions of which it is labelled whether they are answered where they stand, and
below or behind which something stands that could answer: those of the development notes, of the journals in
opened-2026-11-29, of tests/data/whole_journals, and of each FILE as tools.question_table reads it. Figures are of folds
of journals left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import click
import numpy as np
from sklearn.model_selection import GroupKFold

from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes
from index.open_questions import answered
from index.open_questions.features import line_features
from index.open_questions.find import note_names
from index.open_questions.learned import reply_table
from index.open_questions.lines import Line, LinePlace
from index.open_questions.note_lines import NoteLines
from index.open_questions.places import placed_lines
from index.open_questions.replies import reply_features
from tests.index.open_questions.labelled import labelled_notes
from tools.answer_journals import JOURNALS, journal_files
from tools.project import DATA
from tools.question_table import OPENED, Row, file_labels, fitted, opened_notes, scores, write_named_weights
from tools.whole_journals import whole_notes

_OF_JOURNALS = DATA / "open_questions" / "replies.jsonl"
_FOLDS = 10
_STRONG = 0.3  # inverse strength of the penalty on large weights
_WEIGH = {"development": 3.0, "opened": 2.0, "whole": 2.0}


def note_rows(journal: str, note: Note, labels: Mapping[int, Sequence[tuple[str, bool]]]) -> Iterator[Row]:
    """Of the questions at the lines of `labels`, with words they have ("" for any) and whether they are answered."""
    structure = blocks(note)
    lines = NoteLines(structure, note.fixed)
    for could_ask in placed_lines(structure, lines, note_names(note)):
        for line, place in could_ask:
            known = [done for text, done in labels.get(line.line, ()) if text in line.text]
            if not known or not line_features(line, place):
                continue
            if names := _reply(line, place, structure, lines):
                yield Row(journal, names, known[0])


def _reply(line: Line, place: LinePlace, structure: Sequence[Block], lines: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The features of what could answer it; none where nothing could."""
    with patch.object(answered, "goes_on", lambda *_: False):
        found = answered.in_place(line, structure, lines, place.section)
    if found is None or found.own or found.first is None or found.first.block != line.block:
        return frozenset()
    return reply_features(line, found.first, found.text, place.section)


def own_rows(split: str) -> list[Row]:
    """Of the notes of the tests."""
    out: list[Row] = []
    for labelled in labelled_notes(split):
        note = note_from_bytes(labelled.path, labelled.text.encode())
        labels = {n: [("", label == "answered")] for n, label in labelled.labels.items() if label != "no"}
        out += note_rows(labelled.name, note, labels)
    return out


def opened_rows() -> list[Row]:
    """Of the journals opened last."""
    labels: dict[tuple[str, str], dict[int, list[tuple[str, bool]]]] = {}
    for text in OPENED.with_suffix(".jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        if row["asked"]:
            of_file = labels.setdefault((row["journal"], row["file"]), {})
            of_file.setdefault(row["line"], []).append((row["question"], row["answered"]))
    notes = opened_notes()
    return [row for (journal, path), of in labels.items() for row in note_rows(journal, notes[journal, path], of)]


def journal_rows() -> list[Row]:
    """Of our journals' questions that replies.jsonl names."""
    labels: dict[str, dict[str, dict[int, list[tuple[str, bool]]]]] = {}
    for text in _OF_JOURNALS.read_text("utf-8").splitlines():
        row = json.loads(text)
        of_file = labels.setdefault(row["journal"], {}).setdefault(row["file"], {})
        of_file.setdefault(row["line"], []).append((row["question"], row["answered"]))
    out: list[Row] = []
    for journal, files in labels.items():
        texts = journal_files((JOURNALS / f"{journal}.txt").read_text("utf-8"))
        for path, of_file in files.items():
            note = note_from_bytes(path, ("\n".join(texts[path]) + "\n").encode())
            out += note_rows(journal, note, of_file)
    return out


def whole_rows() -> list[Row]:
    """Of the whole journals, which others wrote and labelled."""
    out: list[Row] = []
    for journal, note, rows in whole_notes():
        asked = [row for row in rows if row["is_open_question"] or row["status"] == "answered_in_place"]
        out += note_rows(journal, note, {row["line"]: [("", not row["is_open_question"])] for row in asked})
    return out


def rows_of(file: Path) -> list[Row]:
    """Of the labelled lines of FILE that ask."""
    out: list[Row] = []
    for folder, note, rows in file_labels(file):
        asked = {r["line"]: [("", bool(r["answered_in_place"]))] for r in rows if r["is_open_question"]}
        out += note_rows(folder, note, asked)
    return out


@click.command()
@click.option("--labelled", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write reply_table.py.")
def main(labelled: Sequence[Path], write: bool) -> None:
    parts = {"development": own_rows("development"), "journals": journal_rows()}
    parts |= {"opened": opened_rows(), "whole": whole_rows()}
    parts |= {file.name: rows_of(file) for file in labelled}
    rows = [row for part in parts.values() for row in part]
    weigh = np.array([_WEIGH.get(name, 1.0) for name, part in parts.items() for _ in part])
    unseen = np.zeros(len(rows))
    for learned, left in GroupKFold(_FOLDS).split(rows, groups=[row.journal for row in rows]):
        bias, weights = fitted([rows[i] for i in learned], _STRONG, weigh[learned].tolist())
        unseen[left] = scores([rows[i] for i in left], bias, weights)
    start = 0
    for name, part in parts.items():
        _figures(f"{name}, unseen", part, unseen[start : start + len(part)])
        start += len(part)
    bias, weights = fitted(rows, _STRONG, weigh.tolist())
    held = own_rows("held-out")
    _figures("held-out, only measured", held, scores(held, bias, weights))
    if write:
        write_named_weights(Path(reply_table.__file__), "REPLY", bias, weights)


def _figures(title: str, rows: Sequence[Row], likely: np.ndarray) -> None:
    """Prints how many are told rightly, and how many were if each were an answer."""
    if not rows:
        return
    answers = np.array([row.asked for row in rows], bool)
    right = float((answers == (likely >= 0.5)).mean())
    click.echo(f"{title:40} {len(rows):5} questions  right {right:.3f}  each an answer {answers.mean():.3f}")


if __name__ == "__main__":
    main()
