"""A server that still loads its model is waited for, with a word on screen, as long as there is time."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rag.answer.sources import Sources
from rag.llm import loading, openai
from rag.llm.find import LLMSettings, find_llm
from rag.llm.loading import once_loaded
from rag.llm.server import ModelLoading
from rag.llm.stream import Patience, Stop, Stopped
from tests.fake_ollama import statements
from tests.fake_openai import FakeOpenAI, serving_openai
from tests.rag.llm.conftest import asked

_LONG = Patience(60.0, 60.0)
_LOCAL = "CNN neurons see a small local region of the image."


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    monkeypatch.setattr(loading, "_AGAIN", 0.02)
    monkeypatch.setattr(openai, "_AGAIN", 0.02)
    with serving_openai() as server:
        yield server


def test_it_is_waited_for_before_it_is_asked_and_before_it_answers(fake: FakeOpenAI, sources: Sources) -> None:
    shown: list[str] = []
    fake.loads_for = 2
    fake.says = lambda prompt: statements((_LOCAL, [int(prompt[: prompt.index("local region")].rpartition("=")[2][0])]))
    llm = find_llm(LLMSettings(openai_url=fake.url, patience=replace(_LONG, live=shown.append)))
    assert shown[0].startswith(f"{fake.url} is still loading its model (") and shown[-1] == ""
    fake.loads_for = 2
    answer = asked("what did I learn about CNNs", sources, llm)
    assert answer.answered_by == llm.name and [s.text for s in answer.statements] == [_LOCAL]
    assert any("is being loaded, then reads about" in words for words in shown)


def test_where_nothing_is_shown_in_place_it_is_announced_once(fake: FakeOpenAI) -> None:
    announced: list[str] = []
    fake.loads_for = 3
    find_llm(LLMSettings(openai_url=fake.url, patience=replace(_LONG, announce=announced.append)))
    assert announced == [f"{fake.url} is still loading its model"]


@pytest.mark.parametrize("settings", [LLMSettings(patience=Patience(0.0)), LLMSettings(waits=False)])
def test_who_has_no_time_is_told(settings: LLMSettings, fake: FakeOpenAI) -> None:
    fake.loads_for = 1
    with pytest.raises(ModelLoading, match="still loading") as told:
        find_llm(replace(settings, openai_url=fake.url))
    assert "Try again" in told.value.fix


def test_who_leaves_ends_the_wait(fake: FakeOpenAI) -> None:
    stop = Stop()
    stop()
    fake.loads_for = 1
    with pytest.raises(Stopped):
        find_llm(LLMSettings(openai_url=fake.url, patience=_LONG, stop=stop))


def test_so_does_ctrl_c() -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(Stopped):
        once_loaded(pressed, _LONG)
