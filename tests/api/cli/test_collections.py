import json
from pathlib import Path

import pytest

from api.settings import read_settings
from tests.api.conftest import Daycite


def test_what_is_indexed_is_listed_with_its_size(data: Path, daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    assert daycite("collections", "list").out == "nothing is indexed yet\n"
    assert json.loads(daycite("collections", "list", "--json").out) == []
    assert daycite("index", notes).code == 0
    [found] = json.loads(daycite("collections", "list", "--json").out)
    assert (found["notes"], found["files"], found["passages"], found["exists"]) == (str(notes), 4, 4, True)
    assert found["bytes"] > 100_000 and Path(found["folder"]).parent == data / "collections"
    assert "catalog and word index" in daycite("collections", "size", notes).out
    notes.rename(tmp_path / "elsewhere")
    assert "the folder is gone" in daycite("collections", "list").out


def test_notes_that_moved_keep_their_collection(data: Path, daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    daycite("index", notes)
    moved = notes.rename(tmp_path / "moved")
    assert daycite("collections", "rename", notes, moved).code == 0
    ran = daycite("index", moved)
    assert "(0 newly embedded)" in ran.out or "no change" in ran.out.lower(), ran.out
    assert daycite("search", "pooling layers", "--notes", moved).code == 0
    ran = daycite("collections", "rename", notes, moved)
    assert ran.code == 1 and "is not indexed" in ran.err
    daycite("index", moved)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.md").write_text("# 2020-01-01\n\nWords.\n")
    daycite("index", tmp_path / "other")
    ran = daycite("collections", "rename", tmp_path / "other", moved)
    assert ran.code == 1 and "already has a collection" in ran.err


def test_a_collection_that_is_removed_leaves_nothing(data: Path, daycite: Daycite, notes: Path) -> None:
    before = {path.name for path in data.iterdir()}
    daycite("index", notes)
    assert daycite("collections", "remove", notes, "--yes").code == 0
    assert {path.name for path in data.iterdir()} == before
    assert len(list(notes.rglob("*.md"))) == 4
    ran = daycite("collections", "remove", notes, "--yes")
    assert ran.code == 1 and "See daycite collections list" in ran.err


def test_settings_go_to_another_machine(
    data: Path, daycite: Daycite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = (
        'limit = 7\nembedding_model = "a \\"model\\""\n[dates]\norder = "dmy"\n[dates.globs."old/*.md"]\nyear = 2019\n'
    )
    (tmp_path / "own.toml").write_text(given)
    monkeypatch.setenv("DAYCITE_CONFIG", str(tmp_path / "own.toml"))
    monkeypatch.setenv("DAYCITE_TOKEN", "sesame")
    told = daycite("collections", "export").out
    assert "sesame" not in told and str(data) not in told
    before = read_settings()
    monkeypatch.delenv("DAYCITE_CONFIG")
    (tmp_path / "told.toml").write_text(told)
    ran = daycite("collections", "import", tmp_path / "told.toml")
    assert ran.code == 0 and str(tmp_path / "config") in ran.out
    assert read_settings() == before
    ran = daycite("collections", "import", tmp_path / "told.toml")
    assert ran.code == 2 and "Use --force" in ran.err
    assert daycite("collections", "import", "--force", tmp_path / "told.toml").code == 0
    (tmp_path / "told.toml").write_text("nonsense = 1\n")
    ran = daycite("collections", "import", "--force", tmp_path / "told.toml")
    assert ran.code == 2 and "these settings are not valid" in ran.err and ran.err.count("\n") == 1
