"""The routes of questions: an answer, the days behind it, and when a topic was written of."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.asking import answer, find, find_writer, read_asked
from api.dates import check_span
from api.fresh import Served
from api.problems import documented
from api.schemas import Ask, TimelineRequest
from api.settings import Settings
from rag.answer import Answer, SearchResult
from rag.question import read_question
from rag.timeline import Timeline, timeline


def ask_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["questions"], responses=documented(409, 413, 422, 503))

    @router.post("/query")
    def query(asked: Ask) -> Answer:
        """The answer, each statement with the days, files and lines it came from."""
        question = read_asked(asked)
        writing = find_writer(asked, settings)
        return answer(asked, question, served.sources(), writing, settings)

    @router.post("/search")
    def search(asked: Ask) -> SearchResult:
        """The days that speak to the question, best first, with their passages; no answer."""
        return find(asked, read_asked(asked), served.sources(), settings)

    @router.get("/timeline")
    def when(wanted: Annotated[TimelineRequest, Query()]) -> Timeline:
        """Every day with notes and how strongly it speaks to a topic: what a calendar shows."""
        check_span(wanted.from_, wanted.to)
        today = wanted.today or date.today()
        asked = read_question(wanted.topic, today, wanted.from_, wanted.to) if wanted.topic.strip() else None
        return timeline(asked, served.sources())

    return router
