"""Open questions over HTTP: listed without holding up others, and what you say of them."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.actions.questions import all_questions, open_file
from api.http import routes_questions
from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import write_notes

_ASKED = "# 2020-03-16\n\n## Questions\n\n- What is a kernel?\n- Why is the sea salty?\n"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    notes = write_notes(tmp_path / "notes", {"ask.md": _ASKED})
    made = Collection(read_settings(notes=notes), notes)
    yield made
    made.close()


@pytest.fixture
def client(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr("os.cpu_count", lambda: 2)  # as many turns
    return TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1:8765")


def _listed(client: TestClient, which: str = "open") -> dict[str, str]:
    return {q["question"]: q["status"] for q in client.get("/questions", params={"which": which}).json()}


def _id(client: TestClient, question: str) -> str:
    return next(q["id"] for q in client.get("/questions").json() if q["question"] == question)


@pytest.mark.parametrize("mark", ["done", "not a question"])
def test_what_you_say_of_a_question_is_remembered_and_taken_back(client: TestClient, mark: str) -> None:
    sea = _id(client, "Why is the sea salty?")
    marked = client.post(f"/questions/{sea}/mark", json={"mark": mark}).json()
    assert (marked["id"], marked["status"]) == (sea, mark)
    assert _listed(client) == {"What is a kernel?": "open"}
    assert _listed(client, "all")["Why is the sea salty?"] == mark
    back = client.post(f"/questions/{sea}/mark", json={"mark": None}).json()
    assert back["status"] == "open"
    assert len(_listed(client)) == 2


@pytest.mark.parametrize(("body", "status"), [({"mark": "perhaps"}, 422), ({}, 422)])
def test_what_cannot_be_said_of_a_question_is_refused(client: TestClient, body: dict[str, Any], status: int) -> None:
    sea = _id(client, "Why is the sea salty?")
    assert client.post(f"/questions/{sea}/mark", json=body).status_code == status
    assert client.post("/questions/ffffffffff/mark", json={"mark": "done"}).status_code == 404
    assert len(_listed(client)) == 2


def test_a_long_look_for_questions_takes_the_turns_of_no_others(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/index")
    client.get("/index/events")
    begun, goes_on = threading.Event(), threading.Event()

    def slowly(collection: Collection, kept: Any) -> Any:
        begun.set()
        assert goes_on.wait(30)
        return all_questions(collection, kept)

    monkeypatch.setattr(routes_questions, "all_questions", slowly)
    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(client.get, "/questions") for _ in range(3)]
        assert begun.wait(30)
        try:
            assert pool.submit(client.get, "/days").result(30).status_code == 200
        finally:
            goes_on.set()
        assert [len(look.result().json()) for look in looks] == [2, 2, 2]


def test_what_many_notes_ask_is_known_once_they_are_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"{n}.md": f"# 2020-{n % 12 + 1:02}-{n // 12 + 1:02}\n\nWhy is day {n} so long?\n" for n in range(60)}
    notes = write_notes(tmp_path / "notes", many)
    collection = Collection(read_settings(notes=notes), notes)
    collection.sync()
    monkeypatch.setattr("index.open_questions.cache.allowed_note", None)  # no note is read
    kept = open_file(collection)
    assert len(all_questions(collection, kept)) == 60
    kept.close()
    collection.close()
