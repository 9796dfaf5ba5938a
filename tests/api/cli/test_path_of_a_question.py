"""How many files a question passes through, as text, on its way to the notes and back."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from tests.api.conftest import Daycite
from tools.project import ROOT

MOST = 15
_ROOMS = tuple(f"{ROOT / room}/" for room in ("index", "rag", "api"))


@contextmanager
def _files_given(text: str) -> Iterator[set[str]]:
    """The files of ours a function of which is called with `text` in one of its arguments, in whatever case."""
    found: set[str] = set()

    def look(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(_ROOMS):
            return
        arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if any(isinstance(value := frame.f_locals.get(name), str) and text in value.lower() for name in arguments):
            found.add(code.co_filename.removeprefix(f"{ROOT}/"))

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize(
    "question",
    [
        "what did I learn about local regions",
        'when did I last write about "feature maps"',
        "what did I plant before I wrote the novel",
        "in summer",
        "领域について何を学びましたか",
    ],
)
def test_a_question_passes_through_few_files(daycite: Daycite, notes: Path, question: str) -> None:
    daycite("index", notes)
    with _files_given(question.lower()) as files:
        assert daycite("query", question, "--no-llm", "--notes", notes).code == 0
    assert "rag/question/read.py" in files and len(files) <= MOST, sorted(files)
