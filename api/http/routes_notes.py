"""The routes of the notes themselves: their days and what these were about, and the lines of their files."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.convertors import PathConvertor, register_url_convertor

from api.actions.digest import asked_day, digest_of, recollections_of, themes_of
from api.actions.entries import chosen_entries, listed_days, one_day
from api.actions.reading import ReadEntry, day_as_read, shown_picture
from api.actions.source import Source, source
from api.http.problems import documented
from api.parts.served import Served
from api.requests import Day, DayOfYearRequest, DaysRequest, DigestRequest, LinesRequest, SpanRequest, Text
from index.day_list import EntryText
from index.entries.entry import Entry
from rag.digest.digest import Digest
from rag.digest.on_this_day import OnThisDay
from rag.digest.themes import Themes


class _NoteName(PathConvertor):
    """As Starlette's `path`, but for every name that a file can have: a line may end in it."""

    regex = "(?s:.*)"


register_url_convertor("note", _NoteName())

_NotePath = Annotated[
    str, Path(description="The note's path in the notes folder, as /days gives it.", examples=["daily/2025-05-03.md"])
]


_PicturePath = Annotated[
    str,
    Path(
        description="The picture's path in the notes folder, as /days/{date}/reading gives it.",
        examples=["assets/padding-sketch.png"],
    ),
]
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {kind: {} for kind in ("image/png", "image/jpeg")}}
}


class PictureRequest(BaseModel):
    """Which note shows the picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: Text = Field(description="The path of the note that shows it.", examples=["daily/2025-05-03.md"])


def note_routes(served: Served) -> APIRouter:
    router = APIRouter(tags=["notes"], responses=documented(409, 422, 503))

    @router.get("/days")
    @served.turns.in_turn
    def days(request: Annotated[DaysRequest, Query()]) -> list[Entry]:
        """The entries of the notes by day: date, how it is known, file and lines."""
        return chosen_entries(
            listed_days(served.collection), request.from_, request.to, request.undated, request.doubtful
        )

    @router.get("/days/{date}", responses=documented(404))
    @served.turns.in_turn
    def day(date: Annotated[Day, Path(description="The day.")]) -> list[EntryText]:
        """Everything written on one day."""
        return one_day(served.collection, date)

    @router.get("/days/{date}/reading", responses=documented(404))
    @served.turns.in_turn
    def reading(date: Annotated[Day, Path(description="The day.")]) -> list[ReadEntry]:
        """Everything written on one day, as it is read: headings, lists and links instead of markup, and no HTML."""
        return day_as_read(served.collection, date)

    @router.get("/pictures/{path:note}", response_class=Response, responses={**documented(404), **_PICTURE})
    @served.turns.in_turn
    def a_picture(path: _PicturePath, request: Annotated[PictureRequest, Query()]) -> Response:
        """A picture in the notes folder that a note shows."""
        data, kind = shown_picture(served.collection, request.note, path)
        return Response(data, media_type=kind)

    @router.get("/entries/{path:note}", responses=documented(404))
    @served.turns.in_turn
    def entry(path: _NotePath, request: Annotated[LinesRequest, Query()]) -> Source:
        """A note's lines with their numbers, at most 5,000, and the entries in it."""
        return source(served.collection, path, request.from_, request.to)

    return router


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
        return served.remembered(
            ("today", day, also_before), lambda: recollections_of(served.collection, day, also_before)
        )

    @router.get("/themes")
    @served.turns.in_turn
    def themes(request: Annotated[SpanRequest, Query()]) -> Themes:
        """The words and phrases that mark a span of days against all others, and those that rise or fall in it.

        Without a span it is the last 30 days with notes.
        """
        span = (request.from_, request.to, request.today or date.today())
        return served.remembered(("themes", *span), lambda: themes_of(served.collection, *span))

    return router
