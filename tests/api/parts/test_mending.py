"""What is lost or damaged of a collection is noticed by the next question, made again from the notes, and said."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite


@pytest.fixture
def folder(data: Path, notes: Path, daycite: Daycite) -> Path:
    """Where the indexed collection is."""
    assert daycite("index", notes).code == 0
    [folder] = (data / "collections").iterdir()
    _forget()
    return folder


def _forget() -> None:
    from index.store.vectors import forget_open_stores

    forget_open_stores()


def _junk(path: Path) -> None:
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    path.write_bytes(b"no database" * 1000)


def _page(path: Path) -> None:
    """One page in the middle, which only the question comes upon."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(root,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages'").fetchall()
        [(size,)] = db.execute("PRAGMA page_size").fetchall()
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xee" * size)


_DAMAGE: dict[str, Callable[[Path], object]] = {
    "vectors gone": lambda folder: shutil.rmtree(folder / "chroma"),
    "vectors' database emptied": lambda folder: os.truncate(folder / "chroma" / "chroma.sqlite3", 0),
    "vectors' database overwritten": lambda folder: _junk(folder / "chroma" / "chroma.sqlite3"),
    "vectors' database cut": lambda folder: os.truncate(folder / "chroma" / "chroma.sqlite3", 20_000),
    "catalog overwritten": lambda folder: _junk(folder / "catalog.sqlite"),
    "catalog cut": lambda folder: [_junk(folder / "catalog.sqlite"), os.truncate(folder / "catalog.sqlite", 100)],
    "a page of the catalog": lambda folder: _page(folder / "catalog.sqlite"),
    "catalog gone": lambda folder: [path.unlink() for path in folder.glob("catalog.sqlite*")],
}


@pytest.mark.process
@pytest.mark.parametrize("name", _DAMAGE)
def test_a_question_mends_what_is_damaged_and_says_so(folder: Path, notes: Path, name: str, daycite: Daycite) -> None:
    before = daycite("query", "what do neurons of a CNN see", "--notes", notes).out
    _forget()
    _DAMAGE[name](folder)
    ran = daycite("query", "what do neurons of a CNN see", "--notes", notes)
    assert ran.code == 0 and ran.out == before, ran.err
    lines = [line for line in ran.err.splitlines() if "rebuilding" in line or "indexing" in line]
    assert len(lines) == len(set(lines)) and (lines or name == "catalog gone"), ran.err
    assert "Traceback" not in ran.err
    _forget()
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0, ran.out
    assert daycite("query", "what do neurons of a CNN see", "--notes", notes).err == ""


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("name", _DAMAGE)
def test_doctor_finds_it_and_repairs_it(folder: Path, notes: Path, name: str, daycite: Daycite) -> None:
    _DAMAGE[name](folder)
    if name != "catalog gone":
        ran = daycite("doctor", "--notes", notes)
        assert ran.code == 1 and "doctor --repair" in ran.out, ran.out
        _forget()
    ran = daycite("doctor", "--repair", "--notes", notes)
    assert ran.code == 0, ran.out + ran.err
    assert "4 notes are indexed" in ran.err and "4 vectors in" in ran.out
    _forget()
    assert daycite("doctor", "--repair", "--notes", notes).err.count("\n") == 1, "nothing more is to be mended"


def test_a_served_collection_mends_itself(folder: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.parts.served import Served

    monkeypatch.setattr("api.parts.served._LOOK_SECONDS", 0.0)
    announced: list[str] = []
    served = Served(Collection(read_settings(), notes, announced.append))
    served.sources()
    shutil.rmtree(folder / "chroma")
    sources = served.sources()
    vectors = served.collection.vectors
    assert len(vectors.ids()) == 4 and sources.retriever is not None
    assert len([line for line in announced if "rebuilding" in line]) == 1
    served.collection.close()


@pytest.mark.process
def test_data_of_the_first_release_goes_on_being_used(folder: Path, notes: Path, daycite: Daycite) -> None:
    with sqlite3.connect(folder / "catalog.sqlite") as db:
        for later in ("unreadable", "left_out", "languages", "long_words"):
            db.execute(f"DROP TABLE {later}")
        db.execute("ALTER TABLE entries DROP COLUMN clues")
        db.execute("ALTER TABLE passages DROP COLUMN language")
        db.execute("DELETE FROM meta WHERE key LIKE 'vectors%'")
        db.execute("PRAGMA user_version = 1")
    db.close()
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons.\n")
    ran = daycite("index", notes)
    assert "(1 newly embedded)" in ran.out, ran.out
    assert daycite("doctor", "--notes", notes).code == 0


def test_a_newer_daycites_collection_is_refused_and_left_alone(folder: Path, notes: Path, daycite: Daycite) -> None:
    with sqlite3.connect(folder / "catalog.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    ran = daycite("query", "CNN", "--notes", notes)
    assert ran.code == 1 and "was written by a newer daycite" in ran.err and "Update daycite" in ran.err
    ran = daycite("doctor", "--repair", "--notes", notes)
    assert ran.code == 1 and "newer daycite" in ran.err
    with sqlite3.connect(folder / "catalog.sqlite") as db:
        assert db.execute("SELECT count(*) FROM passages").fetchone() == (4,)
    db.close()
    assert not list(folder.glob("*.damaged"))


@pytest.mark.process
def test_another_model_is_told_by_index_though_nothing_changed(
    folder: Path, notes: Path, daycite: Daycite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYCITE_EMBEDDING_MODEL", "all-MiniLM-L6-v2")
    assert daycite("index", notes).code == 0, "the same by another of its names"
    monkeypatch.setenv("DAYCITE_EMBEDDING_MODEL", "no/such-model")
    ran = daycite("index", notes)
    assert ran.code == 1 and "'no/such-model' is neither a folder nor among the models" in ran.err
    monkeypatch.delenv("DAYCITE_EMBEDDING_MODEL")
    assert daycite("search", "pooling layers", "--notes", notes).code == 0, "the collection stays usable"
