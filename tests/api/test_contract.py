"""Both doors print the same: `--json` and HTTP, for every kind of result."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite

_QUESTION = "what did I learn about CNNs"
_ASKED = [
    ([_QUESTION], {"question": _QUESTION}),
    ([_QUESTION, "--limit", "1", "--no-llm"], {"question": _QUESTION, "limit": 1, "llm": False}),
    (["CNN", "--from", "2020-03-18", "--to", "2020"], {"question": "CNN", "from": "2020-03-18", "to": "2020"}),
    (["CNN yesterday", "--today", "2020-03-18"], {"question": "CNN yesterday", "today": "2020-03-18"}),
    (["CNN", "--to", "2019"], {"question": "CNN", "to": "2019"}),
    (["quarterly tax return"], {"question": "quarterly tax return"}),
]
_LISTED = [
    (["days"], "/days"),
    (["days", "2020-03-18", "2020-03"], "/days?from=2020-03-18&to=2020-03"),
    (["days", "--undated"], "/days?undated=true"),
    (["show", "2020-03-17"], "/days/2020-03-17"),
    (["digest", "2020-03"], "/digest?from=2020-03"),
    (["digest", "2020-03-17", "2020", "--by", "month"], "/digest?from=2020-03-17&to=2020&by=month"),
    (["digest", "2020", "--topic", "CNNs"], "/digest?from=2020&topic=CNNs"),
    (["digest", "--today", "2020-03-20"], "/digest?today=2020-03-20"),
    (["today", "--today", "2021-03-17"], "/today?today=2021-03-17"),
    (["on", "03-17", "--today", "2021-01-01"], "/today?day=03-17&today=2021-01-01"),
    (["themes", "2020-03"], "/themes?from=2020-03"),
]


@pytest.fixture
def client(notes: Path) -> Iterator[TestClient]:
    settings = read_settings(notes=notes)
    collection = Collection(settings, notes)
    yield TestClient(create_app(collection, settings), base_url="http://127.0.0.1")
    collection.close()


def _untimed(result: dict[str, Any]) -> dict[str, Any]:
    assert result.pop("took_ms") >= 0
    return result


def _same(one: Any, other: Any) -> None:
    assert one == other
    assert json.dumps(one) == json.dumps(other), "the order of fields"


def test_questions(daycite: Daycite, client: TestClient, notes: Path) -> None:
    daycite("index", notes)
    for command, words, body in [(c, *asked) for c in ("query", "search") for asked in _ASKED]:
        words = [word for word in words if command == "query" or word != "--no-llm"]
        printed = daycite(command, *words, "--notes", notes, "--json")
        assert printed.err == ""
        _same(_untimed(json.loads(printed.out)), _untimed(client.post(f"/{command}", json=body).json()))


def test_an_answer_by_an_llm(daycite: Daycite, ollama: str, client: TestClient, notes: Path) -> None:
    printed = json.loads(daycite("query", "CNN", "--notes", notes, "--json", "--llm").out)
    served = client.post("/query", json={"question": "CNN", "llm": True}).json()
    assert printed["answered_by"].startswith("ollama:")
    _same(_untimed(printed), _untimed(served))


@pytest.mark.parametrize(("words", "url"), _LISTED)
def test_days(words: list[str], url: str, daycite: Daycite, client: TestClient, notes: Path) -> None:
    printed = json.loads(daycite(*words, "--notes", notes, "--json").out)
    assert printed
    _same(printed, client.get(url).json())


def test_errors(daycite: Daycite, client: TestClient, notes: Path) -> None:
    for words, got in (
        (["query", ""], client.post("/query", json={"question": ""})),
        (["query", "x", "--llm"], client.post("/query", json={"question": "x", "llm": True})),
        (["show", "2019-01-01"], client.get("/days/2019-01-01")),
        (["days", "2021", "2020"], client.get("/days?from=2021&to=2020")),
        (["digest", "2021", "2020"], client.get("/digest?from=2021&to=2020")),
        (["on", "02-30"], client.get("/today?day=02-30")),
    ):
        assert daycite(*words, "--notes", notes).err == f"daycite: {got.json()['detail']}\n"
