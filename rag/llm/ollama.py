"""Ollama's server -> its models, and what one of them writes.

Ollama answers 200 while it drops what does not fit its window, so what it says it has read is returned to be compared.
Another window (`num_ctx`) than the one that a model was loaded with loads it anew, for daycite and again for the next
program: the loaded one is taken where it suffices, and none is named where the model is not loaded yet.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.errors import LLMError
from rag.llm.models import MOST_NOTES, SUGGESTED, Installed, billions, named, notes_tokens, ranked, why
from rag.llm.prompt import Messages, about
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
NEEDED = 2048  # tokens: prompt and answer fit; and the least that any version of Ollama gives a model by itself
_LISTING_SECONDS = 20.0
# What the client raises on bodies that are not JSON, or JSON of another shape: it checks neither.
_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)  # of a reply: no JSON, of another shape, too deep
_LEVELS_ONLY = frozenset(["gptoss", "gpt-oss"])  # families whose thinking has levels and no end


@dataclass(frozen=True, slots=True)
class Ollama:
    """One model of an Ollama server."""

    url: str
    model: str
    why: str
    window: int
    """Tokens that prompt and answer have together."""
    thinks_in_levels: bool
    patience: Patience
    names_window: bool = True
    """Whether requests name the window; else it is the least that the server gives by itself."""
    reads: int = MOST_NOTES
    keep_alive: str = ""
    """How long the server keeps the model loaded, as "30m"; "" leaves that to the server."""
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
        return pieces(
            lambda: self._stream(messages, form, most + spare), self.shown, self.patience, stop, about(messages)
        )

    @property
    def _named_window(self) -> dict[str, int]:
        return {"num_ctx": self.window} if self.names_window else {}

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
                keep_alive=self.keep_alive or None,
                options={"temperature": 0, "num_predict": most} | self._named_window,
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
    url: str,
    model: str,
    patience: Patience,
    may_send: Callable[[str], bool] = lambda place: False,
    keep_alive: str = "",
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
            found = _named(client, url, model, installed, patience, may_send)
        else:
            found = _first(client, url, installed, patience)
        return _fitted(replace(found, keep_alive=keep_alive), client)
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _named(
    client: "ollama.Client",
    url: str,
    model: str,
    installed: list[Installed],
    patience: Patience,
    may_send: Callable[[str], bool],
) -> Ollama:
    taken = named(model, installed)
    shown = _shown(client, taken.name, url)
    if not _chats(shown):
        raise LLMError(f"the model {taken.name} cannot chat", f"Choose another, or run: ollama pull {SUGGESTED}")
    remote = shown.remote_host or next((m.remote_host for m in installed if m.name == taken.name and m.remote), "")
    if remote and not may_send(_beyond(taken.name, remote)):
        raise NotAllowed(_beyond(taken.name, remote))
    reason = f"{taken.why}; it runs on someone else's machine, which receives your passages" if remote else taken.why
    return _of(url, taken.name, reason, shown, patience, remote)


def _first(client: "ollama.Client", url: str, installed: list[Installed], patience: Patience) -> Ollama:
    refused: list[str] = []
    for candidate in ranked(installed):
        shown = _shown(client, candidate.name, url)
        if _chats(shown) and not shown.remote_host:
            return _of(url, candidate.name, why(candidate, refused, installed), shown, patience)
        refused.append(candidate.name)
    raise ModelMissing("Ollama has no model that can chat", f"Run: ollama pull {SUGGESTED}")


def _beyond(model: str, host: str) -> str:
    return f"{host}, which runs {model} for Ollama"


def _of(url: str, name: str, why: str, shown: "_Shown", patience: Patience, remote: str = "") -> Ollama:
    info, details = shown.told.modelinfo or {}, shown.told.details
    family = str(info.get("general.architecture") or (details and details.family) or "")
    longest = info.get(f"{family}.context_length")
    window = min(NEEDED, longest) if isinstance(longest, int) and longest > 0 else NEEDED
    reads = notes_tokens(billions((details and details.parameter_size) or ""))
    return Ollama(url, name, why, window, family in _LEVELS_ONLY, patience, remote_host=remote, reads=reads)


def _fitted(model: Ollama, client: "ollama.Client") -> Ollama:
    """The model with the window that it is loaded with, where that suffices."""
    loaded = _loaded_windows(client)
    if model.model not in loaded:
        return replace(model, names_window=False)
    return replace(model, window=max(loaded[model.model], model.window))


def _loaded_windows(client: "ollama.Client") -> dict[str, int]:
    """Model -> tokens of the window that it is loaded with; none where the server is too old to say."""
    import httpx
    import ollama

    try:
        told = client._request_raw("GET", "/api/ps").json()  # type: ignore[no-untyped-call]
        rows = [(row["name"], row.get("context_length")) for row in told["models"]]
    except (httpx.HTTPError, OSError, ollama.ResponseError, KeyError, *_UNREADABLE):
        return {}
    return {str(name): tokens for name, tokens in rows if isinstance(tokens, int) and tokens > 0}


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
