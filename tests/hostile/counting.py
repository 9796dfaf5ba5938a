"""How much work something is: calls and lines of Python, steps of SQLite. The clock and the machine do not matter."""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

MOST = 1.2
"""Work per byte of two and four times the input, compared with that of once."""


def lines_and_calls(work: Callable[[], object]) -> int:
    """A line counts each time that it runs: in a comprehension too, once an item."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def call(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "c_call"

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(profiled)
        sys.settrace(traced)
    return count


def steps(db: sqlite3.Connection, work: Callable[[], object]) -> int:
    """Steps of SQLite's virtual machine."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    db.set_progress_handler(step, 1)
    try:
        work()
    finally:
        db.set_progress_handler(None, 0)
    return count


def check_growth(per_byte: Sequence[float]) -> None:
    """`per_byte`: the work per byte of once, twice and four times the input."""
    assert max(per_byte[1:]) <= MOST * per_byte[0], [round(each, 2) for each in per_byte]
