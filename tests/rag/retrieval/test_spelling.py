"""Misspelt words of a question: looked for as the notes spell them, and said so; other words are left alone."""

import pytest

from rag.answer.ask import search
from rag.question.read import read_question
from tests.rag.conftest import MakeJournal
from tests.rag.journals import TODAY, Journal

NOTES = {
    "2024-03-04.md": "Moved the cluster to Kubernetes, and the pods restart.\n",
    "2024-03-05.md": "Visited the Guggenheim with Magdalena.\n",
    "2024-03-06.md": "Painted the house; Backpropagation is next.\n",
    "2024-03-08.md": "Ya llegó la bicicleta nueva.\n",
    "2024-03-07.md": "Watered the tomatoes. Read about the parser of release v12345.\n",
}


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


MISSPELT = {
    "a letter missing": ("how did the kubernettes move go", "kubernetes", "2024-03-04"),
    "a letter too many": ("what is next after backproppagation", "backpropagation", "2024-03-06"),
    "a wrong letter": ("when was I at the guggenhaim", "guggenheim", "2024-03-05"),
    "two swapped": ("who went along, was it Magdaelna", "magdalena", "2024-03-05"),
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "day"), MISSPELT.values(), ids=MISSPELT)
def test_a_typo_finds_the_word_of_the_notes(journal: Journal, text: str, word: str, day: str) -> None:
    found = search(read_question(text, TODAY), journal.sources, 5)
    assert str(found.days[0].date) == day
    assert f"“{word}” was looked for" in found.notice
    assert found.question == text, "what was asked is shown as it was typed"


RIGHT = {
    "a word that the notes have": "kubernetes pods",
    "a word of its own": "did I ride a horse",
    "another number": "what is in v12346",
    "a short word": "pdos",
    "a stranger": "who is Xqzvbrn",
    "a word of a language that the model does not know": "¿quién se llevó la bicicleta de la casa?",
}


@pytest.mark.model
@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_other_words_are_left_alone(journal: Journal, text: str) -> None:
    assert "was looked for" not in search(read_question(text, TODAY), journal.sources, 5).notice


def test_a_word_that_only_another_languages_stem_finds_is_no_typo(make_journal: MakeJournal) -> None:
    """English would cut "dspace" no shorter, German does."""
    text = "Heute haben wir DSpace angeschaut, und es ist nicht die einzige Software, die man für das Archiv nimmt.\n"
    journal = make_journal({f"2024-03-0{day}.md": text for day in range(1, 4)})
    assert not search(read_question("Was ist DSpace?", TODAY), journal.sources, 5).notice
