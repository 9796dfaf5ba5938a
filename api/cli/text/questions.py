"""Open questions and their answers -> text for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from index.open_questions.find import IN_DOUBT, IN_PLACE, OPEN, OpenQuestion
from index.text.foreign import one_line

if TYPE_CHECKING:
    from rag.open_questions.open_answer import OpenAnswer

_LONGEST = 160


def questions_text(questions: Sequence[OpenQuestion]) -> str:
    """Day by day: id, status, question, file and line; what stands as an answer below it."""
    lines: list[str] = []
    for day, of_day in groupby(questions, key=lambda q: q.date):
        lines.append(("" if not lines else "\n") + (day.isoformat() if day else "undated"))
        for question in of_day:
            lines.extend(question_lines(question))
    return "\n".join(lines)


def question_lines(question: OpenQuestion, answer: str = "") -> Iterator[str]:
    """The question on a line, with its id, status and place; below it what it leans on, unless that stands above it,
    and its answer, `answer` where the note has none.
    """
    indent = "    " if question.parent else "  "
    status = "" if question.status == OPEN else f"  ({_status(question)})"
    yield f"{indent}{question.id}  {_cut(question.question)}{status}  {one_line(question.path)}:{question.line}"
    if question.context and not question.parent:
        yield f"{indent}    (behind “{_cut(question.context)}”)"
    if question.answer or answer:
        yield f"{indent}    {_cut(question.answer or answer)}"


def _status(question: OpenQuestion) -> str:
    if question.status == IN_DOUBT:
        return f"doubtful, {question.score:.2f}"
    days = f" {', '.join(str(day) for day in question.asked_on)}" if question.status == "asked again" else ""
    link = ", a link only" if question.weak else ""
    answered = f", answered {question.answered_on}" if days and question.answered_on else ""
    status = "answered in the note" if question.status == IN_PLACE else question.status
    return f"{status}{days}{answered}{link}"


def open_answer_text(answer: "OpenAnswer", counted: str = "") -> str:
    """The question, when and what was answered, where that stands, and how sure it is."""
    question = answer.question
    lines = [f"{counted}{question.id}  {_cut(question.question)}  [{question.date or 'undated'}]"]
    if answer.level != "open":
        lines.append(f"  {answer.lead}: {one_line(answer.answer)}")
        for citation in dict.fromkeys(c for s in answer.statements for c in s.citations):
            day = citation.date.isoformat() if citation.date else "undated"
            lines.append(
                f"    {day}  {one_line(citation.path)}:{citation.line_start}  {one_line(citation.heading)}".rstrip()
            )
        lines.append(f"    confidence {answer.confidence:.2f}, {_by(answer.answered_by)}")
    else:
        days = f" Nearest: {', '.join(day.isoformat() for day in answer.nearest)}." if answer.nearest else ""
        lines.append(f"  Your notes don't answer this.{days}")
    if answer.beyond:
        lines.append(f"  Not from your notes, the model's own knowledge: {one_line(answer.beyond)}")
    if answer.notice:
        lines.append(f"  ({one_line(answer.notice)})")
    return "\n".join(lines) + "\n"


def summary(answers: "Sequence[OpenAnswer]") -> str:
    """How many were answered."""
    answered = sum(answer.answered for answer in answers)
    perhaps = sum(answer.level == "perhaps" for answer in answers)
    more = f", {perhaps} perhaps: look at these before you write them into a note" if perhaps else ""
    return f"{answered} of {len(answers)} answered from your notes{more}"


def _by(name: str) -> str:
    return {"extract": "your notes' own sentences", "note": "your own answer"}.get(name, f"written by {one_line(name)}")


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
