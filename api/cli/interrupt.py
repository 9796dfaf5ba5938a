"""Ctrl-C while a language model is waited for: the first ends its work, and the notes' own sentences are the answer."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.llm.stream import Stop


@contextmanager
def stopping_model(has_model: bool) -> "Iterator[Stop | None]":
    """What the first Ctrl-C calls; the second ends the command, as any does where there is no model."""
    if not has_model or threading.current_thread() is not threading.main_thread():
        yield None
        return
    from rag.llm.stream import Stop

    stop = Stop(model_only=True)
    before = signal.getsignal(signal.SIGINT)

    def first(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    signal.signal(signal.SIGINT, first)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
