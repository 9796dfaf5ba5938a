"""A collection and questions with known days -> the report of `daycite eval`."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TextIO

from index.errors import UsageError
from index.sync.parts import Progress

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from rag.evaluation.evaluate import Example, Report


def drafts(collection: "Collection", count: int) -> str:
    """Lines of JSON, a question each."""
    from rag.evaluation.draft_questions import draft_questions

    sources = collection.sources()
    questions = draft_questions(collection.catalog, sources.retriever.idf_of, sources.read, count)
    if not questions:
        raise UsageError(
            "there is nothing in your notes to make questions from",
            "Write the questions yourself: see daycite eval --help",
        )
    return "\n".join(json.dumps(question, ensure_ascii=False) for question in questions)


def read_questions(questions: TextIO | None) -> "list[Example]":
    """The questions of an open file. Raises UsageError where there is none, or a line cannot be read."""
    from rag.evaluation.evaluate import read_examples

    if questions is None:
        raise UsageError("no question file is given", "Draft one: daycite eval --make 30 > questions.jsonl")
    try:
        return read_examples(questions, questions.name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{questions.name} is not UTF-8 ({error.reason})", "Save it as UTF-8") from error


def evaluation_report(
    collection: "Collection", examples: "Sequence[Example]", today: date | None, answers: bool, progress: Progress
) -> "Report":
    """The report on `examples`, asked as of `today`."""
    from rag.evaluation.evaluate import evaluate

    asking = partial(progress, "asking")
    return evaluate(examples, collection.sources(), today or date.today(), answers, asking)
