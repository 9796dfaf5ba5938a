"""The weights of a BERT encoder -> its ONNX graph, written node by node: no torch, no tracing.

The encoder is that of Devlin et al., "BERT" (2019): token, position and type embeddings, then layers of multi-head
attention and of a feed-forward network, each with a residual and a layer normalisation behind it. The graph takes one
text at a time, so there is neither padding nor a mask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

_OPSET = 17  # the first with LayerNormalization
_IR = 8

Tensors = Mapping[str, np.ndarray]
"""By their names in a Hugging Face checkpoint: "encoder.layer.0.attention.self.query.weight" and so on."""


@dataclass(frozen=True, slots=True)
class BertShape:
    """What a checkpoint's config.json says of its encoder."""

    layers: int
    heads: int
    hidden: int
    epsilon: float


@dataclass(slots=True)
class _Graph:
    """Nodes and constants in the making."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def keep(self, name: str, value: Any, kind: type = np.float32) -> str:
        if all(known.name != name for known in self.constants):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value, kind), name))
        return name


def sentence_encoder(weights: Tensors, shape: BertShape) -> Any:
    """A ModelProto: `input_ids` and `token_type_ids` (1, t) int64 -> `token_embeddings` (1, t, hidden) and the unit
    `sentence_embedding` (1, hidden), the mean of them."""
    graph = _Graph()
    hidden = _encoded(graph, weights, shape, "token_embeddings")
    _mean(graph, hidden)
    tokens = _value(hidden, TensorProto.FLOAT, [1, "tokens", shape.hidden])
    return _model(graph, [tokens, _value("sentence_embedding", TensorProto.FLOAT, [1, shape.hidden])])


def pair_scorer(weights: Tensors, shape: BertShape, head: str) -> Any:
    """A ModelProto of a cross-encoder: the ids of [question, sentence], types 0 and 1, -> `logit` (1, 1) and, to
    compare graphs by, the unit `sentence_embedding` (1, hidden).

    `head` names a linear unit over the mean of the tokens.
    """
    graph = _Graph()
    mean = _mean(graph, _encoded(graph, weights, shape, "last"))
    # Made by a product of this shape it would get eight bits, too, and it is what all the rest ends in.
    unit = graph.keep(f"{head}.weight", weights[f"{head}.weight"].reshape(1, -1))
    total = graph.add(
        "ReduceSum", [graph.add("Mul", [mean, unit], "shares"), graph.keep("last_axis", [1], np.int64)], "sum"
    )
    graph.add("Add", [total, graph.keep(f"{head}.bias", weights[f"{head}.bias"])], "logit")
    outputs = [("logit", 1), ("sentence_embedding", shape.hidden)]
    return _model(graph, [_value(name, TensorProto.FLOAT, [1, size]) for name, size in outputs])


def _mean(graph: _Graph, hidden: str) -> str:
    """The mean of the tokens (1, hidden); as a unit it is `sentence_embedding`."""
    mean = graph.add("ReduceMean", [hidden], "mean", axes=[1], keepdims=0)
    graph.add("LpNormalization", [mean], "sentence_embedding", axis=-1, p=2)
    return mean


def _encoded(graph: _Graph, weights: Tensors, shape: BertShape, output: str) -> str:
    """The hidden states of the last layer, as `output`."""
    table = graph.keep("words", weights["embeddings.word_embeddings.weight"])
    words = graph.add("Gather", [table, "input_ids"], "word_rows")
    types = graph.keep("types", weights["embeddings.token_type_embeddings.weight"])
    kinds = graph.add("Gather", [types, "token_type_ids"], "type_rows")
    summed = graph.add("Add", [words, kinds], "words_and_types")
    hidden = graph.add("Add", [summed, _positions(graph, weights)], "embedded")
    hidden = _normalised(graph, weights, shape, hidden, "embeddings.LayerNorm", "layer_input")
    for number in range(shape.layers):
        last = number == shape.layers - 1
        hidden = _layer(graph, weights, shape, hidden, number, output if last else f"layer{number}")
    return hidden


def _positions(graph: _Graph, weights: Tensors) -> str:
    """The position embeddings of as many tokens as there are."""
    table = graph.keep("positions", weights["embeddings.position_embeddings.weight"])
    size = graph.add("Shape", ["token_type_ids"], "sizes")
    count = graph.add("Gather", [size, graph.keep("second", [1], np.int64)], "count")
    start, axis = graph.keep("start", [0], np.int64), graph.keep("axis", [0], np.int64)
    return graph.add("Slice", [table, start, count, axis], "position_rows")


def _layer(graph: _Graph, weights: Tensors, shape: BertShape, hidden: str, number: int, output: str) -> str:
    own = f"encoder.layer.{number}"
    attended = _attention(graph, weights, shape, hidden, number)
    attended = _dense(graph, weights, attended, f"{own}.attention.output.dense", f"attended{number}")
    attended = graph.add("Add", [attended, hidden], f"attended_sum{number}")
    attended = _normalised(graph, weights, shape, attended, f"{own}.attention.output.LayerNorm", f"attention{number}")
    inner = _gelu(graph, _dense(graph, weights, attended, f"{own}.intermediate.dense", f"inner{number}"))
    outer = _dense(graph, weights, inner, f"{own}.output.dense", f"outer{number}")
    summed = graph.add("Add", [outer, attended], f"outer_sum{number}")
    return _normalised(graph, weights, shape, summed, f"{own}.output.LayerNorm", output)


def _attention(graph: _Graph, weights: Tensors, shape: BertShape, hidden: str, number: int) -> str:
    """Scaled dot-product attention of every head (Vaswani et al., 2017), (1, t, hidden)."""
    parts = graph.keep("heads", [0, -1, shape.heads, shape.hidden // shape.heads], np.int64)
    whole = graph.keep("joined", [0, -1, shape.hidden], np.int64)

    def of_heads(kind: str, order: list[int]) -> str:
        name = f"{kind}{number}"
        made = _dense(graph, weights, hidden, f"encoder.layer.{number}.attention.self.{kind}", name)
        split = graph.add("Reshape", [made, parts], f"{name}_split")
        return graph.add("Transpose", [split], f"{name}_heads", perm=order)

    query, key = of_heads("query", [0, 2, 1, 3]), of_heads("key", [0, 2, 3, 1])
    value = of_heads("value", [0, 2, 1, 3])
    scores = graph.add("MatMul", [query, key], f"products{number}")
    root = graph.keep("root", np.sqrt(shape.hidden / shape.heads))
    scaled = graph.add("Div", [scores, root], f"scores{number}")
    shares = graph.add("Softmax", [scaled], f"shares{number}", axis=-1)
    mixed = graph.add("MatMul", [shares, value], f"mixed{number}")
    turned = graph.add("Transpose", [mixed], f"turned{number}", perm=[0, 2, 1, 3])
    return graph.add("Reshape", [turned, whole], f"context{number}")


def _dense(graph: _Graph, weights: Tensors, given: str, name: str, output: str) -> str:
    matrix = graph.keep(f"{name}.weight", weights[f"{name}.weight"].T)
    product = graph.add("MatMul", [given, matrix], f"{output}_product")
    return graph.add("Add", [product, graph.keep(f"{name}.bias", weights[f"{name}.bias"])], output)


def _gelu(graph: _Graph, given: str) -> str:
    """x/2 * (1 + erf(x / sqrt 2)), in the form that ONNX Runtime knows as one operator."""
    scaled = graph.add("Div", [given, graph.keep("root_two", np.sqrt(2.0))], f"{given}_scaled")
    above = graph.add("Add", [graph.add("Erf", [scaled], f"{given}_erf"), graph.keep("one", 1.0)], f"{given}_above")
    doubled = graph.add("Mul", [given, above], f"{given}_doubled")
    return graph.add("Mul", [doubled, graph.keep("half", 0.5)], f"{given}_gelu")


def _normalised(graph: _Graph, weights: Tensors, shape: BertShape, given: str, name: str, output: str) -> str:
    parts = [graph.keep(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")]
    return graph.add("LayerNormalization", [given, *parts], output, axis=-1, epsilon=shape.epsilon)


def _value(name: str, kind: int, sizes: list[Any]) -> Any:
    return helper.make_tensor_value_info(name, kind, sizes)


def _model(graph: _Graph, outputs: list[Any]) -> Any:
    inputs = [_value(name, TensorProto.INT64, [1, "tokens"]) for name in ("input_ids", "token_type_ids")]
    whole = helper.make_graph(graph.nodes, "bert", inputs, outputs, graph.constants)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
