"""Learns the weights of rag/evidence/confidence.py for English, and READ: `python -m tools.calibrate FOLDER…`.

Each folder is one of chats, with notes/ and questions.jsonl; beside them stand our journals that are for the tables
(answer_journals.py). Questions that the notes answer stand against those that they do not (no dates, or category 5: the
wrong person is named) and against questions about other folders' notes, with the names of this one's speakers put in:
topics that these notes never mention. Chats and journals weigh the same; another topic weighs twice as much as what is
absent, for an answer to it is the plainest fault.
Prints the weights (of all folders) and, with weights learned without the folder they are tried on, how well they tell.
"""

import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import click
import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer.sources import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.confidence import DECLINED, HINTED, said_features
from rag.evidence.judgement import judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question
from tools.answer_journals import is_last, note_folders, taught_judge

_FEATURES = {
    "topic": ("similarity", "person", "coverage", "other_person", "unknown", "judged"),
    "read": ("read", "judged", "person", "other_person"),
}
_CUTS = {"topic": 0.07, "read": 0.05}  # of the answered, below DECLINED
_KINDS = ("answered", "absent", "topic")
_LEARNED_FROM = {"topic": _KINDS, "read": ("answered", "absent")}
_WEIGHT = {"answered": 1 / 2, "absent": 1 / 6, "topic": 1 / 3}
_OTHERS = 25  # questions about others' notes for each folder
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class _Case:
    folder: str
    journal: bool
    kind: str  # of _KINDS
    features: Mapping[str, float]


def main(chats: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as place:
        journals = [f for f in note_folders(Path(place)) if not taught_judge(f.name) and not is_last(f.name)]
        cases = [
            case
            for group in (chats, journals)
            for folder in group
            for case in _cases(folder, group, group is journals, Path(place, "data"))
        ]
    report(cases)


def report(cases: Sequence[_Case]) -> None:
    """Prints the weights of both models, and how well those learned without a folder tell its questions apart."""
    sure = {model: _left_out(cases, model) for model in _FEATURES}
    for journal in (False, True):
        of = [case if case.journal == journal else None for case in cases]
        for model, tried in sure.items():
            _print_told(of, tried, model, journal)
        _print_declined(of, np.minimum(*sure.values()), journal)


def _left_out(cases: Sequence[_Case], model: str) -> np.ndarray:
    """(n,) how sure each case is by weights learned without its folder; prints those of all, with their bias.

    The bias is moved so that a share of the answered, that of _CUTS, falls below DECLINED.
    """
    names = _FEATURES[model]
    features = np.array([[case.features[name] for name in names] for case in cases])
    share = _shares(cases, _LEARNED_FROM[model])
    answered = np.array([case.kind == "answered" for case in cases])
    odds = np.zeros(len(cases))
    for folder in dict.fromkeys(case.folder for case in cases):
        here = np.array([case.folder == folder for case in cases])
        odds[here] = _log_odds(features[here], logistic_weights(features[~here], answered[~here], share[~here]))
    weights = logistic_weights(features, answered, share)
    cut = np.quantile(odds[answered], _CUTS[model], weights=share[answered], method="inverted_cdf")
    shift = log(DECLINED / (1 - DECLINED)) - float(cut)
    weights[-1] += shift
    click.echo(" ".join(f"{name} {w:.2f}" for name, w in zip((*names, "bias"), weights, strict=True)))
    return _sigmoid(odds + shift)


def _print_declined(cases: Sequence[_Case | None], sure: np.ndarray, journal: bool) -> None:
    for kind in _KINDS:
        of = sure[[case is not None and case.kind == kind for case in cases]]
        declined, hinted = (of < DECLINED).mean(), ((of >= DECLINED) & (of < HINTED)).mean()
        click.echo(f"{'journals' if journal else 'chats'}, {kind}: declined {declined:.1%}, only hinted {hinted:.1%}")


def _print_told(cases: Sequence[_Case | None], tried: np.ndarray, by: str, journal: bool) -> None:
    of = {kind: tried[[case is not None and case.kind == kind for case in cases]] for kind in _KINDS}
    good = of["answered"]
    for kind in _KINDS[1:]:
        bad = of[kind]
        auroc = float((good[:, None] > bad[None]).mean() + (good[:, None] == bad[None]).mean() / 2)
        kept = [f"{(bad < np.quantile(good, share)).mean():.0%} while {1 - share:.0%}" for share in (0.05, 0.1, 0.2)]
        name = f"by {by}: {'journals' if journal else 'chats'}, {kind}"
        click.echo(f"{name} ({len(bad)}): AUROC {auroc:.3f}; declined {', '.join(kept)} of the answered are kept")


def _shares(cases: Sequence[_Case], kinds: Sequence[str]) -> np.ndarray:
    """What each case weighs: as much is answered as not; absent a sixth, another topic a third."""
    groups = [(case.journal, case.kind) for case in cases]
    sizes = Counter(groups)
    return np.array([_WEIGHT[kind] / sizes[journal, kind] / 2 * (kind in kinds) for journal, kind in groups])


def _cases(folder: Path, group: Sequence[Path], journal: bool, data: Path) -> Iterator[_Case]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for question in of_folder(folder):
        yield _case(folder, journal, "answered" if is_answered(question) else "absent", question["question"], sources)
    others = [(other, q["question"]) for other in group if other != folder for q in of_folder(other) if is_answered(q)]
    here = _speakers(folder)
    for other, text in random.Random(1).sample(others, min(_OTHERS, len(others))):
        for name, ours in zip(_speakers(other), here, strict=False):
            text = re.sub(rf"\b{name}\b", ours, text)
        yield _case(folder, journal, "topic", text, sources)
    collection.close()


def is_answered(question: dict[str, Any]) -> bool:
    """Whether the notes answer it."""
    return bool(question.get("answerable", question.get("dates"))) and question.get("category") != 5


def _case(folder: Path, journal: bool, kind: str, text: str, sources: Sources) -> _Case:
    question = replace(read_question(text, _TODAY), window=None)
    hits = sources.retriever.search(question, 10)
    notes = NoteSentences(sources.read)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, notes)
    if scored is None:
        return _Case(folder.name, journal, kind, dict.fromkeys((*_FEATURES["topic"], *_FEATURES["read"]), 0.0))
    return _Case(folder.name, journal, kind, said_features(question, judge_candidates(scored, question, sources.judge)))


def of_folder(folder: Path) -> list[dict[str, Any]]:
    """Its questions."""
    return [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]


def _speakers(folder: Path) -> list[str]:
    """The two who speak most."""
    speakers = Counter(
        name
        for note in (folder / "notes").glob("*.md")
        for name in re.findall(r"(?m)^\*\*(\w+):", note.read_text("utf-8"))
    )
    return [name for name, _ in speakers.most_common(2)]


def logistic_weights(
    features: np.ndarray, answered: np.ndarray, share: np.ndarray, ridge: float = 1e-3, rounds: int = 50
) -> np.ndarray:
    """Weights and bias of a logistic regression (Newton's method); each case weighs its share."""
    rows = np.c_[features, np.ones(len(features))]
    side = share * len(share)
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        p = _sigmoid(_log_odds(features, weights))
        slope = rows.T @ ((p - answered) * side)
        curve = (rows * (p * (1 - p) * side)[:, None]).T @ rows + ridge * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _log_odds(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    out: np.ndarray = np.c_[features, np.ones(len(features))] @ weights
    return out


def _sigmoid(odds: np.ndarray) -> np.ndarray:
    out: np.ndarray = 1 / (1 + np.exp(-odds))
    return out


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
