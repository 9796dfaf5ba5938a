import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings

_HERE = "http://127.0.0.1:8765"


Served = Callable[..., TestClient]


@pytest.fixture
def served() -> Iterator[Served]:
    """Makes clients of a folder's server."""
    collections: list[Collection] = []

    def makes(notes: Path, base: str = _HERE, open_to_others: bool = False, **given: Any) -> TestClient:
        settings = read_settings(notes=notes, **given)
        collections.append(Collection(settings, notes))
        return TestClient(create_app(collections[-1], settings, open_to_others), base_url=base)

    yield makes
    for collection in collections:
        collection.close()


@pytest.fixture
def client(served: Served, notes: Path) -> TestClient:
    return served(notes)


def test_query_answers_with_citations(client: TestClient) -> None:
    told = client.post("/query", json={"question": "what did I learn about CNNs"}).json()
    assert told["answered"] and told["answered_by"] == "extract"
    cited = [c for statement in told["statements"] for c in statement["citations"]]
    assert {"2020-03-17", "2020-03-18"} <= {c["date"] for c in cited}
    assert told["llm_error"] == "Ollama is not running at http://127.0.0.1:9"


def test_search_takes_a_window_and_a_limit(client: TestClient) -> None:
    told = client.post("/search", json={"question": "CNN", "from": "2020-03", "to": "2020-03", "limit": 1}).json()
    assert told["window"] == {"from": "2020-03-01", "to": "2020-03-31"} and len(told["days"]) == 1
    told = client.post("/search", json={"question": "CNNs yesterday", "today": "2020-03-19"}).json()
    assert [day["date"] for day in told["days"]] == ["2020-03-18"]


def test_days_are_listed_and_shown(client: TestClient) -> None:
    assert [e["date"] for e in client.get("/days").json()] == ["2020-03-17", "2020-03-18", "2020-04-01"]
    assert [e["date"] for e in client.get("/days?from=2020-03-18&to=2020-03").json()] == ["2020-03-18"]
    assert [e["path"] for e in client.get("/days?undated=true").json()] == ["ideas.md"]
    assert client.get("/days?doubtful=true").json() == []
    [entry] = client.get("/days/2020-03-18").json()
    assert entry["text"].startswith("# 2020-03-18\n\nPooling")
    missing = client.get("/days/2020-03-20")
    assert missing.status_code == 404 and "2020-03-18 and 2020-04-01" in missing.json()["detail"]


_BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "question: Field required"),
    ({"question": ""}, "The question is empty"),
    ({"question": "x" * 100_000}, "100,000 characters"),
    ({"question": 3}, "question: Input should be a valid string"),
    ({"question": "x", "limit": 0}, "limit: Input should be greater"),
    ({"question": "x", "limit": 101}, "limit: Input should be less"),
    ({"question": "x", "limit": "5"}, "limit: Input should be a valid integer"),
    ({"question": "x", "llm": "no"}, "llm: Input should be a valid boolean"),
    ({"question": "x", "from": "2020-02-30"}, "from: '2020-02-30' is not in the calendar"),
    ({"question": "x", "today": "2020-02"}, "today: '2020-02' is not a day"),
    ({"question": "x", "today": 86400}, "today: Input should be a valid date"),
    ({"question": "x", "from": "2021", "to": "2020"}, "before it begins"),
    ({"question": "x", "fron": "2021"}, "fron: Extra inputs"),
]


@pytest.mark.parametrize(("body", "told"), _BAD, ids=lambda value: str(value)[:40])
def test_a_bad_body_is_told_in_one_line(body: dict[str, Any], told: str, client: TestClient) -> None:
    for route in ("/query", "/search"):
        got = client.post(route, json=body)
        assert got.status_code == 422
        assert told in got.json()["detail"] and "\n" not in got.json()["detail"]


