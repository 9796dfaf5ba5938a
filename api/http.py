"""The HTTP door: create_app() -> a FastAPI app that answers as the command line does, with the same JSON."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline

from api.asking import answer, find, find_writer, read_asked
from api.collection import Collection
from api.fresh import Served
from api.guard import Guard
from api.listing import chosen_entries, listed_days, one_day
from api.schemas import Ask, Day, DaysRequest, Health, Problem
from api.settings import Settings
from api.version import version
from index.day_list import EntryText
from index.entries import Entry
from index.errors import DayciteError
from index.sync import SyncReport
from rag.answer import Answer, SearchResult

_ABOUT = "Answers questions from a person's own dated notes, and cites the days. Everything stays on this machine."


def create_app(collection: Collection, settings: Settings, open_to_others: bool = False) -> FastAPI:
    """The app for one collection. Its routes are plain functions: each runs in a thread and may block."""
    served = Served(collection)
    app = FastAPIOffline(
        redoc_url=None,
        title="daycite",
        version=version(),
        description=_ABOUT,
        swagger_ui_parameters={"validatorUrl": None},
    )
    app.state.served = served
    refusals: dict[int | str, dict[str, object]] = {status: {"model": Problem} for status in (409, 413, 422, 503)}
    app.include_router(_question_routes(served, settings), responses=refusals)
    app.include_router(_day_routes(served), responses=refusals)
    app.add_exception_handler(DayciteError, _given_up)
    app.add_exception_handler(RequestValidationError, _not_meant)
    app.add_middleware(Guard, host=settings.host, token=settings.token, open_to_others=open_to_others)
    return app


def _question_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["questions"])

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

    return router


def _day_routes(served: Served) -> APIRouter:
    router = APIRouter(tags=["notes"])

    @router.get("/days")
    def days(wanted: Annotated[DaysRequest, Query()]) -> list[Entry]:
        """The entries of the notes by day: date, how it is known, file and lines."""
        return chosen_entries(listed_days(served.collection), wanted.from_, wanted.to, wanted.undated, wanted.doubtful)

    @router.get("/days/{date}", responses={404: {"model": Problem}})
    def day(date: Annotated[Day, Path()]) -> list[EntryText]:
        """What the notes say of one day, in their own words."""
        return one_day(served.collection, date)

    @router.post("/index")
    def index() -> SyncReport:
        """Indexes what changed in the notes folder, now."""
        return served.index()

    @router.get("/health")
    def health() -> Health:
        """What the server answers from."""
        counts = served.collection.catalog.counts()
        return Health(
            status="ok",
            version=version(),
            files=counts.files,
            entries=counts.entries,
            undated=counts.undated,
            days=counts.days,
            first_day=counts.first_day,
            last_day=counts.last_day,
            passages=counts.passages,
        )

    return router


def _given_up(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DayciteError)
    return JSONResponse({"detail": str(error)}, error.http_status)


def _not_meant(request: Request, error: Exception) -> JSONResponse:
    """One line for the first thing that is wrong: "limit: Input should be less than or equal to 100"."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    reason = str(first["msg"]).removeprefix("Value error, ")
    if first["loc"][0] == "body" and (first["type"] == "json_invalid" or not where):
        where, reason = "", "the body must be a JSON object, sent as Content-Type: application/json"
    line = " ".join(f"{where}: {reason}".removeprefix(": ").split())
    return JSONResponse({"detail": line.encode("utf-8", "replace").decode()}, 422)
