"""Windows asked of journals that run from one day to another, and words that only look like times.

tests/data/time/of-journals.jsonl: nearly all written by somebody who had not seen the code, in six languages, spans
decided from the calendar; an open end is null, both are null where the question names no time.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import pytest

from index.store.catalog import Catalog
from rag.question.read import read_question
from rag.retrieval.journal_time import in_journal
from rag.retrieval.retriever import Retriever
from rag.temporal.window import Window
from tools.project import DATA

_ROWS = [json.loads(line) for line in (DATA / "time" / "of-journals.jsonl").read_text("utf-8").splitlines()]


class _EveryDay:
    """Stands in for a retriever of notes of every day."""

    def __init__(self, first: date, last: date) -> None:
        self._all = [first + timedelta(n) for n in range((last - first).days + 1)]

    def days(self, window: Window | None = None) -> Sequence[date]:
        return [day for day in self._all if window is None or window.holds(day, day)]


@pytest.mark.parametrize("row", _ROWS, ids=[row["question"] for row in _ROWS])
def test_the_span_is_the_one_meant(row: dict[str, Any]) -> None:
    retriever = cast(Retriever, _EveryDay(*map(date.fromisoformat, row["notes"])))
    question = read_question(row["question"], date.fromisoformat(row["today"]))
    window = in_journal(question, retriever, cast(Catalog, None))[0].window
    from_, to = (window.from_, window.to) if window else (None, None)
    if row["to"] is None and str(to) == row["today"]:
        to = None  # "since March": up to the day of asking, or open
    assert [from_ and str(from_), to and str(to)] == [row["from"], row["to"]]
    every = retriever.days()
    within = [day for day in every if (from_ or day) <= day <= (window.to or day if window else day)]
    taken_out = [tuple(map(date.fromisoformat, span)) for span in row.get("without", [])]
    held = [day for day in within if window is None or window.holds(day, day)]
    assert held == [day for day in within if not any(first <= day <= last for first, last in taken_out)]
