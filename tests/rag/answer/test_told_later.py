"""What later notes tell of days that have none themselves."""

from datetime import date

import pytest

from rag.answer.ask import ask
from rag.answer.sources import Sources
from rag.question.read import read_question
from tests.rag.conftest import MakeJournal

TODAY = date(2024, 12, 1)
NOTES = {
    "2024-03-10.md": "Yesterday was the fair. We rode the big wheel twice. Today it rains.\n\nThe kettle is broken.",
    "2024-03-12.md": "- On Saturday Tom fell off the wheel.\n- Next week we go to Rome.\n- [ ] ask about Saturday",
    "2024-05-20.md": "On 9 March 2024 we were at the fair, long ago now.",
    "2024-06-02.md": "昨日は海へ行った。泳いだ。",
    "2024-07-05.md": "Gestern den Zaun gestrichen.",
}


@pytest.fixture(scope="module")
def sources(make_journal: MakeJournal) -> Sources:
    return make_journal(NOTES).sources


def told(sources: Sources, question: str) -> list[str]:
    return [one.text for one in ask(read_question(question, TODAY), sources, 10).statements]


def test_a_day_without_notes_is_told_from_those_behind_it(sources: Sources) -> None:
    answer = ask(read_question("what did I do on 9 March 2024", TODAY), sources, 10)
    assert [one.text for one in answer.statements] == [
        "Yesterday was the fair. We rode the big wheel twice.",
        "On Saturday Tom fell off the wheel.",
    ]
    assert [one.citations[0].date for one in answer.statements] == [date(2024, 3, 10), date(2024, 3, 12)]
    assert answer.answered and answer.notice.startswith("There are no notes on 2024-03-09.")
    assert answer.lead == "What later notes tell of it:"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("was habe ich am 4. Juli 2024 gemacht", "Gestern den Zaun"),
        ("2024年6月1日に何をした", "昨日は海へ"),
        ("what did I do on 1 and 2 July 2024", None),
        ("what happened on 8 March 2024", None),
        ("what did I do from 1 to 9 March 2024", None),
    ],
)
def test_only_what_tells_of_these_days(sources: Sources, question: str, begins: str | None) -> None:
    said = told(sources, question)
    assert said[0].startswith(begins) if begins else not said


def test_a_day_with_notes_is_told_by_its_own(sources: Sources) -> None:
    assert "The kettle is broken." in told(sources, "what did I do on 10 March 2024")
