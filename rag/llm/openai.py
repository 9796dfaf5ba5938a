"""An OpenAI-compatible server (llama.cpp, LM Studio, vLLM) -> its model, and what that writes.

The protocol has no way to name the window: it is taken from what the server reports of its model, else assumed small.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import LLMError
from rag.llm.loading import once_loaded
from rag.llm.models import Installed, billions, ranked, short_name
from rag.llm.prompt import Messages, about
from rag.llm.reading_speed import ReadingSpeeds, listened, notes_tokens
from rag.llm.server import (
    CONNECT_SECONDS,
    Ended,
    FormRefused,
    ModelLoading,
    ModelMissing,
    StreamPart,
    client_settings,
    failed,
    place_of,
    speaks_of_form,
)
from rag.llm.stream import Loading, Patience, Stop, pieces

if TYPE_CHECKING:
    import openai

_WINDOW, _LARGEST = 4096, 16384
_LISTING_SECONDS = 20.0
_LESS_AGAIN = 1.0  # taken from the likelihood of a token for each time it was written: a small model goes round less
_AGAIN = 1.0  # seconds until a server that loads its model is asked again
_KEY = "none"  # servers on one's own machine ask for none, the client insists on one


@dataclass(frozen=True, slots=True)
class OpenAIStyle:
    """One model of such a server."""

    url: str
    model: str
    why: str
    window: int
    patience: Patience
    reads: int = notes_tokens(None)
    """Tokens of notes that a prompt should have at most."""
    key: str = ""
    is_llama_cpp: bool = False
    """Whether it is llama.cpp's own server, which can tell how far it has read."""
    heard: Callable[[Ended], None] = field(default=lambda ended: None, compare=False)
    """Told how each answer ended."""

    @property
    def name(self) -> str:
        return f"openai:{short_name(self.model)}"

    @property
    def place(self) -> str:
        return place_of(self.url)

    @property
    def shown(self) -> str:
        return f"{self.url} ({short_name(self.model)})"

    def write(
        self, messages: Messages, form: dict[str, Any] | None, most: int, stop: Stop | None = None
    ) -> Iterator[StreamPart]:
        """The model's words as they come, then what the server counted. Raises LLMError where that fails."""
        parts: Iterator[StreamPart] = pieces(
            lambda: self._stream(messages, form, most), self.shown, self.patience, stop, about(messages)
        )
        return listened(parts, self.heard)

    def preload(self) -> None:
        """Nothing: such a server has its model loaded, or loads it with the first question."""

    def _client(self) -> "openai.AsyncOpenAI":
        import httpx2
        import openai

        silence = max(self.patience.first, self.patience.next) + 5  # `pieces` gives up before
        timeout = httpx2.Timeout(silence, connect=CONNECT_SECONDS)
        http = httpx2.AsyncClient(timeout=timeout, **client_settings(self.url))
        return openai.AsyncOpenAI(
            base_url=self.url, api_key=self.key or _KEY, max_retries=0, timeout=timeout, http_client=http
        )

    async def _stream(
        self, messages: Messages, form: dict[str, Any] | None, most: int
    ) -> AsyncIterator[StreamPart | Loading]:
        loading = False
        while True:
            try:
                async for part in self._answer(messages, form, most):
                    yield part
            except ModelLoading:
                if not loading:
                    yield Loading()
                loading = True
                await asyncio.sleep(_AGAIN)
            else:
                return

    def _asked_for(self, form: dict[str, Any] | None) -> dict[str, Any]:
        """The form of the answer, and of llama.cpp's server how far it has read.

        While it tells that, it sees after each batch that the client is gone; else once a second. Without a form it is
        held from writing the same again, which is what it mostly did where the first form failed.
        """
        json_schema = {"name": "answer", "schema": form, "strict": True}
        named = {"response_format": {"type": "json_schema", "json_schema": json_schema}} if form else {}
        if not self.is_llama_cpp:
            return named
        less_again = {} if form else {"frequency_penalty": _LESS_AGAIN}
        return named | less_again | {"extra_body": {"return_progress": True}}

    async def _answer(self, messages: Messages, form: dict[str, Any] | None, most: int) -> AsyncIterator[StreamPart]:
        import httpx2
        import openai

        client = self._client()
        reason = tokens = timings = None
        try:
            parts: AsyncIterator[openai.types.chat.ChatCompletionChunk] = await client.chat.completions.create(
                model=self.model,
                messages=list[Any](messages),  # plain dicts, where the client's types want one class a role
                stream=True,
                temperature=0,
                max_tokens=most,
                stream_options={"include_usage": True},
                **self._asked_for(form),
            )
            async for part in parts:
                tokens = part.usage.prompt_tokens if part.usage else tokens
                timings = (part.model_extra or {}).get("timings") or timings
                for choice in part.choices[:1]:
                    reason = choice.finish_reason or reason
                    if words := choice.delta.content:
                        yield _checked(words)
        except openai.APIStatusError as error:
            raise _refused(self.url, error, form) from error
        except (openai.APIError, httpx2.HTTPError, OSError) as error:
            raise failed(self.url, error) from error
        except (ValueError, TypeError, AttributeError) as error:  # not JSON, or JSON of another shape
            raise LLMError(f"{self.url} sent an unreadable reply", "See its log, or use --no-llm") from error
        except Exception as error:
            raise failed(self.url, error) from error
        finally:
            await client.close()
        if reason is None:
            raise LLMError(f"{self.shown} stopped in the middle of its answer", "See its log, or use --no-llm")
        yield Ended(tokens, reason == "length", *_told_speed(timings))


