"""What the notes say to an open question, with the day it was written; as JSON to be kept, and read back."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from index.open_questions.find import OpenQuestion
from rag.evidence.citations import Citation, Statement
from rag.open_questions.strength import Level

_WEEK, _TWO_MONTHS = 7, 62


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """What the notes say to an open question; `answer` is "" where they do not say."""

    question: OpenQuestion
    """The open question as the notes have it."""
    answered: bool
    """Whether the notes surely answer it; without this `level` tells whether they perhaps do."""
    lead: str
    """When it was answered: "You answered this the next day [2020-03-19]", behind "Perhaps: " where not sure."""
    answer: str
    """The answer; empty where the notes don't say."""
    statements: tuple[Statement, ...]
    """The answer, sentence by sentence."""
    confidence: float
    """From 0 to 1: how surely the cited words answer the question."""
    answered_by: str
    """`extract`, the name of a language model, or `note`: your own answer to the same question."""
    notice: str = ""
    """Anything you should know about the answer, such as why no language model wrote it."""
    beyond: str = ""
    """The language model's own knowledge, if you asked for it: not from your notes, and without citations."""
    level: Level = "open"
    """`answered`; `perhaps`: shown, but never written into a note before you have looked at it; or `open`."""
    nearest: tuple[date, ...] = ()
    """For an open question the days that speak of it most."""

    @property
    def days(self) -> list[date]:
        return sorted({c.date for s in self.statements for c in s.citations if c.date})


def when_answered(asked: date | None, days: Sequence[date | None]) -> str:
    """In words, when: "You answered this the next day [2020-03-19]"."""
    known = sorted({day for day in days if day})
    shown = f"[{', '.join(day.isoformat() for day in known)}]"
    if not known:
        return "An undated note of yours answers this"
    if asked is None:
        return f"Your notes answer this {shown}"
    after = (known[0] - asked).days
    if after < 0:
        return f"You had written about this before you asked {shown}"
    return f"You answered this {_later(after)} {shown}"


def _later(days: int) -> str:
    if days <= 1:
        return "the same day" if days == 0 else "the next day"
    if days < 3 * _WEEK:
        return f"{days} days later"
    return f"{days // _WEEK} weeks later" if days <= _TWO_MONTHS else f"{round(days / 30.4)} months later"


def write_answer(answer: OpenAnswer) -> str:
    """The answer as JSON, without its question, which is known by its id."""
    values = asdict(answer)
    del values["question"]
    return json.dumps(values, default=str)


def read_answer(text: str, question: OpenQuestion) -> OpenAnswer:
    """What `write_answer` wrote."""
    values = json.loads(text)
    values["statements"] = tuple(
        Statement(row["text"], tuple(map(_citation, row["citations"])), partly=bool(row.get("partly")))
        for row in values["statements"]
    )
    values["nearest"] = tuple(date.fromisoformat(day) for day in values["nearest"])
    return OpenAnswer(question=question, **values)


def _citation(values: dict[str, str | int | None]) -> Citation:
    day, end = (text and date.fromisoformat(str(text)) for text in (values.pop("date"), values.pop("date_end")))
    return Citation(date=day or None, date_end=end or None, **values)  # type: ignore[arg-type]
