"""Pairs -> what the check says of each, and the figures: the check is called as answers are checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.embedding.embedder import Embedder
from index.text.sentences import sentence_spans
from rag.answer.draft_check import likeness_of
from rag.grounding.note_sentence import SourceSentence
from rag.grounding.support import unsupported
from tests.rag.grounding.pairs import Pair


@dataclass(frozen=True)
class JudgedPair:
    pair: Pair
    reason: str
    """Why the statement is rejected; "" when it is accepted."""

    @property
    def accepted(self) -> bool:
        return not self.reason

    @property
    def right(self) -> bool:
        return self.accepted == self.pair.supported


def judged(pairs: Sequence[Pair], embedder: Embedder) -> list[JudgedPair]:
    return [JudgedPair(pair, _reason(pair, embedder)) for pair in pairs]


def _reason(pair: Pair, embedder: Embedder) -> str:
    texts = [pair.passage[start:end] for start, end in sentence_spans(pair.passage)]
    sources = [SourceSentence(text, pair.day) for text in texts]
    return unsupported(pair.statement, sources, likeness_of(pair.statement, texts, embedder))


def figures(rows: Sequence[JudgedPair]) -> str:
    """A line a part: pairs, precision and recall of what is accepted; then a line for all and one a kind."""
    parts = list(dict.fromkeys(row.pair.part for row in rows))
    lines = [_line(part, [row for row in rows if row.pair.part == part]) for part in parts]
    if len(parts) > 1:
        lines.append(_line("all", rows))
    for kind in sorted({row.pair.kind for row in rows}):
        of_kind = [row for row in rows if row.pair.kind == kind]
        lines.append(f"  {kind:9} {sum(row.right for row in of_kind):3} of {len(of_kind):3} right")
    return "\n".join(lines)


def errors(rows: Sequence[JudgedPair]) -> str:
    """Each pair that is judged wrongly, and why it was rejected."""
    lines = []
    for row in rows:
        if not row.right:
            label = "+" if row.pair.supported else "-"
            lines.append(f"{label} {row.pair.kind:9} {row.pair.statement}\n    {row.reason or 'accepted'}")
    return "\n".join(lines)


def rates(rows: Sequence[JudgedPair]) -> tuple[float, float]:
    """(precision, recall) of what is accepted."""
    accepted = [row for row in rows if row.accepted]
    right = sum(row.pair.supported for row in accepted)
    return right / max(len(accepted), 1), right / max(sum(row.pair.supported for row in rows), 1)


def _line(name: str, rows: Sequence[JudgedPair]) -> str:
    precision, recall = rates(rows)
    supported = sum(row.pair.supported for row in rows)
    return f"{name:30} {len(rows):4} pairs, {supported:3} supported: precision {precision:.3f}, recall {recall:.3f}"
