"""Progress on standard error: a bar for each stage on a terminal, nothing elsewhere."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_SHORT = 20  # a stage of fewer items is over before its bar is read


class Bars:
    """Call it with (stage, done, total)."""

    def __init__(self) -> None:
        self._stage = ""
        self._done = 0
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or total < _SHORT:
            return
        if stage != self._stage:
            self._close()
            self._stage, self._done = stage, 0
            self._bar = click.progressbar(length=total, label=stage.ljust(9), file=sys.stderr, show_pos=True)
            self._bar.__enter__()
        if self._bar is not None:
            self._bar.update(done - self._done)
            self._done = done

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar = None
