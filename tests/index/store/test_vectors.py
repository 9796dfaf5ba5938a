import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import StoreError
from index.store import vectors as module
from index.store.vectors import Vectors, forget_open_stores
from tools.project import ROOT


def _random(n: int, dim: int = 8, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Vectors, np.ndarray]:
    """400 random vectors under the ids 1 to 400."""
    vectors, rows = Vectors(tmp_path_factory.mktemp("chroma")), _random(400)
    vectors.put(range(1, 401), rows)
    return vectors, rows


@settings(max_examples=25)
@given(seed=st.integers(1, 10_000), k=st.integers(1, 30))
def test_nearest_is_what_brute_force_finds(stored: tuple[Vectors, np.ndarray], seed: int, k: int) -> None:
    vectors, rows = stored
    query = _random(1, seed=seed)[0]
    cosines = rows @ query
    best = np.argsort(-cosines, kind="stable")[:k]
    hits = vectors.nearest(query, k)
    assert [i for i, _ in hits] == (best + 1).tolist()
    assert np.allclose([score for _, score in hits], cosines[best], atol=1e-5)


def test_likeness_is_the_cosine_whatever_the_lengths(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path)
    vectors.put([1, 2, 3], np.array([[10, 0], [0.1, 0.1], [0, -3]], np.float32))
    hits = vectors.nearest(np.array([2, 0], np.float32), 10)
    assert [i for i, _ in hits] == [1, 2, 3]
    assert np.allclose([score for _, score in hits], [1, 2**-0.5, 0], atol=1e-6)


def test_get_gives_what_was_put_and_leaves_out_the_rest(stored: tuple[Vectors, np.ndarray]) -> None:
    vectors, rows = stored
    stored = vectors.get([7, 9_999, 400])
    assert set(stored) == {7, 400}
    assert np.allclose(stored[7], rows[6], atol=1e-6) and np.allclose(stored[400], rows[399], atol=1e-6)
    assert vectors.get([]) == {} and vectors.ids() == set(range(1, 401)) and vectors.count() == 400


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "new" / "chroma")
    assert vectors.nearest(_random(1)[0], 5) == [] and vectors.ids() == set() and vectors.get([1]) == {}


def test_dropped_vectors_are_found_no_more_and_new_ones_replace(tmp_path: Path) -> None:
    vectors, rows = Vectors(tmp_path), _random(30)
    vectors.put(range(30), rows)
    vectors.drop(range(10, 30))
    vectors.drop([999])
    assert vectors.ids() == set(range(10))
    assert {i for i, _ in vectors.nearest(rows[20], 30)} == set(range(10))
    vectors.put([3], rows[20:21])
    assert vectors.count() == 10 and vectors.nearest(rows[20], 1)[0][0] == 3


def test_more_rows_than_one_batch_takes_go_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WRITE_ROWS", 7)
    monkeypatch.setattr(module, "_READ_ROWS", 9)
    vectors, rows = Vectors(tmp_path), _random(50)
    vectors.put(range(50), rows)
    assert vectors.ids() == set(range(50))
    stored = vectors.get(range(50))
    assert np.allclose([stored[i] for i in range(50)], rows, atol=1e-6)
    vectors.drop(range(0, 50, 2))
    assert vectors.ids() == set(range(1, 50, 2))


def test_they_are_there_after_reopening(tmp_path: Path) -> None:
    rows = _random(5)
    Vectors(tmp_path).put(range(5), rows)
    forget_open_stores()
    assert Vectors(tmp_path).nearest(rows[2], 1)[0][0] == 2


@pytest.mark.filterwarnings("ignore:legacy embedding function:DeprecationWarning")
def test_chroma_is_told_cosine_no_telemetry_and_no_model_of_its_own(tmp_path: Path) -> None:
    collection = Vectors(tmp_path)._collection
    assert collection._model.configuration_json["hnsw"]["space"] == "cosine"
    assert collection._embedding_function is None
    assert collection._client._system.settings.anonymized_telemetry is False
    with pytest.raises(ValueError, match="embedding function"):
        collection.query(query_texts=["a text that a default model would have to be fetched for"])


def test_a_folder_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="daycite doctor --repair") as raised:
        Vectors(tmp_path)
    assert "\n" not in str(raised.value)


@pytest.mark.process
def test_a_dot_env_in_the_working_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CHROMA_SERVER_NOFILE=abc\nANONYMIZED_TELEMETRY=nonsense\nis_persistent=maybe\n")
    program = "from pathlib import Path; from index.store.vectors import Vectors; print(Vectors(Path('store')).count())"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert (ended.stdout, ended.stderr) == ("0\n", "")
    assert (tmp_path / "store").is_dir()


_FREED = """
import ctypes, sys, threading
from pathlib import Path
import numpy as np
from index.store.vectors import Vectors

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
libc.mallopt(-3, 32 << 20)  # blocks up to 32 MB come from the heap,
libc.mallopt(-1, 1 << 30)  # which keeps what was freed
TEXT = b"a secret" * 25_000


def freed():
    blocks = [libc.malloc(len(TEXT)) for _ in range(60)]
    libc.malloc(64)
    for block in blocks:
        ctypes.memmove(block, TEXT, len(TEXT))
    for block in blocks:
        libc.free(block)


def freed_by_all():  # each thread has a heap of its own
    threads = [threading.Thread(target=freed) for _ in range(8)]
    for thread in threads:
        thread.start()
    freed()
    for thread in threads:
        thread.join()


freed_by_all()
vectors = Vectors(Path(sys.argv[1]))
freed_by_all()
vectors.put(range(int(sys.argv[2])), np.ones((int(sys.argv[2]), 8), np.float32))
"""


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="of glibc alone")
@pytest.mark.parametrize("count", [3, 1200])
def test_what_was_in_memory_is_not_written_to_disk(tmp_path: Path, count: int) -> None:
    subprocess.run([sys.executable, "-c", _FREED, str(tmp_path), str(count)], cwd=ROOT, check=True)
    files = list(tmp_path.rglob("*.bin"))
    assert files and not [file.name for file in files if b"a secret" in file.read_bytes()]
