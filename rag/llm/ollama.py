"""Ollama's server -> its models, and what one of them writes.

Ollama answers 200 while it drops what does not fit its window, so every request names the window (`num_ctx`), the same
each time, for another one loads the model anew; and what it says it has read is returned to be compared.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.errors import LLMError
from rag.llm.models import SUGGESTED, Installed, billions, named, ranked, why
from rag.llm.prompt import Messages
from rag.llm.server import (
    CONNECT_SECONDS,
    Ended,
    FormRefused,
    ModelMissing,
    NotAllowed,
    StreamPart,
    client_settings,
    failed,
    place_of,
    speaks_of_form,
)
from rag.llm.stream import Patience, Stop, pieces

if TYPE_CHECKING:
    import ollama

_UNKNOWN_HOST = "a machine of others'"
WINDOW = 8192  # tokens: what the passages of ten days take, at a price in memory that small machines can pay
_KEEP_ALIVE = "30m"
_LISTING_SECONDS = 20.0
# What the client raises on bodies that are not JSON, or JSON of another shape: it checks neither.
_UNREADABLE = (ValueError, TypeError, AttributeError)
_LEVELS_ONLY = frozenset(["gptoss", "gpt-oss"])  # families whose thinking has levels and no end


@dataclass(frozen=True, slots=True)
class Ollama:
    """One model of an Ollama server."""

    url: str
    model: str
    why: str
    window: int
    """Tokens that prompt and answer have together; the same in every request."""
    thinks_in_levels: bool
    patience: Patience
    remote_host: str = ""
    """The machine that runs the model, where Ollama only passes on what it is sent."""

    @property
    def name(self) -> str:
        return f"ollama:{self.model}"

    @property
    def place(self) -> str:
        return _beyond(self.model, self.remote_host) if self.remote_host else place_of(self.url)

    @property
    def shown(self) -> str:
        return f"Ollama ({self.model})"

    def write(
        self, messages: Messages, form: dict[str, Any] | None, most: int, stop: Stop | None = None
    ) -> Iterator[StreamPart]:
        """The model's words as they come, then what the server counted. Raises LLMError where that fails."""
        spare = most if self.thinks_in_levels else 0
        return pieces(lambda: self._stream(messages, form, most + spare), self.shown, self.patience, stop)

    def preload(self) -> None:
        """Has the server load the model, with the window that the questions will have. Raises LLMError."""
        for _ in pieces(lambda: self._stream((), None, 1), self.shown, self.patience):
            pass

    async def _stream(self, messages: Messages, form: dict[str, Any] | None, most: int) -> AsyncIterator[StreamPart]:
        import httpx
        import ollama

        ended = False
        silence = max(self.patience.first, self.patience.next) + 5  # `pieces` gives up before
        timeout = httpx.Timeout(silence, connect=CONNECT_SECONDS)
        client = ollama.AsyncClient(self.url, timeout=timeout, **client_settings(self.url))
        try:
            parts = await client.chat(
                self.model,
                messages=messages,
                stream=True,
                format=form,
                think="low" if self.thinks_in_levels else False,
                keep_alive=_KEEP_ALIVE,
                options={"temperature": 0, "num_ctx": self.window, "num_predict": most},
            )
            async for part in parts:
                if part.message.content:
                    yield part.message.content
                if part.done:
                    ended = True
                    yield Ended(part.prompt_eval_count, part.done_reason == "length")
        except ollama.ResponseError as error:
            raise self._refused(error, form) from error
        except (httpx.HTTPError, OSError) as error:
            raise failed(f"Ollama at {self.url}", error) from error
        except _UNREADABLE as error:
            raise LLMError(f"Ollama at {self.url} sent an unreadable reply", "See its log, or use --no-llm") from error
        finally:
            await client.close()  # type: ignore[no-untyped-call]
        if not ended:
            raise LLMError(f"Ollama ({self.model}) stopped in the middle of its answer", "See its log, or use --no-llm")

    def _refused(self, error: "ollama.ResponseError", form: dict[str, Any] | None) -> LLMError:
        if error.status_code == 404:
            return ModelMissing(f"Ollama has no model '{self.model}'", f"Run: ollama pull {self.model}")
        reason = " ".join(str(error.error).split())[:300] or f"status {error.status_code}"
        if form is not None and error.status_code in (400, 500) and speaks_of_form(reason):
            return FormRefused(f"Ollama: {reason}")
        return LLMError(f"Ollama: {reason}", "See its log, use another --model, or --no-llm")


