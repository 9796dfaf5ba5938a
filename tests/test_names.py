"""What keeps the code easy to find one's way in: unique public names, small folders, small files, short functions."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.project import ROOT

_ROOMS = ("index", "rag", "api")
_FILES = sorted(file for room in _ROOMS for file in (ROOT / room).rglob("*.py"))
_IN_A_FOLDER, _LINES_OF_A_FILE, _LINES_OF_A_FUNCTION = 15, 300, 40

KNOWN: dict[str, set[str]] = {"names": set(), "folders": set(), "files": set(), "functions": set()}
"""What is still too large or defined twice. An entry that no longer holds fails: delete it."""


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _public_names(tree: ast.Module) -> Iterator[str]:
    """The names that a module defines at its top level, but for private ones."""
    for node in tree.body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        yield from (name for name in names if not name.startswith("_"))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_public_name_is_defined_twice() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for file in _FILES:
        for name in _public_names(ast.parse(file.read_text("utf-8"))):
            places[name].add(_name(file))
    twice = {f"{name}: {', '.join(sorted(files))}" for name, files in places.items() if len(files) > 1}
    assert twice == KNOWN["names"]


def test_no_folder_has_too_many_files() -> None:
    sizes: dict[Path, int] = defaultdict(int)
    for file in _FILES:
        sizes[file.parent] += file.name != "__init__.py"
    assert {_name(folder) for folder, size in sizes.items() if size > _IN_A_FOLDER} == KNOWN["folders"]


def test_no_file_is_too_long() -> None:
    lines = {_name(file): len(file.read_text("utf-8").splitlines()) for file in _FILES}
    assert {name for name, count in lines.items() if count > _LINES_OF_A_FILE} == KNOWN["files"]


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{_name(file)}:{function.name}": (function.end_lineno or function.lineno) - function.lineno + 1
        for file in _FILES
        for function in _functions(ast.parse(file.read_text("utf-8")))
    }
    assert {name for name, count in lengths.items() if count > _LINES_OF_A_FUNCTION} == KNOWN["functions"]
