"""Learns the weights of rag/evidence/confidence.py: `python -m tools.calibrate FOLDER…`.

Each folder has notes/ and questions.jsonl.

Questions that the notes answer stand against those that they do not (no dates, or category 5: the wrong person is
named) and against questions about the other folders' notes, with the names of this one's speakers put in: topics that
these notes never mention.
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
from rag.answer.sources import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.confidence import said_features
from rag.evidence.judgement import judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question

_FEATURES = ("words", "similarity", "person", "coverage", "other_person", "unknown")
_OTHERS = 25  # questions from each other folder
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class _Case:
    folder: str
    kind: str  # "answered", "absent", "topic"
    features: tuple[float, ...]


def main(folders: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as data:
        cases = [case for folder in folders for case in _cases(folder, folders, Path(data))]
    features = np.array([case.features for case in cases])
    answered = np.array([case.kind == "answered" for case in cases])
    weights = _learned(features, answered)
    click.echo(" ".join(f"{name} {w:.2f}" for name, w in zip((*_FEATURES, "bias"), weights, strict=True)))
    tried = np.zeros(len(cases))
    for folder in dict.fromkeys(case.folder for case in cases):
        here = np.array([case.folder == folder for case in cases])
        tried[here] = _confidence(features[here], _learned(features[~here], answered[~here]))
    good = tried[answered]
    for kind in ("topic", "absent"):
        bad = tried[[case.kind == kind for case in cases]]
        auroc = float((good[:, None] > bad[None]).mean() + (good[:, None] == bad[None]).mean() / 2)
        kept = [f"{(bad < np.quantile(good, share)).mean():.0%} while {1 - share:.0%}" for share in (0.05, 0.1, 0.2)]
        click.echo(f"{kind} ({len(bad)}): AUROC {auroc:.3f}; declined {', '.join(kept)} of the answered are kept")
    all_of_them = _confidence(features, weights)
    cuts = [round(float(np.quantile(all_of_them[answered], share)), 2) for share in (0.05, 0.2)]
    click.echo(f"below which are 5% and 20% of the answered: {cuts}")


def _cases(folder: Path, folders: list[Path], data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for question in _questions(folder):
        known = question["dates"] and question.get("category") != 5
        yield _case(folder.name, "answered" if known else "absent", question["question"], sources)
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
    hits = sources.retriever.search(question, 10)
    notes = NoteSentences(sources.read)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, notes)
    if scored is None:
        return _Case(folder, kind, (0.0,) * len(_FEATURES))
    features = said_features(question, judge_candidates(scored, question, sources.judge))
    return _Case(folder, kind, tuple(features[name] for name in _FEATURES))


def _questions(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]


def _speakers(folder: Path) -> list[str]:
    """The two who speak most."""
    speakers = Counter(
        name
        for note in (folder / "notes").glob("*.md")
        for name in re.findall(r"(?m)^\*\*(\w+):", note.read_text("utf-8"))
    )
    return [name for name, _ in speakers.most_common(2)]


def _learned(features: np.ndarray, answered: np.ndarray, rounds: int = 50) -> np.ndarray:
    """Weights and bias of a logistic regression (Newton's method), both sides weighing the same."""
    rows = np.c_[features, np.ones(len(features))]
    side = np.where(answered, 0.5 / answered.mean(), 0.5 / (1 - answered.mean()))
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        p = _confidence(features, weights)
        slope = rows.T @ ((p - answered) * side)
        curve = (rows * (p * (1 - p) * side)[:, None]).T @ rows + 1e-3 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _confidence(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    out: np.ndarray = 1 / (1 + np.exp(-(np.c_[features, np.ones(len(features))] @ weights)))
    return out


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
