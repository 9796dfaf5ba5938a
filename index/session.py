"""An ONNX graph in memory -> vectors of one text at a time, by ONNX Runtime on the CPU."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def new_session(data: bytes) -> Any:
    """An ONNX Runtime session of one thread: texts are spread over threads, not the work on one text."""
    import onnxruntime as ort

    ort.set_default_logger_severity(4)
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def sentence_vector(session: Any, inputs: Sequence[str], ids: Sequence[int]) -> "np.ndarray":
    return unit(run(session, inputs, ids, "sentence_embedding"))


def run(session: Any, inputs: Sequence[str], ids: Sequence[int], output: str) -> "np.ndarray":
    """The named output for one text."""
    import numpy as np

    row = np.asarray([ids], np.int64)
    values = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
    found: np.ndarray = session.run([output], {name: values[name] for name in inputs})[0][0]
    return found


def unit(vectors: "np.ndarray") -> "np.ndarray":
    import numpy as np

    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: np.ndarray = (vectors / np.maximum(length, 1e-12)).astype(np.float32)
    return unit
