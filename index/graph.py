"""An ONNX graph -> the same graph for quicker loading and computing. Used once a model, by `export.py`.

Weights become eight-bit with a scale for every 64 of them in a column, and ONNX Runtime rounds the activations it
multiplies them with by the same blocks. The common dynamic quantisation (one scale for all activations of a text) is
no faster, and it turned vectors by 0.994 on average and retrieval by a hundredth; this gives 0.9995.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.session import new_session, sentence_vector

if TYPE_CHECKING:
    import numpy as np

_BLOCKS = (64, 32, 16)  # weights that share a scale: the first that divides a matrix's rows
_BIG_TABLE = 1_000_000  # numbers in an embedding table that is worth shrinking


def embed(path: Path, inputs: Sequence[str], ids: Sequence[Sequence[int]]) -> "np.ndarray":
    """The unit vectors that the graph gives for texts of these token ids."""
    import numpy as np

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


def quantise(source: Path, target: Path) -> None:
    """Writes the graph with its weight matrices and its word table in eight bits."""
    import onnx

    model = onnx.load(str(source))
    weights = {item.name: item for item in model.graph.initializer}
    nodes, replaced = [], set[str]()
    for node in model.graph.node:
        new = _quantised(node, weights, model.graph.initializer)
        replaced.update(set(node.input) & set(weights) if new else ())
        nodes.extend(new or [node])
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    still_used = {name for node in nodes for name in node.input}
    for item in [weights[name] for name in sorted(replaced - still_used)]:
        model.graph.initializer.remove(item)
    if all(domain.domain != "com.microsoft" for domain in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(target))


def _quantised(node: Any, weights: dict[str, Any], store: Any) -> list[Any] | None:
    """The nodes that take a node's place, None where it stays."""
    if node.op_type == "MatMul" and node.input[1] in weights:
        return _small_matmul(node, weights[node.input[1]], store)
    if node.op_type == "Gather" and node.input[0] in weights:
        return _small_table(node, weights[node.input[0]], store)
    return None


def _small_matmul(node: Any, weight: Any, store: Any) -> list[Any] | None:
    import numpy as np
    from onnx import helper, numpy_helper

    matrix = numpy_helper.to_array(weight)
    block = next((size for size in _BLOCKS if matrix.ndim == 2 and matrix.shape[0] % size == 0), None)
    if block is None or matrix.dtype != np.float32:
        return None
    rows, columns = matrix.shape
    blocks = matrix.T.reshape(columns, rows // block, block)
    levels, scales = _eight_bits(blocks)
    name = f"{node.output[0]}_weight"
    # The operator's eight bits are unsigned, with 128 for zero.
    store.append(numpy_helper.from_array((levels.astype(np.int16) + 128).astype(np.uint8), f"{name}_levels"))
    store.append(numpy_helper.from_array(scales.reshape(-1), f"{name}_scales"))
    inputs = [node.input[0], f"{name}_levels", f"{name}_scales"]
    settings = {"K": rows, "N": columns, "bits": 8, "block_size": block, "accuracy_level": 4}
    return [helper.make_node("MatMulNBits", inputs, list(node.output), node.name, domain="com.microsoft", **settings)]


def _small_table(node: Any, weight: Any, store: Any) -> list[Any] | None:
    """Rows looked up in eight bits and scaled after; the words are half of a small model's file."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    table = numpy_helper.to_array(weight)
    if table.ndim != 2 or table.dtype != np.float32 or table.size < _BIG_TABLE or any(a.i for a in node.attribute):
        return None
    levels, scales = _eight_bits(table)
    name, [output] = f"{node.output[0]}_table", node.output
    store.append(numpy_helper.from_array(levels, f"{name}_levels"))
    store.append(numpy_helper.from_array(scales, f"{name}_scales"))
    return [
        helper.make_node("Gather", [f"{name}_levels", node.input[1]], [f"{name}_row"], axis=0),
        helper.make_node("Cast", [f"{name}_row"], [f"{name}_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_scales", node.input[1]], [f"{name}_scale"], axis=0),
        helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [output]),
    ]


def _eight_bits(values: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
    """(levels in -127..127, scale of each last row): `[[0.5, -1.0]] -> [[64, -127]], [[1 / 127]]`."""
    import numpy as np

    scales = np.abs(values).max(axis=-1, keepdims=True) / 127
    scales[scales == 0] = 1
    levels = np.clip(np.round(values / scales), -127, 127).astype(np.int8)
    return levels, scales.astype(np.float32)
