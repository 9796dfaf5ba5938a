"""The routes of what is indexed, of the indexing itself, and of the server's health."""

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.actions.date_order import DateOrder, OrderSettled, settle_order
from api.environment import version
from api.http.problems import documented
from api.parts.indexing import Generation, Indexing, IndexProgress, IndexState
from api.parts.served import Served
from api.requests import Health, Ready
from index.errors import StoreError

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events named `progress`, each with an IndexProgress as its data, until indexing ends",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


class OrderRequest(BaseModel):
    """How dates of two numbers are meant."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [{"order": "dmy"}]}
    )

    order: DateOrder = Field(description="`dmy`: the day comes first; `mdy`: the month.")


def index_routes(served: Served, indexing: Indexing) -> APIRouter:
    router = APIRouter(tags=["index"])
    progress_json = TypeAdapter(IndexProgress)

    @router.get("/index", responses=documented(409, 503))
    def index_state() -> IndexState:
        """What is indexed, what could not be read, and the progress of indexing."""
        return indexing.state()

    @router.post("/index", status_code=202, responses=documented(409, 503))
    def index_start() -> IndexProgress:
        """Starts to index what changed in the notes folder and returns at once; 409 if indexing is already running."""
        return indexing.start()

    @router.get("/index/generation", responses=documented(409, 503))
    def index_generation() -> Generation:
        """Which state of the notes is indexed: whoever keeps an answer learns whether it still holds."""
        return indexing.generation()

    @router.post("/dates/order", responses=documented(409, 422))
    def date_order(request: OrderRequest) -> OrderSettled:
        """Writes into the settings in force whether 3/4 is 3 April or 4 March; the next indexing reads by it."""
        return settle_order(served.collection, request.order)

    @router.get("/index/events", responses=_EVENTS, response_class=EventSourceResponse)
    async def index_events() -> EventSourceResponse:
        """The progress of indexing, step by step; a single event if it is not running."""

        async def events() -> AsyncIterator[ServerSentEvent]:
            async for step in indexing.steps():
                yield ServerSentEvent(progress_json.dump_json(step).decode(), event="progress")

        return EventSourceResponse(events())

    return router


def health_routes(served: Served) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/health")
    async def health() -> Health:
        """Whether the server is running. This needs no token and says nothing about your notes."""
        return Health("ok", version())

    @router.get("/health/ready", responses=documented(503))
    def ready() -> Ready:
        """Whether questions can be answered."""
        counts = served.collection.catalog.counts()
        if not (served.collection.store.complete and counts.entries and served.collection.root.is_dir()):
            raise StoreError("questions cannot be answered yet: no notes are indexed", "GET /index shows the progress")
        return Ready("ready", counts.days)

    return router
