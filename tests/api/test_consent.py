"""Nothing goes to another machine without consent, by a setting or a "yes" on a terminal; and answers tell where to."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from index.machine import whereabouts
from tests.api.conftest import Daycite
from tests.fake_ollama import FakeOllama, Model, serving, statements

_ASKED = ("query", "what do CNN neurons see?")
_SAYS = statements(("CNN neurons see a small local region of the image.", [1]))


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """A name of this machine's that is looked up as one of another, and leads here all the same when it is called."""
    real = socket.getaddrinfo

    def looked_up(host: Any, *more: Any, **kinds: Any) -> Any:
        remote = host in ("gpu.lan", b"gpu.lan")
        found = real("127.0.0.1" if remote else host, *more, **kinds)
        asked_whose = remote and more == (None,)
        return [(*info[:4], ("192.0.2.7", 0)) for info in found] if asked_whose else found

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return "gpu.lan"


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("http://127.0.0.1:11434", "here"),
        ("localhost:11434", "here"),
        ("http://[::1]:1", "here"),
        ("http://127.1:1", "here"),
        ("http://192.0.2.7:1", "elsewhere"),
        ("http://127.0.0.1@192.0.2.7/", "elsewhere"),
        ("http://gpu.lan:1", "elsewhere"),
        ("http://no such host:1", "nowhere"),
    ],
)
def test_whose_an_address_is(url: str, where: str, elsewhere: str) -> None:
    assert whereabouts(url) == where


def _remote(monkeypatch: pytest.MonkeyPatch, server: FakeOllama, name: str) -> str:
    url = server.url.replace("127.0.0.1", name)
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", url)
    server.says(_SAYS)
    return url


def test_a_model_on_another_machine_gets_nothing_unasked(
    daycite: Daycite, notes: Path, data: Path, fake_ollama: FakeOllama, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _remote(monkeypatch, fake_ollama, elsewhere)
    told = daycite(*_ASKED, "--notes", notes)
    assert told.code == 0 and f"{url} is not on this machine" in told.out and "DAYCITE_ALLOW_REMOTE_LLM" in told.out
    must = daycite(*_ASKED, "--llm", "--notes", notes)
    assert must.code == 1 and f"{url} is not on this machine" in must.err
    assert "is not on this machine" in daycite("doctor", "--notes", notes).out
    assert fake_ollama.requests == [], "not even a greeting"


def test_with_the_setting_it_is_used_and_named(
    daycite: Daycite, notes: Path, data: Path, fake_ollama: FakeOllama, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _remote(monkeypatch, fake_ollama, elsewhere)
    monkeypatch.setenv("DAYCITE_ALLOW_REMOTE_LLM", "true")
    told = daycite(*_ASKED, "--notes", notes).out
    assert f"(passages sent to {url})\n(written by ollama:tiny:latest" in told
    assert json.loads(daycite(*_ASKED, "--notes", notes, "--json").out)["sent_to"] == url
    assert f"your passages are sent to {url}" in daycite("doctor", "--notes", notes).out


def test_a_yes_on_a_terminal_is_remembered_for_that_address(
    daycite: Daycite, notes: Path, data: Path, fake_ollama: FakeOllama, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _remote(monkeypatch, fake_ollama, elsewhere)
    asked: list[str] = []

    def confirmed(question: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("api.cli.commands.ask.confirmed", confirmed)
    assert "your notes' own sentences" in daycite(*_ASKED, "--notes", notes).out
    for _ in range(2):
        assert f"(passages sent to {url})" in daycite(*_ASKED, "--notes", notes).out
    assert len(asked) == 2 and url in asked[0] and "passages of your notes" in asked[0]
    assert (data / "allowed.json").stat().st_mode & 0o077 == 0


def test_a_model_here_needs_no_consent_and_is_named(daycite: Daycite, notes: Path, data: Path, ollama: str) -> None:
    assert f"(passages sent to {ollama} (this machine))" in daycite(*_ASKED, "--notes", notes).out
    told = json.loads(daycite(*_ASKED, "--no-llm", "--notes", notes, "--json").out)
    assert told["sent_to"] == ""


@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "mine:latest"])
def test_a_model_that_ollama_runs_at_others_needs_it_too(
    daycite: Daycite, notes: Path, data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Named by its host alone: a model made of one in the cloud has any name, and any size."""
    with serving(Model(name, remote_host="https://ollama.com:443")) as server:
        monkeypatch.setenv("DAYCITE_OLLAMA_URL", server.url)
        server.says(_SAYS)
        assert "your notes' own sentences" in daycite(*_ASKED, "--notes", notes).out, "never taken by itself"
        told = daycite(*_ASKED, "--model", name, "--notes", notes)
        assert told.code == 1 and "https://ollama.com:443, which runs" in told.err
        assert not server.chats
        monkeypatch.setenv("DAYCITE_ALLOW_REMOTE_LLM", "true")
        assert "(passages sent to https://ollama.com:443" in daycite(*_ASKED, "--model", name, "--notes", notes).out


def test_vectors_go_to_no_other_machine_unasked(
    daycite: Daycite, notes: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYCITE_CHROMA", "http://192.0.2.7:8000")
    told = daycite("index", notes)
    assert told.code == 1 and "http://192.0.2.7:8000 is not on this machine" in told.err
    assert "DAYCITE_ALLOW_REMOTE_CHROMA" in told.err
    assert daycite("days", "--notes", notes).code == 0, "what needs no vectors works"
