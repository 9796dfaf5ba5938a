"""Which requests compute now: as many as the machine has cores, the others in a line, first come first served.

Forty threads that all compute finish no earlier than two, but each takes its share of the interpreter's lock, and the
thread that listens to the network would have to wait for them all.
"""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Turns:
    """The line of one server. What waits for something other than the processor, as for an LLM, stays out of it."""

    def __init__(self, at_once: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(at_once or os.cpu_count() or 1, "turn")

    def in_turn(self, work: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        """`work`, done when its turn has come; nothing that is done in turn may wait for another turn."""

        @functools.wraps(work)
        def waited(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return self._pool.submit(work, *args, **kwargs).result()

        return waited

    def through(self, events: Iterable[_Result]) -> Iterator[_Result]:
        """`events`, computed in turns: the first in one, all others in another."""
        rest = iter(events)
        yield from self.in_turn(lambda: list(islice(rest, 1)))()
        yield from self.in_turn(lambda: list(rest))()
