"""Learns index/open_questions/learned/score_table.py: `python -m tools.question_table [--labelled FILE]… [--write]`.

It learns from tests/data/open_questions/development, from the lines of tests/data/journals that journals.jsonl beside
it names, from tests/data/whole_journals, and from each FILE of labelled lines, one JSON object a line: {"folder",
"file", "line", "is_open_question", "answered_in_place"}, `folder` counted from the FILE's own.

Weights are those of all; the figures are those of each fold of journals by weights that never saw them. What is under
--measure and in tests/data/open_questions/held-out is only measured.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes
from index.open_questions.features import line_features
from index.open_questions.find import asks_outside, note_names
from index.open_questions.forms import bracketed
from index.open_questions.learned import score_table
from index.open_questions.lines import Line, LinePlace
from index.open_questions.note_lines import NoteLines
from index.open_questions.places import names_questions, placed_lines
from index.open_questions.score import REPORTED
from tests.index.open_questions.labelled import labelled_notes
from tools.answer_journals import JOURNALS, journal_files
from tools.project import DATA
from tools.whole_journals import whole_notes

_OF_JOURNALS = DATA / "open_questions" / "journals.jsonl"
OPENED = DATA / "open_questions" / "opened-2026-11-29"
"""Journals that had been kept aside; OPENED.jsonl has their labelled lines."""
_FOLDS = 10
_ANSWERED_BEHIND = frozenset(("paragraph led", "item led"))
"""Whether "Worth it? Absolutely." is a question of its author's hardly matters: it is answered where it stands."""
_ALIKE = frozenset(
    [
        "linked",
        "title before",
        "author behind",
        "others ask",
        "quoted",
        "quote cut",
        "to readers",
        "self review",
        "speech",
    ]
)
_STRONG = 5.0  # inverse strength of the penalty on large weights
_ROUNDS = 2
_WEIGH = {"development": 3.0}


@dataclass(frozen=True)
class LabelledLine:
    """A line of a whole journal, all that could ask in it, and whether something there does."""

    journal: str
    each: tuple[frozenset[str], ...]
    """Features: one of these asks, it is not said which."""
    asked: bool


@dataclass(frozen=True)
class Row:
    """A line that could be a question, and whether it is one of its author's."""

    journal: str
    names: frozenset[str]
    asked: bool


def own_rows(split: str) -> list[Row]:
    """Of the notes of the tests: lines without a label are no questions."""
    out = []
    for labelled in labelled_notes(split):
        note = note_from_bytes(labelled.path, labelled.text.encode())
        out += [
            Row(labelled.name, named, labelled.labels.get(line, "no") != "no") for line, _, named in candidates(note)
        ]
    return [row for row in out if row.asked or not row.names & _ANSWERED_BEHIND or row.names & _ALIKE]


def rows_of(file: Path) -> list[Row]:
    """Of the labelled lines of FILE."""
    out = []
    for folder, note, rows in file_labels(file):
        lines = {row["line"]: bool(row["is_open_question"] or row["answered_in_place"]) for row in rows}
        out += [Row(folder, named, lines[line]) for line, _, named in candidates(note) if line in lines]
    return out


def file_labels(file: Path) -> Iterator[tuple[str, Note, list[dict[str, Any]]]]:
    """(folder, note, its labelled lines) of each note of FILE that is here."""
    labels: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for text in file.read_text("utf-8").splitlines():
        row = json.loads(text)
        labels.setdefault((row.get("folder") or row["corpus"], row["file"]), []).append(row)
    for (folder, path), rows in labels.items():
        found = next((place for place in _places(file, folder, path) if place.is_file()), None)
        if found is None:
            click.echo(f"{folder}/{path}: not here", err=True)
        else:
            yield folder, note_from_bytes(path, found.read_bytes()), rows


def opened_notes() -> dict[tuple[str, str], Note]:
    """The notes of the journals that were kept aside until 29 November 2026, by journal and path."""
    found = {}
    for file in sorted(file for file in OPENED.rglob("*") if file.is_file()):
        journal, _, path = file.relative_to(OPENED).as_posix().partition("/")
        found[journal, path] = note_from_bytes(path, file.read_bytes())
    return found


