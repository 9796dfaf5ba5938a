"""`POST /v1/chat/completions`: what is asked, and the reply as a completion, whole or in chunks."""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sse_starlette import ServerSentEvent

from api.http.openai.conversation import ChatMessages
from api.http.openai.reply import ChatReply
from api.requests import Text
from index.errors import DayciteError, failure_line
from rag.llm.stream import Stopped

_EXAMPLES: list[JsonValue] = [
    {"model": "daycite-extract", "messages": [{"role": "user", "content": "what did I learn about CNNs"}]}
]
_MOST_TOKENS = "How many tokens the answer may have: it ends behind the last statement that fits."


class StreamOptions(BaseModel):
    """What a stream holds beside the answer."""

    include_usage: bool | None = Field(None, description="`true`: the last chunk has the usage.")


class ChatRequest(BaseModel):
    """A conversation whose last message, from the user, is the question. Other fields of OpenAI's API are ignored."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": _EXAMPLES})

    model: Text = Field("daycite", description="`daycite`, or `daycite-extract` for your notes' own sentences.")
    messages: ChatMessages
    stream: bool | None = Field(False, description="`true`: the answer comes in pieces, as server-sent events.")
    stream_options: StreamOptions | None = Field(None, description="What a stream holds beside the answer.")
    max_completion_tokens: int | None = Field(None, ge=1, description=_MOST_TOKENS)
    max_tokens: int | None = Field(None, ge=1, description="The older name of `max_completion_tokens`.")

    @property
    def most(self) -> int | None:
        return self.max_completion_tokens or self.max_tokens


@dataclass(frozen=True, slots=True)
class CompletionMessage:
    role: Literal["assistant"]
    """Always assistant."""
    content: str
    """The answer in Markdown."""


@dataclass(frozen=True, slots=True)
class CompletionChoice:
    index: int
    """Always 0."""
    message: CompletionMessage
    """The answer."""
    finish_reason: Literal["stop", "length"]
    """`length` where the answer has as many tokens as it may, else `stop`."""


@dataclass(frozen=True, slots=True)
class CompletionUsage:
    """Tokens of the conversation and of the answer, by the embedding model's vocabulary."""

    prompt_tokens: int
    """Of the conversation."""
    completion_tokens: int
    """Of the answer."""
    total_tokens: int
    """Of both."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The answer as a chat's message, in Markdown."""

    id: str
    """The completion's id."""
    object: Literal["chat.completion"]
    """Always chat.completion."""
    created: int
    """When it was created, in seconds since 1970."""
    model: str
    """The model you asked for."""
    choices: list[CompletionChoice]
    """The one answer."""
    usage: CompletionUsage
    """Tokens of the conversation and of the answer."""


def completion_of(reply: ChatReply, model: str) -> Completion:
    """The reply, whole."""
    message = CompletionMessage("assistant", "".join(reply))
    choice = CompletionChoice(0, message, _finish(reply))
    return Completion(_new_id(), "chat.completion", int(time.time()), model, [choice], _usage(reply))


def chunks_of(reply: ChatReply, model: str, with_usage: bool) -> Iterator[ServerSentEvent]:
    """The reply as server-sent events, then `[DONE]`; what fails midway is told instead of it."""
    frame = {"id": _new_id(), "object": "chat.completion.chunk", "created": int(time.time()), "model": model}
    no_usage: dict[str, Any] = {"usage": None} if with_usage else {}

    def chunk(delta: dict[str, str], finished: str | None = None) -> ServerSentEvent:
        choice = {"index": 0, "delta": delta, "finish_reason": finished}
        return _event({**frame, "choices": [choice], **no_usage})

    yield chunk({"role": "assistant", "content": ""})
    try:
        for piece in reply:
            yield chunk({"content": piece})
    except Stopped:
        return
    except Exception as error:  # noqa: BLE001  the answer has begun: nobody else can tell of it any more
        line = str(error) if isinstance(error, DayciteError) else failure_line(error)
        yield _event({"error": {"message": line, "type": "urn:daycite:failure", "param": None, "code": None}})
        return
    yield chunk({}, _finish(reply))
    if with_usage:
        usage = _usage(reply)
        tokens = {name: getattr(usage, name) for name in ("prompt_tokens", "completion_tokens", "total_tokens")}
        yield _event({**frame, "choices": [], "usage": tokens})
    yield ServerSentEvent("[DONE]")


def _event(value: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(value, ensure_ascii=False))


def _finish(reply: ChatReply) -> Literal["stop", "length"]:
    return "length" if reply.cut else "stop"


def _usage(reply: ChatReply) -> CompletionUsage:
    read, written = reply.tokens_read, reply.tokens_written
    return CompletionUsage(read, written, read + written)


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
