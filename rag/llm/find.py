"""Where a language model may be had -> the one that phrases the answers: Ollama's, or an OpenAI-style server's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from index.errors import LLMError
from index.machine import whereabouts
from rag.llm.prompt import Messages
from rag.llm.reading_speed import ReadingSpeeds
from rag.llm.server import NotAllowed, StreamPart, is_listening
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
    def place(self) -> str:
        """Where what it reads is sent, in words."""

    @property
    def window(self) -> int:
        """Tokens that prompt and answer have together."""

    @property
    def patience(self) -> Patience:
        """How long it is waited for, and how long it may write."""

    @property
    def reads(self) -> int:
        """Tokens of notes that a prompt should have at most, for an answer that comes soon and to the point."""

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
    may_send: Callable[[str], bool] = lambda place: False
    """Whether notes may be sent to a place that is not this machine."""
    key: str = ""
    """What an OpenAI-style server asks for."""
    keep_alive: str = ""
    """How long Ollama keeps the model loaded; "" leaves that to Ollama."""
    speeds: ReadingSpeeds = field(default_factory=ReadingSpeeds)
    """How fast models have been seen to read."""
    waits: bool = True
    """Whether a server that is still loading its model is waited for."""
    stop: Stop | None = None
    """Ends that wait."""


def find_llm(place: LLMSettings) -> LLM:
    """The model asked for, or the first that can chat. Raises LLMError saying what is missing.

    Nothing is sent, not even a greeting, to another machine that `may_send` does not allow: NotAllowed is raised.
    """
    if place.openai_url:
        url = _checked(place.openai_url).rstrip("/")
        if not _reachable(place, url, 80):
            raise LLMError(f"no server answers at {url}", "Start it, set DAYCITE_LLM_URL, or use --no-llm")

        wait = place.patience if place.waits else None
        from rag.llm.openai import find_openai_model as find_openai_model

        return find_openai_model(url, place.model, place.patience, place.key, place.speeds, wait, place.stop)
    if not _reachable(place, place.ollama_url, _OLLAMA_PORT):
        raise LLMError(f"Ollama is not running at {place.ollama_url}", "Start it with: ollama serve, or use --no-llm")

    from rag.llm.ollama import find_ollama_model as find_ollama_model

    return find_ollama_model(
        place.ollama_url, place.model, place.patience, place.may_send, place.keep_alive, place.speeds
    )


def _reachable(place: LLMSettings, url: str, port: int) -> bool:
    where = whereabouts(url)
    if where == "elsewhere" and not place.may_send(url):
        raise NotAllowed(url)
    return where != "nowhere" and is_listening(url, port)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LLMError(f"{url!r} is not a server address", "Write it as http://127.0.0.1:8080/v1")
    return url
