"""A file that says what to leave out -> its bytes; a pipe or a device in its place is not waited for."""

import errno
import os
import stat
from pathlib import Path


def regular_bytes(file: str | Path, most: int) -> bytes:
    """The first `most` bytes. Raises OSError, also for what is no regular file when it is open."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        return opened.read(most)
