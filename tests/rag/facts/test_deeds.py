"""What a sentence says of a deed that a question counts: tests/data/time/deeds.txt, and forms of words."""

from collections.abc import Iterator
from datetime import date

import pytest

from rag.evidence.assertions import Sentence
from rag.facts.deeds import read_deed, telling
from rag.facts.word_forms import is_form_of
from rag.question.read import read_question
from tools.project import ROOT

_TODAY = date(2024, 6, 1)
_SIGN = {"did": "+", "denied": "n", "mentioned": "-", "": "-"}


def _cases() -> Iterator[tuple[str, str, str]]:
    """(question, sentence, "+" for a deed, "n" for a denial, "-" for neither)."""
    question = ""
    for line in (ROOT / "tests" / "data" / "time" / "deeds.txt").read_text("utf-8").splitlines():
        if line.startswith("? "):
            question = line[2:]
        elif line[:2] in ("+ ", "n ", "- "):
            yield question, line[2:], line[0]


def _sentence(text: str, state: str = "") -> Sentence:
    return Sentence(text, text, 1, 1, state=state)


@pytest.mark.parametrize(("question", "text", "sign"), list(_cases()))
def test_deeds_are_told_from_mentions(question: str, text: str, sign: str) -> None:
    asked = read_question(question, _TODAY)
    assert asked.intent in ("first", "last", "count", "which")
    assert _SIGN[telling(read_deed(asked), _sentence(text))] == sign


def test_what_is_still_to_do_was_not_done() -> None:
    deed = read_deed(read_question("how often did I run", _TODAY))
    assert telling(deed, _sentence("ran the tests", state="to do")) == "mentioned"


def test_the_deeds_of_a_person_who_is_named() -> None:
    deed = read_deed(read_question("how often did Tom smoke", _TODAY))
    assert deed.names == ("tom",)
    assert telling(deed, _sentence("Tom smoked in the yard.")) == "did"
    assert telling(deed, _sentence("I smoked in the yard.")) == "mentioned"


def test_a_denial_is_asked_for() -> None:
    assert read_deed(read_question("on which days did I not smoke", _TODAY)).denied
    assert not read_deed(read_question("on which days did I smoke", _TODAY)).denied


@pytest.mark.parametrize(
    ("first", "second", "language", "same"),
    [
        ("transformer", "transformers", "en", True),
        ("transformer", "transformation", "en", False),
        ("deploy", "deployed", "en", True),
        ("deploy", "deployment", "en", False),
        ("run", "running", "en", True),
        ("run", "ran", "en", True),
        ("oversleep", "overslept", "en", True),
        ("carry", "carried", "en", True),
        ("rauchen", "geraucht", "de", True),
        ("fumé", "fumó", "es", True),
        ("tomates", "tonto", "es", False),
    ],
)
def test_forms_of_a_word(first: str, second: str, language: str, same: bool) -> None:
    assert is_form_of(first, second, language) is same
