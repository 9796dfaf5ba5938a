"""Questions that name only a time: the days are told, the notes' own lines week by week, and none is declined."""

import pytest

from rag.answer.told_days import ONLY_THESE_DAYS
from tests.rag.conftest import MakeJournal

_NOTES = {
    "2024-03-04.md": "# 2024-03-04\n\n- Woke up early.\n- Sold the old rowboat to Ingrid.\n",
    "2024-03-13.md": "# 2024-03-13\n\n- Woke up early.\n- Signed the lease for the flat on Quarry Street.\n",
    "2024-03-20.md": "# 2024-03-20\n\n- Woke up early.\n- [ ] Paint the fence\n- Mended the chapel window.\n",
    "2024-04-02.md": "# 2024-04-02\n\n- Woke up early.\n- Planted quinces.\n",
    "2023-06-01.md": "# 2023-06-01\n\n- Woke up early.\n- The first swarm settled in the pear tree.\n",
}
_MARCH = [
    "Sold the old rowboat to Ingrid.",
    "Signed the lease for the flat on Quarry Street.",
    "Mended the chapel window.",
]


@pytest.mark.parametrize(
    "question",
    ["what did I do in March 2024", "what happened in March 2024?", "was habe ich im März 2024 gemacht",
     "qu'ai-je fait en mars 2024", "qué hice en marzo de 2024"],
)  # fmt: skip
def test_a_month_is_told_week_by_week(make_journal: MakeJournal, question: str) -> None:
    answer = make_journal(_NOTES).ask(question)
    assert [statement.text for statement in answer.statements] == _MARCH
    assert answer.answered and answer.confidence == 1 and answer.answered_by == "extract" and answer.also == ()
    assert answer.lead == "3 days with notes from 2024-03-01 to 2024-03-31, told week by week."


def test_a_matter_is_still_searched_for(make_journal: MakeJournal) -> None:
    answer = make_journal(_NOTES).ask("what did I do with the boat in March 2024")
    assert "told week by week" not in answer.lead


def test_a_day_of_routine_alone_is_not_declined(make_journal: MakeJournal) -> None:
    notes = {f"2024-03-{n:02}.md": f"# 2024-03-{n:02}\n\nWoke up early and had tea.\n" for n in range(1, 20)}
    assert make_journal(notes).ask("what did I do on 5 March 2024").answered


def test_this_day_is_told_of_other_years(make_journal: MakeJournal) -> None:
    answer = make_journal(_NOTES).ask("what did I write on this day?")  # asked on 1 June 2024
    assert [statement.text for statement in answer.statements] == ["The first swarm settled in the pear tree."]
    assert answer.lead.startswith("On 1 June in other years") and answer.notice == ""


_STAGES = {
    "2024-03-12.md": "# 2024-03-12\n\nBought a map of the coast.\n",
    "2024-03-13.md": "# 2024-03-13\n\nNinety kilometres against the wind, my knees hurt.\n",
    "2024-03-14.md": "# 2024-03-14\n\nA short one to the ferry, then a swim.\n",
}


@pytest.fixture
def doubting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence is likely to answer."""
    monkeypatch.setattr("rag.answer.gathered.confidence", lambda *_: 0.1)


@pytest.mark.usefixtures("doubting")
def test_the_few_days_named_are_told_where_no_sentence_is_likely(make_journal: MakeJournal) -> None:
    answer = make_journal(_STAGES).ask("what weighed on me on 13 and 14 March 2024")
    assert answer.lead.startswith(ONLY_THESE_DAYS)
    assert {str(c.date) for s in answer.statements for c in s.citations} == {"2024-03-13", "2024-03-14"}


@pytest.mark.usefixtures("doubting")
@pytest.mark.parametrize(
    "question",
    [
        "who was with me on 13 March 2024",
        "how much did the ferry cost on 14 March 2024",
        "why did the zeppelin land on 14 March 2024",
        "what did Marlene say on 13 March 2024",
    ],
)
def test_who_and_how_much_are_not_told_so(make_journal: MakeJournal, question: str) -> None:
    assert ONLY_THESE_DAYS not in make_journal(_STAGES).ask(question).answer
