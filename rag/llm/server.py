"""What servers of language models have in common: whether one is there, how to connect, how a failure is reported."""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from index.errors import LLMError
from index.machine import is_here

CONNECT_SECONDS = 2.0
_LISTEN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a server ended an answer: the tokens it says the prompt had, and whether the answer was cut at its limit."""

    prompt_tokens: int | None
    cut: bool
    read_now: int | None = None
    """Of these tokens the ones that the server says it has read now; the others it may have had from before."""
    read_seconds: float | None = None
    """How long it says that took."""

    @property
    def reading_speed(self) -> float | None:
        """Tokens a second; None where the server does not tell."""
        return self.read_now / self.read_seconds if self.read_now and self.read_seconds else None


StreamPart = str | Ended
"""A piece of a model's answer, or its end."""


class ModelMissing(LLMError):
    """The server does not have the requested model, or none that can chat: `fix` says how to get one."""


class NotAllowed(LLMError):
    """The model is on another machine, and nobody has allowed that notes are sent there: `fix` says how to."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not on this machine, and your passages would be sent there",
            "To allow it, set DAYCITE_ALLOW_REMOTE_LLM=true",
        )


class ModelLoading(LLMError):
    """The server is there, and still brings its model into memory."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is still loading its model", "Try again in a moment, or use --no-llm")


class FormRefused(LLMError):
    """The server or model cannot be made to answer by a JSON schema."""


class Unusable(LLMError):
    """The server did its work, and what the model wrote is empty or cannot be read."""


def is_listening(url: str, port: int) -> bool:
    """Whether anything takes connections there: checked before a server's libraries are loaded."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    try:
        port = parts.port or (443 if parts.scheme == "https" else port)
        with socket.create_connection((parts.hostname or "127.0.0.1", port), timeout=_LISTEN_SECONDS):
            return True
    except (OSError, ValueError):
        return False


def client_settings(url: str) -> dict[str, Any]:
    """For httpx. A server on this machine is never reached by a proxy, which would read the notes."""
    verify = _authorities() if url.startswith("https:") else False
    return {"trust_env": not is_here(url), "verify": verify, "follow_redirects": False}


def _authorities() -> ssl.SSLContext:
    """Those of the system, of SSL_CERT_FILE (one's own server's certificate, say) and of Mozilla's list."""
    context = ssl.create_default_context()
    import certifi

    with suppress(OSError):
        context.load_verify_locations(certifi.where())
    return context


def place_of(url: str) -> str:
    """Where what is sent to a server goes, in words: "http://127.0.0.1:11434 (this machine)"."""
    return f"{url} (this machine)" if is_here(url) else url


def failed(server: str, error: Exception) -> LLMError:
    """A connection that was refused, cut or silent: libraries say "Connection error", the reason is what caused it."""
    reason = _reason(error)
    if "CERTIFICATE_VERIFY_FAILED" in reason or "certificate verify failed" in reason:
        told = reason.partition("certificate verify failed")[2].partition("(")[0].strip(" :]") or "not trusted"
        return LLMError(
            f"{server} shows a certificate that is not trusted ({told})", "Set SSL_CERT_FILE to its certificate's file"
        )
    return LLMError(f"{server} failed ({reason})", "Check that it is running, or use --no-llm")


def _reason(error: BaseException) -> str:
    """What the innermost cause that has words says."""
    told, cause, seen = "", error, 0
    while cause is not None and seen < 10:
        told = " ".join(str(cause).split())[:200] or told or type(cause).__name__
        cause, seen = cause.__cause__ or cause.__context__, seen + 1  # type: ignore[assignment]
    return told


def speaks_of_form(message: str) -> bool:
    """Whether an error is about the requested form of the answer, which can be requested in another way."""
    return any(word in message.casefold() for word in ("format", "grammar", "schema", "json", "structured"))
