"""Answers -> into the notes: what would change is shown, and asked for, before anything is written."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.collection import Collection
from api.printing import one_line, printable
from api.terminal import announce, say
from index.errors import UsageError

if TYPE_CHECKING:
    from index.open_questions import OpenQuestion
    from index.replies import Left, Plan, Reply, Written
    from rag.open_result import OpenAnswer

KEPT = "written-back"
"""The folder of a collection in which the old bytes of changed notes are kept."""


def replies_to(answers: "Sequence[OpenAnswer]") -> "list[Reply]":
    """What is to be written: the answered ones, and what a model knows beyond the notes in a block that says so."""
    from index.replies import CitedDay, Reply

    out = []
    for each in answers:
        if each.answered:
            cited = tuple(
                CitedDay(c.date, c.path, c.line_start) for statement in each.statements for c in statement.citations
            )
            out.append(Reply(each.question, _dated(each), tuple(dict.fromkeys(cited))))
        elif each.beyond:
            out.append(Reply(each.question, each.beyond, beyond_notes=True))
    return out


def _dated(answer: "OpenAnswer") -> str:
    """The answer with the days that say so: "A kernel is a small matrix. [2020-03-19]"."""
    days = dict.fromkeys(c.date for s in answer.statements for c in s.citations if c.date)
    return " ".join([answer.answer, *(f"[{day.isoformat()}]" for day in days)])


def plan_of(collection: Collection, answers: "Sequence[OpenAnswer]", style: str) -> "Plan":
    """What writing these answers would change; nothing is written."""
    from index.write_back import plan

    return plan(collection.root, replies_to(answers), style, find=lambda path, data: _found(collection, path, data))  # type: ignore[arg-type]


def write(collection: Collection, plan: "Plan") -> "Written":
    """Writes what was planned, and keeps the old bytes for `undo`."""
    from index.write_back import apply

    return apply(collection.root, plan.changes, kept_folder(collection), _keeps_times(collection))


def kept_folder(collection: Collection) -> Path:
    return collection.folder / KEPT


def _keeps_times(collection: Collection) -> bool:
    """Whether the notes' times of change are their days, so that writing must not move them."""
    dates = collection.settings.dates
    return any(rules.fallback == "mtime" for rules in (dates.rules(), *(its.rules() for its in dates.globs.values())))


def _found(collection: Collection, path: str, data: bytes) -> "list[OpenQuestion]":
    """The questions of a note's bytes, read as the list reads them."""
    from datetime import date

    from index.blocks import blocks
    from index.day_rules import entries_reader
    from index.notes import note_from_bytes
    from index.open_questions import open_questions

    dates = collection.settings.dates
    by_glob = [(glob, its.rules()) for glob, its in dates.globs.items()]
    entries_of, _ = entries_reader(collection.root, dates.rules(), by_glob, date.today())
    note = note_from_bytes(path, data)
    structure = blocks(note)
    return open_questions(note, entries_of(note, structure), structure)


def write_answers(collection: Collection, answers: "Sequence[OpenAnswer]", style: str, yes: bool) -> None:
    """Shows the diff, asks, writes, and says how to take it back."""
    planned = plan_of(collection, answers, style)
    for (path, reason), its in _by_reason(planned.left).items():
        announce(f"left as it is: {one_line(path)}: {one_line(reason)}{f' ({its} questions)' if its > 1 else ''}")
    if not planned.changes:
        say("Nothing to write.")
        return
    for change in planned.changes:
        say(printable(change.diff).rstrip("\n"))
    if not yes and not _agreed(len(planned.changes)):
        say("Nothing was written.")
        return
    written = write(collection, planned)
    for failed in written.failed:
        announce(f"not written: {failed.path}: {one_line(failed.reason)}")
    if written.paths:
        say(f"Written into {len(written.paths)} file(s). Take it back: daycite questions undo {written.id}")


def _by_reason(left: "Sequence[Left]") -> dict[tuple[str, str], int]:
    """How many questions of a file are left for the same reason, which is said once."""
    return Counter((each.path, each.reason) for each in left)


def _agreed(files: int) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("nobody is there to agree to the changes", "Write without asking: --yes")
    return click.confirm(f"Change {files} file(s) as shown?", default=False, err=True)


def undo_answers(collection: Collection, which: str) -> None:
    """Restores what a run wrote, and says what was not restored."""
    from index.write_back import undo

    undone = undo(collection.root, kept_folder(collection), which)
    for refused in undone.refused:
        announce(f"not restored: {refused.path}: {one_line(refused.reason)}")
    say(f"{undone.id} is taken back: {', '.join(one_line(path) for path in undone.paths)}")
