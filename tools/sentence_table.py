"""Learns rag/evidence/sentence_table.py: `python -m tools.sentence_table [FOLDER…] [--measure FOLDER…]`.

Each FOLDER has notes/ and questions.jsonl; those of tests/data/answers always count. A sentence is right
where it stands on a line that answers, or, where only days are known, where it is of such a day and has 60% of the
answer's words that the question lacks. Weights are those of all; the figures are those of each journal by weights that
never saw it. What is under --measure is only measured.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.linear_model import LogisticRegression

from api.parts.collection import Collection
from api.settings import read_settings
from rag.evidence import sentence_table
from rag.evidence.candidates import ScoredCandidates, score_candidates
from rag.evidence.judgement import features, probability
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question
from tools.project import ROOT

JOURNALS = ROOT / "tests" / "data" / "answers"
_GOLD_WORDS, _FEW_WORDS = 0.6, 0.25
_LATER = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One question's candidates: features, whether each is right (NaN where nobody knows), and its paragraph."""

    journal: str
    named: dict[str, np.ndarray]
    right: np.ndarray
    paragraphs: tuple[tuple[str, int], ...]
    answerable: bool


def rows_of(folder: Path, data_dir: Path) -> Iterator[Row]:
    """The rows of a folder's questions that have candidates."""
    collection = Collection(read_settings(data_dir=data_dir), folder / "notes")
    collection.sync()
    sources = collection.sources()
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        asked = read_question(row["question"], date.fromisoformat(row["today"]) if row.get("today") else _LATER)
        hits = sources.retriever.search(asked, 10)
        notes = NoteSentences(sources.read)
        scored = score_candidates(hits, asked, sources.catalog, sources.embedder, notes)
        if scored is None or hits.outside:
            continue
        named = features(scored)
        paragraphs = tuple((c.passage.path, c.sentence.block) for c in scored.candidates)
        answerable = bool(row["dates"]) and row.get("category") != 5
        yield Row(folder.name, named, _right(row, scored, answerable), paragraphs, answerable)
    collection.close()


def _right(row: dict[str, Any], scored: ScoredCandidates, answerable: bool) -> np.ndarray:
    if not answerable:
        return np.zeros(len(scored.candidates))
    if row.get("lines"):
        lines = {(path, number) for path, number in row["lines"]}
        spans = [(c.passage.path, c.sentence.line_start, c.sentence.line_end) for c in scored.candidates]
        return np.array([any((p, n) in lines for n in range(a, b + 1)) for p, a, b in spans], float)
    new, days = _words(str(row["answer"])) - _words(row["question"]), set(row["dates"])
    out = []
    for candidate in scored.candidates:
        share = len(new & _words(candidate.sentence.text)) / len(new) if new else np.nan
        of_day = str(candidate.passage.date) in days
        known = not of_day or share >= _GOLD_WORDS or share <= _FEW_WORDS
        out.append(float(of_day and share >= _GOLD_WORDS) if known else np.nan)
    return np.array(out)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2 or word.isdigit()}


def own_folders(place: Path) -> Iterator[Path]:
    """The journals of tests/data/answers as folders of notes, half of them in items and half in paragraphs."""
    for number, path in enumerate(sorted(JOURNALS.glob("*.txt"))):
        folder = place / f"own-{path.stem[:2]}"
        (folder / "notes").mkdir(parents=True)
        files: dict[str, list[str]] = {}
        where: dict[int, tuple[str, int]] = {}
        day = name = ""
        questions: list[dict[str, Any]] = []
        for raw in path.read_text("utf-8").splitlines():
            if raw.startswith("@ "):
                day, _, title = (part.strip() for part in raw[2:].partition("|"))
                name = f"{day}-{len(files)}.md"
                files[name] = [f"# {day}", ""] + ([f"## {title}", ""] if title else [])
            elif match := re.match(r"(\d+): (.+)", raw):
                files[name].append(f"- {match[2]}" if number % 2 else match[2])
                where[int(match[1])] = (name, len(files[name]))
                files[name].extend([] if number % 2 else [""])
            elif raw.startswith("? "):
                questions.append({"question": raw[2:].strip(), "dates": [], "lines": [], "today": str(_LATER)})
            elif raw.startswith("= ") and "none" not in raw:
                lines = [where[int(n)] for n in re.findall(r"\d+", raw)]
                questions[-1] |= {"lines": lines, "dates": sorted({file[:10] for file, _ in lines})}
        for file, text in files.items():
            (folder / "notes" / file).write_text("\n".join(text) + "\n", "utf-8")
        lines_out = [json.dumps(question, ensure_ascii=False) for question in questions]
        (folder / "questions.jsonl").write_text("\n".join(lines_out), "utf-8")
        yield folder


