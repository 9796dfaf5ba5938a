"""A collection -> its open questions and their answers: what every door does with them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from api.dates import check_span
from api.parts.collection import Collection
from api.parts.exclusion import OPEN_QUESTIONS
from index.errors import LLMError, NotesError, NotFoundError, UsageError
from index.open_questions.find import ANSWERED, IN_DOUBT, IN_PLACE, STILL_OPEN, OpenQuestion, grouped

if TYPE_CHECKING:
    from index.open_questions.cache import OpenAnswers
    from rag.answer.sources import Sources
    from rag.llm.find import LLM
    from rag.open_questions.open_answer import OpenAnswer

Which = Literal["found", "open", "answered", "all"]
_ANSWERED = frozenset((IN_PLACE, ANSWERED))


def open_file(collection: Collection) -> "OpenAnswers":
    """Where questions and answers are kept; in memory only, where nothing is indexed yet."""
    from index.open_questions.cache import OpenAnswers

    return OpenAnswers(collection.folder / OPEN_QUESTIONS if collection.store.exists else None)


def all_questions(collection: Collection, kept: "OpenAnswers") -> list[OpenQuestion]:
    """Every question of the notes as they are now, by day, doubtful ones too. Raises NotesError without notes."""
    from api.actions.entries import listed_days

    found = grouped(kept.questions(collection.root, listed_days(collection).entries, collection.exclusion))
    written = _on_page(collection)
    return [replace(q, status=ANSWERED) if q.id in written and q.status in STILL_OPEN else q for q in found]


def _on_page(collection: Collection) -> set[str]:
    """Ids of the questions whose answers daycite wrote on the page of answers."""
    from index.write_back.answers_page import ids_on_page, page_path
    from index.write_back.link_style import LinkStyle
    from index.write_back.note_edits import open_note

    try:
        path, data = page_path(collection.root, LinkStyle(collection.root))
    except NotesError:
        return set()
    return set() if data is None else set(ids_on_page(open_note(path, data)))


def chosen_questions(
    questions: Sequence[OpenQuestion], which: Which, from_: date | None, to: date | None
) -> list[OpenQuestion]:
    """Those of a span of days: open or answered ones, both, or with the doubtful too.

    Raises UsageError for a span that cannot be.
    """
    check_span(from_, to)
    spanned = (q for q in questions if not (from_ or to) or q.date is not None)
    return [
        q
        for q in spanned
        if _matches_filter(q, which) and (from_ or date.min) <= (q.date or date.min) <= (to or date.max)
    ]


def _matches_filter(question: OpenQuestion, which: Which) -> bool:
    if which == "all":
        return True
    if which == "open":
        return question.status in STILL_OPEN
    return question.status in _ANSWERED if which == "answered" else question.status != IN_DOUBT


def to_be_answered(questions: Sequence[OpenQuestion], ids: Sequence[str]) -> list[OpenQuestion]:
    """The questions of these ids, or all that the notes do not answer beside them where no id is given.

    The beginning of an id is enough. Raises NotFoundError for an id that no question has, UsageError for one that
    several have.
    """
    if not ids:
        return [q for q in questions if q.status in STILL_OPEN or q.status == ANSWERED]
    out: list[OpenQuestion] = []
    for prefix in dict.fromkeys(ids):
        matches = [q for q in questions if q.id.startswith(prefix)]
        if not matches:
            raise NotFoundError(f"there is no question with the id {prefix}", "See daycite questions")
        if len(matches) > 1 and not any(q.id == prefix for q in matches):
            raise UsageError(
                f"{len(matches)} questions have ids that begin with {prefix}", "Type more characters of the id"
            )
        out.extend(q for q in matches if q.id == prefix or len(matches) == 1)
    return out


def answer_questions(
    questions: Sequence[OpenQuestion],
    chosen: Sequence[OpenQuestion],
    sources: "Sources",
    today: date,
    llm: "LLM | None",
    kept: "OpenAnswers",
    beyond: bool = False,
) -> Iterator["OpenAnswer"]:
    """An answer for each of `chosen`, kept as soon as it is made; `beyond` lets the LLM's own knowledge speak too.

    Raises LLMError for `beyond` without an LLM.
    """
    from rag.open_questions.answering import Answering

    if beyond and llm is None:
        raise LLMError(
            "--beyond-notes needs a language model, but none is running", "Start Ollama, or leave out --beyond-notes"
        )
    for answer in Answering(questions, sources, today, llm, kept).all(chosen):
        yield _beyond(answer, llm) if beyond and llm is not None and not answer.answered else answer


def _beyond(answer: "OpenAnswer", llm: "LLM") -> "OpenAnswer":
    from rag.open_questions.beyond_notes import beyond_notes

    try:
        return replace(answer, beyond=beyond_notes(llm, answer.question.question, answer.question.context))
    except LLMError as error:
        return replace(answer, notice=str(error))
