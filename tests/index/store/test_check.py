import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import DamagedError
from index.store.check import VectorRepair, check_vectors, open_vectors, vectors_problem
from index.store.vectors import Vectors, forget_open_stores
from tests.index.synced import Collection, write


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    root = write(tmp_path / "notes", {f"2020-03-{day:02}.md": f"Words of day {day}.\n" for day in range(1, 13)})
    collection = Collection(root, tmp_path / "collection")
    collection.sync()
    yield collection
    collection.catalog.close()


def _mended(collection: Collection) -> VectorRepair:
    """As the writer does it after a run that was cut off."""
    folder = collection.folder / "chroma"
    forget_open_stores()
    done = check_vectors(folder, collection.catalog, lambda: Vectors(folder), embedded=True)
    forget_open_stores()
    collection.vectors = Vectors(folder)
    collection.sync()
    assert collection.content() == collection.fresh()
    return done


def test_what_agrees_is_left_alone(collection: Collection) -> None:
    assert _mended(collection) == VectorRepair()
    assert collection.embedded == []


def test_vectors_without_a_row_are_removed_and_rows_without_a_vector_embedded(collection: Collection) -> None:
    rows = np.eye(8, dtype=np.float32)[:3]
    collection.vectors.put([501, 502, 503], rows)
    collection.vectors.drop([2, 5])
    done = _mended(collection)
    assert done.again == 2 and len(collection.embedded) == 2
    assert done.lines == (
        "3 vectors without a passage were removed",
        "2 passages without a vector will get one",
    )


def test_a_lost_folder_is_noticed_and_made_again(collection: Collection) -> None:
    folder = collection.folder / "chroma"
    assert vectors_problem(folder, collection.catalog) == ""
    shutil.rmtree(folder)
    assert "gone" in vectors_problem(folder, collection.catalog)
    assert _mended(collection).again == 12


def test_an_older_copy_is_noticed_when_it_is_opened(collection: Collection, tmp_path: Path) -> None:
    folder = collection.folder / "chroma"
    forget_open_stores()
    shutil.copytree(folder, tmp_path / "copy")
    write(collection.root, {"2020-04-01.md": "New words.\n"})
    collection.vectors = Vectors(folder)
    collection.sync()
    forget_open_stores()
    shutil.rmtree(folder)
    shutil.move(tmp_path / "copy", folder)
    with pytest.raises(DamagedError, match="lost or older"):
        open_vectors(lambda: Vectors(folder), collection.catalog)
    assert _mended(collection).again == 13


def test_an_index_that_does_not_find_its_own_rows_is_made_again(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Vectors, "nearest", lambda self, vector, k: [])
        assert _mended(collection).again == 12


def test_vectors_that_are_no_numbers_are_made_again(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Vectors, "get", lambda self, ids: {i: np.full(8, np.nan) for i in ids})
        folder = collection.folder / "chroma"
        forget_open_stores()
        assert check_vectors(folder, collection.catalog, lambda: Vectors(folder), embedded=True).again == 12
    assert _mended(collection).again == 0, "what rebuilding is not made twice"


def test_a_reader_that_could_not_read_is_not_believed_unchecked(collection: Collection) -> None:
    folder = collection.folder / "chroma"
    (folder.parent / "chroma-damaged.txt").write_text("it could not be read")
    assert vectors_problem(folder, collection.catalog)
    assert _mended(collection).again == 0
    assert vectors_problem(folder, collection.catalog) == ""


def test_what_a_lost_catalog_left_behind_is_not_used(tmp_path: Path) -> None:
    root = write(tmp_path / "notes", {"a.md": "Words.\n"})
    folder = tmp_path / "collection" / "chroma"
    Vectors(folder).put([1, 2, 3], np.eye(8, dtype=np.float32)[:3])
    forget_open_stores()
    (tmp_path / "collection").rename(tmp_path / "old")
    collection = Collection(root, tmp_path / "collection")
    forget_open_stores()
    (folder).rename(tmp_path / "empty")
    (tmp_path / "old" / "chroma").rename(folder)
    _mended(collection)


def test_each_run_that_writes_vectors_has_a_number(collection: Collection) -> None:
    state = collection.catalog.state
    assert (state.written, collection.vectors.written) == (1, 1)
    assert state.sealed or collection.vectors.count() < 1000
    collection.sync()
    assert state.written == 1, "nothing was to be written"
    (collection.root / "2020-03-01.md").unlink()
    collection.sync()
    assert state.written == 2 and not state.running
