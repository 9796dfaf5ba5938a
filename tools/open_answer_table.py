"""Learns rag/open_questions/open_answer_table.py: `python -m tools.open_answer_table [--labelled FILE]… [--write]`.

It learns from the labelled open questions of tests/data/open_questions, answers.jsonl and those of journals,
and of each FILE, {"folder" (or "journal", of tests/data/journals), "file", "question", "lines": [[file, line], …]} a
line. Weights are those of all; the figures and the two thresholds are those of each journal by weights that
never saw it. What is under --measure is only measured.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from api.actions.questions import all_questions, open_file
from api.parts.collection import Collection
from api.settings import read_settings
from index.open_questions.find import OpenQuestion
from rag.evidence.judgement import JUDGED, probability
from rag.evidence.sentence_table import Table
from rag.open_questions import open_answer_table
from rag.open_questions.evidence import EvidenceFinder, asked_text
from rag.open_questions.open_answer_table import PLAIN, OpenTable
from rag.open_questions.strength import Evidence, judge_logits, stacked, with_logits
from tools.answer_journals import JOURNALS, journal_files
from tools.project import DATA

LABELLED = tuple(
    DATA / "open_questions" / name
    for name in ("answers.jsonl", "answers-of-journals.jsonl", "answers-of-whole-journals.jsonl")
)
"""The last has questions of every fourth of tests/data/whole_journals, and the lines that answer as labelled there."""
_ANSWERED, _PERHAPS = 0.92, 0.55
"""How many of those called "answered", and of those called "perhaps", are to be right."""
_FOLDS = 12
_LEAST = 5  # answers above a threshold, before its precision is believed
_SMOOTH = 0.1  # inverse strength of the penalty on large weights


@dataclass(frozen=True)
class OpenRow:
    """One question's candidates, those that the judge has read, and which are right (NaN where nobody knows)."""

    journal: str
    answerable: bool
    named: dict[str, np.ndarray]
    read: np.ndarray
    logits: np.ndarray
    right: np.ndarray


def labelled_rows(file: Path, data_dir: Path) -> Iterator[OpenRow]:
    """The open questions of FILE that are found in their notes."""
    by_folder: dict[Path, list[dict]] = {}  # type: ignore[type-arg]
    for text in file.read_text("utf-8").splitlines():
        row = json.loads(text)
        folder = file.parent / row["folder"] if "folder" in row else _journal(row["journal"], data_dir)
        by_folder.setdefault(folder.resolve(), []).append(row)
    for folder, rows in by_folder.items():
        collection = Collection(read_settings(data_dir=data_dir), folder)
        collection.sync()
        kept = open_file(collection)
        questions = all_questions(collection, kept)
        kept.close()
        known = {(q.path, q.question): q for q in questions}
        finder = EvidenceFinder(collection.sources(), questions)
        for row in rows:
            question = known.get((row["file"], row["question"]))
            if question is None:
                click.echo(f"{folder.name}: not found any more: {row['question']}", err=True)
            else:
                yield from _rows(str(folder), question, row, finder, collection)
        collection.close()


def _journal(name: str, place: Path) -> Path:
    """The notes of one of our journals, as a folder."""
    folder = place.parent / "journals" / name
    for path, rows in journal_files((JOURNALS / f"{name}.txt").read_text("utf-8")).items():
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def _rows(
    journal: str,
    question: OpenQuestion,
    row: dict,
    finder: EvidenceFinder,
    collection: Collection,  # type: ignore[type-arg]
) -> Iterator[OpenRow]:
    found, _ = finder.candidates(asked_text(question), question)
    if not found:
        return
    named = stacked(found)
    read = np.argsort(-probability(named, PLAIN.weights), kind="stable")[:JUDGED]
    judge = collection.sources().judge()
    logits = judge_logits(found, read, judge) if judge else np.zeros(len(read))
    right = np.array([_is_right(each, row) for each in found])
    yield OpenRow(journal, bool(row["lines"]), named, read, logits, right)


def _is_right(evidence: Evidence, row: dict) -> float:  # type: ignore[type-arg]
    at = {(evidence.passage.path, n) for n in range(evidence.sentence.line_start, evidence.sentence.line_end + 1)}
    if at & {(path, n) for path, n in row["lines"]}:
        return 1.0
    return float("nan") if at & {(path, n) for path, n in row.get("also", ())} else 0.0


def judged_rows(rows: Sequence[OpenRow]) -> list[OpenRow]:
    """The candidates that the judge has read, with its word among their features."""
    return [replace(r, named=with_logits(r.named, r.read, r.logits), right=r.right[r.read]) for r in rows]


