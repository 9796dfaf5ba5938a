import pytest

from rag.answer.ask import ask
from rag.question.read import read_question
from rag.retrieval.irregular_verbs import other_forms
from tests.rag.conftest import MakeJournal
from tests.rag.journals import march_2020
from tests.rag.retrieval.test_anchors import TODAY


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("buy", {"bought"}),
        ("ran", {"run"}),
        ("go", {"went", "gone"}),
        ("swum", {"swim", "swam"}),
        ("learn", {"learnt"}),
    ],
)
def test_forms_that_no_stemmer_brings_together(word: str, forms: set[str]) -> None:
    assert set(other_forms(word)) == forms


@pytest.mark.parametrize("word", ["walk", "bet", "", "bicycle"])
def test_other_words_have_none(word: str) -> None:
    assert other_forms(word) == ()


def test_no_form_is_of_two_verbs() -> None:
    for word in ("lay", "lie", "wound", "found", "left", "fell"):
        assert word not in other_forms(word)


def test_a_question_in_the_base_form_finds_the_past(make_journal: MakeJournal) -> None:
    notes = march_2020(
        d02="Ran five kilometres by the river.", d05="Bought the red bicycle.", d09="I run every day now."
    )
    sources = make_journal(notes).sources
    told = ask(read_question("when did I first run", TODAY), sources, 10)
    assert told.lead.startswith("First on Monday 2 March 2020, the first of 2 days")
    told = ask(read_question("when did I first buy a bicycle", TODAY), sources, 10)
    assert told.lead.startswith("First on Thursday 5 March 2020")


def test_a_table_or_code_can_show_a_day(make_journal: MakeJournal) -> None:
    notes = march_2020(
        d02="```sh\ndocker run hello-world\n```", d03="| tool | minutes |\n| --- | --- |\n| docker | 20 |"
    )
    sources = make_journal(notes).sources
    told = ask(read_question("when did I first use docker", TODAY), sources, 10)
    assert told.answered and told.lead.startswith("First on Monday 2 March 2020")
