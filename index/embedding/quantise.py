"""An ONNX graph in floating point -> one whose weight matrices and word table have eight bits. Used once a model.

Two ways, for two kinds of processor:

`by_rows`: activations get one scale a row (a token), weights one a column, and whole matrices are multiplied as
integers: the quickest way where the processor adds products of bytes without overflow (`cpu.has_exact_int8`).
Channels that are always large would take the scale for themselves, so they are shrunk before, and their weights grown
(Xiao et al., "SmoothQuant", 2023, with its strength of one half: `SMOOTHING`).

`by_blocks`: weights get a scale for every 64 of them in a column, and ONNX Runtime rounds the activations by the same
blocks. A little more exact, and half as quick where the other way works.

The common dynamic quantisation (one scale for all activations of a text) is far less exact than both.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, helper, numpy_helper

from index.embedding.session import new_session, run_session

SMOOTHING = 0.5
_BLOCKS = (64, 32, 16)  # weights that share a scale: the first that divides a matrix's rows
_WIDE = 512  # channels that share a scale at most, by rows
_BIG_TABLE = 1_000_000  # numbers in an embedding table that is worth shrinking
_ONE_SIDED = 0.25  # activations whose least is nearer to zero than this share of their greatest (GELU, ReLU)

_NewNodes = Callable[[Any, np.ndarray], list[Any] | None]


def by_rows(
    source: Path, target: Path, inputs: Sequence[str], ids: Sequence[Sequence[int]], smoothing: float = SMOOTHING
) -> None:
    """Writes the graph as `target`; the texts of these token ids tell which channels are large.

    `smoothing`: how far large channels are shrunk, from 0 (not at all) to 1 (to the size of the others).
    """
    model = onnx.load(str(source))
    _rewrite(model, lambda node, weight: _in_parts(node, weight, model.graph.initializer))
    _rewrite(model, _Rows(model, inputs, ids, smoothing).multiply)
    onnx.save(model, str(target))


def by_blocks(source: Path, target: Path) -> None:
    """Writes the graph as `target`."""
    # ONNX Runtime's own MatMulNBitsQuantizer is as fast and as exact, but has only four bits for word tables (a file of
    # 59 MB, not 24), one block size for all matrices, and needs the package onnx_ir, which ONNX Runtime does not bring.
    model = onnx.load(str(source))
    _rewrite(model, lambda node, weight: _by_blocks(node, weight, model.graph.initializer))
    onnx.save(model, str(target))


def _rewrite(model: Any, multiply: _NewNodes) -> None:
    """Puts what `multiply` returns in the place of products with weights, and shrinks big tables."""
    weights = {item.name: item for item in model.graph.initializer}
    nodes, replaced = [], set[str]()
    for node in model.graph.node:
        new = None
        if node.op_type == "MatMul" and _is_matrix(weights.get(node.input[1])):
            new = multiply(node, numpy_helper.to_array(weights[node.input[1]]))
        elif node.op_type == "Gather" and _is_matrix(weights.get(node.input[0])):
            new = _small_table(node, numpy_helper.to_array(weights[node.input[0]]), model.graph.initializer)
        replaced.update(set(node.input) & set(weights) if new else ())
        nodes.extend(new or [node])
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    still_used = {name for node in nodes for name in node.input}
    for item in [weights[name] for name in sorted(replaced - still_used)]:
        model.graph.initializer.remove(item)
    if all(domain.domain != "com.microsoft" for domain in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def _is_matrix(weight: Any) -> bool:
    return weight is not None and len(weight.dims) == 2 and weight.data_type == TensorProto.FLOAT


def _in_parts(node: Any, matrix: np.ndarray, store: Any) -> list[Any] | None:
    """A product of many channels as the sum of products of some: each part gets scales of its own."""
    count = -(-len(matrix) // _WIDE)
    if count == 1 or len(matrix) % count:
        return None
    [output] = node.output
    slices, products = ([f"{output}_{kind}{part}" for part in range(count)] for kind in ("given", "made"))
    nodes = [helper.make_node("Split", [node.input[0]], slices, axis=-1)]
    for part, rows in enumerate(np.split(matrix, count)):
        store.append(numpy_helper.from_array(rows.copy(), f"{output}_weight{part}"))
        nodes.append(helper.make_node("MatMul", [slices[part], f"{output}_weight{part}"], [products[part]]))
    return [*nodes, helper.make_node("Sum", products, [output])]


class _Rows:
    """Products of bytes with a scale for each row of the activations, made for one graph."""

    def __init__(self, model: Any, inputs: Sequence[str], ids: Sequence[Sequence[int]], smoothing: float) -> None:
        self._smoothing = smoothing
        self._store = model.graph.initializer
        weights = {item.name: item for item in self._store if _is_matrix(item)}
        products = [node for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in weights]
        self._ranges = _ranges(model, {node.input[0] for node in products}, inputs, ids)
        self._greatest_weight: dict[str, np.ndarray] = {}
        for node in products:
            matrix = np.abs(numpy_helper.to_array(weights[node.input[1]])).max(axis=1)
            so_far = self._greatest_weight.get(node.input[0], np.zeros_like(matrix))
            self._greatest_weight[node.input[0]] = np.maximum(so_far, matrix)
        self._shrinkage: dict[str, np.ndarray] = {}  # of the channels of activations that are already in bytes
        for name, value in (("smallest", np.float32(1e-12)), ("one", np.float32(1))):
            self._keep(np.array(value), f"eight_bits_{name}")

    def multiply(self, node: Any, weight: np.ndarray) -> list[Any]:
        given, [output] = node.input[0], node.output
        nodes = [] if given in self._shrinkage else self._in_bytes(given)
        levels, scales = eight_bits((weight * self._shrinkage[given][:, None]).T)
        self._keep(levels.T.copy(), f"{output}_levels")
        self._keep(scales[:, 0], f"{output}_scales")
        parts = [f"{given}_bytes", f"{output}_levels", f"{given}_step", f"{output}_scales", f"{given}_zero"]
        nodes.append(helper.make_node("MatMulIntegerToFloat", parts, [f"{output}_product"], domain="com.microsoft"))
        if not self._one_sided(given):
            return [*nodes, helper.make_node("Mul", [f"{output}_product", f"{given}_range"], [output])]
        # The bytes stand for what lies above the row's least: least * (sum of the column) is missing.
        self._keep((levels * scales).sum(axis=1), f"{output}_sums")
        return [
            *nodes,
            helper.make_node("Mul", [f"{output}_product", f"{given}_range"], [f"{output}_above"]),
            helper.make_node("Mul", [f"{given}_least", f"{output}_sums"], [f"{output}_below"]),
            helper.make_node("Add", [f"{output}_above", f"{output}_below"], [output]),
        ]

    def _in_bytes(self, given: str) -> list[Any]:
        """Nodes that make `given`_bytes of an activation, and the `given`_range of each of its rows."""
        one_sided = self._one_sided(given)
        steps = 255 if one_sided else 127
        self._keep(np.array(1 / steps, np.float32), f"{given}_step")
        self._keep(np.array(steps, np.float32), f"{given}_steps")
        self._keep(np.array(0 if one_sided else 128, np.uint8), f"{given}_zero")
        return [
            *(self._shifted(given) if one_sided else self._shrunk(given)),
            helper.make_node("Max", [f"{given}_most", "eight_bits_smallest"], [f"{given}_range"]),
            helper.make_node("Div", [f"{given}_steps", f"{given}_range"], [f"{given}_factor"]),
            helper.make_node("Mul", [f"{given}_ready", f"{given}_factor"], [f"{given}_scaled"]),
            helper.make_node(
                "QuantizeLinear", [f"{given}_scaled", "eight_bits_one", f"{given}_zero"], [f"{given}_bytes"]
            ),
        ]

    def _shifted(self, given: str) -> list[Any]:
        """Rows counted from their least; shrinking their channels as well makes them less exact, not more."""
        self._shrinkage[given] = np.ones_like(self._greatest_weight[given])
        return [
            helper.make_node("ReduceMin", [given], [f"{given}_least"], axes=[-1], keepdims=1),
            helper.make_node("Sub", [given, f"{given}_least"], [f"{given}_ready"]),
            helper.make_node("ReduceMax", [f"{given}_ready"], [f"{given}_most"], axes=[-1], keepdims=1),
        ]

    def _shrunk(self, given: str) -> list[Any]:
        least, most = self._ranges[given]
        loudness = np.maximum(np.maximum(most, -least), 1e-6) / np.maximum(self._greatest_weight[given], 1e-6)
        shrink = np.maximum((loudness / np.median(loudness)) ** self._smoothing, 1e-3)
        self._shrinkage[given] = shrink
        self._keep((1 / shrink).astype(np.float32), f"{given}_shrink")
        return [
            helper.make_node("Mul", [given, f"{given}_shrink"], [f"{given}_ready"]),
            helper.make_node("Abs", [f"{given}_ready"], [f"{given}_size"]),
            helper.make_node("ReduceMax", [f"{given}_size"], [f"{given}_most"], axes=[-1], keepdims=1),
        ]

    def _one_sided(self, given: str) -> bool:
        least, most = self._ranges[given]
        return bool(-least.min() < _ONE_SIDED * most.max())

    def _keep(self, values: np.ndarray, name: str) -> None:
        self._store.append(numpy_helper.from_array(values, name))


def _ranges(
    model: Any, names: set[str], inputs: Sequence[str], ids: Sequence[Sequence[int]]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """(least, greatest) of each channel of the named activations over these texts."""
    observed = ModelProto()
    observed.CopyFrom(model)
    known = {output.name for output in observed.graph.output}
    observed.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in sorted(names - known)
    )
    session = new_session(observed.SerializeToString())
    ranges: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for row in ids:
        for name, values in zip(sorted(names), run_session(session, inputs, row, *sorted(names)), strict=True):
            least, most = ranges.get(name, (np.float32(np.inf), np.float32(-np.inf)))
            ranges[name] = (np.minimum(least, values.min(axis=0)), np.maximum(most, values.max(axis=0)))
    return ranges


def _by_blocks(node: Any, matrix: np.ndarray, store: Any) -> list[Any] | None:
    rows, columns = matrix.shape
    block = next((size for size in _BLOCKS if rows % size == 0), None)
    if block is None:
        return None
    levels, scales = eight_bits(matrix.T.reshape(columns, rows // block, block))
    name = f"{node.output[0]}_weight"
    # The operator's eight bits are unsigned, with 128 for zero.
    store.append(numpy_helper.from_array((levels.astype(np.int16) + 128).astype(np.uint8), f"{name}_levels"))
    store.append(numpy_helper.from_array(scales.reshape(-1), f"{name}_scales"))
    inputs = [node.input[0], f"{name}_levels", f"{name}_scales"]
    settings = {"K": rows, "N": columns, "bits": 8, "block_size": block, "accuracy_level": 4}
    return [helper.make_node("MatMulNBits", inputs, list(node.output), node.name, domain="com.microsoft", **settings)]


def _small_table(node: Any, table: np.ndarray, store: Any) -> list[Any] | None:
    """Rows looked up in eight bits and scaled after; the words are half of a small model's file."""
    if table.size < _BIG_TABLE or any(attribute.i for attribute in node.attribute):
        return None
    levels, scales = eight_bits(table)
    name, [output] = f"{node.output[0]}_table", node.output
    store.append(numpy_helper.from_array(levels, f"{name}_levels"))
    store.append(numpy_helper.from_array(scales, f"{name}_scales"))
    return [
        helper.make_node("Gather", [f"{name}_levels", node.input[1]], [f"{name}_row"], axis=0),
        helper.make_node("Cast", [f"{name}_row"], [f"{name}_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_scales", node.input[1]], [f"{name}_scale"], axis=0),
        helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [output]),
    ]


def eight_bits(values: np.ndarray, rng: np.random.Generator | None = None) -> tuple[np.ndarray, np.ndarray]:
    """(levels in -127..127, scale of each last row): `[[0.5, -1.0]] -> [[64, -127]], [[1 / 127]]`.

    With `rng` a value is rounded up as often as its remainder says (Gupta et al., 2015), else to the nearest level.
    """
    scales = np.abs(values).max(axis=-1, keepdims=True) / 127
    scales[scales == 0] = 1
    exact = values / scales
    rounded = np.round(exact) if rng is None else np.floor(exact + rng.random(exact.shape))
    return np.clip(rounded, -127, 127).astype(np.int8), scales.astype(np.float32)
