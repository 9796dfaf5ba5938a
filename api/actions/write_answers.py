"""Answers -> into the notes: what would change, and the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from api.actions.ask import find_writer
from api.actions.questions import all_questions, answer_questions, open_file, to_be_answered
from api.parts.collection import Collection
from api.parts.exclusion import WRITTEN_BACK
from api.parts.served import Served
from api.requests import AnswerRequest, Ask, WriteRequest
from api.settings import Settings
from index.write_back.replies import Left, Style
from rag.open_questions.open_answer import OpenAnswer

if TYPE_CHECKING:
    from index.open_questions.find import OpenQuestion
    from index.write_back.replies import Change, Plan, Reply, Undone, Written

_HAS_PRIVATE = "it has private parts, which the copy kept for undo would hold: use --style page"


def replies_to(answers: Sequence[OpenAnswer]) -> "list[Reply]":
    """What is to be written: the answered ones, and what a model knows beyond the notes in a block that says so."""
    from index.write_back.replies import CitedDay, Reply

    out = []
    for answer in answers:
        if answer.answered:
            cited = tuple(
                CitedDay(c.date, c.path, c.line_start) for statement in answer.statements for c in statement.citations
            )
            out.append(Reply(answer.question, _dated(answer), tuple(dict.fromkeys(cited))))
        elif answer.beyond:
            out.append(Reply(answer.question, answer.beyond, beyond_notes=True))
    return out


def _dated(answer: OpenAnswer) -> str:
    """The answer with the days that say so: "A kernel is a small matrix. [2020-03-19]"."""
    days = dict.fromkeys(c.date for s in answer.statements for c in s.citations if c.date)
    return " ".join([answer.answer, *(f"[{day.isoformat()}]" for day in days)])


def plan_of(collection: Collection, answers: Sequence[OpenAnswer], style: Style) -> "Plan":
    """What writing these answers would change; nothing is written."""
    from index.write_back.plan import plan
    from index.write_back.replies import Left

    replies, left = [], []
    for reply in replies_to(answers):
        note = collection.read(reply.question.path)
        if style != "page" and note is not None and note.private:
            left.append(Left(reply.question.id, reply.question.path, _HAS_PRIVATE))
        else:
            replies.append(reply)

    def find(path: str, data: bytes) -> "list[OpenQuestion]":
        return _questions_in(collection, path, data)

    planned = plan(collection.root, replies, style, find)
    return replace(planned, left=(*planned.left, *left)) if left else planned


def write_plan(collection: Collection, plan: "Plan") -> "Written":
    """Writes what was planned, and keeps the old files for `undo`."""
    from index.write_back.plan import apply

    return apply(collection.root, plan.changes, kept_folder(collection), _keeps_times(collection))


def kept_folder(collection: Collection) -> Path:
    return collection.folder / WRITTEN_BACK


def _keeps_times(collection: Collection) -> bool:
    """Whether the notes' times of change are their days, so that writing must not move them."""
    dates = collection.settings.dates
    return any(
        rules.fallback == "mtime" for rules in (dates.rules(), *(globbed.rules() for globbed in dates.globs.values()))
    )


def _questions_in(collection: Collection, path: str, data: bytes) -> "list[OpenQuestion]":
    """The questions of a note's bytes, read as the list reads them."""
    from index.entries.reader import entries_reader
    from index.notes.blocks import blocks
    from index.notes.private_parts import allowed_note
    from index.open_questions.find import open_questions

    dates = collection.settings.dates
    by_glob = [(glob, globbed.rules()) for glob, globbed in dates.globs.items()]
    rules = collection.exclusion
    entries_of, _ = entries_reader(collection.root, dates.rules(), by_glob, date.today(), rules)
    note = allowed_note(path, data, rules)
    structure = blocks(note)
    return open_questions(note, entries_of(note, structure), structure)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the notes something is added."""

    path: str
    """The note's path."""
    new: bool
    """Whether there is no such note yet."""
    below: int
    """The line below which the note changes first; 0 for its top."""


def _place(change: "Change") -> Place:
    before = (change.before or b"").splitlines()
    after = change.after.splitlines()
    same = next((i for i, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    return Place(change.path, change.before is None, min(same, len(before)))


class WriteResult(BaseModel):
    """What was written, or would be."""

    answer: OpenAnswer = Field(description="The answer that is, or would be, written.")
    diff: str = Field(description="What changes in the note, as a unified diff.")
    places: list[Place] = Field(description="Where the answer goes, or would go.")
    written: list[str] = Field(description="The notes that were changed.")
    run: str = Field(description="The id that `daycite questions undo` takes; empty where nothing was written.")
    left: list[Left] = Field(description="What was left unchanged, and why.")


def written_back(served: Served, settings: Settings, id: str, request: WriteRequest) -> WriteResult:
    """One answer written into its note, or what would be."""
    answer = one_answer(served, settings, id, request)
    planned = plan_of(served.collection, [answer], request.style)
    diff = "".join(change.diff for change in planned.changes)
    places = [_place(change) for change in planned.changes]
    if not request.write:
        return WriteResult(answer=answer, diff=diff, places=places, written=[], run="", left=list(planned.left))
    done = write_plan(served.collection, planned)
    left = [*planned.left, *done.failed]
    return WriteResult(answer=answer, diff=diff, places=places, written=list(done.paths), run=done.id, left=left)


def undone(collection: Collection, which: str) -> "Undone":
    """What a run wrote taken back: the last one for "LAST". Raises NotFoundError, NotesError."""
    from index.write_back.plan import undo

    return undo(collection.root, kept_folder(collection), which)


def one_answer(served: Served, settings: Settings, id: str, request: AnswerRequest) -> OpenAnswer:
    """The answer that the notes give to one open question. Raises NotFoundError for an unknown id."""
    llm = find_writer(Ask.model_validate({"question": "-", "llm": request.llm, "model": request.model}), settings).llm
    sources = served.sources()
    kept = open_file(served.collection)
    try:
        questions = all_questions(served.collection, kept)
        chosen = to_be_answered(questions, [id])
        today = request.today or date.today()
        [answer] = answer_questions(questions, chosen, sources, today, llm, kept, request.beyond_notes)
    finally:
        kept.close()
    return answer
