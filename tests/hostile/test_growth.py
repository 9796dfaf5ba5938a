"""Work is counted, not timed: twice the hostile note, twice the work, whatever it is made of."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, SupportsIndex, overload

import pytest

from index.day_list import within
from index.entries.entry import Entry
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.open_questions.find import grouped, open_questions

_MOST = 1.2
"""Work per byte of four times the note, compared with that of once."""


class _Counted(tuple[Block, ...]):
    """Blocks that count how often one is looked at or copied."""

    looks = 0

    def __iter__(self) -> Iterator[Block]:
        for block in super().__iter__():
            type(self).looks += 1
            yield block

    @overload
    def __getitem__(self, at: SupportsIndex) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, at: Any) -> Any:
        got = super().__getitem__(at)
        type(self).looks += len(got) if isinstance(at, slice) else 1
        return got


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python's and of C's."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


_NOTES: dict[str, Callable[[int], str]] = {
    "empty headings": lambda n: "# H\n" * n,
    "asking headings of all levels": lambda n: "".join(f"{'#' * (1 + i % 6)} Why {i}?\n" for i in range(n)),
    "headings with words at the end": lambda n: "".join(f"## Why {i}?\n" for i in range(n)) + "\nWords.\n",
    "a day each": lambda n: "".join(
        f"# {1900 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}\n\n- why {i}?\n" for i in range(n)
    ),
    "short questions of one item": lambda n: "- What is it?\n" + "  - why?\n" * n,
    "many questions in one item, much below it": lambda n: f"- {'Why so? ' * n}\n" + "  - what of it?\n" * n,
    "many questions in one heading": lambda n: f"# {'Why so? ' * n}\n\n" + "Some words.\n\n" * n,
    "items": lambda n: "# Questions\n\n" + "".join(f"- why {i}?\n" for i in range(n)),
    "answers": lambda n: "".join(f"- why {i}?\n  - because {i}\n" for i in range(n)),
    "paragraphs": lambda n: "".join(f"Why {i}?\n\n" for i in range(n)),
    "brackets": lambda n: "".join(f"We went (why {i}?) there.\n\n" for i in range(n)),
    "labels": lambda n: "Questions:\n" * n,
}


@pytest.mark.parametrize("kind", _NOTES)
def test_questions_grow_with_the_note(kind: str, tmp_path: Path) -> None:
    read, _ = entries_reader(tmp_path, DateRules(None, None, None, None), [], date(2024, 1, 1))
    work: list[float] = []
    for size in (250, 500, 1000):
        data = _NOTES[kind](size).encode()
        note = note_from_bytes("a.md", data)
        structure = _Counted(blocks(note))
        entries = read(note, tuple(structure))
        _Counted.looks = 0
        calls = _calls(lambda note=note, e=entries, s=structure: grouped(open_questions(note, e, s)))  # type: ignore[misc]
        work.append((calls + _Counted.looks) / len(data))
    assert max(work[1:]) <= _MOST * work[0], work


@pytest.mark.parametrize("kind", _NOTES)
def test_days_grow_with_the_note(kind: str, tmp_path: Path) -> None:
    read, _ = entries_reader(tmp_path, DateRules(None, None, None, None), [], date(2024, 1, 1))
    work: list[float] = []

    def days(data: bytes) -> list[Entry]:
        note = note_from_bytes("a.md", data)
        return within(read(note, blocks(note)), date(1900, 1, 1), None)

    for size in (250, 500, 1000):
        data = _NOTES[kind](size).encode()
        work.append(_calls(lambda data=data: days(data)) / len(data))  # type: ignore[misc]
    assert max(work[1:]) <= _MOST * work[0], work
