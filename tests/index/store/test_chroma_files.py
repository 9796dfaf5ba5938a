"""What sizes tell of a folder that Chroma wrote; each damage here makes Chroma itself silently search less, or end."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.store.chroma_files import (
    HEADER,
    INDEX_FORMAT,
    clear_damage_flag,
    flag_damage,
    flush_files,
    folder_problem,
    sealed_indexes,
    set_aside,
)
from index.store.vectors import Vectors, forget_open_stores


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Chroma folder large enough to have files of its nearest-neighbour index. Not to be changed."""
    folder = tmp_path_factory.mktemp("chroma")
    vectors = Vectors(folder)
    for at in range(0, 2400, 300):
        vectors.put(range(at, at + 300), np.random.default_rng(at).normal(size=(300, 8)).astype(np.float32))
    forget_open_stores()
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "chroma"))


def _index(folder: Path) -> Path:
    [index] = [path for path in folder.iterdir() if path.is_dir()]
    return index


def test_a_sound_folder_is_sound(folder: Path) -> None:
    sealed = sealed_indexes(folder)
    assert sealed == (_index(folder).name,) and folder_problem(folder, sealed) == ""
    flush_files(folder)
    assert folder_problem(folder, sealed) == ""


def _cut(name: str, share: float) -> Callable[[Path], None]:
    return lambda index: os.truncate(index / name, int((index / name).stat().st_size * share))


_DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    **{
        f"{name} gone": (lambda index, name=name: (index / name).unlink(), name)  # type: ignore[misc]
        for name in ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")
    },
    **{f"{name} halved": (_cut(name, 0.5), name) for name in ("header.bin", "data_level0.bin", "length.bin")},
    "pickle emptied": (_cut("index_metadata.pickle", 0), "index_metadata.pickle"),
    "header overwritten": (lambda index: (index / "header.bin").write_bytes(b"\xab" * 100), "not a header"),
    "index gone": (lambda index: shutil.rmtree(index), "index is gone"),
    "database gone": (lambda index: (index.parent / "chroma.sqlite3").unlink(), "database is gone"),
    "database emptied": (lambda index: os.truncate(index.parent / "chroma.sqlite3", 0), "database is empty"),
    "all gone": (lambda index: shutil.rmtree(index.parent), "database is gone"),
}


def _format(index: Path) -> int:
    return int(HEADER.unpack_from((index / "header.bin").read_bytes())[0])


def test_the_chroma_that_is_installed_writes_the_format_that_is_judged(written: Path) -> None:
    """When this fails: read what the new format's header holds, and let chroma_files.py know it."""
    assert _format(_index(written)) == INDEX_FORMAT


def test_an_index_of_a_later_format_is_left_to_chroma(folder: Path) -> None:
    index = _index(folder)
    header = (index / "header.bin").read_bytes()
    (index / "header.bin").write_bytes((INDEX_FORMAT + 1).to_bytes(4, "little") + b"\xff" * (len(header) - 4))
    assert folder_problem(folder, sealed_indexes(folder)) == ""


@pytest.mark.parametrize("name", _DAMAGE)
def test_damage_is_seen(folder: Path, name: str) -> None:
    sealed = sealed_indexes(folder)
    damage, reason = _DAMAGE[name]
    damage(_index(folder))
    assert reason in folder_problem(folder, sealed)


def test_what_a_reader_could_not_read_is_remembered_until_it_is_mended(folder: Path) -> None:
    flag_damage(folder, "it\ncannot  be read")
    assert folder_problem(folder, ()) == "it cannot be read"
    clear_damage_flag(folder)
    assert folder_problem(folder, ()) == ""
    flag_damage(folder / "nowhere", "x")


def test_one_copy_is_put_aside(tmp_path: Path) -> None:
    for words in ("first", "second"):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "file").write_text(words)
        (tmp_path / "file").write_text(words)
        set_aside(tmp_path / "folder")
        set_aside(tmp_path / "file")
    set_aside(tmp_path / "nothing")
    assert (tmp_path / "folder.damaged" / "file").read_text() == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.damaged", "folder.damaged"]
