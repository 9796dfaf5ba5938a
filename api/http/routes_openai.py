"""/v1: the notes as a chat model, for whatever speaks OpenAI's API: `GET /v1/models`, `POST /v1/chat/completions`."""

import json
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.actions.ask import answer_events, find_writer, last_answer, primed, read_asked
from api.http.chat_markdown import RETRACTED_MARKDOWN, answer_markdown, lead_markdown, rest_markdown, statement_markdown
from api.http.problems import documented
from api.parts.served import Served
from api.requests import LONGEST_ANSWER, LONGEST_EARLIER, Ask, Exchange, Text
from api.settings import Settings
from index.errors import DayciteError, NotFoundError, UsageError
from rag.answer.result import Answer, Event, Lead, Retracted
from rag.evidence.citations import Statement
from rag.llm.stream import Stop, Stopped

MODELS = {"daycite": None, "daycite-extract": False}
"""Name -> whether a local language model writes the answers (None: if there is one)."""
_REMEMBERED = 20  # earlier questions that a follow-up may refer to
_EXAMPLES: list[JsonValue] = [
    {"model": "daycite-extract", "messages": [{"role": "user", "content": "what did I learn about CNNs"}]}
]


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    type: str = Field(description="`text`; other types are ignored.")
    text: Text = Field("", description="The words.")


class ChatMessage(BaseModel):
    """An earlier message, or the question."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(description="Who wrote it.")
    content: Text | list[ContentPart] | None = Field(None, description="The words.")

    @property
    def words(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text").strip()
        return (self.content or "").strip()


class ChatRequest(BaseModel):
    """A conversation whose last message, from the user, is the question. Other fields of OpenAI's API are ignored."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": _EXAMPLES})

    model: str = Field("daycite", description="`daycite`, or `daycite-extract` for your notes' own sentences.")
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=500, description="The conversation.")]
    stream: bool | None = Field(False, description="`true`: the answer comes in pieces, as server-sent events.")


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    """The model's name."""
    object: Literal["model"]
    """Always model."""
    created: int
    """Always 0."""
    owned_by: str
    """Always daycite."""


@dataclass(frozen=True, slots=True)
class Models:
    object: Literal["list"]
    """Always list."""
    data: list[Model]
    """The models."""


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
    finish_reason: Literal["stop"]
    """Always stop."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens are not counted."""

    prompt_tokens: int = 0
    """Always 0."""
    completion_tokens: int = 0
    """Always 0."""
    total_tokens: int = 0
    """Always 0."""


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
    usage: Usage
    """Tokens; they are not counted."""


_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, pieces of it as server-sent events, then `[DONE]`",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def openai_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["OpenAI’s API"], responses=documented(409, 422, 503))

    @router.get("/models")
    def models() -> Models:
        """The models you can choose from."""
        return Models("list", [Model(name, "model", 0, "daycite") for name in MODELS])

    @router.get("/models/{model}", responses=documented(404))
    def model(model: Annotated[str, Path(description="The model's name.", examples=["daycite"])]) -> Model:
        """One model."""
        _check(model)
        return Model(model, "model", 0, "daycite")

    @router.post("/chat/completions", response_model=Completion, responses=_STREAM | documented(404))
    def chat(request: ChatRequest) -> Completion | Response:
        """The answer to a chat's last question, from your notes alone, each sentence with its days."""
        ask = _ask(request)
        question = read_asked(ask)
        writing, sources, stop = find_writer(ask, settings), served.sources(), Stop()
        events = primed(answer_events(ask, question, sources, writing, settings, stop, served.turns))
        if request.stream:
            return _streamed(events, request.model, stop)
        message = CompletionMessage("assistant", answer_markdown(last_answer(events)))
        return Completion(
            _id(), "chat.completion", int(time.time()), request.model, [CompletionChoice(0, message, "stop")], Usage()
        )

    return router


def _check(model: str) -> None:
    if model not in MODELS:
        raise NotFoundError(f"there is no model named {model[:100]!r}", f"Ask for {' or '.join(MODELS)}")


def _ask(request: ChatRequest) -> Ask:
    """The last question with those before it. System messages are ignored: daycite takes no instructions."""
    _check(request.model)
    talk = [message for message in request.messages if message.role in ("user", "assistant") and message.words]
    if not talk or talk[-1].role != "user":
        raise UsageError(
            "the conversation does not end with a user's question", "Send it as the last message, with the role user"
        )
    history: list[Exchange] = []
    for message, reply in zip(talk, talk[1:], strict=False):
        if message.role == "user" and reply.role == "assistant":
            history.append(Exchange(question=message.words[:LONGEST_EARLIER], answer=reply.words[:LONGEST_ANSWER]))
    values = {"question": talk[-1].words, "history": history[-_REMEMBERED:], "llm": MODELS[request.model]}
    return Ask.model_validate(values)


def _streamed(events: Iterable[Event], model: str, stop: Stop) -> EventSourceResponse:
    async def closed(message: object) -> None:
        stop()

    return EventSourceResponse(_pieces(events, model), client_close_handler_callable=closed, sep="\n")


def _pieces(events: Iterable[Event], model: str) -> Iterator[ServerSentEvent]:
    frame = {"id": _id(), "object": "chat.completion.chunk", "created": int(time.time()), "model": model}

    def piece(delta: dict[str, str], finished: str | None = None) -> ServerSentEvent:
        choice = {"index": 0, "delta": delta, "finish_reason": finished}
        return ServerSentEvent(json.dumps({**frame, "choices": [choice]}, ensure_ascii=False))

    yield piece({"role": "assistant", "content": ""})
    try:
        for words in _words(events):
            yield piece({"content": words})
    except Stopped:
        return
    except DayciteError as error:
        yield ServerSentEvent(json.dumps({"error": {"message": str(error), "type": "urn:daycite:failure"}}))
        return
    yield piece({}, "stop")
    yield ServerSentEvent("[DONE]")


def _words(events: Iterable[Event]) -> Iterator[str]:
    """The answer's Markdown as it comes."""
    for event in events:
        if isinstance(event, Lead):
            yield lead_markdown(event.text)
        elif isinstance(event, Statement):
            yield f"{statement_markdown(event)}\n"
        elif isinstance(event, Retracted):
            yield RETRACTED_MARKDOWN
        elif isinstance(event, Answer):
            yield rest_markdown(event)


def _id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
