"""A part is made once, whoever asks for it and how many at a time."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.parts.once import Once


class Maker:
    """Counts how often it is asked to make something, and waits for `go` before it does."""

    def __init__(self, *failing: int) -> None:
        self.calls, self.failing, self.go = 0, failing, threading.Event()
        self.go.set()

    def __call__(self) -> str:
        self.calls += 1
        call = self.calls
        assert self.go.wait(10)
        if call in self.failing:
            raise OSError("no room")
        return f"part {call}"


def test_nothing_is_made_before_it_is_wanted() -> None:
    make = Maker()
    part = Once(make)
    assert make.calls == 0
    assert (part.get(), part.get()) == ("part 1", "part 1")


def test_many_threads_get_the_same() -> None:
    make = Maker()
    part = Once(make)
    make.go.clear()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(part.get) for _ in range(8)]
        make.go.set()
        assert {future.result() for future in asked} == {"part 1"}


def test_what_was_begun_is_waited_for() -> None:
    make = Maker()
    part = Once(make)
    make.go.clear()
    part.begin()
    threading.Timer(0.05, make.go.set).start()
    assert part.get() == "part 1"
    part.begin()
    assert make.calls == 1


def test_what_fails_in_the_background_fails_for_who_asks() -> None:
    make = Maker(1, 2)
    part = Once(make)
    part.begin()
    while not make.calls:  # from here on `get` waits for that thread
        time.sleep(0.001)
    with pytest.raises(OSError, match="no room"):
        part.get()
    assert part.get() == "part 3", "and may go well the next time"


def test_none_is_a_part_too() -> None:
    made: list[int] = []
    part = Once(lambda: made.append(1))
    assert part.get() is None
    assert part.get() is None
    assert len(made) == 1
