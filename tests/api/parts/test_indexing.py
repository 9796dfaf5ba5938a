"""Indexing by request: at once, one at a time, and watched."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from index.errors import BusyError


@pytest.fixture
def client(notes: Path) -> Iterator[TestClient]:
    collection = Collection(read_settings(notes=notes), notes)
    yield TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1")
    collection.close()


def _ended(client: TestClient) -> Any:
    for _ in range(600):
        state = client.get("/index").json()
        if not state["progress"]["running"]:
            return state
        time.sleep(0.02)
    raise AssertionError("indexing did not end")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Indexing that waits, after its first step, until this is called."""
    go, real = threading.Event(), Collection.sync

    def waits(self: Collection, progress: Any = lambda *step: None, lock_seconds: float = 10.0) -> Any:
        progress("reading", 1, 4)
        assert go.wait(20)
        return real(self, progress, lock_seconds)

    monkeypatch.setattr(Collection, "sync", waits)
    yield go.set
    go.set()


def test_it_returns_at_once_and_tells_what_it_came_to(client: TestClient, notes: Path) -> None:
    got = client.post("/index")
    assert got.status_code == 202 and got.json()["running"]
    state = _ended(client)
    assert state["progress"]["report"]["added"] == 4 and state["progress"]["runs"] == 1
    assert (state["days"], state["undated"], state["first_day"], state["last_day"]) == (
        3,
        1,
        "2020-03-17",
        "2020-04-01",
    )
    (notes / "x.md").write_bytes(b"\0\1")
    client.post("/index")
    assert _ended(client)["skipped"] == [{"path": "x.md", "reason": "is not a text file"}]


def test_two_do_not_run_at_once(client: TestClient, held: Callable[[], None]) -> None:
    assert client.post("/index").status_code == 202
    again = client.post("/index")
    assert again.status_code == 409 and "already running" in again.json()["detail"]
    for _ in range(100):
        if client.get("/index").json()["progress"]["stage"]:
            break
        time.sleep(0.02)
    progress = client.get("/index").json()["progress"]
    assert (progress["stage"], progress["done"], progress["total"]) == ("reading", 1, 4)
    held()
    assert _ended(client)["progress"]["report"]["added"] == 4
    assert client.post("/index").status_code == 202


def test_a_stream_tells_each_step_and_ends(client: TestClient, held: Callable[[], None]) -> None:
    client.post("/index")
    threading.Timer(0.3, held).start()
    reply = client.get("/index/events")
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = [block.splitlines() for block in _blocks(reply.text)]
    assert {event[0] for event in events} == {"event: progress"}
    steps = [json.loads(event[1].removeprefix("data: ")) for event in events]
    assert steps[0]["running"] and not steps[-1]["running"] and steps[-1]["report"]["added"] == 4
    assert len(_blocks(client.get("/index/events").text)) == 1, "nothing runs: one event"


def _blocks(text: str) -> list[str]:
    return text.replace("\r\n", "\n").strip().split("\n\n")


def test_what_goes_wrong_is_told(client: TestClient, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes.rename(notes.with_name("gone"))
    client.post("/index")
    assert "does not exist" in _ended(client)["progress"]["error"]
    for error, reason in (
        (BusyError("another daycite process is indexing"), "another daycite process is indexing"),
        (ZeroDivisionError("x"), "daycite failed: ZeroDivisionError: x"),
    ):

        def fails(*given: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(Collection, "sync", fails)
        client.post("/index")
        assert _ended(client)["progress"]["error"] == reason
