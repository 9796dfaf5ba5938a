"""The routes of questions: an answer, the days behind it, and when a topic was mentioned."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import TypeAdapter

from api.actions.ask import answer_events, find, find_writer, last_answer, read_asked
from api.actions.span_in_words import SpanInWords, span_meant
from api.actions.who_answers import WhoAnswers, who_answers
from api.dates import check_span
from api.http.leaving import request_stop
from api.http.problems import documented
from api.http.sse import EVENT_STREAM, event_stream
from api.parts.served import Served
from api.requests import Ask, TimelineRequest, WindowRequest
from api.settings import Settings
from rag.answer.result import Answer, SearchResult
from rag.answer.timeline import Timeline, timeline
from rag.llm.stream import Stop
from rag.question.read import read_question


def ask_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["questions"], responses=documented(409, 422, 503))

    @router.post("/query", response_model=Answer, responses=EVENT_STREAM)
    def query(ask: Ask, stop: Annotated[Stop, Depends(request_stop)]) -> Answer | Response:
        """The answer, each statement with the days, files and lines it came from.

        With `stream` it comes as server-sent events: `days` at once, a `statement` each, then `done` with all of it, or
        `error`. `retracted` withdraws the statements sent so far and says why, as when the language model fails
        halfway; the valid ones follow. Closing the connection stops the language model.
        """
        question = read_asked(ask)
        writing = find_writer(ask, settings, stop=stop)
        sources = served.sources()

        events = answer_events(ask, question, sources, writing, settings, stop, served.turns)
        return event_stream(events) if ask.stream else last_answer(events)

    @router.post("/search")
    @served.turns.in_turn
    def search(ask: Ask) -> SearchResult:
        """The days that match the question, best first, with their passages; no answer."""
        return find(ask, read_asked(ask), served.sources(), settings)

    @router.get("/timeline", response_model=Timeline)
    @served.turns.in_turn
    def when(request: Annotated[TimelineRequest, Query()]) -> Timeline | Response:
        """Every day with notes and how strongly it is about a topic, as a calendar shows it."""
        check_span(request.from_, request.to)
        today = request.today or date.today()
        if request.topic.strip():
            return timeline(read_question(request.topic, today, request.from_, request.to), served.sources())
        return _of_all(served)

    return router


def _of_all(served: Served) -> Response:
    """The timeline without a topic: of ten thousand days that is a megabyte, and it is what the page begins with."""

    def written() -> bytes:
        return TypeAdapter(Timeline).dump_json(timeline(None, served.sources()))

    return Response(served.remembered("timeline", written), media_type="application/json")


def help_routes(served: Served, settings: Settings) -> APIRouter:
    """What a form for questions needs to know."""
    router = APIRouter(tags=["questions"], responses=documented(409, 422, 503))

    @router.get("/window")
    @served.turns.in_turn
    def window(request: Annotated[WindowRequest, Query()]) -> SpanInWords:
        """The days that words for a time mean, such as “May 2025” or “last summer”, read as in a question."""
        return span_meant(request.words, request.today or date.today(), served.sources())

    @router.get("/model")
    def model() -> WhoAnswers:
        """Which language model phrases the answers now; your notes' own sentences do where there is none."""
        return who_answers(settings)

    return router
