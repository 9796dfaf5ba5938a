import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from index.embedding.model_files import MODEL_PACKAGE
from tools.project import ROOT

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
_RUN = [*_PROJECT["project"]["dependencies"], *_PROJECT["build-system"]["requires"]]
_ROOMS = ("index", "rag", "api")
_EXTRAS = [bound for extra in _PROJECT["project"]["optional-dependencies"].values() for bound in extra]
_TESTS = [*_PROJECT["dependency-groups"]["test"], *_EXTRAS]
_TRACED = {"torch", "sentence_transformers", "huggingface_hub"}  # of the extra `models`


def _locked(name: str) -> dict[str, str]:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line and line[0] not in "#-"]
    found = [re.fullmatch(r"([a-z0-9.-]+)==([\w.]+)(?:; .+)?", line) for line in lines]
    assert all(found), lines
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("bound", [*_RUN, *_TESTS])
def test_the_lock_holds_each_dependency_in_its_bounds(bound: str) -> None:
    wanted = Requirement(bound)
    locked = _locked("requirements.lock") | (_locked("requirements-test.lock") if bound in _TESTS else {})
    assert wanted.specifier.contains(locked[wanted.name.lower()], prereleases=True), "run `make lock`"


def test_who_installs_daycite_gets_no_model_library() -> None:
    assert not set(_locked("requirements.lock")) & {"torch", "transformers", "sentence-transformers", "scipy", "sympy"}
    assert f"MODEL := {MODEL_PACKAGE}\n" in (ROOT / "Makefile").read_text("utf-8")


def test_torch_is_the_one_with_a_cpu_build_and_nothing_else_is_for_cuda() -> None:
    locked = _locked("requirements.lock") | _locked("requirements-test.lock")
    assert locked["torch"] == "2.13.0"
    assert not [name for name in locked if name.startswith(("nvidia", "cuda", "triton"))]


def test_what_is_imported_is_declared() -> None:
    declared = {Requirement(bound).name.lower().replace("_", "-") for bound in _PROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    missing = {
        name
        for room in _ROOMS
        for file in (ROOT / room).rglob("*.py")
        for name in _imported(ast.parse(file.read_text("utf-8")))
        if not declared & {owner.lower().replace("_", "-") for owner in owners.get(name, ())}
    }
    assert not missing - _TRACED - set(sys.stdlib_module_names) - set(_ROOMS)


def _imported(tree: ast.Module) -> set[str]:
    """Top-level names of all modules imported anywhere in a file."""
    nodes = list(ast.walk(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_a_wheel_holds_every_file_of_data() -> None:
    shipped = _PROJECT["tool"]["setuptools"]["package-data"]
    globs = {
        path
        for package, patterns in shipped.items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    data = {
        path
        for room in _ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert data - globs == set()
    assert ROOT / "index/text/languages/compiled.json" in globs
