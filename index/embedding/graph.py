"""An ONNX graph -> its vectors, its time, and the same graph for quicker loading. Used once a model, by `export.py`."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedding.session import new_session, sentence_vector


def embed(path: Path, inputs: Sequence[str], ids: Sequence[Sequence[int]]) -> np.ndarray:
    """The unit vectors that the graph gives for texts of these token ids."""
    session = new_session(path.read_bytes())
    return np.stack([sentence_vector(session, inputs, row) for row in ids])


def seconds(path: Path, inputs: Sequence[str], ids: Sequence[int], rounds: int = 7) -> float:
    """How long the graph takes for one text, at best."""
    session = new_session(path.read_bytes())
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        sentence_vector(session, inputs, ids)
        times.append(time.perf_counter() - start)
    return min(times)


def optimise(source: Path, target: Path) -> None:
    """Writes the graph as ONNX Runtime would rewrite it at each start, so that it need not."""
    new_session(source.read_bytes(), write_to=target)