def fitted(rows: Sequence[Row], names: Sequence[str]) -> sentence_table.Table:
    """The table that fits the rows; each question counts alike."""
    xs, ys, weights = [], [], []
    for row in rows:
        known = ~np.isnan(row.right)
        xs.append(np.stack([row.named[name][known] for name in names], axis=1))
        ys.append(row.right[known])
        weights.append(np.full(int(known.sum()), 20 / max(int(known.sum()), 1)))
    x, y = np.concatenate(xs), np.concatenate(ys)
    deviation = x.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=4000).fit(x / deviation, y, np.concatenate(weights))
    weights_of = (model.coef_[0] / deviation).tolist()
    return sentence_table.Table(float(model.intercept_[0]), dict(zip(names, weights_of, strict=True)))


def measured(rows: Sequence[Row], table: sentence_table.Table) -> dict[str, float]:
    """How the best paragraphs compare with what is right, over answerable questions; and how certain the others are."""
    first, three, best_right, best_wrong = [], [], [], []
    for row in rows:
        order = np.argsort(-probability(row.named, table))
        seen: list[int] = []
        for i in order.tolist():
            if all(row.paragraphs[i] != row.paragraphs[j] for j in seen):
                seen.append(i)
        best = float(probability(row.named, table).max())
        if row.answerable and np.nansum(row.right):
            right = [bool(row.right[i] == 1) for i in seen]
            first.append(right[0])
            three.append(any(right[:3]))
        (best_right if row.answerable else best_wrong).append(best)
    kept = float(np.quantile(best_right, 0.05)) if best_right else 0.0
    declined = float(np.mean(np.array(best_wrong) < kept)) if best_wrong else float("nan")
    return {
        "questions": len(first),
        "first": float(np.mean(first)) if first else float("nan"),
        "in the first three": float(np.mean(three)) if three else float("nan"),
        "declined at 95% kept": declined,
    }


def _print(title: str, figures: dict[str, float]) -> None:
    click.echo(f"{title:24}" + "".join(f"  {name} {value:.3f}" for name, value in figures.items()))


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--measure", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write sentence_table.py.")
def main(folders: tuple[Path, ...], measure: tuple[Path, ...], write: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        learning = [row for f in (*own_folders(Path(place)), *folders) for row in rows_of(f, data)]
        others = [row for folder in measure for row in rows_of(folder, data)]
    names = list(learning[0].named)
    journals = sorted({row.journal for row in learning})
    unseen = [fitted([row for row in learning if row.journal != journal], names) for journal in journals]
    of_each = [
        measured([row for row in learning if row.journal == journal], table)
        for journal, table in zip(journals, unseen, strict=True)
    ]
    for kind in ("own", ""):
        figures = [f for f, name in zip(of_each, journals, strict=True) if name.startswith("own") == (kind == "own")]
        if figures:
            _print(f"{kind or 'others'}, unseen", _mean(figures))
    table = fitted(learning, names)
    if others:
        _print("measured", measured(others, table))
    if write:
        _write(table)


def _mean(figures: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.nanmean([figure[name] for figure in figures])) for name in figures[0]}


def _write(table: sentence_table.Table) -> None:
    path = Path(sentence_table.__file__)
    head = path.read_text("utf-8").partition("TABLE = ")[0]
    rows = "".join(f'        "{name}": {value:.3f},\n' for name, value in table.weights.items())
    path.write_text(f"{head}TABLE = Table(\n    {table.bias:.3f},\n    {{\n{rows}    }},\n)\n", "utf-8")


if __name__ == "__main__":
    main()
