"""Where a language model may be had -> the one that phrases the answers: Ollama's, or an OpenAI-style server's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from index.errors import LLMError
from rag.llm.prompt import Messages
from rag.llm.server import StreamPart, is_listening
from rag.llm.stream import Patience, Stop

_OLLAMA_PORT = 11434


class LLM(Protocol):
    """A language model that phrases answers."""

    @property
    def name(self) -> str: ...

    @property
    def why(self) -> str:
        """Why this model was taken."""

    @property
    def window(self) -> int:
        """Tokens that prompt and answer have together."""

    def write(
        self, messages: Messages, form: dict[str, Any] | None, most: int, stop: Stop | None = None
    ) -> Iterator[StreamPart]:
        """At most `most` tokens by the JSON schema `form`, piece by piece; then how it ended. Raises LLMError."""

    def preload(self) -> None:
        """Has the model brought into memory before the first question."""


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """Where to look for a model; an OpenAI-style address goes over Ollama's."""

    ollama_url: str = "http://127.0.0.1:11434"
    openai_url: str = ""
    model: str = ""
    patience: Patience = field(default_factory=Patience)


def find_llm(place: LLMSettings) -> LLM:
    """The model asked for, or the first that can chat. Raises LLMError saying what is missing."""
    if place.openai_url:
        url = _checked(place.openai_url).rstrip("/")
        if not is_listening(url, 80):
            raise LLMError(f"no server answers at {url}", "Start it, set DAYCITE_LLM_URL, or use --no-llm")

        from rag.llm.openai import find_openai_model as find_openai_model

        return find_openai_model(url, place.model, place.patience)
    if not is_listening(place.ollama_url, _OLLAMA_PORT):
        raise LLMError(f"Ollama is not running at {place.ollama_url}", "Start it with: ollama serve, or use --no-llm")

    from rag.llm.ollama import find_ollama_model as find_ollama_model

    return find_ollama_model(place.ollama_url, place.model, place.patience)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LLMError(f"{url!r} is not a server address", "Write it as http://127.0.0.1:8080/v1")
    return url
