"""Writing answers into the notes from a terminal: what would change is shown, and asked for, first."""

import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from api.actions.write_answers import plan_of, undone, write_plan
from api.cli.terminal import announce, say
from api.parts.collection import Collection
from index.errors import UsageError
from index.text.foreign import one_line, printable

if TYPE_CHECKING:
    from index.write_back.replies import Left, Style
    from rag.open_questions.open_answer import OpenAnswer


def write_answers(collection: Collection, answers: "Sequence[OpenAnswer]", style: "Style", yes: bool) -> None:
    """Shows the diff, asks, writes, and says how to take it back."""
    planned = plan_of(collection, answers, style)
    for (path, reason), count in _by_reason(planned.left).items():
        announce(f"unchanged: {one_line(path)}: {one_line(reason)}{f' ({count} questions)' if count > 1 else ''}")
    if not planned.changes:
        say("Nothing to write.")
        return
    for change in planned.changes:
        say(printable(change.diff).rstrip("\n"))
    if not yes and not _agreed(len(planned.changes)):
        say("Nothing was written.")
        return
    written = write_plan(collection, planned)
    for failed in written.failed:
        announce(f"not written: {failed.path}: {one_line(failed.reason)}")
    if written.paths:
        where = shlex.quote(one_line(str(collection.root)))
        undo = f"daycite questions undo {written.id} --notes {where}"
        say(f"Written into {len(written.paths)} file(s). Undo this with: {undo}")


def _by_reason(left: "Sequence[Left]") -> dict[tuple[str, str], int]:
    """How many questions of a file are left for the same reason, which is shown once."""
    return Counter((question.path, question.reason) for question in left)


def _agreed(files: int) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            "cannot ask for confirmation: standard input is not a terminal", "Use --yes to write without asking"
        )
    return click.confirm(f"Change {files} file(s) as shown?", default=False, err=True)


def undo_answers(collection: Collection, which: str) -> None:
    """Restores what a run wrote, and says what was not restored."""
    taken_back = undone(collection, which)
    for refused in taken_back.refused:
        announce(f"not restored: {refused.path}: {one_line(refused.reason)}")
    say(f"{taken_back.id} was undone: {', '.join(one_line(path) for path in taken_back.paths)}")
