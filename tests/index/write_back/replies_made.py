"""Questions and replies for the tests of writing back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from index.write_back.replies import CitedDay, Reply

KERNEL = "A kernel is a small matrix [2020-03-19]."
CITED = (CitedDay(Date(2020, 3, 19), "2020-03-19.md", 1),)


@dataclass(frozen=True)
class Question:
    """As index.open_questions makes them, of what writing back needs."""

    id: str
    question: str
    path: str
    line: int
    line_end: int
    date: Date | None = Date(2020, 3, 18)
    status: str = "open"


def question_at(path: str, text: str, words: str, number: str = "q1", status: str = "open") -> Question:
    """The question with those words, on the line of `text` that has them."""
    line = next(i for i, line in enumerate(text.splitlines(), 1) if words in line)
    return Question(number, words, path, line, line, status=status)


def reply_to(path: str, text: str, words: str, said: str = KERNEL, number: str = "q1") -> Reply:
    return Reply(question_at(path, text, words, number), said, CITED)


def make(root: Path, notes: dict[str, str | bytes]) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {"2020-03-19.md": "A kernel is a small matrix.\n", **notes}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def content(root: Path) -> dict[str, bytes]:
    """All files under `root`, hidden ones too."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def replies_to(path: str, text: str, words: Sequence[str]) -> list[Reply]:
    return [reply_to(path, text, each, number=f"q{i}") for i, each in enumerate(words)]
