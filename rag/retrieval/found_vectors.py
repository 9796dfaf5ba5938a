"""What ranking needs of the store of vectors."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np


class FoundVectors(Protocol):
    """What retrieval needs of the vectors."""

    def get(self, ids: Sequence[int]) -> Mapping[int, np.ndarray]: ...

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]: ...
