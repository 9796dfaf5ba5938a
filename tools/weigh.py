"""Learns how a day's evidence is weighed: `python -m tools.weigh FOLDER…`, each with notes/ and questions.jsonl.

A listwise logistic regression: of the best days of the first step, those that hold the answer should have the greatest
scores. Folders beside each other are of one kind (chats, years, …), our own journals of tests/data/journals another;
each kind counts the same. Prints for each kind the measures with the weights in use, with weights learned on other
folders, and with weights learned on other kinds: what is not gained there either is luck, and is not taken over. The
weights learned on all of them come last; they go into `DayWeights` of rag/retrieval/ranking.py.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from statistics import fmean

import click
import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer.sources import Sources
from rag.evaluation.measures import Ranked, first_rank, recall
from rag.question.read import read_question
from rag.retrieval.ranking import WEIGHTS, DayWeights, of_days, rows_of_best_days
from tools.answer_journals import note_folders

_TODAY = date(2026, 1, 1)
_OWN = 3  # every third of our own journals
_STEPS, _RIDGE = 30, 0.001
_FOLDS = 5


@dataclass(frozen=True)
class _Case:
    """A question of one folder: its best days, what speaks for each, and the days that hold its answer."""

    kind: str
    folder: str
    days: tuple[date | None, ...]
    evidence: np.ndarray
    """(d, 3) what each of `DayWeights` weighs"""
    gold: frozenset[date]


def main(folders: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as place:
        own = [(folder, "own journals") for folder in [*note_folders(Path(place))][::_OWN]]
        named = [(folder, folder.resolve().parent.name) for folder in folders]
        cases = [case for folder, kind in [*named, *own] for case in _cases(folder, kind, Path(place) / "data")]
    for kind in dict.fromkeys(case.kind for case in cases):
        of_kind = [case for case in cases if case.kind == kind]
        _print(kind, "in use", of_kind, [np.array(astuple(WEIGHTS.days))] * len(of_kind))
        names = list(dict.fromkeys(case.folder for case in of_kind))
        folds = {name: _learned([c for c in cases if c.folder not in names[i::_FOLDS]]) for i, name in _numbered(names)}
        _print(kind, "learned on other folders", of_kind, [folds[case.folder] for case in of_kind])
        others = [case for case in cases if case.kind != kind]
        if others:
            _print(kind, "learned on other kinds", of_kind, [_learned(others)] * len(of_kind))
    learned = _learned(cases)
    learned *= sum(astuple(WEIGHTS.days)) / learned.sum()  # so that scores stay as great as they are
    click.echo(f"on all: {DayWeights(*(round(float(weight), 4) for weight in learned))}")


def _numbered(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((number % _FOLDS, name) for number, name in enumerate(names))


def _cases(folder: Path, kind: str, data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = _gold(row, sources)
        today = date.fromisoformat(row["today"]) if row.get("today") else _TODAY
        if gold and row.get("category") != 5:
            days, evidence = _evidence(sources, row["question"], today)
            yield _Case(kind, str(folder), days, evidence, gold)
    collection.close()


def _gold(row: dict[str, object], sources: Sources) -> frozenset[date]:
    """The days that hold the answer; of our own journals those of the lines that are quoted."""
    if isinstance(row.get("dates"), list):
        return frozenset(date.fromisoformat(str(day)) for day in row["dates"])  # type: ignore[attr-defined]
    query = (
        "SELECT e.date FROM entries e JOIN files f ON f.id = e.file_id"
        " WHERE f.path = ?1 AND ?2 BETWEEN e.line_start AND e.line_end AND e.date IS NOT NULL"
    )
    quotes = row.get("quotes")
    places = [(path, line) for path, line, _ in quotes] if isinstance(quotes, list) else []
    found = [day for place in places for (day,) in sources.catalog.db.execute(query, place)]
    return frozenset(map(date.fromisoformat, found))


def _evidence(sources: Sources, text: str, today: date) -> tuple[tuple[date | None, ...], np.ndarray]:
    """The best days of the first step, and (d, 3) what speaks for each."""
    retriever = sources.retriever
    scored = retriever.score(read_question(text, today))
    if scored is None:
        return (), np.zeros((0, 3))
    rows = rows_of_best_days(scored.table, *scored.first_step(WEIGHTS.first))
    days = np.unique(scored.table.day[rows])
    windows = of_days(scored.table, rows, retriever.late(scored.query, scored.table, rows)[1])
    nothing = scored.evidence(windows, DayWeights(0.0, 0.0, 0.0))
    parts = [scored.evidence(windows, DayWeights(*row)) - nothing for row in np.eye(3).tolist()]
    return tuple(scored.table.days[day].date for day in days), np.stack(parts, 1)[days]


def _learned(cases: Sequence[_Case]) -> np.ndarray:
    """(3,) by Newton's method; evidence is scaled to a variance of one, so that the ridge holds for all parts alike."""
    told = [(case, np.array([day in case.gold for day in case.days], float)) for case in cases]
    told = [(case, gold / gold.sum()) for case, gold in told if 0 < gold.sum() < len(gold)]
    scale = np.concatenate([case.evidence for case, _ in told]).std(axis=0) + 1e-9
    of_kind = {kind: sum(case.kind == kind for case, _ in told) for kind in {case.kind for case, _ in told}}
    weights = np.zeros(len(scale))
    for _ in range(_STEPS):
        slope, curve = -2 * _RIDGE * weights, 2 * _RIDGE * np.eye(len(scale))
        for case, gold in told:
            x, share = case.evidence / scale, 1 / (of_kind[case.kind] * len(of_kind))
            likely = np.exp(x @ weights - (x @ weights).max())
            likely /= likely.sum()
            slope = slope + share * (gold - likely) @ x
            curve = curve + share * (x.T * likely) @ (x - likely @ x)
        weights = weights + np.linalg.solve(curve, slope)
    return weights / scale


def _print(kind: str, name: str, cases: Sequence[_Case], weights: Sequence[np.ndarray]) -> None:
    ranked = []
    for case, own in zip(cases, weights, strict=True):
        order = np.argsort(-(case.evidence @ own), kind="stable").tolist()
        ranked.append(Ranked(tuple(case.days[i] for i in order), case.gold))
    at_5, mrr = fmean(recall(row, 5) for row in ranked), fmean(1 / (first_rank(row) or 10**9) for row in ranked)
    click.echo(f"{kind}, {name}: recall@5 {at_5:.4f}, MRR {mrr:.4f} ({len(cases)} questions)")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
