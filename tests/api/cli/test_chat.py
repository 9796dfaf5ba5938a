"""`daycite chat`: question after question."""

import io
from pathlib import Path

import pytest

from tests.api.conftest import Daycite


def _typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_question_goes_on_from_the_one_before(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daycite("index", notes)
    _typed(monkeypatch, "what did I learn about CNNs in March 2020", "and what about pooling?", "", "never asked")
    ran = daycite("chat", "--notes", notes, "--no-llm")
    assert ran.code == 0 and "never asked" not in ran.out
    first, second = ran.out.split("(your notes' own sentences: no language model was used)\n")[:2]
    assert "local region" in first and "Interpreted as" not in first
    assert "Interpreted as “what did I learn about CNNs in March 2020: pooling?”." in second
    assert "Pooling layers shrink the feature maps of a CNN." in second


def test_what_cannot_be_asked_is_told_and_the_chat_goes_on(
    daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daycite("index", notes)
    _typed(monkeypatch, "-lasers", "tomatoes behind the house")
    ran = daycite("chat", "--notes", notes, "--no-llm")
    assert ran.code == 0 and "only says what to exclude" in ran.err and "Planted tomatoes" in ran.out


def test_an_llm_that_is_demanded_must_be_there(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _typed(monkeypatch, "CNN")
    ran = daycite("chat", "--notes", notes, "--llm")
    assert ran.code == 1 and "Ollama is not running" in ran.err
