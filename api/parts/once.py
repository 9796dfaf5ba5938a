"""A part that is made when it is first wanted: once, however many threads ask for it, or in the background before."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

_Part = TypeVar("_Part")


class Once(Generic[_Part]):
    """What `make` gives. Where it raises, so does `get`, and the next `get` tries again."""

    def __init__(self, make: Callable[[], _Part]) -> None:
        self._make = make
        self._made: list[_Part] = []  # of one, so that None can be a part
        self._lock = threading.Lock()

    def get(self) -> _Part:
        """The part; where another thread is making it, that one's."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    @property
    def is_made(self) -> bool:
        return bool(self._made)

    def begin(self) -> None:
        """Makes it in the background. What goes wrong there goes wrong again in `get`, where someone hears of it."""
        if not self._made:
            threading.Thread(target=self._quietly).start()

    def _quietly(self) -> None:
        with suppress(Exception):
            self.get()
