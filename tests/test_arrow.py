"""Imports go one way, api -> rag -> index: read from the source, so that one inside a function counts too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readme import ROOT

_ROOMS = ("index", "rag", "api")  # each may import from itself and from those before it
_FILES = sorted(path.relative_to(ROOT).as_posix() for room in _ROOMS for path in (ROOT / room).rglob("*.py"))


def _against(root: Path, file: str) -> list[str]:
    """The imports of `file` that go against the arrow, "line: module"."""
    forbidden = _ROOMS[_ROOMS.index(file.split("/")[0]) + 1 :]
    tree = ast.parse((root / file).read_text("utf-8"))
    return [f"{line}: {name}" for line, name in _imported(tree, file) if name.partition(".")[0] in forbidden]


def _imported(tree: ast.Module, file: str) -> Iterator[tuple[int, str]]:
    package = file.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            parts = [*above, *([node.module] if node.module else [])]
            yield from ((node.lineno, ".".join([*parts, alias.name])) for alias in node.names)
        elif (
            isinstance(node, ast.Call)
            and node.args
            and ast.unparse(node.func).endswith(("import_module", "__import__"))
        ):
            yield node.lineno, str(ast.literal_eval(node.args[0])) if isinstance(node.args[0], ast.Constant) else ""


def test_every_room_has_files() -> None:
    assert {file.split("/")[0] for file in _FILES} == set(_ROOMS)


@pytest.mark.parametrize("file", _FILES)
def test_the_arrow_points_one_way(file: str) -> None:
    assert _against(ROOT, file) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("index/a.py", "import rag"),
        ("index/a.py", "import os, rag.answer as answer"),
        ("index/a.py", "from rag import answer"),
        ("index/a.py", "from api.settings import Settings"),
        ("index/deep/a.py", "from ...rag import answer"),
        ("rag/a.py", "def f():\n    from api import http"),
        ("rag/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from api.settings import Settings"),
        ("rag/a.py", "try:\n    import api.http\nexcept ImportError:\n    pass"),
        ("rag/a.py", "import importlib\nhttp = importlib.import_module('api.http')"),
        ("index/a.py", "answer = __import__('rag.answer')"),
    ],
)
def test_an_import_against_the_arrow_is_found(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(source)
    assert len(_against(tmp_path, file)) == 1


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("api/a.py", "import index\nfrom rag.answer import ask\nfrom api import http"),
        ("rag/a.py", "from index.errors import DayciteError\nfrom . import question\nimport apiary"),
        ("index/a.py", "from .. import index\nimport ragged\n# import rag\ntext = 'import rag'"),
    ],
)
def test_imports_along_the_arrow_pass(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(source)
    assert _against(tmp_path, file) == []
