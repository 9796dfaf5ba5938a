"""Ollama's server -> its models, and what one of them writes.

Ollama answers 200 while it drops what does not fit its window, so what it says it has read is returned to be compared.
Another window (`num_ctx`) than the one that a model was loaded with loads it anew, for daycite and again for the next
program: the loaded one is taken where it suffices, and none is named where the model is not loaded yet.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from index.errors import LLMError
from rag.llm.models import SUGGESTED, Installed, billions, named, ranked, why
from rag.llm.ollama_models import UNREADABLE, ShownModel, chats, installed_models, loaded_windows, shown_model
from rag.llm.prompt import Messages, about
from rag.llm.reading_speed import ReadingSpeeds, listened, notes_tokens
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

NEEDED = 2048  # tokens: prompt and answer fit; and the least that any version of Ollama gives a model by itself
_LISTING_SECONDS = 20.0
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
    reads: int = notes_tokens(None)
    """Tokens of notes that a prompt should have at most."""
    keep_alive: str = ""
    """How long the server keeps the model loaded, as "30m"; "" leaves that to the server."""
    remote_host: str = ""
    """The machine that runs the model, where Ollama only passes on what it is sent."""
    billions: float | None = None
    """Of parameters; None where that is unknown."""
    heard: Callable[[Ended], None] = field(default=lambda ended: None, compare=False)
    """Told how each answer ended."""

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
        parts: Iterator[StreamPart] = pieces(
            lambda: self._stream(messages, form, most + spare), self.shown, self.patience, stop, about(messages)
        )
        return listened(parts, self.heard)

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
                    yield _end(part)
        except ollama.ResponseError as error:
            raise self._refused(error, form) from error
        except (httpx.HTTPError, OSError) as error:
            raise failed(f"Ollama at {self.url}", error) from error
        except UNREADABLE as error:
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
    speeds: ReadingSpeeds | None = None,
) -> Ollama:
    """The model asked for, or the first that can chat and runs on the server itself.

    Raises LLMError saying what is missing, NotAllowed where the model asked for runs on a machine of others'.
    """
    import httpx
    import ollama

    timeout = httpx.Timeout(_LISTING_SECONDS, connect=CONNECT_SECONDS)
    client = ollama.Client(url, timeout=timeout, **client_settings(url))
    try:
        installed = installed_models(client, url)
        if model:
            found = _named(client, url, model, installed, patience, may_send)
        else:
            found = _first(client, url, installed, patience)
        return _fitted(replace(_at_its_speed(found, speeds or ReadingSpeeds()), keep_alive=keep_alive), client)
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
    shown = shown_model(client, taken.name, url)
    if not chats(shown):
        raise LLMError(f"the model {taken.name} cannot chat", f"Choose another, or run: ollama pull {SUGGESTED}")
    remote = shown.remote_host or next((m.remote_host for m in installed if m.name == taken.name and m.remote), "")
    if remote and not may_send(_beyond(taken.name, remote)):
        raise NotAllowed(_beyond(taken.name, remote))
    reason = f"{taken.why}; it runs on someone else's machine, which receives your passages" if remote else taken.why
    return _of(url, taken.name, reason, shown, patience, remote)


def _first(client: "ollama.Client", url: str, installed: list[Installed], patience: Patience) -> Ollama:
    refused: list[str] = []
    for candidate in ranked(installed):
        shown = shown_model(client, candidate.name, url)
        if chats(shown) and not shown.remote_host:
            return _of(url, candidate.name, why(candidate, refused, installed), shown, patience)
        refused.append(candidate.name)
    raise ModelMissing("Ollama has no model that can chat", f"Run: ollama pull {SUGGESTED}")


def _beyond(model: str, host: str) -> str:
    return f"{host}, which runs {model} for Ollama"


def _of(url: str, name: str, why: str, shown: ShownModel, patience: Patience, remote: str = "") -> Ollama:
    info, details = shown.told.modelinfo or {}, shown.told.details
    family = str(info.get("general.architecture") or (details and details.family) or "")
    longest = info.get(f"{family}.context_length")
    window = min(NEEDED, longest) if isinstance(longest, int) and longest > 0 else NEEDED
    size = billions((details and details.parameter_size) or "")
    return Ollama(url, name, why, window, family in _LEVELS_ONLY, patience, remote_host=remote, billions=size)


def _at_its_speed(model: Ollama, speeds: ReadingSpeeds) -> Ollama:
    """The model with as many notes as it has been seen to read in time."""
    name = f"{model.url} {model.model}"
    return replace(model, reads=speeds.budget(name, model.billions), heard=speeds.heard(name))


def _end(part: "ollama.ChatResponse") -> Ended:
    """Counts as Ollama tells them; the time that it needed for the prompt is in nanoseconds."""
    seconds = (part.prompt_eval_duration or 0) / 1e9 or None
    return Ended(part.prompt_eval_count, part.done_reason == "length", part.prompt_eval_count, seconds)


def _fitted(model: Ollama, client: "ollama.Client") -> Ollama:
    """The model with the window that it is loaded with, where that suffices."""
    loaded = loaded_windows(client)
    if model.model not in loaded:
        return replace(model, names_window=False)
    return replace(model, window=max(loaded[model.model], model.window))
