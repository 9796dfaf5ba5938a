"""What the page asks for besides answers: the days that words mean, who answers, the order of dates, what changed."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.parts.forgotten import remember_forgotten
from api.settings import read_settings
from api.settings_writing import with_setting
from tests.api.conftest import write_notes

_IN_TWO_WAYS = {"a.md": "# 03/04/2024\n\nPlanted beans.\n", "b.md": "# 05/06/2024\n\nPlanted more beans.\n"}


@pytest.fixture
def collection(notes: Path) -> Iterator[Collection]:
    write_notes(notes, _IN_TWO_WAYS)
    made = Collection(read_settings(notes=notes), notes)
    yield made
    made.close()


@pytest.fixture
def client(collection: Collection) -> TestClient:
    return TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1:8765")


def _indexed(client: TestClient) -> dict[str, Any]:
    before = client.get("/index").json()["progress"]["runs"]
    client.post("/index")
    client.get("/index/events")
    state: dict[str, Any] = client.get("/index").json()
    assert state["progress"]["runs"] == before + 1
    return state


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("May 2025", ("2025-05-01", "2025-05-31")),
        ("last summer", ("2024-06-01", "2024-08-31")),
        ("letzten Sommer", ("2024-06-01", "2024-08-31")),
        ("le mois dernier", ("2025-04-01", "2025-04-30")),
        ("2025年5月", ("2025-05-01", "2025-05-31")),
        ("since March 2020", ("2020-03-01", None)),
        ("in March", ("2020-03-01", "2020-03-31")),  # the latest with notes
    ],
)
def test_words_for_a_time_are_read_as_in_a_question(client: TestClient, words: str, span: tuple[str, str]) -> None:
    told = client.get("/window", params={"words": words, "today": "2025-05-20"}).json()
    assert (told["window"]["from"], told["window"]["to"]) == span


@pytest.mark.parametrize("words", ["", "soon enough", "heron in May 2025", "31 February 2020", "-", "  "])
def test_other_words_mean_no_days(client: TestClient, words: str) -> None:
    reply = client.get("/window", params={"words": words})
    assert reply.status_code == 200 and reply.json()["window"] is None


def test_who_answers_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    told = client.get("/model").json()
    assert told["model"] == "" and "Ollama is not running" in told["why_none"]


def test_the_model_that_answers_is_named(notes: Path, ollama: str) -> None:
    collection = Collection(read_settings(notes=notes), notes)
    client = TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1:8765")
    assert client.get("/model").json()["model"].endswith("tiny:latest")
    collection.close()


def test_the_order_of_dates_is_settled_in_the_settings(
    client: TestClient, collection: Collection, tmp_path: Path
) -> None:
    state = _indexed(client)
    assert state["undated"] == 3 and state["indexed_at"] and state["settings_everywhere"]
    told = client.post("/dates/order", json={"order": "mdy"}).json()
    assert told["file"] == state["settings_file"] == str(tmp_path / "config" / "daycite" / "daycite.toml")
    assert tomllib.loads(Path(told["file"]).read_text("utf-8")) == {"dates": {"order": "mdy"}}
    assert _indexed(client)["undated"] == 1
    assert [e["date"] for e in client.get("/days?from=2024").json()] == ["2024-03-04", "2024-05-06"]
    assert read_settings(notes=collection.root).dates.order == "mdy", "the next daycite reads it too"


def test_the_file_of_the_working_folder_decides_for_its_notes(client: TestClient, tmp_path: Path) -> None:
    own = tmp_path / "daycite.toml"
    own.write_text("# mine\nlimit = 5\n\n[dates]\nyear = 2020 # yes\n")
    told = client.post("/dates/order", json={"order": "dmy"}).json()
    assert (told["file"], told["everywhere"]) == (str(own), False)
    assert own.read_text() == '# mine\nlimit = 5\n\n[dates]\norder = "dmy"\nyear = 2020 # yes\n'


def test_what_else_decides_is_told(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "daycite.toml"
    odd.write_text("dates = {year = 2020}\n")
    reply = client.post("/dates/order", json={"order": "dmy"})
    assert reply.status_code == 422 and 'order = "dmy"' in reply.json()["detail"]
    assert odd.read_text() == "dates = {year = 2020}\n"
    monkeypatch.setenv("DAYCITE_DATES__ORDER", "mdy")
    assert "DAYCITE_DATES__ORDER" in client.post("/dates/order", json={"order": "dmy"}).json()["detail"]


def test_what_is_forgotten_changes_what_earlier_answers_are_known_by(
    client: TestClient, collection: Collection, notes: Path
) -> None:
    _indexed(client)
    first = client.get("/index/generation").json()
    (notes / "more.md").write_text("# 2020-05-05\n\nRain.\n", "utf-8")
    _indexed(client)
    second = client.get("/index/generation").json()
    assert second["generation"] > first["generation"] and second["reads_by"] == first["reads_by"]
    remember_forgotten(collection.settings.data_dir, notes / "more.md")
    _indexed(client)
    assert client.get("/index/generation").json()["reads_by"] != first["reads_by"]
    remember_forgotten(collection.settings.data_dir, notes / "more.md", undo=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[dates]\norder = "dmy"\n'),
        ("limit = 3", 'limit = 3\n\n[dates]\norder = "dmy"\n'),
        ('[dates]\norder = "mdy" # us\n', '[dates]\norder = "dmy"\n'),
        ("[dates]", '[dates]\norder = "dmy"\n'),
        ('[dates.globs."a/*"]\norder = "mdy"\n', '[dates.globs."a/*"]\norder = "mdy"\n\n[dates]\norder = "dmy"\n'),
        ("[dates]\r\nyear = 2020\r\n", '[dates]\r\norder = "dmy"\r\nyear = 2020\r\n'),
        ('note = """\n[dates]\n"""\n', None),
        ("dates.year = 2020\n", None),
        ("[[dates]]\n", None),
    ],
)
def test_a_setting_is_written_by_lines_or_not_at_all(before: str, after: str | None) -> None:
    assert with_setting(before, "dates", "order", "dmy") == after


def test_what_you_say_of_a_question_is_remembered(client: TestClient, notes: Path) -> None:
    write_notes(notes, {"q.md": "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n"})
    [asked] = client.get("/questions", params={"which": "open"}).json()
    for mark in ("done", "not a question"):
        said = client.post(f"/questions/{asked['id'][:6]}/mark", json={"mark": mark})
        assert said.status_code == 200 and said.json() == {**asked, "status": mark}
        assert client.get("/questions").json() == []
        assert client.post(f"/questions/{asked['id']}/mark", json={"mark": None}).json() == asked
    assert client.get("/questions").json() == [asked]
    for body in ({}, {"mark": "Done"}, {"mark": "done", "notes": "x"}):
        assert client.post(f"/questions/{asked['id']}/mark", json=body).status_code == 422
    assert client.post("/questions/ffffffff/mark", json={"mark": "done"}).status_code == 404
