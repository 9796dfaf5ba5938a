"""Late interaction: every word of a question finds the most similar word of a passage; the similarities are summed.

MaxSim as in Khattab and Zaharia, "ColBERT", 2020, with the token vectors of the embedding model itself, each word
weighted by its idf. It sees which of the question's words a passage has, where one vector sees only the topic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.embedding.token_bits import says_something, signs, similarities, unpack
from rag.question.terms import WordSpan
from rag.retrieval.bm25 import WordIndex

if TYPE_CHECKING:
    from index.embedding.embedder import TokenVectors


class QuestionEncoder(Protocol):
    """What retrieval needs of an embedder."""

    def encode_question(self, text: str) -> np.ndarray: ...

    def read_question(self, text: str) -> "tuple[np.ndarray, TokenVectors]": ...


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """A question as vectors: of all of it, and of its tokens that say something."""

    meaning: np.ndarray
    """(dim,) of unit length"""
    bits: np.ndarray
    """(k, words) uint64: the signs of their vectors"""
    weights: np.ndarray
    """(k,) float64, together 1; empty where the question has no such token"""
    unnamed: np.ndarray
    """(k,) float64: `weights` with nothing for the tokens of names, together 1"""
    dim: int


def query_vectors(
    words: Sequence[WordSpan],
    names: Sequence[tuple[int, int]],
    meaning: np.ndarray,
    tokens_of_text: "TokenVectors",
    index: WordIndex,
) -> QueryVectors:
    """The tokens of a text that its words are made of, which share the word's weight; `names` are spans of it too."""
    tokens, offsets, vectors = tokens_of_text
    weights = np.zeros(len(tokens))
    for span, weight in zip(words, index.weights([span.word for span in words]), strict=True):
        inside = [
            i for i, (a, b) in enumerate(offsets) if span.start <= a and b <= span.end and says_something(tokens[i])
        ]
        weights[inside] = weight / max(len(inside), 1)
    kept = np.flatnonzero(weights)
    unnamed = np.array([not any(a <= start and end <= b for a, b in names) for start, end in offsets]) * weights
    share, rest = weights.sum() or 1.0, unnamed.sum() or 1.0
    return QueryVectors(meaning, signs(vectors[kept]), weights[kept] / share, unnamed[kept] / rest, vectors.shape[1])


def best_matches(query: QueryVectors, packed: Mapping[int, bytes], ids: Sequence[int]) -> np.ndarray:
    """(k, len(ids)) from 0 to 1: each question token's similarity with the most similar one of each passage."""
    out = np.zeros((len(query.weights), len(ids)), np.float32)
    passages = [(place, unpack(packed[i], query.dim)) for place, i in enumerate(ids) if packed.get(i)]
    if not passages or not len(query.weights):
        return out
    matrix = similarities(query.bits, np.concatenate([bits for _, bits in passages]), query.dim)
    starts = np.cumsum([0, *(len(bits) for _, bits in passages[:-1])])
    out[:, [place for place, _ in passages]] = np.maximum.reduceat(matrix, starts, axis=1).clip(0.0, 1.0)
    return out
