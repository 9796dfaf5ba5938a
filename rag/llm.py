"""Messages -> statements by a local LLM through Ollama. Its citations are numbers of passages, and can be no others."""

import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from index.errors import LLMError
from rag.prompt import Prompt

CONTEXT_TOKENS = 8192
ANSWER_TOKENS = 1024
_CONNECT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement as the LLM gave it, with the numbers of the passages it named."""

    text: str
    numbers: tuple[int, ...]


class Ollama:
    """One model of an Ollama server."""

    def __init__(self, url: str, model: str, timeout: float) -> None:
        self.model = model
        self._url, self._timeout = url, timeout

    @property
    def name(self) -> str:
        return f"ollama:{self.model}"

    def draft(self, prompt: Prompt) -> list[Draft]:
        """Statements for the prompt. Raises LLMError when the server fails, is too slow or gives no usable answer."""
        reply = self._chat(prompt)
        try:
            statements = json.loads(reply)["statements"]
            drafts = [Draft(str(s["text"]).strip(), tuple(int(n) for n in s["notes"])) for s in statements]
        except (ValueError, KeyError, TypeError) as error:
            raise LLMError(
                f"the model {self.model} gave an answer that cannot be read", "Try another --model"
            ) from error
        allowed = range(1, len(prompt.passages) + 1)
        return [Draft(d.text, tuple(n for n in d.numbers if n in allowed)) for d in drafts if d.text]

    def _chat(self, prompt: Prompt) -> str:
        import httpx
        import ollama

        client = ollama.Client(self._url, timeout=httpx.Timeout(self._timeout, connect=_CONNECT_SECONDS))
        try:
            reply = client.chat(
                self.model,
                messages=prompt.messages,
                format=_schema(len(prompt.passages)),
                think=False,
                keep_alive="10m",
                options={"temperature": 0, "num_ctx": CONTEXT_TOKENS, "num_predict": ANSWER_TOKENS},
            )
        except ollama.ResponseError as error:
            fix = (
                f"Run: ollama pull {self.model}"
                if error.status_code == 404
                else "Look at Ollama's log, or use --no-llm"
            )
            raise LLMError(f"Ollama: {error.error}", fix) from error
        except (httpx.HTTPError, ConnectionError) as error:
            message = f"Ollama at {self._url} failed ({error or type(error).__name__})"
            raise LLMError(message, "See that it runs, or use --no-llm") from error
        return reply.message.content or ""


def find_ollama(url: str, model: str, timeout: float) -> Ollama:
    """The model asked for, or the first that can chat. Raises LLMError saying what is missing."""
    if not is_listening(url):
        raise LLMError(f"no Ollama answers at {url}", "Start it with: ollama serve, or use --no-llm")
    names = _installed(url)
    if model:
        if not any(name in (model, f"{model}:latest") for name in names):
            raise LLMError(f"Ollama has no model '{model}'", f"Run: ollama pull {model}")
        return Ollama(url, model, timeout)
    chatting = [name for name in names if "embed" not in name and "bge" not in name and "minilm" not in name]
    if not chatting:
        raise LLMError("Ollama has no model that can chat", "Run: ollama pull llama3.2")
    return Ollama(url, chatting[0], timeout)


def is_listening(url: str) -> bool:
    """Whether anything takes connections there: asked before the client's libraries are loaded."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 11434)
        with socket.create_connection((parts.hostname or "127.0.0.1", port), timeout=_CONNECT_SECONDS):
            return True
    except (OSError, ValueError):
        return False


def _installed(url: str) -> Sequence[str]:
    import httpx
    import ollama

    try:
        models = ollama.Client(url, timeout=httpx.Timeout(10.0, connect=_CONNECT_SECONDS)).list().models
    except (httpx.HTTPError, ConnectionError, ollama.ResponseError, ValueError) as error:
        raise LLMError(
            f"what answers at {url} is no Ollama ({error})", "Set --llm off, or DAYCITE_OLLAMA_URL"
        ) from error
    return [m.model for m in models if m.model]


def _schema(passages: int) -> dict[str, Any]:
    number = {"type": "integer", "enum": list(range(1, passages + 1))}
    one = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "notes": {"type": "array", "items": number, "minItems": 1}},
        "required": ["text", "notes"],
    }
    statements = {"type": "array", "items": one, "maxItems": 8}
    return {"type": "object", "properties": {"statements": statements}, "required": ["statements"]}
