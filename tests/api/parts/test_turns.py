"""Requests compute in turn: so many at once, in the order they came, each with its own result or error."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.parts.turns import Turns


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_no_more_compute_at_once_than_there_are_turns(at_once: int) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def work(number: int) -> int:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.005)
        with lock:
            now[0] -= 1
        return number * 2

    with ThreadPoolExecutor(20) as pool:
        given = list(pool.map(Turns(at_once).in_turn(work), range(40)))
    assert given == [number * 2 for number in range(40)] and most[0] == at_once


def test_who_comes_first_is_served_first() -> None:
    turns, served, begun = Turns(1), [], threading.Event()
    with ThreadPoolExecutor(10) as pool:
        pool.submit(turns.in_turn(begun.wait))
        for number in range(8):
            pool.submit(turns.in_turn(served.append), number)
            time.sleep(0.005)
        begun.set()
    assert served == list(range(8))


def test_what_fails_in_turn_fails_where_it_was_asked_for() -> None:
    def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Turns(1).in_turn(work)()


def test_events_come_in_order_the_first_before_the_others_are_made() -> None:
    computed: list[int] = []

    def events() -> Iterator[int]:
        for number in range(5):
            computed.append(number)
            yield number

    given = Turns(1).through(events())
    assert next(given) == 0 and computed == [0]
    assert list(given) == [1, 2, 3, 4]
    assert list(Turns(1).through(iter(()))) == []


def test_an_error_in_the_midst_of_events_comes_through() -> None:
    def events() -> Iterator[int]:
        yield 1
        raise ValueError("later")

    given = Turns(1).through(events())
    assert next(given) == 1
    with pytest.raises(ValueError, match="later"):
        next(given)


def test_functions_keep_their_names_and_parameters() -> None:
    """FastAPI reads a route's parameters from them."""

    def route(day: int) -> str:
        """What it does."""
        return str(day)

    assert Turns(1).in_turn(route).__wrapped__ is route and Turns(1).in_turn(route).__doc__ == "What it does."  # type: ignore[attr-defined]
