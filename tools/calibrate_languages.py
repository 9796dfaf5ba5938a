"""Learns the calibrations of rag/evidence/confidence.py for other languages than English, and for another model.

    python -m tools.calibrate_languages [FOLDER…] [--cases FILE]

of our journals that are not in English and whose sentences taught nothing, and of each FOLDER with notes/ and
questions.jsonl, with the embedding model in use. A question that the notes do not answer (`absent`), and one about
another journal in the same language (`topic`), stand against those that they do. With `--cases` what was measured of
each question is kept in FILE, and read from there where it was before.

Prints a calibration for each kind of writing, and by language, each journal judged by weights that never saw it, how
many of the answered questions are kept and how many of the others declined; then the floor, which whole journals tell.
"""

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

from api.parts.collection import Collection
from api.settings import read_settings
from index.text.told_language import language_of
from rag.answer.sources import Sources
from rag.evidence.candidates import score_candidates
from rag.evidence.confidence import DECLINED, said_features, weighed
from rag.evidence.judgement import judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question
from tools.answer_journals import is_last, note_folders
from tools.answer_rows import own_folders
from tools.calibrate import is_answered, logistic_weights, of_folder
from tools.whole_journals import WHOLE_JOURNALS

FEATURES: Mapping[str, tuple[str, ...]] = {
    "english": ("words", "similarity", "coverage", "other_person", "unknown", "judged"),
    "spaced": ("words", "similarity", "coverage", "unknown", "judged"),
    "unspaced": ("words", "similarity", "coverage", "judged"),
}
_ANSWERED, _OTHERS = 40, 20  # questions of a journal, and about others' notes
_CUT = 0.05  # of the answered, below DECLINED
_FLOOR_CUT = 1 / 12  # of those of whole journals, below the floor
_RIDGE = 3.0  # for features of spread one: the journals are few
_AGAINST = {"unknown", "other_person"}  # what makes an answer less likely
_WEIGHT = {"answered": 1 / 2, "absent": 1 / 6, "topic": 1 / 3}


@dataclass(frozen=True)
class LanguageCase:
    """A question and what was about to be said to it."""

    folder: str
    language: str
    writing: str
    kind: str
    """answered, absent, or topic"""
    features: dict[str, float]
    sure: float = 0.0
    """As the calibrations in use weigh it."""
    whole: bool = False
    """Whether it is of a whole journal, which tells the floor alone."""


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--cases", type=click.Path(path_type=Path), help="Keep what was measured in this file.")
def main(folders: Sequence[Path], cases: Path | None) -> None:
    """Print a calibration for each kind of writing."""
    if cases and cases.exists():
        measured = [LanguageCase(**json.loads(line)) for line in cases.read_text("utf-8").splitlines()]
    else:
        with tempfile.TemporaryDirectory() as place:
            measured = list(_measured(folders, Path(place)))
    if cases:
        cases.write_text("\n".join(json.dumps(asdict(case), ensure_ascii=False) for case in measured), "utf-8")
    for kind in dict.fromkeys(case.writing for case in measured):
        of_kind = [case for case in measured if case.writing == kind]
        _print(kind, [case for case in of_kind if not case.whole])
        _print_floor([case for case in of_kind if case.whole])


def _measured(folders: Sequence[Path], place: Path) -> Iterator[LanguageCase]:
    journals = [f for f in (*note_folders(place), *own_folders(place)) if not is_last(f.name)]
    by_language = defaultdict(list)
    for folder in (*folders, *journals, *sorted(WHOLE_JOURNALS.iterdir())):
        notes = (note for note in sorted((folder / "notes").rglob("*")) if note.is_file())
        language = language_of(" ".join(note.read_text("utf-8", errors="ignore") for note in notes))
        if language != "en" or folder in folders:
            by_language[language].append(folder)
    for language, group in by_language.items():
        for folder in group:
            yield from _cases(folder, language, [other for other in group if other != folder], place / "data")


def _cases(folder: Path, language: str, others: Sequence[Path], data: Path) -> Iterator[LanguageCase]:
    collection = Collection(read_settings(data_dir=data), folder / "notes")
    collection.sync()
    sources, chosen = collection.sources(), random.Random(folder.name)
    own = of_folder(folder)
    asked = [("answered", row) for row in _some(chosen, [row for row in own if is_answered(row)], _ANSWERED)]
    asked += [("absent", row) for row in own if not is_answered(row)]
    about = [row for other in others for row in of_folder(other) if is_answered(row)]
    asked += [("topic", row) for row in _some(chosen, about, _OTHERS)]
    for kind, row in asked:
        case = _case(row, sources)
        if case is not None:
            writing, features, sure = case
            whole = folder.parent == WHOLE_JOURNALS
            yield LanguageCase(folder.name, language, writing, kind, features, sure, whole)
    collection.close()


