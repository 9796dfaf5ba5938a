"""The types of writing back: the replies to write into notes, and what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Literal, Protocol

Style = Literal["auto", "inline", "page"]
"""inline: under the question; page: on one page of all answers; auto: inline where the format allows it, else page."""


class AnsweredQuestion(Protocol):
    """What is needed of an open question (index/open_questions/find.py)."""

    @property
    def id(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def date(self) -> Date | None: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def line_end(self) -> int: ...
    @property
    def status(self) -> str: ...


Find = Callable[[str, bytes], Sequence[AnsweredQuestion]]
"""(path, a note's bytes without daycite's own answers) -> all its questions, answered ones too."""


@dataclass(frozen=True, slots=True)
class CitedDay:
    """A day that an answer cites: where the link leads."""

    date: Date | None
    path: str
    line: int = 0
    """A line of the day's in that note: tells which heading to link to where the note holds many days."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to be written. `[2020-03-19]` in its text becomes a link to that day, if it is among `days`."""

    question: AnsweredQuestion
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
    """Unified, to be shown; a character that could play with the terminal is replaced in it."""
    questions: tuple[str, ...]
    """Ids of the questions whose answers it writes or renews."""


@dataclass(frozen=True, slots=True)
class Left:
    """A question, or with an empty id a whole note, that was left as it is, and why."""

    id: str
    """The question's id; empty for a whole note."""
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
    """The run's id."""
    paths: tuple[str, ...]
    """The notes that were restored."""
    refused: tuple[Left, ...]
    """What was left as it is, and why."""
