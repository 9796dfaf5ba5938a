"""The routes of questions: an answer, the days behind it, and when a topic was written of."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.actions.ask import answer_events, find, find_writer, last_answer, read_asked
from api.dates import check_span
from api.http.problems import documented
from api.http.sse import EVENT_STREAM, event_stream
from api.parts.served import Served
from api.requests import Ask, TimelineRequest
from api.settings import Settings
from rag.answer.result import Answer, Event, SearchResult
from rag.answer.timeline import Timeline, timeline
from rag.llm.stream import Stop
from rag.question.read import read_question


def ask_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["questions"], responses=documented(409, 422, 503))

    @router.post("/query", response_model=Answer, responses=EVENT_STREAM)
    def query(asked: Ask) -> Answer | Response:
        """The answer, each statement with the days, files and lines it came from.

        With `stream` it comes as server-sent events: `days` at once, a `statement` each, then `done` with all of it, or
        `error`. `retracted` says that the statements sent so far are void, as when the LLM fails in the midst of its
        answer, and why; those that hold follow. A client that goes away stops the LLM.
        """
        question = read_asked(asked)
        writing = find_writer(asked, settings)
        sources = served.sources()

        def events(stop: Stop | None = None) -> Iterator[Event]:
            return answer_events(asked, question, sources, writing, settings, stop, served.turns)

        return event_stream(events) if asked.stream else last_answer(events())

    @router.post("/search")
    @served.turns.in_turn
    def search(asked: Ask) -> SearchResult:
        """The days that speak to the question, best first, with their passages; no answer."""
        return find(asked, read_asked(asked), served.sources(), settings)

    @router.get("/timeline")
    @served.turns.in_turn
    def when(wanted: Annotated[TimelineRequest, Query()]) -> Timeline:
        """Every day with notes and how strongly it speaks to a topic: what a calendar shows."""
        check_span(wanted.from_, wanted.to)
        today = wanted.today or date.today()
        asked = read_question(wanted.topic, today, wanted.from_, wanted.to) if wanted.topic.strip() else None
        return timeline(asked, served.sources())

    return router
