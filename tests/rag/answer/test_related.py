"""The days that the calendar shades, the list shows and a count counts."""

import pytest

from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal, march_2020

_NOTES = march_2020(
    d02="Kneaded a sourdough with rye flour for the first time.",
    d05="Repaired the bicycle chain in the yard.",
    d09="The sourdough rose well; the rye bread was dense and good.",
    d12="Ran 5 km along the river.",
    d14="Ran 7 km along the river.",
)


@pytest.fixture
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(_NOTES)


@pytest.mark.parametrize(
    ("asked", "shape", "days"),
    [
        ("what did I learn about sourdough", "sentences", [2, 9]),
        ("how many days did I write", "count", [2, 5, 9, 12, 14]),
        ("on which days did I write about sourdough", "count", [2, 9]),
        ("what did I do from 3 to 10 March 2020", "digest", [5, 9]),
        ("how many kilometres did I run in March 2020", "values", [12, 14]),
        ("which wine did grandmother serve in Lisbon", "sentences", []),
    ],
)
def test_an_answer_says_which_days_are_related(journal: Journal, asked: str, shape: str, days: list[int]) -> None:
    told = journal.ask(asked)
    assert (told.shape, [day.date.day for day in told.related]) == (shape, days)
    assert all(0 < day.strength <= 1 for day in told.related)
    cited = {c.date for statement in told.statements for c in statement.citations}
    assert cited <= {day.date for day in told.related}


def test_values_come_with_their_days(journal: Journal) -> None:
    told = journal.ask("how many kilometres did I run in March 2020")
    assert [(value.date.day, value.value, value.unit) for value in told.values] == [(12, 5, "km"), (14, 7, "km")]