def find_ollama_model(
    url: str, model: str, patience: Patience, may_send: Callable[[str], bool] = lambda place: False
) -> Ollama:
    """The model asked for, or the first that can chat and runs on the server itself.

    Raises LLMError saying what is missing, NotAllowed where the model asked for runs on a machine of others'.
    """
    import httpx
    import ollama

    timeout = httpx.Timeout(_LISTING_SECONDS, connect=CONNECT_SECONDS)
    client = ollama.Client(url, timeout=timeout, **client_settings(url))
    try:
        installed = _installed(client, url)
        if model:
            taken = named(model, installed)
            shown = _shown(client, taken.name, url)
            if not _chats(shown):
                raise LLMError(
                    f"the model {taken.name} cannot chat", f"Choose another, or run: ollama pull {SUGGESTED}"
                )
            told = next((m.remote_host for m in installed if m.name == taken.name and m.remote), "")
            remote = shown.remote_host or told
            if remote and not may_send(_beyond(taken.name, remote)):
                raise NotAllowed(_beyond(taken.name, remote))
            reason = (
                f"{taken.why}; it runs on someone else's machine, which receives your passages" if remote else taken.why
            )
            return _of(url, taken.name, reason, shown, patience, remote)
        refused: list[str] = []
        for candidate in ranked(installed):
            shown = _shown(client, candidate.name, url)
            if _chats(shown) and not shown.remote_host:
                return _of(url, candidate.name, why(candidate, refused, installed), shown, patience)
            refused.append(candidate.name)
    finally:
        client.close()  # type: ignore[no-untyped-call]
    raise ModelMissing("Ollama has no model that can chat", f"Run: ollama pull {SUGGESTED}")


def _beyond(model: str, host: str) -> str:
    return f"{host}, which runs {model} for Ollama"


def _of(url: str, name: str, why: str, shown: "_Shown", patience: Patience, remote: str = "") -> Ollama:
    info, details = shown.told.modelinfo or {}, shown.told.details
    family = str(info.get("general.architecture") or (details and details.family) or "")
    longest = info.get(f"{family}.context_length")
    window = min(WINDOW, longest) if isinstance(longest, int) and longest > 0 else WINDOW
    return Ollama(url, name, why, window, family in _LEVELS_ONLY, patience, remote)


def _chats(model: "_Shown") -> bool:
    """Servers older than 0.6.4 report no capabilities: there the metadata has to do."""
    shown = model.told
    info = shown.modelinfo or {}
    if shown.capabilities is not None:
        return "completion" in shown.capabilities
    return not any(key.endswith(".pooling_type") for key in info)


def _installed(client: "ollama.Client", url: str) -> list[Installed]:
    import httpx
    import ollama

    try:
        # Raw, because the client's types leave out where a model runs.
        told = client._request_raw("GET", "/api/tags").json()  # type: ignore[no-untyped-call]
        hosts = {str(row.get("model")): _host(row) for row in told["models"]}
        listed = ollama.ListResponse(**told).models
    except (httpx.HTTPError, OSError) as error:
        raise failed(f"Ollama at {url}", error) from error
    except (ollama.ResponseError, KeyError, *_UNREADABLE) as error:
        reason = " ".join(str(error).split())[:120]
        raise LLMError(
            f"{url} is not an Ollama server ({reason})", "Set DAYCITE_OLLAMA_URL, or use --no-llm"
        ) from error
    return [_listed(model, hosts.get(model.model, "")) for model in listed if model.model]


def _listed(model: Any, host: str) -> Installed:
    details = model.details
    size = billions((details and details.parameter_size) or "", int(model.size or 0))
    name = str(model.model)
    # Models "in the cloud" are a few hundred bytes here that name another host.
    looks_so = name.endswith(("-cloud", ":cloud")) or 0 < int(model.size or 0) < 1_000_000
    return Installed(name, (details and details.family) or "", size, host or (_UNKNOWN_HOST if looks_so else ""))


def _host(told: dict[str, Any]) -> str:
    """The machine that a model is said to run on, "" for the server itself."""
    host, model = told.get("remote_host"), told.get("remote_model")
    return str(host) if host else _UNKNOWN_HOST if model else ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What /api/show tells of a model."""

    told: "ollama.ShowResponse"
    remote_host: str


def _shown(client: "ollama.Client", name: str, url: str) -> _Shown:
    import httpx
    import ollama

    try:
        told = client._request_raw("POST", "/api/show", json={"model": name}).json()  # type: ignore[no-untyped-call]
        return _Shown(ollama.ShowResponse(**told), _host(told))
    except ollama.ResponseError as error:
        if error.status_code == 404:
            raise ModelMissing(f"Ollama has no model '{name}'", f"Run: ollama pull {name}") from error
        raise LLMError(f"Ollama: {' '.join(str(error.error).split())[:300]}", "See its log, or use --no-llm") from error
    except (httpx.HTTPError, OSError) as error:
        raise failed(f"Ollama at {url}", error) from error
    except _UNREADABLE as error:
        raise LLMError(f"Ollama at {url} sent an unreadable reply", "See its log, or use --no-llm") from error