def _some(chosen: random.Random, rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    return chosen.sample(rows, min(most, len(rows)))


def _case(row: dict[str, Any], sources: Sources) -> tuple[str, dict[str, float], float] | None:
    """What it is written in, the features of what would be said, and how sure; None for nothing, or any day."""
    today = date.fromisoformat(row.get("today", "2026-01-01"))
    question = replace(read_question(row["question"], today), window=None)
    hits = sources.retriever.search(question, 10)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, NoteSentences(sources.read))
    if scored is None or question.asks_for_days:
        return None
    judged = judge_candidates(scored, question, sources.judge)
    features = said_features(question, judged)
    return judged.writing, features, weighed(judged, features)


def calibrated(cases: Sequence[LanguageCase], kind: str) -> np.ndarray:
    """Weights by FEATURES[kind], and the bias: of no language does DECLINED cut off more than `_CUT` of the answered.

    A feature that would tell the wrong way round is left out: there are too few questions to believe that.
    """
    rows, answered = _rows(cases, kind), np.array([case.kind == "answered" for case in cases])
    signs = np.array([-1 if name in _AGAINST else 1 for name in FEATURES[kind]])
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    used = np.ones(len(signs), bool)
    while True:
        found = logistic_weights(((rows - centre) / spread)[:, used], answered, _shares(cases), _RIDGE)[:-1]
        if not (wrong := found * signs[used] < 0).any():
            break
        used[np.flatnonzero(used)[wrong]] = False
    weights = np.zeros(len(signs) + 1)
    weights[:-1][used] = found / spread[used]
    odds, languages = rows @ weights[:-1], np.array([case.language for case in cases])
    lowest = min(np.quantile(odds[answered & (languages == one)], _CUT) for one in set(languages[answered]))
    weights[-1] = np.log(DECLINED / (1 - DECLINED)) - lowest
    return weights


def _rows(cases: Sequence[LanguageCase], kind: str) -> np.ndarray:
    return np.array([[case.features[name] for name in FEATURES[kind]] for case in cases])


def _shares(cases: Sequence[LanguageCase]) -> np.ndarray:
    """What each case weighs: every language the same, in it half is answered, a sixth absent, a third another topic."""
    groups = [(case.language, case.kind) for case in cases]
    sizes = {group: groups.count(group) for group in set(groups)}
    languages = len({language for language, _ in groups})
    return np.array([_WEIGHT[kind] / sizes[language, kind] / languages for language, kind in groups])


def _print(kind: str, cases: Sequence[LanguageCase]) -> None:
    weights = calibrated(cases, kind)
    told = " ".join(f"{name} {w:.2f}" for name, w in zip((*FEATURES[kind], "bias"), weights, strict=True))
    click.echo(f"{kind}: {told}")
    sure = np.zeros(len(cases))
    for folder in dict.fromkeys(case.folder for case in cases):
        here = np.array([case.folder == folder for case in cases])
        others = [case for case in cases if case.folder != folder]
        if not {"answered"} < {case.kind for case in others}:
            continue
        odds = np.c_[_rows(cases, kind), np.ones(len(cases))] @ calibrated(others, kind)
        sure[here] = 1 / (1 + np.exp(-odds[here]))
    for language in dict.fromkeys(case.language for case in cases):
        of = {
            name: sure[[case.language == language and case.kind == name for case in cases]]
            for name in ("answered", "absent", "topic")
        }
        right = {name: (found >= DECLINED) == (name == "answered") for name, found in of.items() if len(found)}
        told = ", ".join(f"{found.mean():.0%} of {len(found)} {name}" for name, found in right.items())
        click.echo(f"  {language}: kept, and then declined: {told}")


def _print_floor(cases: Sequence[LanguageCase]) -> None:
    """The highest floor that keeps enough of each language, and by language how many of each kind it keeps."""
    sure: dict[tuple[str, str], list[float]] = defaultdict(list)
    for case in cases:
        sure[case.language, case.kind].append(case.sure)
    answered = [found for (_, kind), found in sure.items() if kind == "answered"]
    if not answered:
        return
    floor = min(float(np.quantile(found, _FLOOR_CUT)) for found in answered)
    click.echo(f"  floor {floor:.2f}")
    for (language, kind), found in sorted(sure.items()):
        click.echo(f"    {language}, {kind}: {np.mean(np.array(found) >= floor):.0%} of {len(found)} kept")


if __name__ == "__main__":
    main()
