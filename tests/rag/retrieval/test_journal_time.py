"""Windows that only the notes can tell: the latest year that has notes, where they end, the author's own weeks."""

from datetime import date

import pytest

from rag.answer.ask import ask
from rag.answer.result import Answer
from rag.question.read import read_question
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal

OLD = {
    "2019-02-05.md": "Learned to knit socks.\n",
    "2020-02-10.md": "Learned to tie flies.\n",
    "2020-05-01.md": "Fixed the gate.\n",
    "2020-05-02.md": "Painted the gate green.\n",
}
COUNTED = {
    "week-10.md": "# Week 10\n\nStudied recursion and trees.\n\n## Day 64\n\nBinary search by hand.\n",
    "2021-03-05.md": "# Day 65\n\nHeaps.\n",
    "README.md": "# Log\n\n- [Week 11](w11.md)\n- [Day 70](d70.md)\n",
    "w11.md": "---\ndate: 2021-03-15\n---\nGraphs and such.\n",
    "d70.md": "---\ndate: 2021-03-17\n---\nDijkstra by hand.\n",
}
NO_YEAR = {
    "diary.md": "# Diary\n\n## 3 May\n\nPlanted beans.\n\n## 10 May\n\nPicked berries.\n\n## 2 June\n\nCut hay.\n"
}
EXAM = {
    "2024-03-02.md": "My exam in statistics is on 12 March 2024.\n",
    "2024-03-08.md": "Revised all day.\n",
    "2024-03-12.md": "The exam in statistics went well.\n",
    "2024-03-20.md": "Slept.\n",
}


def asked(journal: Journal, text: str, today: str = "2026-11-12") -> Answer:
    return ask(read_question(text, date.fromisoformat(today)), journal.sources, 10)


def days(answer: Answer) -> list[str]:
    return sorted({citation.days for statement in answer.statements for citation in statement.citations})


def test_a_month_without_a_year_is_the_latest_that_has_notes(make_journal: MakeJournal) -> None:
    answer = asked(make_journal(OLD), "what did I learn in February")
    assert days(answer) == ["2020-02-10"] and "February 2020" in answer.notice


def test_where_notes_ended_long_ago_the_last_week_is_shown_and_said(make_journal: MakeJournal) -> None:
    answer = asked(make_journal(OLD), "what did I do last week")
    assert days(answer) == ["2020-05-01", "2020-05-02"]
    assert answer.notice.startswith("Your notes end on Saturday 2 May 2020;")


def test_of_a_matter_the_last_week_with_notes_is_only_offered(make_journal: MakeJournal) -> None:
    answer = asked(make_journal(OLD), "what did I say about tulips last week")
    assert not answer.answered and "2020-04-27 to 2020-05-03" in answer.notice


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what did I do in week 10", ["undated"]),
        ("what did I do on day 64", ["undated"]),
        ("what did I do on day 65", ["2021-03-05"]),
        ("what did I do in week 11", ["2021-03-15"]),
        ("what did I do on day 70", ["2021-03-17"]),
    ],
)
def test_the_authors_own_counts_come_first(make_journal: MakeJournal, text: str, found: list[str]) -> None:
    assert days(asked(make_journal(COUNTED), text, "2021-04-01")) == found


def test_notes_without_a_year_answer_by_month_and_day(make_journal: MakeJournal) -> None:
    answer = asked(make_journal(NO_YEAR), "what did I do in May")
    assert [statement.text for statement in answer.statements] == ["Planted beans.", "Picked berries."]
    assert "no known year" in answer.notice


def test_an_event_is_on_the_day_that_its_sentence_names(make_journal: MakeJournal) -> None:
    answer = asked(make_journal(EXAM), "what did I do the week before my exam in statistics", "2024-08-01")
    assert answer.window is not None and (str(answer.window.from_), str(answer.window.to)) == (
        "2024-03-05",
        "2024-03-11",
    )
