"""The routes of open questions: their list, and the answer of one."""

import threading
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.actions.question_marks import Mark
from api.actions.questions import Which, all_questions, chosen_questions, mark_questions, open_file
from api.actions.write_answers import WriteResult, one_answer, undone, written_back
from api.http.problems import documented
from api.parts.served import Served
from api.requests import AnswerRequest, FirstDay, LastDay, Text, WriteRequest
from api.settings import Settings
from index.errors import NotFoundError
from index.open_questions.find import OpenQuestion
from index.write_back.replies import Undone
from rag.open_questions.open_answer import OpenAnswer

_Id = Annotated[
    str,
    Path(
        description="The question's id, as /questions gives it, or its beginning.",
        max_length=64,
        examples=["245310c0d0"],
    ),
]


class QuestionsRequest(BaseModel):
    """Which open questions to list."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    which: Which = Field("found", description="`found`: all but doubtful ones.")
    from_: FirstDay | None = Field(None, alias="from", description="The first day to list.")
    to: LastDay | None = Field(None, description="The last day to list.")


class MarkRequest(BaseModel):
    """What you say of a question."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [{"mark": "done"}]}
    )

    mark: Mark | None = Field(description="`done`, or `not a question`; null lists it again.", examples=["done"])


class UndoRequest(BaseModel):
    """Which writing to take back."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [{"run": "20200319-101500"}]}
    )

    run: Text = Field(
        pattern=r"^[0-9]{8}-[0-9A-Za-z.-]{1,64}$",
        description="The run's id, as writing gave it.",
        examples=["20200319-101500"],
    )


def _listed(served: Served, request: QuestionsRequest) -> list[OpenQuestion]:
    kept = open_file(served.collection)
    try:
        listed = all_questions(served.collection, kept)
    finally:
        kept.close()
    return chosen_questions(listed, request.which, request.from_, request.to)


def question_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["open questions"], responses=documented(409, 422, 503))

    one_looks = threading.Lock()  # the first look can read every note: that must take the turns of no others

    @router.get("/questions")
    def questions(request: Annotated[QuestionsRequest, Query()]) -> list[OpenQuestion]:
        """The open questions in your notes, by day, with the answers that stand beside them."""
        with one_looks:
            return served.turns.in_turn(lambda: _listed(served, request))()

    @router.post("/questions/{id}/answer", responses=documented(404))
    def answer(id: _Id, request: AnswerRequest) -> OpenAnswer:
        """What your notes answer to one open question, and when you wrote it; no note is changed."""
        return one_answer(served, settings, id, request)

    @router.post("/questions/{id}/mark", responses=documented(404))
    @served.turns.in_turn
    def mark(id: _Id, request: MarkRequest) -> OpenQuestion:
        """Remembers that a question is done or none, as `daycite questions done` does; no note is changed."""
        [marked] = mark_questions(served.collection, [id], request.mark)
        return marked

    @router.post("/questions/{id}/write", responses=documented(404))
    def write_back(id: _Id, request: WriteRequest) -> WriteResult:
        """The answer and the change to the note as a diff; the note is changed only if `write` is true."""
        return written_back(served, settings, id, request)

    @router.post("/undo")
    @served.turns.in_turn
    def undo(request: UndoRequest) -> Undone:
        """Takes back what a run wrote into your notes, if there was one; a note that changed since stays as it is."""
        try:
            return undone(served.collection, request.run)
        except NotFoundError:
            return Undone(request.run, (), ())

    return router
