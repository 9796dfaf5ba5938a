"""A model's server that answers with what no such server should: one line is told, and the notes are quoted."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.api.conftest import Daycite

_LIST = json.dumps(
    {"object": "list", "data": [{"id": "m", "object": "model", "created": 1, "owned_by": "me"}]}
).encode()
_TAGS = json.dumps({"models": [{"name": "m", "model": "m", "size": 1}]}).encode()


def _answer(body: bytes, kind: bytes = b"application/json", status: bytes = b"200 OK", more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 " + status + b"\r\ncontent-type: " + kind + b"\r\n" + more
    return head + b"content-length: %d\r\nconnection: close\r\n\r\n" % len(body) + body


def _events(*pieces: object) -> bytes:
    told = b"".join(b"data: " + (p if isinstance(p, bytes) else json.dumps(p).encode()) + b"\n\n" for p in pieces)
    return _answer(told, b"text/event-stream")


REPLIES: dict[str, bytes] = {
    "no reply": b"",
    "noise": bytes(range(256)) * 50,
    "a greeting": b"SSH-2.0-OpenSSH_9.6\r\n",
    "HTML": _answer(b"<html>" + b"<p>hello</p>" * 9000, b"text/html"),
    "a page of errors": _answer(b"Error: all went wrong\n" * 500, status=b"500 Oh \x1b[31mno"),
    "a long header": b"HTTP/1.1 200 OK\r\nx: " + b"a" * 300_000 + b"\r\n\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 20_000 + b"\r\n",
    "another's JSON": _answer(json.dumps({"hello": ["x" * 1000] * 50}).encode()),
    "JSON of another shape": _answer(b'{"data": 7, "models": "x", "choices": {}, "message": []}'),
    "deep JSON": _answer(b"[" * 50_000 + b"]" * 50_000),
    "half a JSON": _answer(b'{"data": [{"id": "m'),
    "a length that lies": b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n{}",
    "a redirect elsewhere": _answer(b"", status=b"302 Found", more=b"location: http://127.0.0.1:9/steal\r\n"),
    "a redirect to itself": _answer(b"", status=b"308 Go", more=b"location: /\r\n"),
    "a compressed lie": _answer(b"not gzip", more=b"content-encoding: gzip\r\n"),
    "another status": _answer(b'{"error": "\\u001b[2Jno"}', status=b"999 \xff\xfe"),
    "steering signs": _answer(b'{"error": {"message": "\\u001b]0;x\\u0007\\u202e\\n\\nTraceback"}}', status=b"400 Bad"),
    "events without choices": _events({"id": 1}, {"choices": []}, {"choices": None}, b"[DONE]"),
    "events of another shape": _events({"choices": [{"delta": {"content": 7}}]}, [1, 2], "x", b"\xff\xfe"),
    "events of errors": _events({"error": {"message": "out of memory\ndaycite: done", "code": 500}}),
    "much talk": _events(*[{"choices": [{"index": 0, "delta": {"content": "I am a helpful assistant! " * 9}}]}] * 400),
}


@contextmanager
def _serving(reply: bytes, lists: bool) -> Iterator[str]:
    """A server that gives `reply` to whatever it is asked; with `lists` it first lists a model as it should."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def one(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                connection.settimeout(5)
                asked = connection.recv(100_000)
                listing = asked.startswith(b"GET") and b"/steal" not in asked
                known = _TAGS if b"/api/tags" in asked else _LIST
                connection.sendall(_answer(known) if listing and lists else reply)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(100_000):
                    pass

        def run() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=one, args=listener.accept()[:1], daemon=True).start()

        threading.Thread(target=run, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPLIES)
@pytest.mark.parametrize("setting", ["DAYCITE_LLM_URL", "DAYCITE_OLLAMA_URL"])
@pytest.mark.parametrize("lists", [True, False])
def test_one_line_is_told(
    kind: str, setting: str, lists: bool, daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _serving(REPLIES[kind], lists) as url:
        monkeypatch.setenv(setting, f"{url}/v1" if setting == "DAYCITE_LLM_URL" else url)
        for words in (
            ["query", "what do CNN neurons see", "--llm", "--model", "m"],
            ["query", "what do CNN neurons see"],
        ):
            ran = daycite(*words, "--notes", notes)
            told = ran.out + ran.err
            assert "Traceback (most recent" not in ran.err and "unexpected" not in ran.err, ran.err
            assert len(ran.err.splitlines()) <= 2 and len(ran.err) < 1500, ran.err
            assert not any(sign in told for sign in "\x1b\x07\u202e\x9b") and "\ndaycite: done" not in told
            assert ran.code == 1 or "local region" in ran.out or "helpful" not in ran.out
    assert "CNN neurons see" in daycite("query", "what do CNN neurons see", "--no-llm", "--notes", notes).out
