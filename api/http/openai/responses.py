"""`POST /v1/responses`: what is asked, and the reply as a response, whole or in events."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sse_starlette import ServerSentEvent

from api.http.openai.conversation import ChatMessage
from api.http.openai.reply import ChatReply
from api.requests import Text
from index.errors import DayciteError, failure_line
from rag.llm.stream import Stopped

_EXAMPLES: list[JsonValue] = [{"model": "daycite-extract", "input": "what did I learn about CNNs"}]


class InputItem(ChatMessage):
    """A message, or something else that was said or done, such as a tool's call, which is passed over."""

    type: Text | None = Field("message", description="`message`; items of other types are passed over.")


class ResponseRequest(BaseModel):
    """A question, or a conversation that ends with one. Other fields of OpenAI's API are ignored."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": _EXAMPLES})

    model: Text = Field("daycite", description="`daycite`, or `daycite-extract` for your notes' own sentences.")
    input: Text | list[InputItem] = Field(description="The question, or the conversation.")
    stream: bool | None = Field(False, description="`true`: the answer comes in pieces, as server-sent events.")
    max_output_tokens: int | None = Field(
        None,
        ge=1,
        description="How many tokens the answer may have: it ends behind the last whole statement that fits.",
    )
    previous_response_id: Text | None = Field(None, description="The id of the response that this question follows.")
    store: bool | None = Field(
        True, description="`false`: this response cannot be followed by its id. They are kept until the server stops."
    )

    @property
    def messages(self) -> list[ChatMessage]:
        if isinstance(self.input, str):
            return [ChatMessage(role="user", content=self.input)]
        return [item for item in self.input if item.type in (None, "message")]


@dataclass(frozen=True, slots=True)
class OutputText:
    text: str
    """The answer in Markdown."""
    type: Literal["output_text"] = "output_text"
    """Always output_text."""
    annotations: tuple[str, ...] = ()
    """Always empty: the sources stand in the text."""


@dataclass(frozen=True, slots=True)
class OutputMessage:
    id: str
    """The message's id."""
    content: tuple[OutputText, ...]
    """The one text."""
    status: Literal["completed", "in_progress", "incomplete"] = "completed"
    """`incomplete` where the answer has as many tokens as it may."""
    type: Literal["message"] = "message"
    """Always message."""
    role: Literal["assistant"] = "assistant"
    """Always assistant."""


@dataclass(frozen=True, slots=True)
class InputDetails:
    cached_tokens: int = 0
    """Always 0."""


@dataclass(frozen=True, slots=True)
class OutputDetails:
    reasoning_tokens: int = 0
    """Always 0."""


@dataclass(frozen=True, slots=True)
class ResponseUsage:
    """Tokens of the conversation and of the answer, by the embedding model's vocabulary."""

    input_tokens: int
    """Of the conversation."""
    output_tokens: int
    """Of the answer."""
    total_tokens: int
    """Of both."""
    input_tokens_details: InputDetails = InputDetails()
    """Nothing is kept from earlier requests."""
    output_tokens_details: OutputDetails = OutputDetails()
    """Nothing is thought that is not said."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    reason: Literal["max_output_tokens"] = "max_output_tokens"
    """Always max_output_tokens."""


@dataclass(frozen=True, slots=True)
class ResponseError:
    message: str
    """What is wrong and what to do, in one line."""
    code: Literal["server_error"] = "server_error"
    """Always server_error."""


@dataclass(frozen=True, slots=True)
class ModelResponse:
    """The answer as a response of OpenAI's API, in Markdown."""

    id: str
    """The response's id."""
    created_at: int
    """When it was created, in seconds since 1970."""
    model: str
    """The model you asked for."""
    output: tuple[OutputMessage, ...]
    """The one message."""
    status: Literal["completed", "in_progress", "incomplete", "failed"]
    """`incomplete` where the answer has as many tokens as it may."""
    usage: ResponseUsage | None = None
    """Tokens of the conversation and of the answer; null until it is there."""
    error: ResponseError | None = None
    """Why there is no answer, in a stream."""
    incomplete_details: Incomplete | None = None
    """Why the answer is not whole; null where it is."""
    previous_response_id: str | None = None
    """The response that the question followed."""
    object: Literal["response"] = "response"
    """Always response."""
    instructions: None = None
    """Always null: daycite takes no instructions."""
    metadata: dict[str, str] | None = None
    """Always null."""
    parallel_tool_calls: bool = False
    """Always false: no tool is called."""
    temperature: None = None
    """Always null."""
    tool_choice: Literal["none"] = "none"
    """Always none."""
    tools: tuple[str, ...] = ()
    """Always empty."""
    top_p: None = None
    """Always null."""


def begun_response(request: ResponseRequest) -> ModelResponse:
    """The response before there is anything of its answer."""
    made, before = int(time.time()), request.previous_response_id
    return ModelResponse(
        f"resp_{uuid.uuid4().hex}", made, request.model, (), "in_progress", previous_response_id=before
    )


def finished_response(begun: ModelResponse, reply: ChatReply, text: str, item: str = "") -> ModelResponse:
    """The response with its answer, when the reply has been read."""
    status: Literal["incomplete", "completed"] = "incomplete" if reply.cut else "completed"
    message = OutputMessage(item or _item_id(), (OutputText(text),), status)
    read, written = reply.tokens_read, reply.tokens_written
    return replace(
        begun,
        output=(message,),
        status=status,
        usage=ResponseUsage(read, written, read + written),
        incomplete_details=Incomplete() if reply.cut else None,
    )


def response_events(
    begun: ModelResponse, reply: ChatReply, keep: Callable[[ModelResponse, str], None]
) -> Iterator[ServerSentEvent]:
    """The reply as server-sent events; `keep` is given the response and its text in the end."""
    number = -1

    def event(kind: str, **values: Any) -> ServerSentEvent:
        nonlocal number
        number += 1
        data = json.dumps({"type": kind, "sequence_number": number, **values}, ensure_ascii=False)
        return ServerSentEvent(data, event=kind)

    place: dict[str, Any] = {"item_id": _item_id(), "output_index": 0, "content_index": 0}
    message = OutputMessage(place["item_id"], (), "in_progress")
    yield event("response.created", response=asdict(begun))
    yield event("response.in_progress", response=asdict(begun))
    yield event("response.output_item.added", output_index=0, item=asdict(message))
    yield event("response.content_part.added", **place, part=asdict(OutputText("")))
    text = ""
    try:
        for piece in reply:
            text += piece
            yield event("response.output_text.delta", **place, delta=piece, logprobs=[])
    except Stopped:
        return
    except Exception as error:  # noqa: BLE001  the answer has begun: nobody else can tell of it any more
        line = str(error) if isinstance(error, DayciteError) else failure_line(error)
        yield event("response.failed", response=asdict(replace(begun, status="failed", error=ResponseError(line))))
        return
    done = finished_response(begun, reply, text, place["item_id"])
    keep(done, text)
    yield event("response.output_text.done", **place, text=text, logprobs=[])
    yield event("response.content_part.done", **place, part=asdict(OutputText(text)))
    yield event("response.output_item.done", output_index=0, item=asdict(done.output[0]))
    yield event(f"response.{done.status}", response=asdict(done))


def _item_id() -> str:
    return f"msg_{uuid.uuid4().hex}"
