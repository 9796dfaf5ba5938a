"""Questions with known days -> how well daycite finds them on these notes, and which part of the ranker missed."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from index.errors import UsageError
from rag.answer.ask import ask
from rag.answer.event_days import event_finder
from rag.answer.result import Answer
from rag.answer.sources import Sources
from rag.evaluation.measures import Measures, Ranked, first_rank, measure, separation
from rag.question.read import read_question
from rag.retrieval.anchors import anchored
from rag.retrieval.retriever import RANKERS
from rag.retrieval.spelling import respelt

_SECOND_LOOK = 20  # days that the first step hands on
_MISSED = 5  # a first gold day behind this rank is a miss
_UNANSWERABLE = 5  # LoCoMo's category for what the notes do not answer
_SMALL = frozenset(("a", "an", "the", "of", "to", "in", "and", "or", "is", "was"))


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the days that hold its answer; none when the notes do not answer it."""

    question: str
    days: frozenset[date]
    kind: str
    answer: str
    today: date | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose first gold day came late, and where it was lost; ranks count from 1, 0 is "not found"."""

    question: str
    days: tuple[str, ...]
    found: tuple[str, ...]
    ranks: dict[str, int]
    failed: str


@dataclass(frozen=True, slots=True)
class AnswerMeasures:
    """How good the extractive answers are, each from 0 to 1; None where no question tells."""

    gold_day_cited: float | None
    gold_words: float | None
    """the share of the known answer's words that stand in ours"""
    answered: float | None
    """of the questions that the notes answer"""
    declined: float | None
    """of those that they do not"""
    auroc: float | None
    """how likely a question that they answer has the greater confidence than one that they do not"""
    declined_at: dict[str, float]
    """which share of the latter would be declined while 95%, 90% and 80% of the former are kept"""


@dataclass(frozen=True, slots=True)
class Report:
    overall: dict[str, Measures]
    """by ranker; "all" is daycite's own"""
    kinds: dict[str, Measures]
    unanswerable: int
    answers: AnswerMeasures | None
    misses: tuple[Miss, ...]


def read_examples(lines: Iterable[str], name: str) -> list[Example]:
    """One JSON object a line: {"question", "dates": [ISO days], "kind"?, "answer"?, "today"?}. Raises UsageError."""
    examples = [_example(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not examples:
        raise UsageError(f"{name} contains no questions", "Draft some: daycite eval --make 30 > questions.jsonl")
    return examples


def _example(line: str, place: str) -> Example:
    shape = 'Write {"question": "…", "dates": ["2020-03-17"]}'
    try:
        row = json.loads(line)
        none = row.get("category") == _UNANSWERABLE
        days = frozenset() if none else frozenset(date.fromisoformat(day) for day in row["dates"])
        text, today = row["question"], row.get("today")
        kind = str(row.get("kind", row.get("category", "")))
        example = Example(text, days, kind, str(row.get("answer") or ""), today and date.fromisoformat(today))
        read_question(text, date.min)
    except (ValueError, KeyError, TypeError, AttributeError, UsageError) as error:
        raise UsageError(f"{place} is not a question with dates", shape) from error
    return example


def evaluate(
    examples: Sequence[Example],
    sources: Sources,
    today: date,
    answers: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Every question asked as of its own day, or `today`."""
    ranked: dict[str, list[Ranked]] = {ranker: [] for ranker in RANKERS}
    kinds: dict[str, list[Ranked]] = {}
    misses: list[Miss] = []
    answered: list[tuple[Example, Answer]] = []
    for number, example in enumerate(examples):
        progress(number, len(examples))
        question = read_question(example.question, example.today or today)
        if answers:
            answered.append((example, ask(question, sources, 10)))
        if not example.days:
            continue
        question, _ = respelt(question, sources.catalog, sources.embedder)
        question, _ = anchored(question, sources.retriever, sources.catalog, event_finder(sources))
        rankings = sources.retriever.rankings(question)
        by_ranker = {name: Ranked(tuple(key.date for key in keys), example.days) for name, keys in rankings.items()}
        for ranker in RANKERS:
            ranked[ranker].append(by_ranker[ranker])
        kinds.setdefault(example.kind or question.intent, []).append(by_ranker["all"])
        if not 0 < first_rank(by_ranker["all"]) <= _MISSED:
            misses.append(_miss(example, by_ranker))
    progress(len(examples), len(examples))
    return Report(
        {ranker: measure(rows) for ranker, rows in ranked.items() if rows},
        {kind: measure(rows) for kind, rows in sorted(kinds.items())},
        sum(not example.days for example in examples),
        _of_answers(answered) if answers else None,
        tuple(misses),
    )


def _miss(example: Example, by_ranker: dict[str, Ranked]) -> Miss:
    ranks = {name: first_rank(ranked) for name, ranked in by_ranker.items()}
    if not ranks["first step"]:
        failed = "excluded by the window or an operator, or not found at all"
    elif ranks["first step"] > _SECOND_LOOK:
        failed = "the first step, words and meaning alike"
    else:
        failed = "the second step" if ranks["all"] > ranks["first step"] else "none of the rankers put it first"
    shown = [day.isoformat() if day else "undated" for day in by_ranker["all"].found[:_MISSED]]
    return Miss(example.question, tuple(sorted(map(str, example.days))), tuple(shown), ranks, failed)


def _of_answers(answers: Sequence[tuple[Example, Answer]]) -> AnswerMeasures:
    answerable = [(example, answer) for example, answer in answers if example.days]
    cited = [bool(example.days & {c.date for s in a.statements for c in s.citations}) for example, a in answerable]
    words = [len(gold & _words(a.answer)) / len(gold) for example, a in answerable if (gold := _words(example.answer))]
    answered = [answer.answered for _, answer in answerable]
    silent = [answer for example, answer in answers if not example.days]
    declined = [not answer.answered for answer in silent]
    confident, unsure = [a.confidence for _, a in answerable], [a.confidence for a in silent]
    auroc, declined_at = separation(confident, unsure) if confident and unsure else (None, {})
    return AnswerMeasures(_mean(cited), _mean(words), _mean(answered), _mean(declined), auroc, declined_at)


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 4) if values else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _SMALL
