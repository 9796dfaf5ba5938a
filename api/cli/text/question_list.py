"""The list of open questions for a terminal: new answers first, then months or topics, the latest in full.

A long list is an inbox, not a wall: of what is older only how many there are in each group, and how to see them.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Literal

from api.cli.text.questions import question_lines, questions_text
from index.open_questions.find import OpenQuestion

Grouping = Literal["month", "topic"]
_SHORT = 40  # questions that are listed in full
_LATEST = 20  # shown of a longer list
_OF_TOPIC = 3  # shown of each topic
_TOPICS = 12


def inbox_text(
    questions: Sequence[OpenQuestion],
    new: Mapping[str, str],
    by: Grouping | None = None,
    topics: Callable[[Sequence[OpenQuestion]], list[tuple[str, list[OpenQuestion]]]] | None = None,
    full: bool = False,
) -> str:
    """`new` has the answers since the last time by id, `topics` groups by topic; `full` leaves nothing out."""
    fresh = [question for question in questions if question.id in new]
    rest = [question for question in questions if question.id not in new]
    parts = [_new_text(fresh, new)] if fresh else []
    if by == "topic" and topics is not None:
        parts += _topic_parts(topics(rest), full)
    elif full or len(rest) <= _SHORT and by is None:
        parts += [questions_text(rest)] if rest else []
    else:
        parts += _month_parts(rest, by is not None and len(rest) <= _SHORT)
    return "\n\n".join(parts)


def _new_text(fresh: Sequence[OpenQuestion], new: Mapping[str, str]) -> str:
    lines = ["Answered since you last looked"]
    for question in fresh:
        lines += question_lines(question, new[question.id])
    return "\n".join(lines)


def _month_parts(questions: Sequence[OpenQuestion], whole: bool) -> list[str]:
    """The latest month first; of a long list the latest questions, and how many there are in each month before."""
    months = [(month, list(of)) for month, of in groupby(questions, key=_month)]
    months.sort(key=lambda pair: pair[0], reverse=True)
    parts, shown = list[str](), 0
    older: list[str] = []
    for month, of_month in months:
        if not whole and shown >= _LATEST:
            older.append(f"  {month}  {_counted(len(of_month))}")
            continue
        latest = of_month if whole else of_month[-(_LATEST - shown) :]
        lines = [f"{month}  {_counted(len(of_month))}"]
        lines += [line for question in latest for line in question_lines(question)]
        if len(latest) < len(of_month):
            lines.append(f"  … and {len(of_month) - len(latest)} before these")
        parts.append("\n".join(lines))
        shown += len(latest)
    if older or shown < len(questions):
        parts.append("\n".join([f"{_counted(len(questions))} in all", *older, "", _HOW]))
    return parts


_HOW = "See more with --from and --to, --search WORDS, --by topic or --full."


def _topic_parts(topics: Sequence[tuple[str, list[OpenQuestion]]], full: bool) -> list[str]:
    parts = []
    shown = len(topics) if full else _TOPICS
    for topic, of_topic in topics[:shown]:
        latest = of_topic if full else of_topic[-_OF_TOPIC:]
        lines = [f"{topic}  {_counted(len(of_topic))}"]
        lines += [line for question in latest for line in question_lines(question)]
        parts.append("\n".join(lines))
    if len(topics) > shown:
        names = ", ".join(f"{topic} {len(of_topic)}" for topic, of_topic in topics[shown:])
        parts.append(f"And: {names}\n{_HOW}")
    elif not full and any(len(of_topic) > _OF_TOPIC for _, of_topic in topics):
        parts.append(_HOW)
    return parts


def _month(question: OpenQuestion) -> str:
    return question.date.strftime("%Y-%m") if question.date else "undated"


def _counted(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
