"""A server's stream -> its pieces, one after another in this thread; late ones end it, and so can any other thread.

Libraries of servers can be interrupted only where they are asynchronous: a thread that waits for a model to load
would otherwise wait on although nobody is there for its answer.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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
        queue: asyncio.Queue[_Arrival[_T]] = asyncio.Queue()
        pump = runner.get_loop().create_task(_pump(stream, queue))
        try:
            while True:
                arrival = stop.run(runner, _next(queue, name, patience, begun))
                if arrival.error is not None:
                    raise arrival.error
                if arrival.ended:
                    return
                begun = True
                yield from arrival.pieces
        finally:
            runner.run(_cancelled(pump))


@dataclass(frozen=True, slots=True)
class _Arrival(Generic[_T]):
    """A piece of a stream, or how it ended."""

    pieces: tuple[_T, ...] = ()
    error: Exception | None = None
    ended: bool = False


async def _pump(stream: Callable[[], AsyncIterator[_T]], queue: "asyncio.Queue[_Arrival[_T]]") -> None:
    """Puts all that the stream yields into the queue.

    It waits nowhere but inside the stream. So who leaves it early can cancel it: the cancellation begins in the
    innermost of the library's generators, which stand within one another, and ends them in order. Left at a `yield`
    they would be closed all at once with the event loop, one while another still runs.
    """
    try:
        async for piece in stream():
            queue.put_nowait(_Arrival((piece,)))
    except Exception as error:  # noqa: BLE001 - raised again where the pieces are read
        queue.put_nowait(_Arrival(error=error))
    else:
        queue.put_nowait(_Arrival(ended=True))


async def _next(queue: "asyncio.Queue[_Arrival[_T]]", name: str, patience: Patience, begun: bool) -> "_Arrival[_T]":
    seconds = patience.next if begun else patience.first
    soon = min(_SOON, seconds)
    try:
        return await asyncio.wait_for(queue.get(), soon)
    except TimeoutError:
        if not begun:
            patience.announce(f"waiting for {name}: its model may have to be loaded, which takes a while")
    try:
        return await asyncio.wait_for(queue.get(), seconds - soon)
    except TimeoutError:
        setting = "DAYCITE_LLM_TIMEOUT" if begun else "DAYCITE_LLM_LOAD_TIMEOUT"
        raise LLMError(f"{name} sent nothing for {seconds:g} seconds", f"Wait longer: {setting}, or --no-llm") from None


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])
