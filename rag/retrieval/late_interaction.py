"""Late interaction: every word of a question finds the most similar word of a passage; the similarities are summed.

MaxSim as in Khattab and Zaharia, "ColBERT", 2020, with the token vectors of the embedding model itself, each word
weighted by its idf. It sees which of the question's words a passage has, where one vector sees only the topic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.embedding.token_bits import UNKNOWN_TOKEN, says_something, signs, similarities, unpack
from index.text.indexed_words import is_paired
from rag.question.terms import WordSpan
from rag.retrieval.bm25 import WordIndex

if TYPE_CHECKING:
    from index.embedding.embedder import TokenVectors


WINDOWS = (16, 32, 64)  # tokens, each a power of two


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
    unknown: float = 0.0
    """From 0 to 1: the share of its words' tokens that the model has no piece for, and sees as one and the same."""


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
    spans = _parted(words, offsets)
    within = [[i for i, (a, b) in enumerate(offsets) if span.start <= a and b <= span.end] for span in spans]
    for weight, inside in zip(index.weights([span.word for span in spans]), within, strict=True):
        says = [i for i in inside if says_something(tokens[i])]
        weights[says] = weight / max(len(says), 1)
    strange = [tokens[i] == UNKNOWN_TOKEN for inside in within for i in inside]
    kept = np.flatnonzero(weights)
    unnamed = np.array([not any(a <= start and end <= b for a, b in names) for start, end in offsets]) * weights
    share, rest = weights.sum() or 1.0, unnamed.sum() or 1.0
    by_token = signs(vectors[kept]), weights[kept] / share, unnamed[kept] / rest
    return QueryVectors(meaning, *by_token, vectors.shape[1], sum(strange) / max(len(strange), 1))


def _parted(words: Sequence[WordSpan], offsets: Sequence[tuple[int, int]]) -> list[WordSpan]:
    """A run of a script without spaces is many words: those that the model's tokens make of it."""
    out: list[WordSpan] = []
    for span in words:
        inside = [(a, b) for a, b in offsets if span.start <= a < b <= span.end]
        if is_paired(span.word) and inside:
            out += [WordSpan(span.word[a - span.start : b - span.start], a, b) for a, b in inside]
        else:
            out.append(span)
    return out


def best_matches(query: QueryVectors, packed: Mapping[int, bytes], ids: Sequence[int]) -> np.ndarray:
    """(k, len(ids)) from 0 to 1: each question token's similarity with the most similar one of each passage."""
    return best_of_passages(*token_matches(query, packed, ids))


def token_matches(
    query: QueryVectors, packed: Mapping[int, bytes], ids: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """(k, t) float32 from 0 to 1, each question token's similarity with each of the passages' tokens, one passage after
    the other, and (len(ids),) how many tokens each passage has."""
    bits = [packed.get(i, b"") for i in ids]
    tokens = unpack(b"".join(bits), query.dim)
    row = tokens.shape[1] * tokens.itemsize
    return similarities(query.bits, tokens, query.dim).clip(0.0, 1.0), np.array([len(b) // row for b in bits], int)


def best_of_passages(matches: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """(k, len(tokens)) the best of each passage's; 0 where it has no token. Both are of `token_matches`."""
    out = np.zeros((len(matches), len(tokens)), np.float32)
    there = np.flatnonzero(tokens)
    if len(there) and len(matches):
        out[:, there] = np.maximum.reduceat(matches, (np.cumsum(tokens) - tokens)[there], axis=1)
    return out


def best_windows(matches: np.ndarray, tokens: np.ndarray, days: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(len(tokens),) how well the best stretch of text that begins in each passage matches the question's words.

    The mean over stretches of 16, 32 and 64 kept tokens, some two sentences to a paragraph or two, each word's match
    squared: one that is there counts more than two that are nearly there. None runs over the end of its day, in `days`,
    (len(tokens),); a day that is shorter than a stretch is one itself.
    """
    total = np.zeros(len(tokens))
    there = np.flatnonzero(tokens)
    if not len(there) or not len(matches):
        return total
    starts, day_of = (np.cumsum(tokens) - tokens)[there], np.repeat(days, tokens)
    ends = np.searchsorted(day_of, day_of, side="right")
    weights, widest, length = weights.astype(np.float32), matches, 1
    while length < WINDOWS[-1]:
        # What would run over the end of its day is as long as the day lets it be.
        goes_on = (np.arange(length, len(day_of)) < ends[:-length]).astype(np.float32)
        longer = np.maximum(widest[:, :-length], widest[:, length:] * goes_on)
        widest, length = np.concatenate((longer, widest[:, -length:]), axis=1), 2 * length
        if length in WINDOWS:
            total[there] += np.maximum.reduceat(weights @ (widest * widest), starts) / len(WINDOWS)
    return total
