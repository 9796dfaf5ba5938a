"""An ONNX graph in memory -> vectors of one text at a time, by ONNX Runtime on the CPU."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort

SENTENCE, TOKENS = "sentence_embedding", "token_embeddings"


def new_session(data: bytes, write_to: Path | None = None, optimised: bool = False) -> Any:
    """A session of one thread: texts are spread over threads, not the work on one text.

    `write_to` keeps the graph as rewritten for speed; such a graph is `optimised` and opens in half the time.
    """
    ort.set_default_logger_severity(4)  # fatal only: a user can do nothing with the others, and we see exceptions
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    levels = ort.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_DISABLE_ALL if optimised else levels.ORT_ENABLE_EXTENDED
    if write_to:
        options.optimized_model_filepath = str(write_to)
    # SkipLayerNormalization takes four times as long as the two operators it stands for (ONNX Runtime 1.31).
    slow = [] if optimised else ["SkipLayerNormFusion"]
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)


def sentence_vector(session: Any, inputs: Sequence[str], ids: Sequence[int]) -> np.ndarray:
    return unit(run_session(session, inputs, ids, SENTENCE)[0])


def run_session(session: Any, inputs: Sequence[str], ids: Sequence[int], *outputs: str) -> list[np.ndarray]:
    """The named outputs for one text: (dim,) for SENTENCE, (tokens, dim) for TOKENS."""
    row = np.asarray([ids], np.int64)
    values = {name: row if name == "input_ids" else np.zeros_like(row) for name in inputs}
    return [output[0] for output in session.run(list(outputs), values)]


def unit(vectors: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: np.ndarray = (vectors / np.maximum(length, 1e-12)).astype(np.float32)
    return unit
