"""Learns rag/grounding/support_table.py: `python -m tools.support_table [FILE…] [--write] [--without …] [-v]`.

The statements of tests/data/grounding always count; each FILE has more, a line of JSON each: {"set", "statement",
"passage", "supported"}. A set counts as much as any other, supported statements as much as those that are not. The
figures are those of each statement by weights that saw neither it nor another of its passage. Some are looked at a
second time among the sentences of other passages, as in a long note. How strongly weights are held back is chosen
within what they are learned from.
"""

import hashlib
import json
import math
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from index.embedding.embedder import load_embedder
from index.notes.note import Note
from index.text.sentences import sentence_spans
from rag.answer.draft_check import KnownVectors, likeness_of
from rag.evidence.assertions import sentences
from rag.grounding import support_table
from rag.grounding.features import compared
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support import SHOWN, SURE, is_advice
from tests.rag.grounding.pairs import PARAPHRASES, SPLITS, read_pairs

_FOLDS, _INNER = 10, 4
_STRENGTHS = (0.05, 0.1, 0.2, 0.5)  # scikit-learn's C
_ALIGNED = ("least_alike", "lacking_alike")  # features that need vectors of tokens
_OUR_OWN, _PARAPHRASE = 1.25, 1.0  # what a statement counts that is about notes, as those to be checked are
_AMONG_OTHERS, _OTHERS = 0.2, 24  # what a statement counts when it is looked at again, among so many sentences


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """A statement, the sentences it is held against, and whether they support it."""

    set: str
    group: str
    """Statements of one group are learned from or measured, never both."""
    statement: str
    sources: tuple[SourceSentence, ...]
    supported: bool
    weight: float = 1.0


def own() -> Iterator[LabelledStatement]:
    """Those of tests/data/grounding."""
    for split in SPLITS:
        for pair in read_pairs(split):
            spans = sentence_spans(pair.passage)
            sources = tuple(SourceSentence(pair.passage[start:end], pair.day) for start, end in spans)
            yield LabelledStatement("own", pair.passage, pair.statement, sources, pair.supported, _OUR_OWN)


def paraphrases() -> Iterator[LabelledStatement]:
    """True statements in other words; those that are only measured weigh nothing."""
    for pair in read_pairs(PARAPHRASES):
        sources = tuple(SourceSentence(pair.passage[a:b], pair.day) for a, b in sentence_spans(pair.passage))
        weight = 0.0 if "only measured" in pair.part else _PARAPHRASE
        yield LabelledStatement(pair.part, pair.passage, pair.statement, sources, pair.supported, weight)


def others(path: Path) -> Iterator[LabelledStatement]:
    """Those of a file, each passage read as a note."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        lines = tuple(row["passage"].split("\n"))
        found = sentences(Note("passage.md", lines, lines, {}, 1, "markdown"))
        sources = tuple(SourceSentence(s.text, None, s.heading) for s in found)
        yield LabelledStatement(row["set"].split("-")[0], row["passage"], row["statement"], sources, row["supported"])


def among_others(rows: Sequence[LabelledStatement]) -> Iterator[LabelledStatement]:
    """The statements of short passages, once more with sentences of other passages of their set around these."""
    chance = random.Random(1)
    for row in rows:
        of_set = [other for other in rows if other.set == row.set and other.group != row.group]
        if len(row.sources) <= 4 and of_set and "paraphrases" not in row.set:
            around = [source for other in chance.sample(of_set, 8) for source in other.sources[:3]][:_OTHERS]
            at = chance.randint(0, len(around))
            sources = (*around[:at], *row.sources, *around[at:])
            yield replace(row, set=f"{row.set} among others", sources=sources, weight=_AMONG_OTHERS)


def values_of(row: LabelledStatement, vectors: KnownVectors) -> dict[str, float] | None:
    """The row's features; None where nothing is to be weighed: it is left out."""
    told = [source for source in row.sources if not is_advice(source.text)]
    if not told:
        return None
    found = compared(row.statement, told, likeness_of(row.statement, [s.text for s in told], vectors), "")
    return found.values if found and not found.missing else None


