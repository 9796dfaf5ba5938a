"""How well each sentence has the question's words, by the token vectors that are kept of its passage.

Nothing is embedded for it, so every sentence of the days found can be looked at, and only the best are read closer.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.embedding.token_bits import similarities, unpack
from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.retrieval.late_interaction import QueryVectors


class Tokenizer(Protocol):
    """What it needs of an embedder."""

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]: ...


def kept_matches(
    rows: Sequence[tuple[str, StoredPassage]], query: QueryVectors, catalog: Catalog, tokenizer: Tokenizer
) -> np.ndarray:
    """(n,) from 0 to 1; 0 where the model gives no token vectors, or the sentence is not in its passage's own words."""
    passages = {passage.id: passage.text for _, passage in rows}
    bits = catalog.token_bits(list(passages))
    spans = dict(zip(passages, tokenizer.kept_tokens(list(passages.values())), strict=True))
    found = {i: _similarities(query, bits.get(i, b""), len(spans[i])) for i in passages}
    return np.array(
        [_best(sentence, passage, spans[passage.id], found[passage.id], query) for sentence, passage in rows]
    )


def _similarities(query: QueryVectors, packed: bytes, tokens: int) -> np.ndarray:
    """(k, tokens) of each question token with each of the passage's: the last kept, for titles stand before them."""
    kept = unpack(packed, query.dim)[-tokens:] if tokens else unpack(b"", query.dim)
    return similarities(query.bits, kept, query.dim) if len(kept) == tokens else np.zeros((len(query.bits), 0))


def _best(sentence: str, passage: StoredPassage, spans: np.ndarray, found: np.ndarray, query: QueryVectors) -> float:
    start = passage.text.find(sentence)
    if start < 0 or not found.shape[1]:
        return 0.0
    inside = (spans[:, 0] >= start) & (spans[:, 1] <= start + len(sentence))
    best = found[:, inside].max(axis=1, initial=0.0)
    return float(query.weights @ best)
