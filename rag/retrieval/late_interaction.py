"""Late interaction: every word of a question looks for the most like word of a passage, and the likenesses are summed.

MaxSim as in Khattab and Zaharia, "ColBERT", 2020, with the token vectors of the embedding model itself, each word
weighted by its idf. It sees which of the question's words a passage speaks of, where one vector sees only the topic.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embedding.token_bits import says_something, signs, similarities, unpack
from index.text.stop_words import ASKING_WORDS, STOP_WORDS
from rag.question.terms import language
from rag.retrieval.bm25 import WordIndex
from rag.temporal.tokens import flat

if TYPE_CHECKING:
    import numpy as np

    from index.embedding.embedder import TokenVectors

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """A question as vectors: of all of it, and of its tokens that say something."""

    meaning: "np.ndarray"
    """(dim,) of unit length"""
    bits: "np.ndarray"
    """(k, words) uint64: the signs of their vectors"""
    weights: "np.ndarray"
    """(k,) float64, together 1; empty where the question has no such token"""
    unnamed: "np.ndarray"
    """(k,) float64: the same with nothing for the tokens of names"""
    dim: int


def query_vectors(
    text: str, names: Sequence[str], meaning: "np.ndarray", tokens_of_text: "TokenVectors", words: WordIndex
) -> QueryVectors:
    """The tokens of `text` as they stand in it; a word's weight is shared by the tokens it is made of."""
    import numpy as np

    tokens, offsets, vectors = tokens_of_text
    stops = STOP_WORDS[language(flat(text))]
    said = [match for match in _WORD.finditer(text) if match[0].casefold() not in stops]
    spans = [match.span() for match in said if match[0].casefold() not in ASKING_WORDS] or [m.span() for m in said]
    weights = np.zeros(len(tokens))
    for (start, end), weight in zip(spans, words.weights([text[a:b] for a, b in spans]), strict=True):
        inside = [i for i, (a, b) in enumerate(offsets) if start <= a and b <= end and says_something(tokens[i])]
        weights[inside] = weight / max(len(inside), 1)
    kept = np.flatnonzero(weights)
    named = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    unnamed = np.array([not any(a <= start and end <= b for a, b in named) for start, end in offsets]) * weights
    share, rest = weights.sum() or 1.0, unnamed.sum() or 1.0
    return QueryVectors(meaning, signs(vectors[kept]), weights[kept] / share, unnamed[kept] / rest, vectors.shape[1])


def best_matches(asked: QueryVectors, packed: Mapping[int, bytes], ids: Sequence[int]) -> "np.ndarray":
    """(k, len(ids)) from 0 to 1: how like the most like token of each passage is to each of the question's."""
    import numpy as np

    out = np.zeros((len(asked.weights), len(ids)), np.float32)
    found = [(place, unpack(packed[i], asked.dim)) for place, i in enumerate(ids) if packed.get(i)]
    if not found or not len(asked.weights):
        return out
    likeness = similarities(asked.bits, np.concatenate([bits for _, bits in found]), asked.dim)
    starts = np.cumsum([0, *(len(bits) for _, bits in found[:-1])])
    out[:, [place for place, _ in found]] = np.maximum.reduceat(likeness, starts, axis=1).clip(0.0, 1.0)
    return out
