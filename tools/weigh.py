"""Tries the ranker's weights: `python -m tools.weigh FOLDER…`, each with notes/ and questions.jsonl.

Coordinate ascent from the weights in use on recall@5 + MRR. Prints what each folder would gain from weights learned on
the other folders: gains that are not there on the folder left out are luck, and are not taken over.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from statistics import fmean

import click

from api.parts.collection import Collection
from api.settings import read_settings
from rag.evaluation.evaluate import read_examples
from rag.evaluation.measures import Ranked, first_rank, recall
from rag.question.read import read_question
from rag.retrieval.ranking import WEIGHTS, FusionWeights, Scored, Weights
from rag.retrieval.retriever import Retriever

_TODAY = date(2026, 1, 1)
_STEPS = (0.7, 1.4)
_NAMES = ("late interaction", "similarity", "words", "words of the day")


@dataclass(frozen=True)
class _Case:
    """A question of one folder, scored, and the days that hold its answer."""

    retriever: Retriever
    scored: Scored | None
    gold: frozenset[date]


def main(folders: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as data:
        cases = {folder.name: list(_cases(folder, Path(data))) for folder in folders}
        _print("in use", WEIGHTS, [case for of_folder in cases.values() for case in of_folder])
        for left_out, of_folder in cases.items():
            others = [case for name, of_other in cases.items() if name != left_out for case in of_other]
            learned = _learned(WEIGHTS, others)
            _print(f"{left_out}, weights in use", WEIGHTS, of_folder)
            _print(f"{left_out}, learned without it", learned, of_folder)


def _cases(folder: Path, data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    retriever = collection.sources().retriever
    for example in read_examples((folder / "questions.jsonl").read_text("utf-8").splitlines(), folder.name):
        if example.days:
            yield _Case(retriever, retriever.score(read_question(example.question, _TODAY)), example.days)


def _learned(weights: Weights, cases: Sequence[_Case]) -> Weights:
    best, score = weights, sum(_measured(weights, cases))
    for place in range(len(_NAMES)):
        for step in _STEPS:
            tried = _stepped(best, place, step)
            measured = sum(_measured(tried, cases))
            if measured > score:
                best, score = tried, measured
    return best


def _second_step(weights: Weights) -> tuple[float, ...]:
    """The weights that are tried, in the order of `_NAMES`."""
    return (weights.late, *astuple(weights.second))


def _stepped(weights: Weights, place: int, step: float) -> Weights:
    values = list(_second_step(weights))
    values[place] *= step
    late, *second = values
    return Weights(weights.first, FusionWeights(*second), late)


def _measured(weights: Weights, cases: Sequence[_Case]) -> tuple[float, float]:
    """(recall@5, MRR)"""
    ranked = [Ranked(_order(case, weights), case.gold) for case in cases]
    return fmean(recall(row, 5) for row in ranked), fmean(1 / (first_rank(row) or 10**9) for row in ranked)


def _order(case: _Case, weights: Weights) -> tuple[date | None, ...]:
    if case.scored is None:
        return ()
    return tuple(case.scored.table.days[day].date for day in case.retriever.rank(case.scored, weights).order)


def _print(name: str, weights: Weights, cases: Sequence[_Case]) -> None:
    at_5, mrr = _measured(weights, cases)
    shown = ", ".join(f"{what} {weight:.2f}" for what, weight in zip(_NAMES, _second_step(weights), strict=True))
    click.echo(f"{name}: recall@5 {at_5:.4f}, MRR {mrr:.4f} ({shown})")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
