"""The shape of the code: one home for each public name, small files in small folders, short functions."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.project import ROOT

_ROOMS = ("index", "rag", "api")
_FILES = sorted(path for room in _ROOMS for path in (ROOT / room).rglob("*.py"))
_MOST_FILES, _MOST_LINES, _LONGEST_FUNCTION = 15, 300, 40


def _public_names(tree: ast.Module) -> Iterator[str]:
    """The names that a module defines at its top level, without those that begin with an underscore."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def test_no_public_name_is_defined_in_two_modules() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for file in _FILES:
        for name in set(_public_names(ast.parse(file.read_text("utf-8")))):
            homes[name].append(file.relative_to(ROOT).as_posix())
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_no_folder_of_code_has_more_files_than_are_seen_at_a_glance() -> None:
    """Each package's `__init__.py`, one line of docstring, does not count."""
    counts: dict[Path, int] = defaultdict(int)
    for file in _FILES:
        counts[file.parent] += file.name != "__init__.py"
    assert {folder: count for folder, count in counts.items() if count > _MOST_FILES} == {}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_and_its_functions_are_short(file: Path) -> None:
    text = file.read_text("utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert len(text.splitlines()) <= _MOST_LINES
    assert {name: lines for name, lines in long.items() if lines > _LONGEST_FUNCTION} == {}
