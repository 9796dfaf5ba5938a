"""A password in an address is sent to the server, and shown nowhere."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from index.errors import DayciteError, UsageError, failure_line, without_passwords
from tests.api.conftest import Daycite

_SECRET = "s3cret"
_SPACED = ("http://me:s3 cret@host", "http://me:s3\tcret@host", "http://me:s3cret @host", "http://me s3:cret@host")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://me:s3cret@host:80/v1", "http://host:80/v1"),
        ("http://:s3cret@host", "http://host"),
        ("http://s3cret@host", "http://host"),
        ("HTTPS://me:s3cret@[::1]:9/x?y", "HTTPS://[::1]:9/x?y"),
        ("at http://me:s3@cret@host failed", "at http://host failed"),
        ("'http://me:s3cret%40@host'", "'http://host'"),
        ("http://me:s3/cret@host/v1", "http://host/v1"),
        ("http://me:s3?cr#et@host/v1", "http://host/v1"),
        ("two http://a:s3cret@x and ftp://b:s3cret@y", "two http://x and ftp://y"),
        ("http://host/v1?key=s3cret&x=y", "http://host/v1?key=…&x=y"),
        ("at 'http://host/?a=b&api_key=s3cret'", "at 'http://host/?a=b&api_key=…'"),
        ("https://host/?X-Amz-Signature=s3cret#a", "https://host/?X-Amz-Signature=…#a"),
        ("http://host/?ACCESS_TOKEN=s3cret failed", "http://host/?ACCESS_TOKEN=… failed"),
        ("what? monkey=business", "what? monkey=business"),
        ("http://127.0.0.1:11434/a and me@host", "http://127.0.0.1:11434/a and me@host"),
        ("a note named me@home.md", "a note named me@home.md"),
    ],
)
def test_what_is_shown_of_an_address(text: str, shown: str) -> None:
    assert without_passwords(text) == shown
    assert str(DayciteError(text, text)) == f"{shown}. {shown}"
    assert DayciteError(text).args == (shown,) and failure_line(ValueError(text)).endswith(shown)


def test_a_long_text_without_one_is_read_once() -> None:
    assert without_passwords("://" * 200_000) and without_passwords("x://a:" * 100_000)


@pytest.mark.parametrize("name", ["ollama_url", "llm_url", "chroma"])
def test_an_address_that_is_not_understood_is_not_told(name: str) -> None:
    for url in (
        "http://me:s3/cret@host",
        "http://me:s3cret@",
        "me:s3/cret@host",
        "http://me:s3cret@host:port",
        *_SPACED,
    ):
        with pytest.raises(UsageError, match=f"the setting {name} is not valid") as refused:
            read_settings(**{name: url})
        assert "s3" not in str(refused.value)
    assert getattr(read_settings(**{name: "me:s3cret@host:9"}), name) == "http://me:s3cret@host:9"


_ADDRESS = f"http://me:{_SECRET}@127.0.0.1:9"
_Given = Callable[[pytest.MonkeyPatch], None]
_QUESTION = ["query", "CNN"]


def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", _ADDRESS)


def _openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_LLM_URL", f"{_ADDRESS}/v1")


@pytest.mark.process
@pytest.mark.parametrize("given", [_settings, _openai])
def test_no_command_and_no_route_shows_it(
    daycite: Daycite,
    data: Path,
    notes: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: Callable[[pytest.MonkeyPatch], None],
) -> None:
    given(monkeypatch)
    for words in (
        [*_QUESTION, "--llm", "--notes", notes],
        [*_QUESTION, "--notes", notes],
        [*_QUESTION, "--json", "--notes", notes],
        ["doctor", "--notes", notes],
        ["doctor", "--json", "--notes", notes],
        ["collections", "export"],
        ["questions", "answer", "--all", "--llm", "--notes", notes],
    ):
        ran = daycite(*words)
        assert _SECRET not in ran.out + ran.err, words
        assert "127.0.0.1:9" in ran.out + ran.err, words
    settings = read_settings(notes=notes)
    collection = Collection(settings, notes)
    client = TestClient(create_app(collection, settings), base_url="http://127.0.0.1")
    for asked in ({"question": "CNN", "llm": True}, {"question": "CNN"}, {"question": "CNN", "stream": True}):
        got = client.post("/query", json=asked)
        assert _SECRET not in got.text and "127.0.0.1:9" in got.text
    chat = {"messages": [{"role": "user", "content": "CNN"}]}
    assert _SECRET not in client.post("/v1/chat/completions", json=chat).text
    assert _SECRET not in json.dumps(client.get("/index").json())
    collection.close()


@pytest.mark.process
def test_nor_that_of_a_chroma_server(
    daycite: Daycite, data: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.chroma_server._WAITS", ())
    monkeypatch.setenv("DAYCITE_CHROMA", _ADDRESS)
    for words in (["index", notes], [*_QUESTION, "--notes", notes], ["doctor", "--notes", notes]):
        ran = daycite(*words)
        assert _SECRET not in ran.out + ran.err and "127.0.0.1:9" in ran.out + ran.err
