"""An ONNX graph -> vectors of one text at a time, by ONNX Runtime on the CPU."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime as ort

SENTENCE, TOKENS = "sentence_embedding", "token_embeddings"

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def new_session(data: bytes | Path, write_to: Path | None = None, optimised: bool = False) -> Any:
    """A session of one thread: texts are spread over threads, not the work on one text.

    Of `data` in memory ONNX Runtime keeps a copy beside the session; of a file it does not.
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
    graph = str(data) if isinstance(data, Path) else data
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)


def prepared_session(graph: bytes | Path) -> Any | None:
    """A session on a graph prepared before, None when ONNX Runtime cannot open it."""
    try:
        return new_session(graph, optimised=True)
    except Exception:  # noqa: BLE001 - ONNX Runtime's errors share no class of their own; another version may refuse a graph
        return None


def over_threads(work: Callable[[_Item], _Result], items: Sequence[_Item], threads: int) -> Iterator[_Result]:
    """What `work` gives for each item, spread over threads."""
    if threads == 1 or len(items) < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, items)


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