def _told_speed(timings: object) -> tuple[int | None, float | None]:
    """The tokens read anew and the seconds that took, as llama.cpp's server tells them; others do not."""
    told = timings if isinstance(timings, dict) else {}
    tokens, milliseconds = told.get("prompt_n"), told.get("prompt_ms")
    if not isinstance(tokens, int) or not isinstance(milliseconds, int | float) or milliseconds <= 0:
        return None, None
    return tokens, milliseconds / 1000


def _checked(words: object) -> str:
    """The client checks nothing of what a server sends. Raises TypeError for what is no text."""
    if not isinstance(words, str):
        raise TypeError("no text")
    return words


def _refused(url: str, error: "openai.APIStatusError", form: dict[str, Any] | None) -> LLMError:
    if error.status_code in (401, 403):
        return _no_key(url)
    reason = " ".join(str(error.message).split())[:300].removeprefix(f"Error code: {error.status_code} - ")
    if error.status_code == 503 and "loading" in reason.casefold():  # llama.cpp's: "Loading model"
        return ModelLoading(url)
    if error.status_code == 404:
        return LLMError(f"{url} has no such address or model (404: {reason})", "It usually ends in /v1; see --model")
    if form is not None and error.status_code in (400, 422, 500, 501) and speaks_of_form(reason):
        return FormRefused(f"{url}: {reason}")
    return LLMError(f"{url}: {reason}", "See its log, use another --model, or --no-llm")


def _no_key(url: str) -> LLMError:
    return LLMError(f"{url} asks for a key, or does not take the one it got", "Set DAYCITE_LLM_KEY, or use --no-llm")


def find_openai_model(
    url: str,
    model: str,
    patience: Patience,
    key: str = "",
    speeds: ReadingSpeeds | None = None,
    wait: Patience | None = None,
    stop: Stop | None = None,
) -> OpenAIStyle:
    """The model asked for, or the first that can chat. Raises LLMError saying what is missing, Stopped by `stop`.

    A server that loads its model is waited for as long as `wait` has it, else not at all.
    """
    listed = once_loaded(lambda: _listed(url, key), wait or Patience(0), stop)
    names = [told.name for told in listed]
    if model and names and model not in names:
        raise ModelMissing(f"{url} has no model '{model}' (it has {', '.join(names[:5])})", "Name one of them: --model")
    able = ranked(Installed(name) for name in names)
    if not model and not able:
        raise ModelMissing(f"{url} has no model that can chat", "Load one, or name it: --model")
    first = "the only one it has" if len(names) == 1 else f"first of {len(able)} that can chat"
    why = "it was named" if model else first
    name = model or able[0].name
    taken = next((told for told in listed if told.name == name), _Told(name, _WINDOW, _size(name)))
    speeds, kept_as = speeds or ReadingSpeeds(), f"{url} {name}"
    reads = speeds.budget(kept_as, taken.billions)
    return OpenAIStyle(
        url, name, why, taken.window, patience, reads, key, taken.is_llama_cpp, heard=speeds.heard(kept_as)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A model as its server tells of it."""

    name: str
    window: int
    billions: float | None
    is_llama_cpp: bool = False


def _listed(url: str, key: str) -> list[_Told]:
    import httpx2
    import openai

    timeout = httpx2.Timeout(_LISTING_SECONDS, connect=CONNECT_SECONDS)
    http = httpx2.Client(timeout=timeout, **client_settings(url))
    client = openai.OpenAI(base_url=url, api_key=key or _KEY, max_retries=0, timeout=timeout, http_client=http)
    try:
        return [
            _Told(model.id, _window(model), _parameters(model), model.owned_by == "llamacpp")
            for model in client.models.list().data
        ]
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise _no_key(url) from error
    except openai.APIStatusError as error:
        raise _refused(url, error, None) from error
    except (openai.APIError, httpx2.HTTPError, OSError) as error:
        raise failed(url, error) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise LLMError(f"{url} does not look like an OpenAI-compatible server", "Set DAYCITE_LLM_URL") from error
    except Exception as error:
        raise failed(url, error) from error
    finally:
        client.close()


def _window(model: "openai.types.Model") -> int:
    """As vLLM (`max_model_len`), llama.cpp (`meta.n_ctx`) or LM Studio (`loaded_context_length`) tell it."""
    extra = model.model_extra or {}
    meta = extra.get("meta")
    windows = [extra.get("max_model_len"), meta.get("n_ctx") if isinstance(meta, dict) else None]
    windows += [extra.get("loaded_context_length")]
    known = next((value for value in windows if isinstance(value, int) and value > 0), _WINDOW)
    return min(known, _LARGEST)


def _parameters(model: "openai.types.Model") -> float | None:
    """Billions, as llama.cpp (`meta.n_params`) tells them, else by the model's name."""
    meta = (model.model_extra or {}).get("meta")
    count = meta.get("n_params") if isinstance(meta, dict) else None
    return count / 1e9 if isinstance(count, int | float) and count > 0 else _size(model.id)


def _size(name: str) -> float | None:
    """ "SmolLM2-135M-Instruct.Q4_1.gguf" -> 0.135; None where the name tells no size."""
    size = re.search(r"(?<![a-z0-9])(\d+(?:\.\d+)?[bm])(?![a-z0-9])", name, re.IGNORECASE)
    return billions(size[1]) if size else None
