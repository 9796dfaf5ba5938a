"""A question that only asks for what was done is told from one that names a matter, in six languages."""

from datetime import date

import pytest

from rag.question.read import read_question
from rag.question.what_was_done import asks_what_was_done
from tools.project import ROOT

_LINES = (ROOT / "tests" / "data" / "time" / "what-was-done.txt").read_text("utf-8").splitlines()
_CASES = [(line[2:], line[0] == "+") for line in _LINES if line[:2] in ("+ ", "- ")]
_TODAY = date(2024, 11, 12)


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_what_was_done(text: str, expected: bool) -> None:
    assert asks_what_was_done(read_question(text, _TODAY)) is expected


@pytest.mark.parametrize("text", ["what did I do last week tag:work", 'what did I do last week "the boat"'])
def test_one_that_is_narrowed_asks_for_more(text: str) -> None:
    assert not asks_what_was_done(read_question(text, _TODAY))


def test_a_word_that_says_nothing_in_another_language_only_is_a_matter() -> None:
    assert not asks_what_was_done(read_question("what did I read about war last week", _TODAY))