def opened_rows() -> list[Row]:
    """Of those: all lines that ask are labelled, so what is not labelled asks nothing."""
    labels: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for text in OPENED.with_suffix(".jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        if row["asked"]:
            labels.setdefault((row["journal"], row["file"]), []).append((row["line"], row["question"]))
    out = []
    for (journal, path), note in opened_notes().items():
        asked = labels.get((journal, path), [])
        for line, text, names in candidates(note):
            out.append(Row(journal, names, (line, text) in asked))
    return out


def whole_lines() -> list[LabelledLine]:
    """Of the whole journals; a question that is answered where it stands is neither."""
    out = []
    for journal, note, rows in whole_notes():
        found = [(line, names) for line, _, names in _that_could_ask(note)]
        for row in rows:
            each = tuple(names for line, names in found if line.line <= row["line"] <= line.line_end)
            if row["is_open_question"] or row["status"] != "answered_in_place":
                out.append(LabelledLine(journal, each, bool(row["is_open_question"])))
    return out


def rows_of_lines(lines: Sequence[LabelledLine], bias: float, weights: dict[str, float]) -> list[Row]:
    """Of a line that asks what likeliest does by these weights, and what else they report there."""
    out = []
    for line in lines:
        rows = [Row(line.journal, names, line.asked) for names in line.each]
        likely = scores(rows, bias, weights)
        out += [row for row, own in zip(rows, likely, strict=True) if not line.asked or own >= min(0.5, likely.max())]
    return out


def journal_rows() -> list[Row]:
    """Of our journals' sentences that are labelled; the others of these journals say nothing."""
    labels: dict[str, dict[tuple[str, str], bool]] = {}
    for text in _OF_JOURNALS.read_text("utf-8").splitlines():
        row = json.loads(text)
        labels.setdefault(row["journal"], {})[row["file"], row["question"]] = row["asked"]
    out = []
    for journal, known in labels.items():
        for path, rows in journal_files((JOURNALS / f"{journal}.txt").read_text("utf-8")).items():
            note = note_from_bytes(path, ("\n".join(rows) + "\n").encode())
            named = [(text, names) for _, text, names in candidates(note) if (path, text) in known]
            out += [Row(journal, names, known[path, text]) for text, names in named]
    return out


def _places(file: Path, folder: str, path: str) -> Iterator[Path]:
    for base in (file.parent, file.parent.parent, file.parent / "journals-dev"):
        yield base / folder / path


def candidates(note: Note) -> Iterator[tuple[int, str, frozenset[str]]]:
    """(line, words, features) of all that could be a question."""
    yield from ((line.line, text, names) for line, text, names in _that_could_ask(note))


def _that_could_ask(note: Note) -> Iterator[tuple[Line, str, frozenset[str]]]:
    structure = blocks(note)
    lines = NoteLines(structure, note.fixed)
    for could_ask in placed_lines(structure, lines, note_names(note)):
        for line, place in could_ask:
            if names_questions(line.text):
                continue  # "To find out": never scored
            yield from ((line, text, named) for text, named in _of_line(line, place) if named)


def _of_line(line: Line, place: LinePlace) -> Iterator[tuple[str, frozenset[str]]]:
    inside = bracketed(line.text)
    if not inside or asks_outside(line.text, inside):
        yield line.text, line_features(line, place)
        return
    for text in inside:
        alone = replace(line, text=text, last=True)
        yield text, line_features(alone, replace(place, kind="paragraph", followed=False, after=""), bracket=True)


def fitted(
    rows: Sequence[Row], strong: float = _STRONG, weights: Sequence[float] | None = None
) -> tuple[float, dict[str, float]]:
    """(bias, weights by name); `strong` is the inverse strength of the penalty, `weights` are those of the rows."""
    known = sorted({name for row in rows for name in row.names})
    model = LogisticRegression(C=strong, max_iter=4000)
    model.fit(_matrix(rows, known), [row.asked for row in rows], sample_weight=weights)
    return float(model.intercept_[0]), dict(zip(known, model.coef_[0].tolist(), strict=True))


def _matrix(rows: Sequence[Row], known: Sequence[str]) -> np.ndarray:
    return np.array([[name in row.names for name in known] for row in rows], float)


def scores(rows: Sequence[Row], bias: float, weights: dict[str, float]) -> np.ndarray:
    """(n,) from 0 to 1."""
    return np.array([1 / (1 + np.exp(-bias - sum(weights.get(name, 0.0) for name in row.names))) for row in rows])


def _fitted_to(
    rows: Sequence[Row], weigh: Sequence[float], lines: Sequence[LabelledLine]
) -> tuple[float, dict[str, float]]:
    """Which of several sentences asks in a line is first told by the weights of `rows`, then by those of both."""
    bias, weights = fitted(rows, weights=weigh)
    for _ in range(_ROUNDS):
        more = rows_of_lines(lines, bias, weights)
        bias, weights = fitted([*rows, *more], weights=[*weigh, *[1.0] * len(more)])
    return bias, weights


def _likeliest(each: Row | LabelledLine, bias: float, weights: dict[str, float]) -> float:
    named = each.each if isinstance(each, LabelledLine) else (each.names,)
    return max(scores([Row("", names, False) for names in named], bias, weights), default=0.0)


def figures(title: str, rows: Sequence[Row | LabelledLine], likely: np.ndarray) -> None:
    """Prints precision and recall of what is reported."""
    asked, reported = np.array([row.asked for row in rows]), likely >= REPORTED
    right = int((asked & reported).sum())
    precision, recall = right / max(int(reported.sum()), 1), right / max(int(asked.sum()), 1)
    click.echo(f"{title:40} {len(rows):5} lines  precision {precision:.3f}  recall {recall:.3f}")


@click.command()
@click.option("--labelled", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--measure", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write score_table.py.")
def main(labelled: Sequence[Path], measure: Sequence[Path], write: bool) -> None:
    parts = {"development": own_rows("development"), "journals": journal_rows(), "opened": opened_rows()}
    parts |= {str(file): rows_of(file) for file in labelled}
    rows, lines = [row for part in parts.values() for row in part], whole_lines()
    weigh = np.array([_WEIGH.get(name, 1.0) for name, part in parts.items() for _ in part])
    all_of_them: list[Row | LabelledLine] = [*rows, *lines]
    unseen = np.zeros(len(all_of_them))
    for learned, left in GroupKFold(_FOLDS).split(all_of_them, groups=[each.journal for each in all_of_them]):
        kept, left_out = [i for i in learned if i < len(rows)], set(left)
        of_lines = [line for i, line in enumerate(lines, len(rows)) if i not in left_out]
        bias, weights = _fitted_to([rows[i] for i in kept], weigh[kept].tolist(), of_lines)
        unseen[left] = [_likeliest(all_of_them[i], bias, weights) for i in left]
    start = 0
    for name, part in [*parts.items(), ("whole", lines)]:
        figures(f"{Path(name).name}, unseen", part, unseen[start : start + len(part)])
        start += len(part)
    bias, weights = _fitted_to(rows, weigh.tolist(), lines)
    for name, part in [("held-out", own_rows("held-out")), *((str(file), rows_of(file)) for file in measure)]:
        figures(f"{Path(name).name}, only measured", part, scores(part, bias, weights))
    if write:
        write_named_weights(Path(score_table.__file__), "SCORE", bias, weights)


def write_named_weights(path: Path, name: str, bias: float, weights: dict[str, float]) -> None:
    """Puts `NAME_BIAS` and `NAME_WEIGHTS` in place of those at the end of the module at `path`."""
    head = path.read_text("utf-8").partition(f"{name}_BIAS = ")[0]
    rows = "".join(f'    "{key}": {value:.2f},\n' for key, value in weights.items() if abs(value) >= 0.005)
    path.write_text(f"{head}{name}_BIAS = {bias:.2f}\n\n{name}_WEIGHTS: dict[str, float] = {{\n{rows}}}\n", "utf-8")


if __name__ == "__main__":
    main()
