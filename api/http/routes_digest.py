"""The routes that tell of days without a question: digests, this day in other years, themes."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.actions.digest import asked_day, digest_of, recollections_of, themes_of
from api.http.problems import documented
from api.parts.served import Served
from api.requests import DayOfYearRequest, DigestRequest, SpanRequest
from rag.digest.digest import Digest
from rag.digest.on_this_day import OnThisDay
from rag.digest.themes import Themes


def digest_routes(served: Served) -> APIRouter:
    router = APIRouter(tags=["days"], responses=documented(409, 422, 503))

    @router.get("/digest")
    @served.turns.in_turn
    def digest(request: Annotated[DigestRequest, Query()]) -> Digest:
        """What a span of days was about: one to three lines of the notes for each day, week or month.

        Without a span it is the last week with notes. It goes by day up to a week, by week up to three months, and by
        month beyond.
        """
        served.sources()
        today = request.today or date.today()
        return digest_of(served.collection, request.from_, request.to, today, request.by, request.topic)

    @router.get("/today")
    @served.turns.in_turn
    def today(request: Annotated[DayOfYearRequest, Query()]) -> OnThisDay:
        """What was written on a day of the year in other years, and a week and a month before it."""
        day, also_before = asked_day(request.day, request.today or date.today())
        served.sources()
        return recollections_of(served.collection, day, also_before)

    @router.get("/themes")
    @served.turns.in_turn
    def themes(request: Annotated[SpanRequest, Query()]) -> Themes:
        """The words and phrases that mark a span of days against all others, and those that rise or fall in it.

        Without a span it is the last 30 days with notes.
        """
        served.sources()
        return themes_of(served.collection, request.from_, request.to, request.today or date.today())

    return router
