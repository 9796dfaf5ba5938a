"""Which model is taken of those that are installed."""

import pytest

from index.errors import LLMError
from rag.llm.models import Installed, billions, named, ranked, why

_3B, _8B, _70B = (
    Installed("llama3.2:3b", "llama", 3.2),
    Installed("llama3.1:8b", "llama", 8.0),
    Installed("llama3.3", "llama", 70.6),
)
_TINY = Installed("qwen3:0.6b", "qwen3", 0.75)
_EMBED = Installed("nomic-embed-text:latest", "nomic-bert", 0.137)
_BGE = Installed("bge-m3:latest", "bert", 0.567)
_CODER = Installed("qwen2.5-coder:7b", "qwen2", 7.6)
_BASE = Installed("llama3:8b-text", "llama", 8.0)
_CLOUD = Installed("gpt-oss:120b-cloud", "gptoss", 116.8, remote_host="https://ollama.com")
_VISION = Installed("llava:7b", "llama", 7.2)


@pytest.mark.parametrize(
    ("installed", "order"),
    [
        ([_70B, _8B, _3B], ["llama3.2:3b", "llama3.1:8b", "llama3.3"]),
        ([_TINY, _70B], ["llama3.3", "qwen3:0.6b"]),
        ([_EMBED, _BGE, _70B], ["llama3.3"]),
        ([_CODER, _VISION, _70B], ["llama3.3", "llava:7b", "qwen2.5-coder:7b"]),
        ([_BASE, _TINY], ["qwen3:0.6b", "llama3:8b-text"]),
        ([_CLOUD], []),
        ([_EMBED], []),
        ([Installed("mine:latest"), _3B], ["llama3.2:3b", "mine:latest"]),
    ],
)
def test_small_models_for_conversation_come_first(installed: list[Installed], order: list[str]) -> None:
    assert [model.name for model in ranked(installed)] == order


@pytest.mark.parametrize(
    ("name", "taken"),
    [("llama3.3", "llama3.3"), ("nomic-embed-text", "nomic-embed-text:latest"), ("LLAMA3.2:3B", "llama3.2:3b")],
)
def test_a_model_named_is_taken(name: str, taken: str) -> None:
    assert named(name, [_3B, _70B, _EMBED]).name == taken


def test_a_model_that_is_missing_is_told_with_the_line_to_run() -> None:
    with pytest.raises(LLMError) as told:
        named("llama3.2", [_3B])
    assert str(told.value) == "Ollama has no model 'llama3.2'. Run: ollama pull llama3.2"


@pytest.mark.parametrize(
    ("size", "on_disk", "expected"),
    [
        ("3.2B", 0, 3.2),
        ("137M", 0, 0.137),
        ("137.4M", 0, 0.1374),
        ("1.04T", 0, 1040),
        ("", 4_800_000_000, 8.0),
        ("", 0, None),
    ],
)
def test_sizes(size: str, on_disk: int, expected: float | None) -> None:
    assert billions(size, on_disk) == (None if expected is None else pytest.approx(expected))


def test_the_choice_says_why() -> None:
    assert why(_3B, [], [_3B]) == "the only one that can chat, 3.2B"
    told = why(_3B, ["odd:1b"], [_70B, _3B, _EMBED, _CLOUD, Installed("odd:1b", "llama", 1.2)])
    assert told == (
        "first of 2 that can chat, small ones first, 3.2B; cannot chat: odd:1b, nomic-embed-text:latest; "
        "not on this machine: gpt-oss:120b-cloud"
    )
