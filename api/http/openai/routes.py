"""/v1: the notes as a chat model, for whatever speaks OpenAI's API."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.http.leaving import request_stop
from api.http.openai.completions import ChatRequest, Completion, chunks_of, completion_of
from api.http.openai.conversation import conversation_of, exchange
from api.http.openai.model_names import MODELS, canonical_model
from api.http.openai.remembered import RememberedResponses
from api.http.openai.reply import Door, reply_to
from api.http.openai.responses import (
    ModelResponse,
    ResponseRequest,
    begun_response,
    finished_response,
    response_events,
)
from api.http.problems import documented
from api.parts.served import Served
from api.settings import Settings
from rag.llm.stream import Stop


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


_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, pieces of it as server-sent events",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
_Name = Annotated[
    str, Path(description="The model's name, also with a provider before it or a tag behind.", examples=["daycite"])
]
_Stop = Annotated[Stop, Depends(request_stop)]


def openai_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["OpenAI’s API"], responses=documented(409, 422, 503))
    _add_models(router)
    door, remembered = Door(served, settings), RememberedResponses()

    @router.post("/chat/completions", response_model=Completion, responses=_STREAM | documented(404))
    def chat(request: ChatRequest, stop: _Stop) -> Completion | Response:
        """The answer to a chat's last question, from your notes alone, each sentence with its days."""
        conversation = conversation_of(request.messages)
        reply = reply_to(conversation, request.model, door, stop, request.most, bool(request.stream))
        if not request.stream:
            return completion_of(reply, request.model)
        options = request.stream_options
        return _streamed(chunks_of(reply, request.model, bool(options and options.include_usage)))

    @router.post("/responses", response_model=ModelResponse, responses=_STREAM | documented(404))
    def respond(request: ResponseRequest, stop: _Stop) -> ModelResponse | Response:
        """The answer to a question, or to a conversation's last one, in the newer form of OpenAI's API."""
        conversation = conversation_of(request.messages, remembered.before(request.previous_response_id))
        most = request.max_output_tokens
        reply, begun = (
            reply_to(conversation, request.model, door, stop, most, bool(request.stream)),
            begun_response(request),
        )

        def keep(response: ModelResponse, text: str) -> None:
            if request.store is not False:
                remembered.keep(response.id, (*conversation.history, exchange(conversation.question, text)))

        if request.stream:
            return _streamed(response_events(begun, reply, keep))
        text = "".join(reply)
        response = finished_response(begun, reply, text)
        keep(response, text)
        return response

    return router


def _add_models(router: APIRouter) -> None:
    @router.get("/models")
    def models() -> Models:
        """The models you can choose from."""
        return Models("list", [Model(name, "model", 0, "daycite") for name in MODELS])

    @router.get("/models/{model:path}", responses=documented(404))
    def model(model: _Name) -> Model:
        """One model."""
        canonical_model(model)
        return Model(model, "model", 0, "daycite")


def _streamed(events: Iterator[ServerSentEvent]) -> EventSourceResponse:
    """A client that goes away has called the request's Stop: the events end by themselves."""
    return EventSourceResponse(events, sep="\n")