def fitted(rows: Sequence[OpenRow]) -> Table:
    """Each question counts alike, whether or not a candidate answers it."""
    names = list(rows[0].named)
    xs, ys, weights = [], [], []
    for row in rows:
        known = ~np.isnan(row.right)
        xs.append(np.stack([row.named.get(name, np.zeros(len(row.right)))[known] for name in names], axis=1))
        ys.append(row.right[known])
        weights.append(np.full(int(known.sum()), 20 / max(int(known.sum()), 1)))
    x, y = np.concatenate(xs), np.concatenate(ys)
    deviation = x.std(axis=0) + 1e-6
    model = LogisticRegression(C=_SMOOTH, max_iter=4000).fit(x / deviation, y, np.concatenate(weights))
    return Table(float(model.intercept_[0]), dict(zip(names, (model.coef_[0] / deviation).tolist(), strict=True)))


def unseen(rows: Sequence[OpenRow]) -> list[tuple[float, float, bool]]:
    """(how sure the surest is, whether it is right, whether the notes answer) of each open question."""
    out = []
    for learned, left in GroupKFold(_FOLDS).split(rows, groups=[row.journal for row in rows]):
        table = fitted([rows[i] for i in learned])
        out += [best(rows[i], table) for i in left]
    return out


def best(row: OpenRow, table: Table) -> tuple[float, float, bool]:
    likely = probability(row.named, table) * (1 - row.named["does_not_define"])  # which never answers (strength.py)
    return float(likely.max()), float(row.right[likely.argmax()]), row.answerable


def threshold(results: Sequence[tuple[float, float, bool]], wanted: float, below: float = 1.01) -> float:
    """The lowest probability from which on (up to `below`) so many are right."""
    known = ((sure, right) for sure, right, _ in results if sure < below and not np.isnan(right))
    rated = sorted(known, reverse=True)
    lowest, right_so_far = below, 0.0
    for count, (sure, right) in enumerate(rated, 1):
        right_so_far += right
        if count >= _LEAST and right_so_far / count >= wanted:
            lowest = sure
    return lowest


def report(title: str, results: Sequence[tuple[float, float, bool]], table: OpenTable) -> None:
    """Prints how many are right of those called "answered" and "perhaps", and how many of the answerable are found."""
    answerable = sum(known for *_, known in results)
    parts = []
    for name, low, high in (("answered", table.answered, 1.01), ("perhaps", table.perhaps, table.answered)):
        rated = [right for sure, right, _ in results if low <= sure < high]
        parts.append(
            f"{name} {len(rated)}, right {int(np.nansum(rated))} ({np.nansum(rated) / max(len(rated), 1):.2f})"
        )
    click.echo(f"{title:38} {len(results)} questions, {answerable} answerable; {'; '.join(parts)}")


@click.command()
@click.option("--labelled", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--measure", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write open_answer_table.py.")
def main(labelled: Sequence[Path], measure: Sequence[Path], write: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        rows = [row for file in (*LABELLED, *labelled) for row in labelled_rows(file, data)]
        others = {file.name: list(labelled_rows(file, data)) for file in measure}
    plain = learned("without the judge", rows, others)
    with_judge = learned("with the judge", judged_rows(rows), {name: judged_rows(of) for name, of in others.items()})
    if write:
        _write(plain, with_judge)


def learned(title: str, rows: Sequence[OpenRow], others: dict[str, list[OpenRow]]) -> OpenTable:
    """The table of all rows, with the thresholds of rows that it has not seen."""
    results = unseen(rows)
    answered = threshold(results, _ANSWERED)
    table = OpenTable(fitted(rows), answered, min(threshold(results, _PERHAPS, answered), answered))
    report(f"{title}, unseen", results, table)
    for name, of_file in others.items():
        report(f"{title}, {name}", [best(row, table.weights) for row in of_file], table)
    return table


def _write(plain: OpenTable, with_judge: OpenTable) -> None:
    path = Path(open_answer_table.__file__)
    head = path.read_text("utf-8").partition("PLAIN = ")[0]
    path.write_text(f"{head}PLAIN = {_source(plain)}\n\nWITH_JUDGE_TOO = {_source(with_judge)}\n", "utf-8")


def _source(table: OpenTable) -> str:
    rows = "".join(f'            "{name}": {value:.3f},\n' for name, value in table.weights.weights.items())
    weights = f"    Table(\n        {table.weights.bias:.3f},\n        {{\n{rows}        }},\n    ),\n"
    return f"OpenTable(\n{weights}    answered={table.answered:.3f},\n    perhaps={table.perhaps:.3f},\n)"


if __name__ == "__main__":
    main()
