"""Tries the ranker's weights: `python -m tools.weigh FOLDER…`, each with notes/ and questions.jsonl.

Coordinate ascent from the weights in rag/retriever.py on recall@5 + MRR. Prints what each folder would gain from
weights learned on the other folders: gains that are not there on the folder left out are luck, and are not taken over.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

import click

from api.parts.collection import Collection
from api.settings import read_settings
from rag.evaluation.evaluate import read_examples
from rag.evaluation.measures import Ranked, first_rank, recall
from rag.question.read import read_question
from rag.retrieval import retriever

_TODAY = date(2026, 1, 1)
_STEPS = (0.7, 1.4)
_NAMES = ("late interaction", "similarity", "words", "words of the day")
_Weights = tuple[float, float, float, float]
_Case = tuple[retriever.Retriever, object, frozenset[date]]


def main(folders: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as data:
        cases = {folder.name: list(_cases(folder, Path(data))) for folder in folders}
        ours: _Weights = (retriever._LATE, *retriever._LAST)
        _print("in use", ours, [case for its in cases.values() for case in its])
        for left_out, its in cases.items():
            others = [case for name, these in cases.items() if name != left_out for case in these]
            found = _learned(ours, others)
            _print(f"{left_out}, weights in use", ours, its)
            _print(f"{left_out}, learned without it", found, its)


def _cases(folder: Path, data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    finder = collection.sources().retriever
    for example in read_examples((folder / "questions.jsonl").read_text("utf-8").splitlines(), folder.name):
        if example.days:
            yield finder, finder._score(read_question(example.question, _TODAY)), example.days


def _learned(weights: _Weights, cases: Sequence[_Case]) -> _Weights:
    best, score = weights, sum(_measured(weights, cases))
    for place in range(len(weights)):
        for step in _STEPS:
            tried = (*best[:place], best[place] * step, *best[place + 1 :])
            found = sum(_measured(tried, cases))
            if found > score:
                best, score = tried, found
    return best


def _measured(weights: _Weights, cases: Sequence[_Case]) -> tuple[float, float]:
    """(recall@5, MRR)"""
    retriever._LATE, retriever._LAST = weights[0], weights[1:]
    ranked = [Ranked(tuple(_order(finder, scored)), gold) for finder, scored, gold in cases]
    return fmean(recall(one, 5) for one in ranked), fmean(1 / (first_rank(one) or 10**9) for one in ranked)


def _order(finder: retriever.Retriever, scored: object) -> list[date | None]:
    if scored is None:
        return []
    return [scored.table.days[place].date for place in finder._rank(scored).order]  # type: ignore[attr-defined]


def _print(name: str, weights: _Weights, cases: Sequence[_Case]) -> None:
    at_5, mrr = _measured(weights, cases)
    told = ", ".join(f"{what} {weight:.2f}" for what, weight in zip(_NAMES, weights, strict=True))
    click.echo(f"{name}: recall@5 {at_5:.4f}, MRR {mrr:.4f} ({told})")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
