"""A server that is there while its model is not yet: it is waited for, with a word on screen."""

import time
from collections.abc import Callable
from typing import TypeVar

from rag.llm.server import ModelLoading
from rag.llm.stream import Patience, Stop, Stopped

_T = TypeVar("_T")
_AGAIN, _LOOK = 1.0, 0.1  # seconds until a server is asked again, and between two looks at whether anybody still waits


def once_loaded(ask: Callable[[], _T], patience: Patience, stop: Stop | None = None) -> _T:
    """What `ask` returns once it no longer raises ModelLoading; that is raised when patience is over.

    Raises Stopped where `stop` is called meanwhile, or Ctrl-C is pressed.
    """
    began, announced = time.monotonic(), False
    try:
        while True:
            try:
                return ask()
            except ModelLoading as error:
                waited = time.monotonic() - began
                if waited + _AGAIN > patience.first:
                    raise
                if patience.live is not None:
                    patience.live(f"{error.message} ({waited:.0f} s)")
                elif not announced:
                    patience.announce(error.message)
                announced = True
            _pause(stop)
    except KeyboardInterrupt as error:
        raise Stopped from error
    finally:
        if patience.live is not None and announced:
            patience.live("")


def _pause(stop: Stop | None) -> None:
    end = time.monotonic() + _AGAIN
    while time.monotonic() < end:
        if stop is not None and stop.asked:
            raise Stopped
        time.sleep(_LOOK)
