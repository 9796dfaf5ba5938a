"""Retrieval by words alone, while the vectors are being made: the two parts that it does without."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.retrieval.ranking import FusionWeights, Weights

if TYPE_CHECKING:
    from index.embedding.embedder import TokenVectors


BY_WORDS = Weights(FusionWeights(0.0, 0.6, 0.4), FusionWeights(0.0, 0.6, 0.4), 0.0)
"""The ranker's weights: what is embedded already must not come before what is not."""


class NoVectors:
    """None is known of any passage."""

    def get(self, ids: Sequence[int]) -> dict[int, np.ndarray]:
        return {}

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        return []


class NoEncoder:
    """Reads a question without a model: nothing is known of its meaning, nor of its tokens'."""

    is_centred = False

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        return np.zeros((len(texts), 1), np.float32), [b""] * len(texts)

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [np.zeros((0, 2), int)] * len(texts)

    def encode_question(self, text: str) -> np.ndarray:
        return np.zeros(1, np.float32)

    def read_question(self, text: str) -> "tuple[np.ndarray, TokenVectors]":
        return np.zeros(1, np.float32), ([], [], np.zeros((0, 64), np.float32))
