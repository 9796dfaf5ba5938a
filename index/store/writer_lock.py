"""One writer of a collection at a time, by a lock that ends with its process; and which process that is."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BusyError

_LOCK, _HOLDER = "writer.lock", "writer.json"


class WriterLock:
    """The lock of the collection in `folder`; the thread that has it may take it again."""

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        self._folder = folder
        self._lock = FileLock(folder / _LOCK)

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Waits up to `seconds` for the lock. Raises BusyError, naming the process that has it."""
        from filelock import Timeout

        try:
            acquired = self._lock.acquire(timeout=seconds)
        except Timeout as error:
            message = f"another daycite{_holder(self._folder / _HOLDER)} is indexing these notes"
            raise BusyError(message, "Wait for it to end, then try again") from error
        with acquired:
            _sign(self._folder / _HOLDER)
            yield


def _sign(path: Path) -> None:
    """Says who holds the lock. It holds without that, so a full disk is not a reason to give up here."""
    command = " ".join(["daycite", *sys.argv[1:2]])
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "command": command, "since": time.time()}), "utf-8")
    except OSError:
        path.unlink(missing_ok=True)


def _holder(path: Path) -> str:
    """ " (`daycite index`, process 4711, for 3 s)", or "" where it is not known."""
    try:
        holder = json.loads(path.read_text("utf-8"))
        seconds = max(time.time() - float(holder["since"]), 0)
        return f" (`{holder['command']}`, process {int(holder['pid'])}, for {seconds:.0f} s)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
