"""Who computes now: as many requests at once as the machine has cores, the others in a line, first come first served.

Forty threads that all compute finish no earlier than two, but each takes its share of the interpreter's lock, and the
thread that listens to the network would have to wait for them all.
"""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Turns:
    """The line of one server. What waits for something else than the processor, a language model, stands in none."""

    def __init__(self, at_once: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(at_once or os.cpu_count() or 1, "turn")

    def in_turn(self, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """`work`, done when its turn has come; nothing that is done in turn may wait for another turn."""

        @functools.wraps(work)
        def waited(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
            return self._pool.submit(work, *args, **kwargs).result()

        return waited

    def through(self, events: Iterable[_Made]) -> Iterator[_Made]:
        """The same events: the first in one turn, all others in another."""
        rest = iter(events)
        yield from self.in_turn(lambda: list(islice(rest, 1)))()
        yield from self.in_turn(lambda: list(rest))()
