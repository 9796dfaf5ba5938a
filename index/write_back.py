"""Answers -> into the notes that asked: the only code that changes a note, and only what stands between its own marks.

    plan(root, replies)             -> Plan: new bytes and a diff for each note; nothing is written
    apply(root, plan.changes, kept) -> Written: each note replaced atomically, its old bytes kept under an id
    undo(root, kept, "LAST")        -> Undone: the old bytes again, unless the note has changed since

A note that cannot be written is reported in `left` or `failed`, and the others go on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

Style = Literal["auto", "inline", "page"]
"""inline: under the question; page: on one page of all answers; auto: inline where the format bears it, else page."""


class Asked(Protocol):
    """What is needed of an open question."""

    @property
    def id(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def line_end(self) -> int: ...


class Found(Asked, Protocol):
    """What is needed of a question found again in a note as it is now."""

    @property
    def status(self) -> str: ...


Find = Callable[[str, bytes], Sequence[Found]]
"""(path, a note's bytes without daycite's own blocks) -> all its questions, answered ones too."""


@dataclass(frozen=True, slots=True)
class CitedDay:
    """A day that an answer cites: where the link leads."""

    date: date | None
    path: str
    line: int = 0
    """A line of the day's in that note: tells which heading to link to where the note holds many days."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to be written. `[2020-03-19]` in its text becomes a link to that day, if it is among `days`."""

    question: Asked
    text: str
    days: tuple[CitedDay, ...] = ()
    beyond_notes: bool = False
    """From a model's own knowledge: the block says so, and cites no day."""


@dataclass(frozen=True, slots=True)
class Change:
    """One note's new bytes. `before` is None where the note (the page of answers) is new."""

    path: str
    before: bytes | None
    after: bytes
    diff: str
    """Unified, to be shown; control characters of the note are left out."""
    questions: tuple[str, ...]
    """Ids of the questions whose answers it writes or renews."""


@dataclass(frozen=True, slots=True)
class Left:
    """A question, or with an empty id a whole note, that was left as it is, and why."""

    id: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written; `unchanged` are ids whose answers stand there already, word for word."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one run wrote: `undo` takes its id. The id is "" when nothing was written."""

    id: str
    paths: tuple[str, ...]
    failed: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was restored, and what was not because it changed since."""

    id: str
    paths: tuple[str, ...]
    refused: tuple[Left, ...]


def plan(root: Path, replies: Sequence[Reply], style: Style = "auto", find: Find | None = None) -> Plan:
    """The new bytes of every note concerned, read now. Nothing is written.

    `find` finds the questions of a note again; without it a question is looked for by its words. Left alone are
    questions that are gone or answered since, and blocks that their user edited.
    """
    raise NotImplementedError


def apply(root: Path, changes: Sequence[Change], kept: Path, keep_times: bool = False) -> Written:
    """Writes the changes; `kept` is the folder (in the data folder) that the old bytes are kept in.

    A note that is no longer as `before` says, is read-only or lies outside of `root` is not written and reported.
    `keep_times`: for notes whose day is their time of change. Raises StoreError when nothing can be kept.
    """
    raise NotImplementedError


def undo(root: Path, kept: Path, which: str = "LAST") -> Undone:
    """Restores what a run of `apply` wrote, the last one that is not undone yet or that of an id.

    Raises NotFoundError when there is none, NotesError when every note of it changed since.
    """
    raise NotImplementedError
