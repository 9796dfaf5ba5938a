"""Learns rag/evidence/sentence_table.py: `python -m tools.sentence_table [FOLDER…] [--friends FILE] [--measure …]`.

Each FOLDER has notes/ and questions.jsonl, FILE is a part of FriendsQA that the judge did not learn from
(tools/friends_journal.py). The table without the judge is learned from our own journals but the last; the one with it
from those that the judge did not learn from (it would be too sure of itself there), from FILE and from each FOLDER.
Only questions of which a candidate is right count. Weights are those of all; the figures are those of each journal by
weights that never saw it. What is under --measure is only measured.
"""

import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression

from rag.evidence import sentence_table
from rag.evidence.judgement import judge_features, probability
from tools.answer_journals import is_last, note_folders, taught_judge
from tools.answer_rows import Row, own_folders, rows_of
from tools.friends_journal import friends_journal

FRIENDS_QUESTIONS = 600
_SEED = 7


def fitted(rows: Sequence[Row]) -> sentence_table.Table:
    """The table that fits the rows of which something is right; a question of tests/data/journals counts twice."""
    names = list(rows[0].named)
    xs, ys, weights = [], [], []
    for row in (row for row in rows if np.nansum(row.right)):
        known = ~np.isnan(row.right)
        xs.append(np.stack([row.named[name][known] for name in names], axis=1))
        ys.append(row.right[known])
        weight = 40 if row.journal.startswith("notes-") else 20
        weights.append(np.full(int(known.sum()), weight / max(int(known.sum()), 1)))
    x, y = np.concatenate(xs), np.concatenate(ys)
    deviation = x.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=4000).fit(x / deviation, y, np.concatenate(weights))
    weights_of = (model.coef_[0] / deviation).tolist()
    return sentence_table.Table(float(model.intercept_[0]), dict(zip(names, weights_of, strict=True)))


def judged_only(rows: Sequence[Row]) -> list[Row]:
    """The candidates that the judge was asked about, with its word among their features."""
    out = []
    for row in rows:
        read = ~np.isnan(row.logits)
        if read.any():
            named = {name: values[read] for name, values in row.named.items()} | judge_features(row.logits[read])
            paragraphs = tuple(p for p, is_read in zip(row.paragraphs, read, strict=True) if is_read)
            out.append(replace(row, named=named, right=row.right[read], paragraphs=paragraphs))
    return out


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
@click.option("--friends", type=click.Path(exists=True, path_type=Path))
@click.option("--measure", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write sentence_table.py.")
def main(folders: tuple[Path, ...], friends: Path | None, measure: tuple[Path, ...], write: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "data")
        ours = [*own_folders(Path(place)), *(f for f in note_folders(Path(place)) if not is_last(f.name))]
        own = [row for folder in ours for row in rows_of(folder, data)]
        learn = list(folders)
        if friends:
            learn.append(friends_journal(friends, Path(place, "friends"), FRIENDS_QUESTIONS, random.Random(_SEED)))
        foreign = [row for folder in learn for row in rows_of(folder, data)]
        others = [row for folder in measure for row in rows_of(folder, data)]
    plain = learned("without the judge", own, others)
    unseen = [row for row in own if not taught_judge(row.journal)]
    read, only_measured = judged_only([*unseen, *foreign]), judged_only(others)
    facts, topics = (
        learned(f"with the judge, {form}s", _of_form(read, form), _of_form(only_measured, form))
        for form in ("fact", "topic")
    )
    if write:
        _write({"TABLE": plain, "OF_FACTS": facts, "OF_TOPICS": topics})


def _of_form(rows: Sequence[Row], form: str) -> list[Row]:
    return [row for row in rows if row.form == form]


def learned(title: str, rows: Sequence[Row], others: Sequence[Row]) -> sentence_table.Table:
    """The table of all rows; prints how well those of all other journals do on each."""
    click.echo(title)
    journals = sorted({row.journal for row in rows})
    of_each: dict[str, list[dict[str, float]]] = {}
    for journal in journals:
        table = fitted([row for row in rows if row.journal != journal])
        kind = journal.split("-")[0] if journal.startswith(("own-", "notes-")) else journal
        of_each.setdefault(kind, []).append(measured([row for row in rows if row.journal == journal], table))
    for kind, figures in of_each.items():
        _print(f"{kind}, unseen", _mean(figures))
    table = fitted(rows)
    for journal in sorted({row.journal for row in others}):
        _print(f"{journal}, only measured", measured([row for row in others if row.journal == journal], table))
    return table


def _mean(figures: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.nanmean([figure[name] for figure in figures])) for name in figures[0]}


def _write(tables: Mapping[str, sentence_table.Table]) -> None:
    path = Path(sentence_table.__file__)
    head = path.read_text("utf-8").partition("TABLE = ")[0]
    path.write_text(head + "\n".join(f"{name} = {_source(table)}\n" for name, table in tables.items()), "utf-8")


def _source(table: sentence_table.Table) -> str:
    rows = "".join(f'        "{name}": {value:.3f},\n' for name, value in table.weights.items())
    return f"Table(\n    {table.bias:.3f},\n    {{\n{rows}    }},\n)"


if __name__ == "__main__":
    main()
