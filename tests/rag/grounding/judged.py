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
class Judged:
    pair: Pair
    reason: str

    @property
    def accepted(self) -> bool:
        return not self.reason


def judged(pairs: Sequence[Pair], embedder: Embedder) -> list[Judged]:
    return [Judged(pair, _reason(pair, embedder)) for pair in pairs]


def _reason(pair: Pair, embedder: Embedder) -> str:
    texts = [pair.passage[start:end] for start, end in sentence_spans(pair.passage)]
    said = [SourceSentence(text, pair.day) for text in texts]
    return unsupported(pair.statement, said, likeness_of(pair.statement, texts, embedder))


def figures(found: Sequence[Judged]) -> str:
    """A line a part: pairs, precision and recall of what is accepted; then a line a kind."""
    lines = []
    for part in dict.fromkeys(one.pair.part for one in found):
        lines.append(_line(part, [one for one in found if one.pair.part == part]))
    lines.append(_line("all", found))
    for kind in sorted({one.pair.kind for one in found}):
        its = [one for one in found if one.pair.kind == kind]
        right = sum(one.accepted == one.pair.borne for one in its)
        lines.append(f"  {kind:9} {right:3} of {len(its):3} right")
    return "\n".join(lines)


def rates(found: Sequence[Judged]) -> tuple[float, float]:
    """(precision, recall) of what is accepted."""
    accepted = [one for one in found if one.accepted]
    right = sum(one.pair.borne for one in accepted)
    return right / max(len(accepted), 1), right / max(sum(one.pair.borne for one in found), 1)


def _line(name: str, found: Sequence[Judged]) -> str:
    precision, recall = rates(found)
    borne = sum(one.pair.borne for one in found)
    return f"{name:30} {len(found):4} pairs, {borne:3} borne: precision {precision:.3f}, recall {recall:.3f}"
