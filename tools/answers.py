"""How well answers answer, over the journals of tests/data/journals: `python -m tools.answers [NUMBER…] [--show]`.

A statement is right where it holds a sentence that answers, near where it holds one that is neither right nor wrong.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer.ask import ask
from rag.answer.result import Answer
from rag.evidence.citations import Statement
from rag.question.read import read_question
from tools.answer_journals import is_of_quote, note_folders

_RIGHT, _NEAR, _WRONG = "right", "near", "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's answer, what each statement is, and how many of the sentences that answer are said."""

    row: dict[str, Any]
    answer: Answer
    marks: tuple[str, ...]
    held: int


def answers_of(folder: Path, data_dir: Path) -> Iterator[tuple[dict[str, Any], Answer]]:
    """Each row of a folder's questions.jsonl, and what daycite answers from its notes/."""
    collection = Collection(read_settings(data_dir=data_dir), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, ask(read_question(row["question"], date.fromisoformat(row["today"])), sources, 10)
    collection.close()


def judged_answers(folder: Path, data_dir: Path) -> Iterator[Judged]:
    for row, answer in answers_of(folder, data_dir):
        marks = tuple(_mark(statement, row) for statement in answer.statements)
        held = sum(any(_says(s, [quote]) for s in answer.statements) for quote in row["quotes"])
        yield Judged(row, answer, marks, held)


def _mark(statement: Statement, row: dict[str, Any]) -> str:
    return _RIGHT if _says(statement, row["quotes"]) else _NEAR if _says(statement, row["near"]) else _WRONG


def _says(statement: Statement, quotes: Sequence[tuple[str, int, str]]) -> bool:
    return any(is_of_quote(c.path, (c.line_start, c.line_end), statement.text, quotes) for c in statement.citations)


def figures(rows: Sequence[Judged]) -> dict[str, float]:
    """Means over the questions that the notes answer; `silent` over the others."""
    asked = [row for row in rows if row.row["answerable"]]
    others = [row for row in rows if not row.row["answerable"]]
    said = [mark for row in asked for mark in row.marks]
    first = [row.marks[0] == _RIGHT for row in asked if row.marks]
    facts = [row for row in asked if row.row["kind"] not in ("topic", "change")]
    topics = [row for row in asked if row.row["kind"] in ("topic", "change")]
    return {
        "questions": len(asked),
        "statements": _mean([len(row.marks) for row in asked]),
        "right": _mean([mark == _RIGHT for mark in said]),
        "near": _mean([mark == _NEAR for mark in said]),
        "first": _mean(first),
        "facts answered": _mean([_RIGHT in row.marks for row in facts]),
        "of topics": _mean([row.held / len(row.row["quotes"]) for row in topics]),
        "kept": _mean([bool(row.marks) for row in asked]),
        "silent": _mean([not row.marks for row in others]),
    }


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


@click.command()
@click.argument("numbers", nargs=-1)
@click.option("--show", is_flag=True, help="Print every answer with its marks.")
def main(numbers: Sequence[str], show: bool) -> None:
    """Of the journals whose names begin with NUMBER, or of all."""
    found: list[Judged] = []
    with tempfile.TemporaryDirectory() as place:
        for folder in note_folders(Path(place), numbers):
            rows = list(judged_answers(folder, Path(place, "data")))
            found += rows
            click.echo(_line(folder.name, figures(rows)))
            for row in rows if show else ():
                _print(row)
    click.echo(_line("all", figures(found)))


def _line(name: str, values: dict[str, float]) -> str:
    return f"{name:10}" + "".join(f"  {key} {value:.3g}" for key, value in values.items())


def _print(judged: Judged) -> None:
    click.echo(f"\n{judged.row['kind']}: {judged.row['question']}  ({judged.answer.confidence:.2f})")
    for mark, statement in zip(judged.marks, judged.answer.statements, strict=True):
        click.echo(f"  {mark:6}{statement.text[:240]}")
    for path, line, words in judged.row["quotes"]:
        click.echo(f"  gold  {path}:{line} {words}")


if __name__ == "__main__":
    main()
