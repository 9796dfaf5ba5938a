"""The Chroma library, kept from reading settings that are meant for other programs."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from typing import Any


def chroma_library() -> Any:
    """chromadb, imported from a folder without a `.env`: it would read one in the working directory.

    Where no home folder is known it is given one to be imported with: it names a folder for models there, never used.
    """
    with ExitStack() as around:
        if "chromadb" not in sys.modules:
            around.enter_context(_some_home())
            if Path(".env").exists():
                around.enter_context(chdir(Path(__file__).parent))
        import chromadb

        return chromadb


@contextmanager
def _some_home() -> Iterator[None]:
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = os.devnull
        try:
            yield
        finally:
            del os.environ["HOME"]
    else:
        yield
