"""Learns the weights of rag/confidence.py: `python -m tools.calibrate FOLDER…`, each with notes/ and questions.jsonl.

Questions that the notes answer stand against those of category 5 (the wrong person is named) and against questions
about the other folders' notes, with the names of this one's speakers put in: topics that these notes never mention.
Prints the weights (of all folders) and, with weights learned without the folder they are tried on, how well they tell.
"""

import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer.ask import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.confidence import person
from rag.question.read import read_question

_SIGNS = ("words", "similarity", "person")
_OTHERS = 25  # questions from each other folder
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class _Case:
    folder: str
    kind: str  # "answered", "person", "topic"
    signs: tuple[float, ...]


def main(folders: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as data:
        cases = [case for folder in folders for case in _cases(folder, folders, Path(data))]
    signs = np.array([case.signs for case in cases])
    answered = np.array([case.kind == "answered" for case in cases])
    weights = _learned(signs, answered)
    click.echo(" ".join(f"{name} {w:.2f}" for name, w in zip((*_SIGNS, "bias"), weights, strict=True)))
    tried = np.zeros(len(cases))
    for folder in folders:
        here = np.array([case.folder == folder.name for case in cases])
        tried[here] = _confidence(signs[here], _learned(signs[~here], answered[~here]))
    good = tried[answered]
    for kind in ("topic", "person"):
        bad = tried[[case.kind == kind for case in cases]]
        auroc = float((good[:, None] > bad[None]).mean() + (good[:, None] == bad[None]).mean() / 2)
        kept = [f"{(bad < np.quantile(good, share)).mean():.0%} while {1 - share:.0%}" for share in (0.05, 0.1, 0.2)]
        click.echo(f"{kind} ({len(bad)}): AUROC {auroc:.3f}; declined {', '.join(kept)} of the answered are kept")
    all_of_them = _confidence(signs, weights)
    cuts = [round(float(np.quantile(all_of_them[answered], share)), 2) for share in (0.05, 0.2)]
    click.echo(f"below which are 5% and 20% of the answered: {cuts}")


def _cases(folder: Path, folders: list[Path], data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for question in _questions(folder):
        known = question["dates"] and question.get("category") != 5
        yield _case(folder.name, "answered" if known else "person", question["question"], sources)
    here = _speakers(folder)
    for other in folders:
        if other != folder:
            theirs = [q["question"] for q in _questions(other) if q["dates"] and q.get("category") != 5]
            for text in random.Random(1).sample(theirs, _OTHERS):
                for name, ours in zip(_speakers(other), here, strict=False):
                    text = re.sub(rf"\b{name}\b", ours, text)
                yield _case(folder.name, "topic", text, sources)


def _case(folder: str, kind: str, text: str, sources: Sources) -> _Case:
    question = replace(read_question(text, _TODAY), window=None)
    found = sources.retriever.search(question, 10)
    weighed = score_candidates(question, found, sources.catalog, sources.embedder, sources.read)
    said = person(question.names, weighed) if weighed else 0.0
    return _Case(folder, kind, (found.best_words, found.best_similarity, said))


def _questions(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]


def _speakers(folder: Path) -> list[str]:
    """The two who speak most."""
    found = Counter(
        name
        for note in (folder / "notes").glob("*.md")
        for name in re.findall(r"(?m)^\*\*(\w+):", note.read_text("utf-8"))
    )
    return [name for name, _ in found.most_common(2)]


def _learned(signs: np.ndarray, answered: np.ndarray, rounds: int = 50) -> np.ndarray:
    """Weights and bias of a logistic regression (Newton's method), both sides weighing the same."""
    rows = np.c_[signs, np.ones(len(signs))]
    side = np.where(answered, 0.5 / answered.mean(), 0.5 / (1 - answered.mean()))
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        p = _confidence(signs, weights)
        slope = rows.T @ ((p - answered) * side)
        curve = (rows * (p * (1 - p) * side)[:, None]).T @ rows + 1e-3 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _confidence(signs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    out: np.ndarray = 1 / (1 + np.exp(-(np.c_[signs, np.ones(len(signs))] @ weights)))
    return out


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