@pytest.mark.parametrize("sent", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"question": "x"', b"[" * 50_000])
def test_a_body_that_is_no_object_is_told(sent: bytes, client: TestClient) -> None:
    got = client.post("/query", content=sent, headers={"content-type": "application/json"})
    assert got.status_code == 422 and "must be a JSON object" in got.json()["detail"]


def test_json_must_be_sent_as_json(client: TestClient) -> None:
    got = client.post("/query", content=b'{"question": "x"}', headers={"content-type": "text/plain"})
    assert got.status_code == 422 and "Content-Type: application/json" in got.json()["detail"]


def test_half_a_surrogate_pair_is_no_failure(client: TestClient) -> None:
    sent = b'{"question": "CNN \\ud800"}'
    got = client.post("/query", content=sent, headers={"content-type": "application/json"})
    assert got.status_code == 200 and got.json()["question"] == "CNN ?"


@pytest.mark.parametrize(
    "url", ["/days?from=soon", "/days?form=2020", "/days/x", "/days/2020-03", "/days?undated=maybe"]
)
def test_a_bad_address_is_told(url: str, client: TestClient) -> None:
    got = client.get(url)
    assert got.status_code == 422 and isinstance(got.json()["detail"], str)


def test_what_cannot_be_had_now_is_503_or_409(client: TestClient, notes: Path) -> None:
    got = client.post("/query", json={"question": "x", "llm": True})
    assert got.status_code == 503 and got.json()["detail"].startswith("Ollama is not running")
    assert client.post("/query", json={"question": "x", "model": "tiny"}).status_code == 503
    assert client.post("/query", json={"question": "x", "model": "tiny", "llm": False}).status_code == 200
    notes.rename(notes.with_name("gone"))
    for got in (client.get("/days"), client.get("/days/2020-03-17")):
        assert got.status_code == 409 and "does not exist" in got.json()["detail"]


def test_a_folder_without_notes_is_409(served: Served, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    client = served(tmp_path / "empty")
    for got in (client.post("/query", json={"question": "x"}), client.get("/days")):
        assert got.status_code == 409 and "there are no notes in" in got.json()["detail"]


def test_a_failure_is_500_in_one_line(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*given: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("api.parts.collection.Collection.days", fails)
    got = client.get("/days")
    assert (got.status_code, got.json()["detail"]) == (500, "daycite failed: ZeroDivisionError: a b")
    assert capsys.readouterr().err == "daycite failed: ZeroDivisionError: a b\n"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200), ("localhost", 200), ("LOCALHOST:1", 200), ("[::1]:8765", 200), ("[::1]", 200),
        ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("localhost.evil.example:8765", 400), ("", 400),
        ("192.168.1.5", 400), ("a@localhost@b", 400), ("[::1", 400),
    ],
)  # fmt: skip
def test_only_its_own_names_reach_it(host: str, status: int, client: TestClient) -> None:
    assert client.get("/health", headers={"host": host}).status_code == status


def test_pages_of_other_origins_do_not_reach_it(client: TestClient) -> None:
    for origin in ("http://evil.example", "null", "http://localhost.evil.example", f"{_HERE}1", "http://localhost:9"):
        assert client.post("/index", headers={"origin": origin}).status_code == 403
    got = client.post("/index", headers={"origin": _HERE})
    assert got.status_code == 202 and not [name for name in got.headers if name.startswith("access-control")]
    asked = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    assert client.options("/query", headers=asked).status_code == 403


def test_other_sites_reach_the_page_and_nothing_else(client: TestClient) -> None:
    """Neither what changes something nor what tells of the notes: how long a refusal takes would tell too."""
    paths = ("/days", "/days/2020-03-17", "/entries/ideas.md", "/entries/none.md", "/questions", "/index", "/timeline")
    for site in ("cross-site", "same-site", "", "same-origin, same-site"):
        headers = {"sec-fetch-site": site}
        for path in (*paths, "/index/events", "/openapi.json", "/v1/models", "/health/ready", "/mcp", "/nothing"):
            assert client.get(path, headers=headers).status_code == 403, path
        for path in ("/index", "/query", "/search", "/questions/1/write", "/v1/chat/completions", "/mcp"):
            assert client.post(path, headers=headers).status_code == 403, path
        assert client.get("/", headers=headers).status_code == 200
        assert client.get("/health", headers=headers).status_code == 200
    for site in ("same-origin", "none"):
        assert client.get("/days", headers={"sec-fetch-site": site}).status_code == 200
    twice = [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]
    assert client.get("/days", headers=twice).status_code == 403


def test_a_token_is_asked_for_where_one_is_set(served: Served, notes: Path) -> None:
    client = served(notes, "http://192.168.1.5:8765", open_to_others=True, token="sesame", host="0.0.0.0")
    for given in (None, "", "Bearer", "Bearer wrong", "Basic sesame", "sesame", "Bearer sésame"):
        headers = {"authorization": given.encode()} if given is not None else {}
        for url in ("/health/ready", "/docs/", "/openapi.json", "/days", "/page", "/healthy", "/index", "/page.js"):
            got = client.get(url, headers=headers)  # type: ignore[arg-type]
            assert got.status_code == 401 and got.headers["www-authenticate"] == "Bearer"
    right = {"authorization": "Bearer sesame"}
    assert client.get("/days", headers=right).status_code == 200
    named = {**right, "host": "evil.example"}
    assert client.get("/days", headers=named).status_code == 400, "a name may be rebound"
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 400
    for url in ("/health", "/", "/page/app.js", "/docs", "/page/docs.css"):
        assert client.get(url).status_code == 200, "the page is what asks for the token; it holds no word of the notes"


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200 and page.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert not re.findall(r"(?:https?:)?//[\w.]+", page.text)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(loaded) == 4
    for name in loaded:
        assert client.get(name).status_code == 200
    assert client.get("/redoc").status_code == 404


