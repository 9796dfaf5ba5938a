"""ONNX graphs of a few operators, with the inputs and outputs that an exported model has."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

IDS = [[0], [3, 1, 4], list(range(50))]
"""Token ids of three texts that `write_graph`'s table has rows for."""


def write_graph(
    path: Path, *, words: int = 60, dim: int = 128, out: int = 48, before: str = "", products: int = 1, loud: float = 1
) -> Path:
    """ids -> rows of a table (-> the operator `before`), times a matrix (token_embeddings); their mean
    (sentence_embedding). Several `products` of the same rows are added up; the fourth channel is `loud` times the
    others, and its weights are as much smaller.
    """
    random = np.random.default_rng(0)
    weights = {"table": random.normal(size=(words, dim)).astype(np.float32)}
    weights["table"][:, 3] *= loud
    weights["table"][7] = 0
    given = "rows" if not before else "changed"
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["rows"], axis=0)]
    nodes += [helper.make_node(before, ["rows"], ["changed"])] if before else []
    for number in range(products):
        weights[f"matrix{number}"] = random.normal(size=(dim, out)).astype(np.float32)
        weights[f"matrix{number}"][3] /= loud
        nodes.append(helper.make_node("MatMul", [given, f"matrix{number}"], [f"product{number}"]))
    nodes += [
        helper.make_node("Sum", [f"product{number}" for number in range(products)], ["token_embeddings"]),
        helper.make_node("ReduceMean", ["token_embeddings"], ["sentence_embedding"], axes=[1], keepdims=0),
    ]
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])]
    outputs = [
        helper.make_tensor_value_info("token_embeddings", TensorProto.FLOAT, [1, "tokens", out]),
        helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, [1, out]),
    ]
    stored = [numpy_helper.from_array(values, name) for name, values in weights.items()]
    whole = helper.make_graph(nodes, "tiny", inputs, outputs, stored)
    onnx.save(helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path


def weights_of(path: Path) -> dict[str, np.ndarray]:
    return {item.name: numpy_helper.to_array(item) for item in onnx.load(str(path)).graph.initializer}


def operators(path: Path) -> list[str]:
    return [node.op_type for node in onnx.load(str(path)).graph.node]
