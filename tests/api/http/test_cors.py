"""Pages of origins that the settings name: what their browsers ask first, and what they then may read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from index.errors import UsageError
from tests.api.conftest import Daycite

_OBSIDIAN = "app://obsidian.md"
_WANTED = {"access-control-request-method": "POST", "access-control-request-headers": "content-type,authorization"}


@pytest.fixture
def client(notes: Path) -> Iterator[TestClient]:
    settings = read_settings(
        notes=notes, llm="off", token="sesame", allow_origins=(_OBSIDIAN, "http://localhost:3000/")
    )
    collection = Collection(settings, notes)
    yield TestClient(create_app(collection, settings), base_url="http://127.0.0.1", raise_server_exceptions=False)
    collection.close()


@pytest.mark.parametrize("path", ["/query", "/v1/chat/completions", "/v1/responses", "/mcp", "/days"])
@pytest.mark.parametrize("origin", [_OBSIDIAN, "http://localhost:3000"])
def test_a_browser_is_told_what_a_named_page_may_ask(client: TestClient, path: str, origin: str) -> None:
    told = client.options(path, headers={"origin": origin, **_WANTED})
    assert told.status_code == 204 and not told.content
    assert told.headers["access-control-allow-origin"] == origin and told.headers["vary"] == "Origin"
    assert "POST" in told.headers["access-control-allow-methods"]
    assert told.headers["access-control-allow-headers"] == "content-type,authorization"
    assert "access-control-allow-credentials" not in told.headers


@pytest.mark.parametrize(
    "origin", ["null", "*", "", "http://localhost:3001", "https://localhost:3000", "http://evil.example", "app://obsidian.md.evil"]
)  # fmt: skip
def test_others_are_told_nothing(client: TestClient, origin: str) -> None:
    for told in (
        client.options("/query", headers={"origin": origin, **_WANTED}),
        client.get("/days", headers={"origin": origin, "authorization": "Bearer sesame"}),
    ):
        assert told.status_code == 403 and "access-control-allow-origin" not in told.headers
        assert "DAYCITE_ALLOW_ORIGINS" in told.json()["detail"]


def test_a_named_page_needs_the_token_and_can_read_that_it_does(client: TestClient) -> None:
    sent = {"origin": _OBSIDIAN, "sec-fetch-site": "cross-site"}
    refused = client.get("/days", headers=sent)
    assert refused.status_code == 401 and refused.headers["access-control-allow-origin"] == _OBSIDIAN
    got = client.get("/days", headers={**sent, "authorization": "Bearer sesame"})
    assert got.status_code == 200 and got.headers["access-control-allow-origin"] == _OBSIDIAN
    wrong = client.post("/query", headers={**sent, "authorization": "Bearer sesame"}, json={})
    assert wrong.status_code == 422 and wrong.headers["access-control-allow-origin"] == _OBSIDIAN


def test_a_named_page_may_not_come_under_another_name(client: TestClient) -> None:
    told = client.options("/query", headers={"origin": _OBSIDIAN, "host": "evil.example", **_WANTED})
    assert told.status_code == 400


def test_two_origins_are_none(client: TestClient) -> None:
    told = client.get("/days", headers=[("origin", _OBSIDIAN), ("origin", "http://evil.example")])
    assert told.status_code == 403


def test_odd_names_of_headers_are_not_repeated(client: TestClient) -> None:
    wanted = {**_WANTED, "access-control-request-headers": "a<b>"}
    told = client.options("/query", headers={"origin": _OBSIDIAN, **wanted})
    assert told.headers["access-control-allow-headers"] == "authorization, content-type"


def test_by_default_no_other_origin_is_let_in(notes: Path) -> None:
    collection = Collection(read_settings(notes=notes), notes)
    client = TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1")
    assert client.options("/query", headers={"origin": _OBSIDIAN, **_WANTED}).status_code == 403
    collection.close()


@pytest.mark.parametrize("origin", ["*", "null", "obsidian.md", "http://a/b", "http://", "http://a b", "javascript:x"])
def test_only_an_origin_can_be_named(origin: str) -> None:
    with pytest.raises(UsageError, match="is no origin"):
        read_settings(allow_origins=(origin,))


def test_a_folder_of_notes_cannot_name_any(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "daycite.toml").write_text('allow_origins = ["http://evil.example"]\n')
    told = daycite("days", "--notes", notes)
    assert told.code == 2 and "allow_origins" in told.err
