"""What recurs over a journal's entries says nothing of any: it is no statement, and its label stands before none."""

import pytest

from rag.evidence.boilerplate import Boilerplate, boilerplate_of
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal

_DONE = (
    "Fixed the parser",
    "Painted the shed",
    "Read on kernels",
    "Swam in the lake",
    "Baked rye bread",
    "Sorted nails",
)


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(
        {
            f"2024-05-{day:02}.md": f"**Today's Progress:** {done} for an hour.\n\nWeight: {70 + day} kg\n\n"
            "That is all for today!\n"
            for day, done in enumerate(_DONE, 1)
        }
    )


def test_lines_and_labels_that_recur(journal: Journal) -> None:
    learned = boilerplate_of(journal.catalog)
    assert learned.holds("That is all for today!") and not learned.holds("Painted the shed for an hour.")
    assert learned.without_label("Today’s progress: dug a pond.") == "dug a pond."
    assert learned.without_label("Weight: 71 kg") == "Weight: 71 kg", "a label that says what it is of stays"
    assert learned.without_label("Ana: dug a pond.") == "Ana: dug a pond."


def test_an_answer_has_neither(journal: Journal) -> None:
    answer = journal.ask("what did I do on 2 May 2024")
    assert [s.text for s in answer.statements] == ["Painted the shed for an hour."]
    assert answer.statements[0].citations[0].line_start == 1


def test_a_few_entries_teach_nothing(make_journal: MakeJournal) -> None:
    few = make_journal({f"2024-05-0{day}.md": "Notes: all is well here.\n" for day in (1, 2, 3)})
    assert boilerplate_of(few.catalog) == Boilerplate()
