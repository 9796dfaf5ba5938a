"""What ranking needs of the store of vectors, and the similarities that it gives."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from index.store.passage_table import PassageTable

CANDIDATES = 300
_EXACT_ROWS = 2_000  # a window of at most so many passages has its own vectors scored, others over-fetch


class FoundVectors(Protocol):
    """What retrieval needs of the vectors."""

    def get(self, ids: Sequence[int]) -> Mapping[int, np.ndarray]: ...

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]: ...


def nearest_similarities(
    vectors: FoundVectors, table: PassageTable, vector: np.ndarray, allowed: np.ndarray
) -> np.ndarray:
    """(n,) cosine similarity of the nearest allowed passages, NaN elsewhere."""
    similarities = np.full(len(table.ids), np.nan)
    count = int(allowed.sum())
    if count <= min(_EXACT_ROWS, len(table.ids) // 2):
        near = [(i, float(v @ vector)) for i, v in vectors.get(table.ids[allowed].tolist()).items()]
    else:
        near = vectors.nearest(vector, min(CANDIDATES * len(table.ids) // count, len(table.ids)))
    if near:
        ids = np.array([i for i, _ in near], np.int64)
        known = table.known(ids)
        similarities[table.rows_of(ids[known])] = np.array([s for _, s in near])[known]
    similarities[~allowed] = np.nan
    return similarities
