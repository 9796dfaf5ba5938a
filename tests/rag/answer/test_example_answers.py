"""What the example journal says to some seventy questions: what must be said, and what may be beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer.ask import ask
from rag.answer.result import Answer
from rag.question.read import read_question
from tools.project import ROOT

_QUESTIONS = ROOT / "tests" / "data" / "answers" / "example-journal.tsv"


@dataclass(frozen=True)
class _Asked:
    """A question, what one of the statements must hold, and what any other must hold one of."""

    answer: Answer
    must: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def said(self) -> list[str]:
        return [s.text for s in self.answer.statements]

    @property
    def right(self) -> bool:
        return any(_holds(text, self.must) for text in self.said)

    @property
    def beside(self) -> list[str]:
        return [text for text in self.said if not _holds(text, self.must + self.may)]


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    return any(piece in text for piece in pieces)


def _split(pieces: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in pieces.split(";") if piece.strip())


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> dict[str, _Asked]:
    data = tmp_path_factory.mktemp("example")
    (data / "models").symlink_to(model_dir / "models")
    collection = Collection(read_settings(data_dir=data), ROOT / "examples" / "journal")
    collection.sync()
    sources, found = collection.sources(), {}
    for line in _QUESTIONS.read_text("utf-8").splitlines():
        question, must, may = (part.strip() for part in line.split("\t"))
        answer = ask(read_question(question, date(2025, 12, 31)), sources, 10)
        found[question] = _Asked(answer, _split(must), _split(may))
    collection.close()
    return found


def test_nearly_all_are_answered_in_full(asked: dict[str, _Asked]) -> None:
    assert len(asked) >= 60
    missed = {question: its.said for question, its in asked.items() if not its.right}
    assert len(missed) <= 0.1 * len(asked), missed


def test_nearly_all_statements_are_to_the_point(asked: dict[str, _Asked]) -> None:
    said = sum(len(its.said) for its in asked.values())
    beside = {question: its.beside for question, its in asked.items() if its.beside}
    assert sum(map(len, beside.values())) <= 0.3 * said, beside


def test_answers_are_short(asked: dict[str, _Asked]) -> None:
    assert sum(len(its.said) for its in asked.values()) / len(asked) <= 2.5


def test_what_i_was_stuck_on(asked: dict[str, _Asked]) -> None:
    its = asked["what was I stuck on in May"].answer
    assert its.statements[0].text.startswith("I am stuck, and have been for the whole week")
    assert (its.statements[0].citations[0].path, its.statements[0].citations[0].line_start) == (
        "daily/2025-05-24.md", 11
    )  # fmt: skip
