"""Imports go one way: down the ordered list of packages, and in no circle of files.

Read from the source, so that an import inside a function counts, and one for types only.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tools.project import ROOT

_ROOMS = ("index", "rag", "api")
_TIERS = (
    ("index.errors",),
    ("index.database_errors",),
    ("index.machine", "index.blank_memory"),
    ("index.text",),
    ("index.dates",),
    ("index.exclusion",),
    ("index.notes",),
    ("index.entries", "index.write_back"),
    (
        "index.kept_days",
        "index.open_questions",
        "index.passages",
        "index.embedding",
        "index.rendering",
        "index.imports",
    ),
    ("index.store", "index.judge", "index.kept_days"),
    ("index.day_list", "index.note_languages", "index.sync"),
    ("rag.temporal", "rag.llm"),
    ("rag.question",),
    ("rag.retrieval",),
    ("rag.evidence", "rag.grounding"),
    ("rag.facts",),
    ("rag.digest",),
    ("rag.answer",),
    ("rag.open_questions", "rag.evaluation", "rag.document"),
    ("api.environment", "api.dates", "api.settings_files", "api.settings_writing"),
    ("api.settings", "api.requests"),
    ("api.parts",),
    ("api.actions",),
    ("api.exchange",),
    ("api.agents",),
    ("api.mcp",),
    ("api.http",),
    ("api.cli",),
)
"""From the ground up: a package imports from itself and from those of the tiers below, not from its neighbours."""

_TIER = {package: height for height, tier in enumerate(_TIERS) for package in tier}
_TIER |= {room: max(height for name, height in _TIER.items() if name.startswith(f"{room}.")) for room in _ROOMS}
_FILES = sorted(path.relative_to(ROOT).as_posix() for room in _ROOMS for path in (ROOT / room).rglob("*.py"))


def _module(file: str) -> str:
    """ "rag/answer/ask.py" -> "rag.answer.ask"; "rag/answer/__init__.py" -> "rag.answer"."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _package(module: str) -> str:
    """The line of the list that a module stands in: "rag.answer.ask" -> "rag.answer", "index.errors" -> itself."""
    return ".".join(module.split(".")[:2])


def _imported(root: Path, file: str) -> Iterator[tuple[int, str]]:
    """(line, module) of everything of ours that a file imports, wherever in it, names of packages made whole."""
    here = file.split("/")[:-1]
    for node in ast.walk(ast.parse((root / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            stem = ".".join([*above, *([node.module] if node.module else [])])
            found = [_deepest(root, stem, alias.name) for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            found = [str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        else:
            continue
        yield from ((node.lineno, name) for name in dict.fromkeys(found) if name.partition(".")[0] in _ROOMS)


def _deepest(root: Path, stem: str, name: str) -> str:
    """`from stem import name`: the module it loads, which is `name` itself where that is a file or a folder."""
    inner = root / stem.replace(".", "/") / name
    is_module = inner.is_dir() or inner.with_suffix(".py").is_file() or "." not in stem
    return f"{stem}.{name}" if is_module else stem


def _against(root: Path, file: str) -> list[str]:
    """The imports of `file` that go against the arrow, "line: module"."""
    own = _package(_module(file))
    return [
        f"{line}: {name}"
        for line, name in _imported(root, file)
        if _package(name) != own and _TIER.get(_package(name), len(_TIERS)) >= _TIER[own]
    ]


def _circle(arrows: Mapping[str, set[str]]) -> list[str]:
    """A circle of modules that import each other, [] where there is none (depth-first search)."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module in done or module not in arrows:
            return []
        for name in sorted(arrows[module]):
            if circle := visit(name, [*path, module]):
                return circle
        done.add(module)
        return []

    return next(filter(None, (visit(module, []) for module in sorted(arrows))), [])


def _arrows(root: Path, files: list[str]) -> dict[str, set[str]]:
    return {_module(file): {name for _, name in _imported(root, file)} - {_module(file)} for file in files}


def test_every_package_is_on_the_list_and_the_list_names_no_other() -> None:
    assert {_package(_module(file)) for file in _FILES} == set(_TIER)


@pytest.mark.parametrize("file", _FILES)
def test_imports_go_down_the_list(file: str) -> None:
    assert _against(ROOT, file) == []


def test_no_files_import_each_other_in_a_circle() -> None:
    assert _circle(_arrows(ROOT, _FILES)) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("index/store/a.py", "import rag"),
        ("index/store/a.py", "import os, rag.answer.ask as ask"),
        ("index/store/a.py", "from rag import answer"),
        ("index/store/a.py", "from api.settings import Settings"),
        ("index/store/deep/a.py", "from ....rag import answer"),
        ("index/store/a.py", "from index.sync import sync"),
        ("index/dates/a.py", "from index.notes.note import Note"),
        ("index/dates/a.py", "from ..notes import note"),
        ("index/passages/a.py", "from index.embedding.embedder import Embedder"),
        ("rag/llm/a.py", "from rag.temporal import window"),
        ("rag/evidence/a.py", "def f():\n    from api.http import app"),
        (
            "rag/evidence/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rag.answer.ask import Answer",
        ),
        ("rag/evidence/a.py", "try:\n    import api.http\nexcept ImportError:\n    pass"),
        ("rag/evidence/a.py", "import importlib\nhttp = importlib.import_module('api.http')"),
        ("index/store/a.py", "answer = __import__('rag.answer')"),
        ("api/parts/a.py", "from api.cli.terminal import say"),
    ],
)
def test_an_import_against_the_arrow_is_found(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(source)
    assert len(_against(tmp_path, file)) == 1


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("api/cli/a.py", "import index\nfrom rag.answer import ask\nfrom api import http"),
        ("rag/evidence/a.py", "from index.errors import DayciteError\nfrom . import citations\nimport apiary"),
        ("index/store/a.py", "from .. import errors\nimport ragged\n# import rag\ntext = 'import rag'"),
    ],
)
def test_imports_along_the_arrow_pass(tmp_path: Path, file: str, source: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(source)
    assert _against(tmp_path, file) == []


def test_a_circle_of_files_is_found_through_lazy_imports_and_types(tmp_path: Path) -> None:
    folder = tmp_path / "rag" / "llm"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text("from rag.llm.b import B")
    (folder / "b.py").write_text("def f():\n    from rag.llm import c")
    (folder / "c.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rag.llm.a import A")
    files = [f"rag/llm/{name}.py" for name in "abc"]
    assert _circle(_arrows(tmp_path, files)) == ["rag.llm.a", "rag.llm.b", "rag.llm.c"]
    (folder / "c.py").write_text("")
    assert _circle(_arrows(tmp_path, files)) == []