class Learned:
    """Rows with their features, and tables that fit them."""

    def __init__(
        self, rows: Sequence[LabelledStatement], found: Sequence[dict[str, float] | None], without: Sequence[str] = ()
    ) -> None:
        self.rows = list(rows)
        names = next(values for values in found if values)
        self.names = [name for name in names if name.removesuffix("_long") not in without]
        self.x = np.array([[values[name] if values else 0.0 for name in self.names] for values in found], float)
        self.weighed = np.array([values is not None for values in found])
        self.deviation = self.x.std(axis=0) + 1e-6
        self.y = np.array([row.supported for row in self.rows])
        self.weights = self._weights()
        self.groups = np.array([int(hashlib.md5(row.group.encode()).hexdigest()[:8], 16) for row in self.rows])

    def _weights(self) -> np.ndarray:
        sets = np.array([row.set for row in self.rows])
        weights = np.zeros(len(self.rows))
        for name in set(sets.tolist()):
            for label in (False, True):
                here = (sets == name) & (self.y == label)
                weights[here] = [row.weight for row, is_here in zip(self.rows, here, strict=True) if is_here]
                weights[here] /= max(int(here.sum()), 1)
        # What is refused without being weighed has its share: there is less left to refuse.
        weights *= self.weighed
        return weights * len(weights) / weights.sum()

    def fit(self, rows: np.ndarray) -> LogisticRegression:
        """By the strength with which parts of these rows are best told by weights learned from the others."""
        strength = min(_STRENGTHS, key=lambda strength: self._loss(rows, strength))
        return self._fitted(rows, strength)

    def _fitted(self, rows: np.ndarray, strength: float) -> LogisticRegression:
        weighed = rows[self.weights[rows] > 0]
        model = LogisticRegression(C=strength, max_iter=1000)
        return model.fit(self.x[weighed] / self.deviation, self.y[weighed], self.weights[weighed])

    def _loss(self, rows: np.ndarray, strength: float) -> float:
        """The mean logarithmic loss on unseen parts of the rows."""
        total = 0.0
        for learned, measured in GroupKFold(_INNER).split(rows, groups=self.groups[rows]):
            found = self._probability(self._fitted(rows[learned], strength), rows[measured])
            right = np.where(self.y[rows[measured]], found, 1 - found)
            total -= float((self.weights[rows[measured]] * np.log(np.clip(right, 1e-3, 1))).sum())
        return total

    def _probability(self, model: LogisticRegression, rows: np.ndarray) -> np.ndarray:
        found: np.ndarray = model.predict_proba(self.x[rows] / self.deviation)[:, 1]
        return found

    def unseen(self) -> np.ndarray:
        """Of each row the probability by weights that did not see its group."""
        found = np.zeros(len(self.rows))
        for learned, measured in GroupKFold(_FOLDS).split(self.x, self.y, self.groups):
            found[measured] = self._probability(self.fit(learned), measured)
        return found * self.weighed

    def table(self) -> tuple[float, dict[str, float]]:
        model = self.fit(np.arange(len(self.rows)))
        weights = (model.coef_[0] / self.deviation).tolist()
        return float(model.intercept_[0]), dict(zip(self.names, weights, strict=True))


def figures(learned: Learned, found: np.ndarray) -> Iterator[str]:
    """A line a set: how many of the supported are shown, of the others left out, and the mean of both."""
    sets = np.array([row.set for row in learned.rows])
    everything = np.array(["among" not in name and "paraphrase" not in name for name in sets.tolist()])
    yield f"{'':22} statements  shown if supported  left out if not  mean   supported, of what is called so"
    for name in [*dict.fromkeys(sets.tolist()), "all"]:
        here = sets == name if name != "all" else everything
        yes, shown, sure = learned.y[here], found[here] >= SHOWN, found[here] >= SURE
        recall, rejected = shown[yes].mean(), (~shown)[~yes].mean() if (~yes).any() else math.nan
        precision = yes[sure].mean() if sure.any() else math.nan
        mean = (recall + rejected) / 2
        yield f"{name:22} {here.sum():10} {recall:19.3f} {rejected:16.3f} {mean:6.3f} {precision:9.3f} ({sure.sum()})"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write support_table.py.")
@click.option("--without", default="", help="Features to do without, parted by commas: what each is worth.")
@click.option("-v", "verbose", is_flag=True, help="List what is judged wrongly.")
def main(files: tuple[Path, ...], write: bool, without: str, verbose: bool) -> None:
    rows = [*own(), *paraphrases(), *(row for path in files for row in others(path))]
    rows += list(among_others(rows))
    if write and without:
        raise click.UsageError("A table is written with all features.")
    with tempfile.TemporaryDirectory() as place:
        vectors = KnownVectors(load_embedder("", Path(place)))
        values = [values_of(row, vectors) for row in rows]
    left_out = without.split(",")
    tables = [Learned(rows, values, [*left_out, *_ALIGNED]), Learned(rows, values, left_out)]
    for name, learned in zip(("without vectors of tokens", "with them"), tables, strict=True):
        found = learned.unseen()
        click.echo("\n".join((name, *figures(learned, found))))
    if verbose:
        for row, sure in zip(rows, found.tolist(), strict=True):
            if (sure >= SHOWN) != row.supported:
                click.echo(f"{'+' if row.supported else '-'} {sure:.2f} {row.set}: {row.statement}")
    if write:
        _write([learned.table() for learned in tables])


def _write(tables: Sequence[tuple[float, dict[str, float]]]) -> None:
    path = Path(support_table.__file__)
    head = path.read_text("utf-8").partition("SUPPORT_TABLES")[0]
    shown = "".join(f"    ({bias:.3f}, {{{_rows(weights)}    }}),\n" for bias, weights in tables)
    path.write_text(f"{head}SUPPORT_TABLES: tuple[tuple[float, dict[str, float]], ...] = (\n{shown})\n", "utf-8")


def _rows(weights: dict[str, float]) -> str:
    return "\n" + "".join(f'        "{name}": {weight:.3f},\n' for name, weight in weights.items())


if __name__ == "__main__":
    main()
