"""How whole journals are read and answered, end to end: `python -m tools.whole_journals [NAME…] [--show]`.

NAME is a journal's folder in tests/data/whole_journals, or the path of a folder elsewhere that is made like one, for
journals that are kept out of the project: unseen ones, and those that may not be copied.

tests/data/whole_journals/NAME was written by others, who had not seen daycite's code: notes/ as such a person keeps
them, and what is known of them: dates.jsonl (the day of the entry that holds a line, null where nobody can tell),
open.jsonl (lines that leave a question open, and those that only seem to) and questions.jsonl (what the writer asks a
year later, with the lines that answer; none of those that are `unanswerable`).
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from api.actions.questions import all_questions, open_file
from api.parts.collection import Collection
from api.settings import read_settings
from index.notes.note import Note, note_from_bytes
from index.open_questions.find import OpenQuestion
from tools.answers import answers_of
from tools.project import DATA

WHOLE_JOURNALS = DATA / "whole_journals"
_STILL_OPEN = ("open", "asked again")


def labels_of(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The labels of a journal, none where it has no such file; their files counted from its notes."""
    file = folder / f"{name}.jsonl"
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        row = json.loads(line)
        yield row | {"file": row.get("file", "").removeprefix("notes/")}


def whole_notes() -> Iterator[tuple[str, Note, list[dict[str, Any]]]]:
    """(journal, note, labels of its lines that may leave a question open) of each note that has such."""
    for folder in sorted(WHOLE_JOURNALS.iterdir()):
        by_file: dict[str, list[dict[str, Any]]] = {}
        for row in labels_of(folder, "open"):
            by_file.setdefault(row["file"], []).append(row)
        for path, rows in by_file.items():
            yield folder.name, note_from_bytes(path, (folder / "notes" / path).read_bytes()), rows


def wrong_days(folder: Path, data_dir: Path) -> tuple[int, list[str]]:
    """How many labelled lines there are, and of those not read as meant where, what is meant and what is read."""
    collection = Collection(read_settings(data_dir=data_dir), folder / "notes")
    entries = collection.days().entries
    collection.close()
    rows, wrong = list(labels_of(folder, "dates")), []
    for row in rows:
        own = [e for e in entries if e.path == row["file"] and e.line_start <= row["line"] <= e.line_end]
        entry = own[-1] if own else None
        read = str(entry.date) if entry and entry.date else None
        last = str(entry.date_end) if entry and entry.date_end else read
        meant = [row["date"], *row.get("also_acceptable", ())]
        if not (read in meant or any(read and day and read <= day <= str(last) for day in meant)):
            wrong.append(f"{folder.name}/{row['file']}:{row['line']} {row['date']}, read {read}")
    return len(rows), wrong


def judged_questions(folder: Path, data_dir: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of each line that may leave a question open: found, missed or wrong; "status" too where that is right."""
    collection = Collection(read_settings(data_dir=data_dir), folder / "notes")
    kept = open_file(collection)
    found = {(q.path, line): q for q in all_questions(collection, kept) for line in range(q.line, q.line_end + 1)}
    kept.close()
    collection.close()
    for row in labels_of(folder, "open"):
        question = found.get((row["file"], row["line"]))
        if row["is_open_question"]:
            yield ("found" if question else "missed"), row
            if question and _has_status(question, row["status"]):
                yield "status", row
        elif question and question.status in _STILL_OPEN:
            yield "wrong", row


def _has_status(question: OpenQuestion, meant: str) -> bool:
    is_open = question.status in _STILL_OPEN
    return meant == "answered_elsewhere" or is_open != (meant == "answered_in_place")


def cited_answers(folder: Path, data_dir: Path) -> Iterator[tuple[str, Counter[str], str]]:
    """Of each question its kind, what is true of its answer (each 0 or 1) and the answer."""
    for row, answer in answers_of(folder, data_dir):
        gold = {(path.removeprefix("notes/"), line) for path, line in row["answer_lines"]}
        cited = [
            any((c.path, n) in gold for c in statement.citations for n in range(c.line_start, c.line_end + 1))
            for statement in answer.statements
        ]
        days = {str(c.date) for statement in answer.statements for c in statement.citations}
        told = Counter(
            asked=1,
            kept=int(bool(cited)),
            first=int(cited[:1] == [True]),
            cited=int(any(cited)),
            day=int(bool(days & set(row["dates"]))),
        )
        yield row["kind"], told, f"{row['question']}\n  {row['answer']}\n  -> {answer.answer}"


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--show", is_flag=True, help="Print what is read wrongly, and every answer that cites no line that answers."
)
def main(names: tuple[str, ...], show: bool) -> None:
    """Of the journals NAME, or of all."""
    days: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    answers: dict[str, Counter[str]] = {}
    folders = [Path(name) if Path(name).is_dir() else WHOLE_JOURNALS / name for name in names]
    with tempfile.TemporaryDirectory() as place:
        for folder in folders or sorted(WHOLE_JOURNALS.iterdir()):
            labelled, wrong = wrong_days(folder, Path(place))
            days.update(lines=labelled, right=labelled - len(wrong))
            marks = list(judged_questions(folder, Path(place)))
            questions.update(mark for mark, _ in marks)
            answered = list(cited_answers(folder, Path(place)))
            for kind, told, _ in answered:
                answers.setdefault(kind, Counter()).update(told)
            if show:
                missed = [f"{mark}: {row['text']}" for mark, row in marks if mark in ("missed", "wrong")]
                click.echo("\n".join([*wrong, *missed, *(text for _, told, text in answered if not told["cited"])]))
    click.echo(f"days: {days['right']} of {days['lines']} right")
    click.echo(
        f"open questions: {questions['found']} found, {questions['missed']} missed, {questions['wrong']} wrong; "
        f"status of {questions['status']} right"
    )
    for kind, told in sorted(answers.items()):
        rest = ", ".join(f"{name} {told[name]}" for name in ("kept", "first", "cited", "day"))
        click.echo(f"{kind}: {told['asked']} asked, {rest}")


if __name__ == "__main__":
    main()
