"""What a test needs, read off its fixtures: the marks `process`, `browser` and `model`, which `make quick` leaves out.

A test without any of them is pure: it may not start a process, and fails when it does.
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
_FOLDERS = {"process": [ROOT / "tests" / "crash"]}


def mark(item: pytest.Item) -> None:
    """Adds the marks that the test's fixtures and folder ask for."""
    fixtures = set(getattr(item, "fixturenames", ()))
    for name, needed in _FIXTURES.items():
        if fixtures & needed or any(folder in item.path.parents for folder in _FOLDERS.get(name, ())):
            item.add_marker(name)


def is_pure(item: pytest.Item) -> bool:
    return not any(item.get_closest_marker(name) for name in _FIXTURES)


@contextmanager
def without_processes() -> Iterator[None]:
    """Starting a process raises AssertionError."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this test starts a process: mark it with @pytest.mark.process")

    with patch.object(subprocess.Popen, "__init__", refuse), patch.object(subprocess.Popen, "__del__", lambda _: None):
        yield
