"""What stands behind a question in its paragraph: an answer, or the day's log going on."""

import json

import pytest

from index.open_questions.find import IN_PLACE, OPEN
from index.open_questions.forms import has_mark
from tests.index.open_questions.labelled import questions_in
from tools.question_table import OPENED, opened_notes


@pytest.mark.parametrize(
    "text",
    [
        "Watered the beds. Does the hose reach the far bed by the wall? Nora asked about the party.",
        "Heizung kalt. Woher kommt das, Pumpe oder Ventil? Am Nachmittag mit Jette im Zoo gewesen, Giraffen gesehen.",
    ],
)
def test_a_log_that_goes_on_is_no_answer(text: str) -> None:
    assert [q.status for q in questions_in(text) if has_mark(q.question)] == [OPEN]


@pytest.mark.parametrize(
    "text",
    [
        "Does the hose reach the far bed? Yes, with two metres to spare.",
        "How many coats does it need? Three, says the tin.",
        "Brass or steel for the hinges? Brass, as steel rusts by the sea.",
    ],
)
def test_a_reply_is_an_answer(text: str) -> None:
    assert [q.status for q in questions_in(text)] == [IN_PLACE]


def test_every_labelled_line_of_the_opened_journals_is_there() -> None:
    notes = opened_notes()
    rows = [json.loads(text) for text in OPENED.with_suffix(".jsonl").read_text("utf-8").splitlines()]
    assert len({row["journal"] for row in rows}) == 16
    assert all(row["line"] <= len(notes[row["journal"], row["file"]].fixed) for row in rows)