def test_every_reply_forbids_what_a_page_must_not_do(client: TestClient) -> None:
    for url in ("/", "/days", "/nothing", "/page/app.js", "/health"):
        headers = client.get(url).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin" and "cache-control" in headers


@pytest.mark.parametrize(
    ("got", "kind", "status"),
    [
        (("POST", "/query", {"question": ""}), "urn:daycite:usage", 422),
        (("POST", "/query", {"question": "x", "limit": 0}), "urn:daycite:usage", 422),
        (("POST", "/query", {"question": "x", "llm": True}), "urn:daycite:llm", 503),
        (("GET", "/days/1999-01-01", None), "urn:daycite:not-found", 404),
        (("GET", "/nothing", None), "about:blank", 404),
        (("DELETE", "/days", None), "about:blank", 405),
    ],
    ids=str,
)
def test_errors_are_problems(got: tuple[str, str, Any], kind: str, status: int, client: TestClient) -> None:
    method, url, body = got
    reply = client.request(method, url, json=body)
    told = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.status_code, told["status"], told["type"]) == (status, status, kind)
    assert {*told} == {"type", "title", "status", "detail"} and told["detail"] and "\n" not in told["detail"]


def test_health_tells_that_it_lives_and_ready_that_it_can_answer(served: Served, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    client, empty = served(notes), served(tmp_path / "empty")
    for each in (client, empty):
        assert {*each.get("/health").json()} == {"status", "version"}
        got = each.get("/health/ready")
        assert got.status_code == 503 and "no notes are indexed" in got.json()["detail"]
    client.post("/search", json={"question": "CNN"})
    assert client.get("/health/ready").json() == {"status": "ready", "days": 3}


def test_the_timeline_tells_how_strongly_each_day_speaks_to_a_topic(client: TestClient) -> None:
    told = client.get("/timeline", params={"topic": "CNNs"}).json()
    strengths = {day["date"]: day["strength"] for day in told["days"]}
    assert [*strengths] == ["2020-03-17", "2020-03-18", "2020-04-01"]
    assert strengths["2020-03-17"] > 0.3 and strengths["2020-03-18"] > 0.3 and strengths["2020-04-01"] == 0
    windowed = client.get("/timeline", params={"topic": "CNNs", "from": "2020-03-18"}).json()
    assert windowed["window"] == {"from": "2020-03-18", "to": None}
    assert {day["date"] for day in windowed["days"] if day["strength"]} == {"2020-03-18"}
    assert {day["strength"] for day in client.get("/timeline").json()["days"]} == {0}
    assert [day["words"] > 0 for day in client.get("/timeline").json()["days"]] == [True] * 3
    assert client.get("/timeline?from=2021&to=2020").status_code == 422


def test_the_schema_names_each_route_and_its_fields(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    routes = {"/query", "/search", "/timeline", "/days", "/days/{date}", "/entries/{path}", "/index", "/index/events"}
    assert {*schema["paths"]} >= routes | {"/health", "/health/ready"}
    fields = {*schema["components"]["schemas"]["Ask"]["properties"]}
    assert fields >= {"question", "from", "to", "today", "limit", "llm", "model"}
    answer = schema["paths"]["/query"]["post"]["responses"]
    assert answer["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/Answer")
    assert answer["422"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")


def test_a_long_history_is_refused_and_its_reading_waits_its_turn(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rag.question import follow_up

    long = {"question": "and then?", "llm": False, "history": [{"question": "in March or on 5 May " * 100}]}
    got = client.post("/query", json=long)
    assert got.status_code == 422 and "at most 2000 characters" in got.json()["detail"]
    long["history"] = [{"question": "why?", "answer": "x" * 20_001}]
    assert client.post("/query", json=long).status_code == 422
    threads: list[str] = []
    real = follow_up.standalone

    def standalone(*given: Any) -> str:
        threads.append(threading.current_thread().name)
        return real(*given)

    monkeypatch.setattr(follow_up, "standalone", standalone)
    short = {"question": "and then?", "llm": False, "history": [{"question": "CNN in March 2020"}]}
    assert client.post("/query", json=short).status_code == 200
    assert threads and all(name.startswith("turn") for name in threads)


def test_a_busy_database_is_told_with_when_to_ask_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY

    def locked(*given: object) -> None:
        raise busy

    monkeypatch.setattr("api.parts.collection.Collection.days", locked)
    got = client.get("/days")
    assert got.status_code == 503 and got.headers["retry-after"] == "2"
    assert got.json()["type"] == "urn:daycite:busy" and "another process" in got.json()["detail"]
