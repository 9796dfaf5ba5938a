"""Answers as they come: server-sent events over a socket, and lines on a terminal."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.http.app import create_app
from api.http.serve import listening
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite
from tests.fake_ollama import FakeOllama, Reply, statements

_QUESTION = "what did I learn about CNNs"
_LOCAL = "CNN neurons see a small local region of the image."


@pytest.fixture
def url(notes: Path, fake_ollama: FakeOllama) -> Iterator[str]:
    """A real server in a thread, with a model to ask."""
    settings = read_settings(notes=notes)
    collection = Collection(settings, notes)
    config = uvicorn.Config(create_app(collection, settings), log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    with listening("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
    collection.close()


def _events(url: str, **body: Any) -> list[tuple[str, Any]]:
    with httpx.stream("POST", f"{url}/query", json={"stream": True, **body}, timeout=20) as reply:
        assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/event-stream")
        return list(_read(reply.iter_lines()))


def _read(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def _cites(prompt: str, body: dict[str, Any]) -> str:
    number = int(prompt[: prompt.index("local region")].rpartition("<note number=")[2].partition(">")[0])
    return statements((_LOCAL, [number]), ("Dropout helps.", [number]))


def test_without_a_model(url: str) -> None:
    events = _events(url, question=_QUESTION, llm=False)
    names = [name for name, _ in events]
    assert names[0] == "days" and names[-1] == "done" and set(names[1:-1]) == {"statement"}
    days, done = events[0][1], events[-1][1]
    assert set(days) == {"question", "window", "intent", "days", "notice", "related"}
    plain = httpx.post(f"{url}/query", json={"question": _QUESTION, "llm": False}).json()
    assert {**plain, "took_ms": 0} == {**done, "took_ms": 0}
    assert [told for name, told in events if name == "statement"] == done["statements"]
    assert days["days"] == done["days"]


def test_with_a_model(url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(_cites)
    events = _events(url, question=_QUESTION)
    assert [name for name, _ in events] == ["days", "statement", "done"]
    done = events[-1][1]
    assert done["answered_by"] == "ollama:tiny:latest" and done["statements"] == [events[1][1]]
    assert [one["text"] for one in done["rejected"]] == ["Dropout helps."]


def test_days_come_before_the_model_has_loaded(url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply(_cites, load_seconds=4))
    read = len(fake_ollama.read)
    with httpx.stream("POST", f"{url}/query", json={"question": _QUESTION, "stream": True}, timeout=20) as reply:
        events = _read(reply.iter_lines())
        assert next(events)[0] == "days" and len(fake_ollama.read) == read, "the model has not begun to read"
        assert [name for name, _ in events][-1] == "done"


def test_a_model_that_fails_leaves_the_extract(url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply(_cites, cut_after=30))
    name, done = _events(url, question=_QUESTION)[-1]
    assert (name, done["answered_by"]) == ("done", "extract") and "failed" in done["llm_error"]
    plain = httpx.post(f"{url}/query", json={"question": _QUESTION}, timeout=20)
    assert plain.status_code == 200 and plain.json()["answered_by"] == "extract" and plain.json()["llm_error"]


def test_statements_of_a_model_that_then_fails_are_retracted(url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply(_cites, cut_after=30))
    events = _events(url, question=_QUESTION)
    names = [name for name, _ in events]
    at = names.index("retracted")
    assert names[:at] == ["days", "statement"] and set(names[at + 1 : -1]) == {"statement"}
    assert "failed" in events[at][1]["reason"]
    assert [data for _, data in events[at + 1 : -1]] == events[-1][1]["statements"], "those that hold follow"


def test_a_model_that_was_demanded_and_fails_is_an_error(url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply(status=500, error="out of memory"))
    events = _events(url, question=_QUESTION, llm=True)
    assert [name for name, _ in events] == ["days", "error"]
    assert events[-1][1]["detail"].startswith("Ollama: out of memory")
    assert httpx.post(f"{url}/query", json={"question": _QUESTION, "llm": True}, timeout=20).status_code == 503


def test_what_cannot_begin_is_refused_as_ever(url: str) -> None:
    for body, status in (
        ({"question": ""}, 422),
        ({"question": "x", "model": "absent"}, 503),
        ({"question": "x", "limit": 0}, 422),
    ):
        got = httpx.post(f"{url}/query", json={"stream": True, **body})
        assert got.status_code == status and isinstance(got.json()["detail"], str)


@pytest.mark.parametrize("load", [0.0, 20.0], ids=["while it writes", "while it loads"])
def test_a_client_that_goes_away_stops_the_model(load: float, url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply("word " * 3000, ignores_format=True, pause_seconds=0.02, load_seconds=load))
    with httpx.stream("POST", f"{url}/query", json={"question": _QUESTION, "stream": True}, timeout=20) as reply:
        events = _read(reply.iter_lines())
        assert next(events)[0] == "days"
        for _ in range(200):
            if fake_ollama.read or load and fake_ollama.chats:
                break
            time.sleep(0.05)
    assert load or fake_ollama.deserted.wait(5), "the model writes on for nobody"
    assert httpx.get(f"{url}/health", timeout=10).status_code == 200


_CHAT = {"model": "daycite", "messages": [{"role": "user", "content": _QUESTION}]}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/query", {"question": _QUESTION}),
        ("/v1/chat/completions", _CHAT),
        ("/v1/chat/completions", _CHAT | {"stream": True}),
        ("/v1/responses", {"input": _QUESTION}),
        ("/v1/responses", {"input": _QUESTION, "stream": True}),
    ],
)
def test_leaving_any_door_stops_the_model(path: str, body: Any, url: str, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply("word " * 3000, ignores_format=True, pause_seconds=0.02))
    address = url.removeprefix("http://").partition(":")
    with socket.create_connection((address[0], int(address[2]))) as connection:
        sent = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}"
        )
        connection.sendall(f"{head}\r\n\r\n".encode() + sent)
        for _ in range(200):
            if fake_ollama.read:
                break
            time.sleep(0.05)
    assert fake_ollama.deserted.wait(5), "the model writes on for nobody"


def test_a_follow_up_says_how_it_was_understood(url: str) -> None:
    history = [{"question": "what did I learn about CNNs in March 2020", "answer": "CNN neurons see a region."}]
    told = httpx.post(f"{url}/query", json={"question": "when was that?", "history": history, "llm": False}).json()
    assert told["question"] == "when was that?" and told["window"] == {"from": "2020-03-01", "to": "2020-03-31"}
    assert told["notice"] == "Interpreted as “when was that: cnns in March 2020?”." and told["answered"]
    streamed = _events(url, question="and what about pooling?", history=history, llm=False)
    assert "pooling" in streamed[0][1]["notice"] and "2020-03-18" in streamed[-1][1]["answer"]
    bad = httpx.post(f"{url}/query", json={"question": "x", "history": [{"answer": "y"}]})
    assert bad.status_code == 422


def test_the_terminal_shows_the_same_as_it_comes(daycite: Daycite, notes: Path, fake_ollama: FakeOllama) -> None:
    daycite("index", notes)
    fake_ollama.says(_cites)
    ran = daycite("query", _QUESTION, "--notes", notes)
    assert ran.out.splitlines()[0] == f"- {_LOCAL} [2020-03-17]"
    assert "Left out (the model wrote this, but your notes don't support it)\n  x Dropout helps. (" in ran.out
    assert ran.out.endswith("(written by ollama:tiny:latest, each citation checked)\n")


def test_statements_of_a_model_that_then_fails_are_taken_back(
    daycite: Daycite, notes: Path, fake_ollama: FakeOllama
) -> None:
    daycite("index", notes)
    fake_ollama.says(Reply(_cites, cut_after=30))
    ran = daycite("query", _QUESTION, "--notes", notes)
    plain = daycite("query", _QUESTION, "--notes", notes, "--no-llm").out
    assert "Disregard the above" in ran.out
    assert ran.out.partition("Instead:\n\n")[2].splitlines()[:-1] == plain.splitlines()[:-1]
    failed = daycite("query", _QUESTION, "--notes", notes, "--llm")
    assert failed.code == 1 and "failed" in failed.err


def test_a_slow_load_is_told(daycite: Daycite, notes: Path, fake_ollama: FakeOllama) -> None:
    daycite("index", notes)
    fake_ollama.says(Reply(_cites, load_seconds=2.5))
    assert "or has yet to be loaded" in daycite("query", _QUESTION, "--notes", notes).err


def test_an_openai_style_server_by_its_address(daycite: Daycite, notes: Path) -> None:
    from tests.fake_openai import serving_openai

    with serving_openai() as fake:
        fake.says = lambda prompt: _cites(prompt, {})
        ran = daycite("query", _QUESTION, "--notes", notes, "--llm-url", fake.url)
        assert ran.out.startswith(f"- {_LOCAL}") and "(written by openai:qwen2.5-7b" in ran.out
    ran = daycite("query", _QUESTION, "--notes", notes, "--llm-url", "http://127.0.0.1:9/v1")
    assert ran.code == 0 and ran.out.endswith("own sentences: no server answers at http://127.0.0.1:9/v1)\n")
