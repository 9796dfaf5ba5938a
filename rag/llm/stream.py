"""A server's stream -> its pieces, one after another in this thread; late ones end it, and so can any other thread.

Libraries of servers can be interrupted only where they are asynchronous: a thread that waits for a model to load
would otherwise wait on although nobody is there for its answer.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from index.errors import LLMError

_T = TypeVar("_T")
_SOON = 2.0  # seconds after which waiting for a silent model is announced


class Stopped(Exception):
    """Nobody waits for the answer any more."""


class Stop:
    """Called by any thread, ends what another thread waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._end: Callable[[], None] | None = None

    def __call__(self) -> None:
        with self._lock:
            self._asked = True
            if self._end is not None:
                self._end()

    @property
    def asked(self) -> bool:
        return self._asked

    def run(self, runner: asyncio.Runner, work: Coroutine[Any, Any, _T]) -> _T:
        """The result of `work`. Raises Stopped when the stop was called, before or meanwhile."""
        try:
            return runner.run(self._guarded(work))
        except asyncio.CancelledError as error:
            raise Stopped from error

    async def _guarded(self, work: Coroutine[Any, Any, _T]) -> _T:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None
        with self._lock:
            if self._asked:
                work.close()
                raise asyncio.CancelledError
            self._end = lambda: _cancel(loop, task)
        try:
            return await work
        finally:
            with self._lock:
                self._end = None


def _cancel(loop: asyncio.AbstractEventLoop, task: "asyncio.Task[Any]") -> None:
    loop.call_soon_threadsafe(task.cancel)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model may be silent, and where waiting for it is announced."""

    first: float = 300.0
    """Seconds until its first words: it may have to be loaded."""
    next: float = 120.0
    """Seconds until its next words."""
    announce: Callable[[str], None] = lambda words: None


def pieces(
    stream: Callable[[], AsyncIterator[_T]], name: str, patience: Patience, stop: Stop | None = None
) -> Iterator[_T]:
    """What `stream` yields. Raises LLMError where it is silent for too long, Stopped where `stop` is called."""
    stop = stop or Stop()
    begun = False
    with asyncio.Runner() as runner:
        source = stream()
        try:
            while True:
                piece = stop.run(runner, _next(source, name, patience, begun))
                if piece is None:
                    return
                begun = True
                yield piece[0]
        finally:
            runner.run(_closed(source))


async def _next(source: AsyncIterator[_T], name: str, patience: Patience, begun: bool) -> tuple[_T] | None:
    seconds = patience.next if begun else patience.first
    waiting = asyncio.ensure_future(_piece(source))
    try:
        if not begun:
            await asyncio.wait([waiting], timeout=min(_SOON, seconds))
            if not waiting.done():
                patience.announce(f"waiting for {name}: its model may have to be loaded, which takes a while")
        done, _ = await asyncio.wait([waiting], timeout=seconds)
    finally:
        if not waiting.done():
            waiting.cancel()
            await asyncio.wait([waiting])
    if not done:
        setting = "DAYCITE_LLM_TIMEOUT" if begun else "DAYCITE_LLM_LOAD_TIMEOUT"
        raise LLMError(f"{name} sent nothing for {seconds:g} seconds", f"Wait longer: {setting}, or --no-llm")
    return waiting.result()


async def _piece(source: AsyncIterator[_T]) -> tuple[_T] | None:
    """The next piece; None at the end, for a task cannot raise StopAsyncIteration."""
    try:
        return (await anext(source),)
    except StopAsyncIteration:
        return None


async def _closed(source: AsyncIterator[Any]) -> None:
    close = getattr(source, "aclose", None)
    if close is not None:
        await close()
