"""Memory that a library writes to disk without having filled it holds nothing: glibc is told to hand it out blank.

Chroma's index of vectors saves a whole block, also the part of it that has no vector yet. What the process freed before
stood there, text of notes among it, on disk, and for good: also of notes that are left out by now.
"""

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_M_PERTURB = -6  # <malloc.h>: blocks are filled with the complement of this byte
_BLANK, _OFF = 0xFF, 0
_lock = threading.Lock()
_lasting = 0  # how many at this moment: the switch is the whole process's


@contextmanager
def blank_memory() -> Iterator[None]:
    """While it lasts, blocks of memory are blank when they are given out; nothing happens where there is no glibc.

    Pages that are free now go back to the system first: a block that grows into what lies behind it is not filled.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if libc is None or not hasattr(libc, "mallopt") or not hasattr(libc, "malloc_trim"):
        yield
        return
    global _lasting
    with _lock:
        _lasting += 1
        libc.malloc_trim(0)
        libc.mallopt(_M_PERTURB, _BLANK)
    try:
        yield
    finally:
        with _lock:
            _lasting -= 1
            if not _lasting:
                libc.mallopt(_M_PERTURB, _OFF)
