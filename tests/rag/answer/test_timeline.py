"""How strongly each day speaks to a topic, over all days that have notes."""

import pytest

from rag.answer.timeline import timeline
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal, march_2020

_NOTES = march_2020(
    d02="Kneaded a sourdough with rye flour for the first time.",
    d05="Repaired the bicycle chain in the yard.",
    d09="The sourdough rose well; the rye bread was dense and good.",
)


@pytest.fixture
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(_NOTES)


def _strengths(journal: Journal, topic: str | None) -> dict[int, float]:
    asked = journal.question(topic) if topic is not None else None
    return {day.date.day: day.strength for day in timeline(asked, journal.sources).days}


def test_days_of_the_topic_are_strong_and_others_faint(journal: Journal) -> None:
    found = _strengths(journal, "sourdough")
    assert list(found) == [2, 5, 9]
    assert found[2] >= 0.35 and found[9] >= 0.35 and found[5] < 0.2


def test_a_window_leaves_the_days_outside_of_it_at_nothing(journal: Journal) -> None:
    found = _strengths(journal, "sourdough from 3 to 31 March 2020")
    assert found[2] == 0 and found[9] >= 0.35
    assert _strengths(journal, "what did I do from 3 to 31 March 2020") == {2: 0, 5: 0.6, 9: 0.6}


@pytest.mark.parametrize("topic", [None, "*", "?!", "…"])
def test_without_words_no_day_speaks_to_it(journal: Journal, topic: str | None) -> None:
    told = timeline(journal.question(topic) if topic else None, journal.sources)
    assert {day.strength for day in told.days} == {0} and [day.words > 3 for day in told.days] == [True] * 3


def test_words_and_titles_come_with_the_days(journal: Journal) -> None:
    [first, *_] = timeline(None, journal.sources).days
    assert (first.date.isoformat(), first.title) == ("2020-03-02", "2020-03-02")
