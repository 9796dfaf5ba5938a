"""What an encoder's vectors say of a statement and notes: their likeness as a whole, and word by word.

Each word of the statement is aligned with the word of the notes most like it, by the vectors of their tokens in their
sentences, as in Zhang et al., "BERTScore", 2020. One vector sees that both speak of the same thing; a single word that
the notes lack, in whatever form, is seen here.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.embedding.token_bits import similarities, unpack
from rag.grounding.words import raw_stems

_LEAST = 3  # words


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A word of a statement, and the likeness, from -1 to 1, of the word of the notes that is most like it."""

    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a statement and notes are."""

    whole: float
    """The cosine of the statement and the sentences nearest to it."""
    words: tuple[AlignedWord, ...] = ()
    """Of the statement those that say something; none where the encoder gives no vectors of tokens."""

    def values(self, stems: Set[str]) -> dict[str, float]:
        """Features, where words are aligned: the mean likeness of those least alike, and of those that the notes,
        whose `stems` are given, do not have; 1 where they have all."""
        if not self.words:
            return {}
        lacking = [word.likeness for word in self.words if stems.isdisjoint(raw_stems(word.text))]
        least = sorted(word.likeness for word in self.words)[:_LEAST]
        return {"least_alike": float(np.mean(least)), "lacking_alike": float(np.mean(lacking or [1.0]))}


def aligned_words(
    statement: str, tokens: bytes, places: Sequence[tuple[int, int]], notes: Sequence[bytes], dim: int
) -> tuple[AlignedWord, ...]:
    """`Likeness.words`, of token vectors as `token_bits.pack` keeps them; none where either side has none.

    `places` are the (start, end) of the statement's tokens in its text: pieces without a gap are one word's, which is
    as like as they are on average.
    """
    ours, theirs = unpack(tokens, dim), unpack(b"".join(notes), dim)
    if not len(ours) or not len(theirs):
        return ()
    best = similarities(ours, theirs, dim).max(axis=1)
    begins = [0, *(i for i, ((_, end), (start, _)) in enumerate(pairwise(places), 1) if start != end)]
    return tuple(
        AlignedWord(statement[places[a][0] : places[b - 1][1]], float(best[a:b].mean()))
        for a, b in pairwise([*begins, len(places)])
    )
