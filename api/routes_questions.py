"""The routes of open questions: their list, and the answer of one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.asking import find_writer
from api.fresh import Served
from api.problems import documented
from api.questioning import Which, all_questions, answers, chosen_questions, open_file, to_be_answered
from api.questions_write import plan_of, write
from api.schemas import Ask, Day, FirstDay, LastDay, Text
from api.settings import Settings
from index.open_questions import OpenQuestion
from index.replies import Left, Style
from rag.open_result import OpenAnswer

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


class AnswerRequest(BaseModel):
    """How to answer; what is left out or null is as the settings say."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [{"llm": False}]}
    )

    today: Day | None = Field(None, description="the day that is today")
    llm: bool | None = Field(None, description="true: a local LLM must word the answer; false: none may")
    model: Text | None = Field(None, description="the LLM's name; naming one means that it must word the answer")
    beyond_notes: bool = Field(False, description="where the notes are silent, ask the LLM what it knows itself")


class WriteRequest(AnswerRequest):
    """How to answer, and whether to change the note."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"llm": False, "write": False}]})

    style: Style = Field("auto", description="under the question, on one page of answers, or as the format bears it")
    write: bool = Field(False, description="true changes the note; false only tells what would change")


class WriteResult(BaseModel):
    """What was written, or would be."""

    answer: OpenAnswer
    diff: str
    written: list[str]
    run: str = Field(description="the id that daycite questions undo takes; empty where nothing was written")
    left: list[Left]


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
        return _answer(served, settings, id, asked)

    @router.post("/questions/{id}/write", responses=documented(404))
    def write_back(id: _Id, asked: WriteRequest) -> WriteResult:
        """The answer, and how it would stand in the note; it is written only where `write` is true."""
        return written_back(served, settings, id, asked)

    return router


def written_back(served: Served, settings: Settings, id: str, asked: WriteRequest) -> WriteResult:
    """One answer written into its note, or what would be."""
    given = _answer(served, settings, id, asked)
    planned = plan_of(served.collection, [given], asked.style)
    diff = "".join(change.diff for change in planned.changes)
    if not asked.write:
        return WriteResult(answer=given, diff=diff, written=[], run="", left=list(planned.left))
    done = write(served.collection, planned)
    left = [*planned.left, *done.failed]
    return WriteResult(answer=given, diff=diff, written=list(done.paths), run=done.id, left=left)


def _answer(served: Served, settings: Settings, id: str, asked: AnswerRequest) -> OpenAnswer:
    writer, _, _ = find_writer(Ask.model_validate({"question": "-", "llm": asked.llm, "model": asked.model}), settings)
    sources = served.sources()
    kept = open_file(served.collection)
    try:
        found = all_questions(served.collection, kept)
        chosen = to_be_answered(found, [id])
        today = asked.today or date.today()
        [given] = answers(found, chosen, sources, today, writer, kept, asked.beyond_notes)
    finally:
        kept.close()
    return given
