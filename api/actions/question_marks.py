"""What you said of your open questions, and which answers you have seen: a small file in the collection's folder.

It is the only place that knows, so unlike what is computed it is written safely, and read in every version.
"""

import json
import os
from collections.abc import Collection as Ids
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from index.database_errors import not_writable
from index.errors import StoreError

Mark = Literal["done", "not a question"]
_FILE = "question-marks.json"


@dataclass(frozen=True, slots=True)
class QuestionMarks:
    """`marks` by the question's id."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    seen: frozenset[str] | None = None
    """Ids of the questions whose answers the list has shown; None before the first time."""


def read_marks(folder: Path) -> QuestionMarks:
    """Raises StoreError where the file is there and cannot be read: what you said must not be lost by writing anew."""
    path = folder / _FILE
    try:
        found = json.loads(path.read_text("utf-8"))
        marks = {str(id): _mark(said) for id, said in found["marks"].items()}
        seen = found.get("seen")
        return QuestionMarks(marks, None if seen is None else frozenset(map(str, seen)))
    except (FileNotFoundError, NotADirectoryError):
        return QuestionMarks()
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise StoreError(
            f"what you said of your questions cannot be read ({path}: {error})",
            "Restore the file from a backup, or delete it: all questions are then listed again",
        ) from error


def _mark(said: str) -> Mark:
    return "done" if said == "done" else "not a question"


def write_marks(folder: Path, marks: QuestionMarks) -> None:
    """Replaces the file. Raises StoreError where that cannot be done."""
    target = folder / _FILE
    making = target.with_suffix(".tmp")
    text = json.dumps(
        {"marks": dict(marks.marks), "seen": None if marks.seen is None else sorted(marks.seen)}, indent=1
    )
    try:
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(making, target)
    except OSError as error:
        raise not_writable(folder, error) from error


def marked(known: QuestionMarks, ids: Ids[str], mark: Mark | None) -> QuestionMarks:
    """With the mark on each of the ids; None takes it off."""
    kept = {id: said for id, said in known.marks.items() if id not in ids}
    return QuestionMarks(kept | ({} if mark is None else dict.fromkeys(ids, mark)), known.seen)
