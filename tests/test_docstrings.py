"""The examples in docstrings are true."""

import doctest
import importlib

import pytest

from tools.project import ROOT

_FILES = [file for room in ("index", "rag", "api") for file in sorted((ROOT / room).rglob("*.py"))]
_MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in _FILES if ">>> " in file.read_text("utf-8")
]


@pytest.mark.parametrize("name", _MODULES)
def test_examples(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried.attempted and not tried.failed


def test_there_are_examples() -> None:
    assert len(_MODULES) >= 5
