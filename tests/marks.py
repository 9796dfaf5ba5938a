"""What a test needs, read off its fixtures: the marks `process`, `browser` and `model`, which `make quick` leaves out.

Only a test marked `process` or `browser` may start a process; any other fails when it does.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from tools.project import ROOT

_FIXTURES = {
    "process": {"process", "run", "zygote", "chroma"},
    "browser": {"browser"},
    "model": {"model_dir", "embedder", "tokens", "tiny_model", "exported_here"},
}
LONGER = ("process", "browser", "model", "long")
_FOLDERS = {"process": ROOT / "tests" / "crash", "long": ROOT / "tests" / "hostile"}


def mark(item: pytest.Item) -> None:
    """Adds the marks that the test's fixtures and folder ask for."""
    fixtures = set(getattr(item, "fixturenames", ()))
    for name, needed in _FIXTURES.items():
        if fixtures & needed:
            item.add_marker(name)
    for name, folder in _FOLDERS.items():
        if folder in item.path.parents:
            item.add_marker(name)


def may_start_processes(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("process") or item.get_closest_marker("browser"))


@contextmanager
def without_processes() -> Iterator[None]:
    """Starting a process raises AssertionError."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this test starts a process: mark it with @pytest.mark.process")

    with patch.object(subprocess.Popen, "__init__", refuse), patch.object(subprocess.Popen, "__del__", lambda _: None):
        yield
