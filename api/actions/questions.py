"""A collection -> its open questions and their answers: what every door does with them."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from api.actions.question_marks import Mark, marked, read_marks, write_marks
from api.dates import check_span
from api.parts.collection import Collection
from api.parts.exclusion import OPEN_QUESTIONS
from api.parts.place import make_collection_folder
from index.entries.entry import Entry
from index.errors import LLMError, NotesError, NotFoundError, StoreError, UsageError
from index.open_questions.find import (
    ANSWERED,
    DONE,
    IN_DOUBT,
    IN_PLACE,
    NO_QUESTION,
    STILL_OPEN,
    OpenQuestion,
    grouped,
    same_question,
)

if TYPE_CHECKING:
    from index.open_questions.cache import KeptAnswer, OpenAnswers
    from rag.answer.sources import Sources
    from rag.llm.find import LLM
    from rag.open_questions.open_answer import OpenAnswer

Which = Literal["found", "open", "answered", "all"]
_NOTES_AT_ONCE = 300
_MANY_NOTES = 50  # from which on it takes noticeable time to find what they ask
_ANSWERED = frozenset((IN_PLACE, ANSWERED, DONE))
_ASIDE = frozenset((IN_DOUBT, NO_QUESTION, DONE))


def open_file(collection: Collection) -> "OpenAnswers":
    """Where questions and answers are kept; in memory only, where nothing is indexed yet and there are few notes."""
    from index.open_questions.cache import OpenAnswers

    return OpenAnswers(collection.folder / OPEN_QUESTIONS if _is_kept(collection) else None)


def _is_kept(collection: Collection) -> bool:
    if collection.store.exists or collection.keeps_unindexed:
        return True
    if len(collection.scan().notes) < _MANY_NOTES:
        return False
    with suppress(StoreError):  # where nothing can be kept, it is found again each time
        make_collection_folder(collection.settings.data_dir, collection.root)
        return True
    return False


def all_questions(collection: Collection, kept: "OpenAnswers") -> list[OpenQuestion]:
    """Every question of the notes as they are now, by day, doubtful ones too, and what you said of them.

    Raises NotesError without notes, StoreError where what you said cannot be read.
    """
    from api.actions.entries import listed_days

    seen = collection.scan()
    listed = listed_days(collection, seen, kept.finder(collection.exclusion).look)
    known = collection.known_questions
    if known is None or known[0] is not listed:  # the same object as long as nothing changed
        found = grouped(kept.questions(collection.root, listed.entries, collection.exclusion, seen.notes))
        collection.known_questions = known = listed, found
    return _settled(collection, known[1])


def questions_so_far(
    collection: Collection, kept: "OpenAnswers", seconds: float
) -> tuple[list[OpenQuestion], tuple[int, int]]:
    """Those found within so many seconds, of the newest notes first; of how many notes they are, and of how many all.

    What was found is kept: asked again, it goes on from there. Raises NotesError without notes.
    """
    from api.actions.entries import listed_days

    seen = collection.scan()
    entries = listed_days(collection, seen).entries
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    paths = list(dict.fromkeys(entry.path for entry in reversed(entries)))
    found: list[OpenQuestion] = []
    looked_at, begun = 0, time.monotonic()
    while looked_at < len(paths) and (not looked_at or time.monotonic() - begun < seconds):
        some = [entry for path in paths[looked_at : looked_at + _NOTES_AT_ONCE] for entry in by_path[path]]
        looked_at = min(looked_at + _NOTES_AT_ONCE, len(paths))
        found += kept.questions(collection.root, some, collection.exclusion, seen.notes, all_of_them=False)
    return _settled(collection, grouped(found)), (looked_at, len(paths))


def _settled(collection: Collection, found: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    """Each with what you said of it, or that daycite answered it."""
    written = _on_page(collection)
    marks = read_marks(collection.folder).marks
    return [
        replace(q, status=marks[q.id])
        if q.id in marks
        else replace(q, status=ANSWERED)
        if q.id in written and q.status in STILL_OPEN
        else q
        for q in found
    ]


def mark_questions(collection: Collection, ids: Sequence[str], mark: Mark | None) -> list[OpenQuestion]:
    """Remembers what you say of the questions of these ids, None to take it back; the questions, with that.

    Raises NotFoundError, UsageError and StoreError.
    """
    kept = open_file(collection)
    try:
        chosen = {q.id for q in to_be_answered(all_questions(collection, kept), ids)} if ids else set()
        make_collection_folder(collection.settings.data_dir, collection.root)
        known = read_marks(collection.folder)
        write_marks(collection.folder, marked(known, chosen, mark))
        return [question for question in all_questions(collection, kept) if question.id in chosen]
    finally:
        kept.close()


def newly_answered(
    collection: Collection, questions: Sequence[OpenQuestion], kept: "OpenAnswers"
) -> dict[str, "KeptAnswer | None"]:
    """Id -> the kept answer, if it is that, of each question answered since the list was last looked at.

    From then on they count as seen.
    """
    known = read_marks(collection.folder)
    answers = {q.id: kept.answer(q.id) for q in questions if q.status in STILL_OPEN} if kept.has_answers() else {}
    now = {id for id, answer in answers.items() if answer and answer.says_something}
    now |= {q.id for q in questions if q.status in (IN_PLACE, ANSWERED)}
    if known.seen is None or now != known.seen:
        with suppress(StoreError):  # the list is shown all the same
            write_marks(collection.folder, replace(known, seen=frozenset(now)))
    return {} if known.seen is None else {id: answers.get(id) for id in now - known.seen}


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
    questions: Sequence[OpenQuestion],
    which: Which,
    from_: date | None,
    to: date | None,
    since: date | None = None,
    search: str = "",
) -> list[OpenQuestion]:
    """Those of a span of days: open or answered ones, both, or with the doubtful too.

    With `since` those that were asked or answered on that day or later; with `search` those that have all its words.
    Raises UsageError for a span that cannot be.
    """
    check_span(from_, to)
    spanned = (q for q in questions if not (from_ or to) or q.date is not None)
    words = same_question(search).split()
    return [
        q
        for q in spanned
        if _matches_filter(q, which)
        and (from_ or date.min) <= (q.date or date.min) <= (to or date.max)
        and (since is None or max(q.date or date.min, q.answered_on or date.min) >= since)
        and (not words or _has_words(q, words))
    ]


def _has_words(question: OpenQuestion, words: Sequence[str]) -> bool:
    text = same_question(f"{question.question} {question.context} {question.heading} {question.answer} {question.path}")
    return all(word in text for word in words)


def _matches_filter(question: OpenQuestion, which: Which) -> bool:
    if which == "all":
        return True
    if which == "open":
        return question.status in STILL_OPEN
    return question.status in _ANSWERED if which == "answered" else question.status not in _ASIDE


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
