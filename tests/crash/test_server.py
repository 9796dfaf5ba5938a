"""The vectors on a real `chroma run`: the same store, also when the server ends and begins again in the middle."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.errors import DamagedError, StoreError, UsageError
from index.store.chroma_server import Server, open_on, remove_from
from index.store.vectors import Vectors
from tests.crash.chroma_process import CHROMA, Chroma
from tests.crash.conftest import COMMAND, told
from tools.bench.journal import write_journal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = [
    pytest.mark.usefixtures("vectors_closed"),
    pytest.mark.skipif(not CHROMA.exists(), reason="chroma's command is not installed"),
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),  # Chroma's client leaves sockets open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def server(chroma: Chroma, request: pytest.FixtureRequest) -> Server:
    return Server(chroma.url, f"test-{request.node.name[:40].strip('_')}")


def _rows(n: int) -> np.ndarray:
    found = np.random.default_rng(n).normal(size=(n, 8)).astype(np.float32)
    unit: np.ndarray = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


def test_it_keeps_what_files_keep(server: Server, tmp_path: Path) -> None:
    rows = _rows(60)
    for vectors in (Vectors(tmp_path / "files"), Vectors(tmp_path / "nowhere", server)):
        assert vectors.written == 0 and vectors.ids() == set()
        vectors.stamp(3)
        vectors.put(range(1, 61), rows)
        vectors.drop(range(40, 61))
        assert vectors.ids() == set(range(1, 40)) and vectors.count() == 39
        assert [i for i, _ in vectors.nearest(rows[4], 3)][0] == 5
        assert np.allclose(vectors.get([7])[7], rows[6], atol=1e-6)
    assert Vectors(tmp_path / "nowhere", server).written == 3
    assert not (tmp_path / "nowhere").exists()


def test_another_process_sees_it_at_once(server: Server, tmp_path: Path) -> None:
    first, second = Vectors(tmp_path, server), Vectors(tmp_path, server)
    first.put([1, 2], _rows(2))
    assert second.nearest(_rows(2)[1], 1)[0][0] == 2


def test_a_collection_that_is_gone_is_told(server: Server, tmp_path: Path) -> None:
    vectors = Vectors(tmp_path, server)
    vectors.put([1], _rows(1))
    remove_from(server)
    remove_from(server)
    with pytest.raises(DamagedError, match="no longer has the vectors"):
        vectors.get([1])


def test_a_server_that_is_away_is_waited_for_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.chroma_server._WAITS", (0.01, 0.02))
    with pytest.raises(StoreError, match="does not answer") as raised:
        Vectors(tmp_path, Server("http://127.0.0.1:9", "x"))
    assert "\n" not in str(raised.value) and "Start it with chroma run" in str(raised.value)


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://", "http://host:port", "http://host/path"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="DAYCITE_CHROMA"):
        open_on(Server(url, "x"))


def test_a_database_that_is_not_there_is_told(chroma: Chroma, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("index.store.chroma_server._WAITS", ())
    with pytest.raises(StoreError) as raised:
        Vectors(tmp_path, Server(chroma.url, "x", database="nowhere"))
    assert "\n" not in str(raised.value) and "nowhere" in str(raised.value)


def test_the_token_is_never_shown() -> None:
    assert "sesame" not in repr(Server("http://h:1", "x", token="sesame"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_embedding_function_is_taken_from_the_server(server: Server, tmp_path: Path) -> None:
    """Whoever can write to the server could name one that fetches or runs what they choose."""
    import chromadb

    client = chromadb.HttpClient("127.0.0.1", int(server.url.rpartition(":")[2]))
    function = {
        "type": "known",
        "name": "ollama",
        "config": {"url": "http://192.0.2.1", "model_name": "m", "timeout": 1},
    }
    configuration = {"hnsw": {"space": "cosine"}, "embedding_function": function}
    body = {"name": server.collection, "configuration": configuration, "get_or_create": False}
    base = f"{server.url}/api/v2/tenants/default_tenant/databases/default_database/collections"
    import httpx

    assert httpx.post(base, json=body).status_code == 200, "someone else's collection, under our name"
    vectors = Vectors(tmp_path, server)
    assert vectors._collection._embedding_function is None
    vectors.put([1], _rows(1))
    assert vectors.count() == 1 and client.heartbeat()


@pytest.mark.slow
def test_notes_are_indexed_and_asked_with_a_restart_in_the_middle(
    chroma: Chroma, environment: dict[str, str], tmp_path: Path, run: Run
) -> None:
    notes = tmp_path / "notes"
    write_journal(notes, 40, 10, 2)
    local = told(run("search", "what did I learn about the kernel", "--json", "--notes", notes))
    environment["DAYCITE_CHROMA"] = chroma.url
    indexing = subprocess.Popen(
        [*COMMAND, "index", str(notes)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.5)
    chroma.stop()
    time.sleep(1.0)
    chroma.start()
    _, err = indexing.communicate(timeout=120)
    assert indexing.returncode == 0, err
    assert "rebuilding" in err and "Traceback" not in err, "the vectors moved from files to the server, which is said"
    found = told(run("search", "what did I learn about the kernel", "--json", "--notes", notes))
    assert [day["date"] for day in found["days"]] == [day["date"] for day in local["days"]]  # type: ignore[index]
    ran = run("doctor", "--notes", notes)
    assert ran.returncode == 0 and f"400 vectors on {chroma.url}" in ran.stdout, ran.stdout
    ran = run("doctor", "--repair", "--notes", notes)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.slow
def test_a_server_without_the_vectors_gets_them_again(
    chroma: Chroma, environment: dict[str, str], tmp_path: Path, run: Run
) -> None:
    environment["DAYCITE_CHROMA"] = chroma.url
    notes = tmp_path / "notes"
    write_journal(notes, 5, 3, 2)
    assert run("index", notes).returncode == 0
    chroma.stop()
    shutil.rmtree(chroma.folder)
    chroma.start()
    ran = run("query", "what did I learn about the kernel", "--notes", notes)
    assert ran.returncode == 0 and "rebuilding" in ran.stderr, ran.stderr
    assert "15 vectors on" in run("doctor", "--notes", notes).stdout
    assert json.loads(run("search", "kernel", "--json", "--notes", notes).stdout)["days"]
    assert os.path.isdir(notes)


@pytest.mark.slow
def test_vectors_of_a_note_left_out_leave_the_server(
    chroma: Chroma, environment: dict[str, str], tmp_path: Path, run: Run
) -> None:
    environment["DAYCITE_CHROMA"] = chroma.url
    notes = tmp_path / "notes"
    write_journal(notes, 5, 3, 2)
    assert run("index", notes).returncode == 0
    first = next(path for path in sorted(notes.rglob("*.md")))
    (notes / ".dayciteignore").write_text(f"{first.name}\n")
    ran = run("index", notes)
    assert ran.returncode == 0 and "left out  1" in ran.stdout, ran.stdout + ran.stderr
    assert "(0 newly embedded)" in ran.stdout, "those of the other notes are moved, not made again"
    ran = run("doctor", "--notes", notes)
    assert ran.returncode == 0 and f"12 vectors on {chroma.url}" in ran.stdout, ran.stdout
