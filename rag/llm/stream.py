"""A server's stream -> its pieces, one after another in this thread; late ones end it, and so can any other thread.

Libraries of servers can be interrupted only where they are asynchronous: a thread that waits for a model to load
would otherwise wait on although nobody is there for its answer.
"""

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from index.errors import LLMError

_T = TypeVar("_T")
_SOON = 2.0  # seconds after which waiting for a silent model is announced
_STEP = 1.0  # seconds between two looks at the clock
_TAIL = 60  # characters of what a model writes that are shown meanwhile


class Stopped(Exception):
    """Nobody waits for the model any more."""


class Stop:
    """Called by any thread, or by a signal, ends what another thread waits for."""

    def __init__(self, model_only: bool = False) -> None:
        self.model_only = model_only
        """Whether it ends the model's work only: the answer is waited for, in the notes' own sentences."""
        self._lock = threading.RLock()  # a signal's handler may run while this thread holds it
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


class Loading:
    """In a stream, that the server is there and still brings its model into memory."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model may be silent, and where waiting for it is announced."""

    first: float = 300.0
    """Seconds until its first words: it may have to be loaded."""
    next: float = 120.0
    """Seconds until its next words."""
    announce: Callable[[str], None] = lambda words: None
    live: Callable[[str], None] | None = None
    """Shows what goes on now, in place of what it showed before; None where nobody looks."""
    answer: float = 60.0
    """Seconds that it may write, from its first words on."""


@dataclass(slots=True)
class _Waiting:
    """One wait for a model, as it is shown."""

    name: str
    patience: Patience
    reads: int
    """Tokens that it has to read first, 0 where that is not known."""
    began: float = field(default_factory=time.monotonic)
    begun: bool = False
    """Whether its first words are there."""
    written: str = ""
    loading: bool = False
    """Whether the server said that it is still loading the model."""

    def show(self) -> None:
        """What the model does now."""
        if self.patience.live is None:
            return
        seconds = f"{time.monotonic() - self.began:.0f} s"
        tail = re.sub(r'^.*"text"\s*:\s*"|["\\{}\[\]]', "", self.written, flags=re.DOTALL)[-_TAIL:]
        doing = f"writes: …{tail}" if self.begun else self._reading()
        self.patience.live(f"{self.name} {doing} ({seconds})")

    def announce(self) -> None:
        """That it takes longer."""
        if self.patience.live is None:
            loaded = "" if self.loading else ", or has yet to be loaded"
            self.patience.announce(f"{self.name} {self._reading()}{loaded}")

    def _reading(self) -> str:
        reads = f"reads about {self.reads:,} tokens" if self.reads else "reads the notes"
        return f"is being loaded, then {reads}" if self.loading else reads


def pieces(
    stream: Callable[[], "AsyncIterator[_T | Loading]"],
    name: str,
    patience: Patience,
    stop: Stop | None = None,
    reads: int = 0,
) -> Iterator[_T]:
    """What `stream` yields. Raises LLMError where it is silent for too long, Stopped where `stop` is called.

    `reads` is how many tokens the model has to read first, to be shown.
    """
    stop = stop or Stop()
    waiting = _Waiting(name, patience, reads)
    with asyncio.Runner() as runner:
        queue: asyncio.Queue[_Arrival[_T]] = asyncio.Queue()
        pump = runner.get_loop().create_task(_pump(stream, queue))
        try:
            while True:
                arrival = stop.run(runner, _next(queue, waiting))
                if arrival.error is not None:
                    raise arrival.error
                if arrival.ended:
                    return
                if arrival.loading:
                    waiting.loading = True
                    waiting.show()
                    continue
                waiting.begun = True
                waiting.written += "".join(piece for piece in arrival.pieces if isinstance(piece, str))
                waiting.show()
                yield from arrival.pieces
        finally:
            runner.run(_cancelled(pump))
            if patience.live is not None:
                patience.live("")


@dataclass(frozen=True, slots=True)
class _Arrival(Generic[_T]):
    """A piece of a stream, or how it ended."""

    pieces: tuple[_T, ...] = ()
    error: Exception | None = None
    ended: bool = False
    loading: bool = False


async def _pump(stream: Callable[[], "AsyncIterator[_T | Loading]"], queue: "asyncio.Queue[_Arrival[_T]]") -> None:
    """Puts all that the stream yields into the queue.

    It waits nowhere but inside the stream. So who leaves it early can cancel it: the cancellation begins in the
    innermost of the library's generators, which stand within one another, and ends them in order. Left at a `yield`
    they would be closed all at once with the event loop, one while another still runs.
    """
    try:
        async for piece in stream():
            queue.put_nowait(_Arrival(loading=True) if isinstance(piece, Loading) else _Arrival((piece,)))
    except Exception as error:  # noqa: BLE001 - raised again where the pieces are read
        queue.put_nowait(_Arrival(error=error))
    else:
        queue.put_nowait(_Arrival(ended=True))


async def _next(queue: "asyncio.Queue[_Arrival[_T]]", waiting: _Waiting) -> "_Arrival[_T]":
    """The next arrival; what goes on is shown meanwhile. Raises LLMError where nothing arrives for too long."""
    patience = waiting.patience
    seconds = patience.next if waiting.begun else patience.first
    waited = 0.0
    while waited < seconds:
        step = min(_STEP, seconds - waited)
        try:
            return await asyncio.wait_for(queue.get(), step)
        except TimeoutError:
            waited += step
        waiting.show()
        if not waiting.begun and waited - step < _SOON <= waited:
            waiting.announce()
    setting = "DAYCITE_LLM_TIMEOUT" if waiting.begun else "DAYCITE_LLM_LOAD_TIMEOUT"
    raise LLMError(f"{waiting.name} sent nothing for {seconds:g} seconds", f"Wait longer: {setting}, or --no-llm")


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])
