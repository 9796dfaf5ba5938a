"""The routes of the notes themselves: their days, and the lines of their files."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.convertors import PathConvertor, register_url_convertor

from api.actions.entries import chosen_entries, listed_days, one_day
from api.actions.source import Source, source
from api.http.problems import documented
from api.parts.served import Served
from api.requests import Day, DaysRequest, LinesRequest
from index.day_list import EntryText
from index.entries.entry import Entry


class _NoteName(PathConvertor):
    """As Starlette's `path`, but for every name that a file can have: a line may end in it."""

    regex = "(?s:.*)"


register_url_convertor("note", _NoteName())

_NotePath = Annotated[
    str, Path(description="The note's path in the notes folder, as /days gives it.", examples=["daily/2025-05-03.md"])
]


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

    @router.get("/entries/{path:note}", responses=documented(404))
    @served.turns.in_turn
    def entry(path: _NotePath, request: Annotated[LinesRequest, Query()]) -> Source:
        """A note's lines with their numbers, at most 5,000, and the entries in it."""
        return source(served.collection, path, request.from_, request.to)

    return router
