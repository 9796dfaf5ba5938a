"""The routes of open questions: their list, and the answer of one."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.actions.questions import Which, all_questions, chosen_questions, open_file
from api.actions.write_answers import WriteResult, one_answer, written_back
from api.http.problems import documented
from api.parts.served import Served
from api.requests import AnswerRequest, FirstDay, LastDay, WriteRequest
from api.settings import Settings
from index.open_questions.find import OpenQuestion
from rag.open_questions.open_answer import OpenAnswer

_Id = Annotated[
    str,
    Path(
        description="the question's id, as /questions gives it, or its beginning",
        max_length=64,
        examples=["245310c0d0"],
    ),
]


class QuestionsRequest(BaseModel):
    """Which open questions to list."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    which: Which = Field("found", description="found: all but doubtful ones")
    from_: FirstDay | None = Field(None, alias="from", description="the first day to list")
    to: LastDay | None = Field(None, description="the last day to list")


def question_routes(served: Served, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["open questions"], responses=documented(409, 422, 503))

    @router.get("/questions")
    @served.turns.in_turn
    def questions(wanted: Annotated[QuestionsRequest, Query()]) -> list[OpenQuestion]:
        """The questions that the notes' author wrote down, by day, and what was answered in place."""
        kept = open_file(served.collection)
        try:
            found = all_questions(served.collection, kept)
        finally:
            kept.close()
        return chosen_questions(found, wanted.which, wanted.from_, wanted.to)

    @router.post("/questions/{id}/answer", responses=documented(404))
    def answer(id: _Id, asked: AnswerRequest) -> OpenAnswer:
        """The answer that the notes give to one open question, and when it was written; no note is changed."""
        return one_answer(served, settings, id, asked)

    @router.post("/questions/{id}/write", responses=documented(404))
    def write_back(id: _Id, asked: WriteRequest) -> WriteResult:
        """The answer, and how it would stand in the note; it is written only where `write` is true."""
        return written_back(served, settings, id, asked)

    return router
