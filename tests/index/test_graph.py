from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from index import graph
from index.session import new_session, run

_IDS = [[0], [3, 1, 4], list(range(50))]


def _model(path: Path, words: int = 60, dim: int = 128, out: int = 48) -> Path:
    """ids -> rows of a table, times a matrix (token_embeddings); their mean (sentence_embedding)."""
    random = np.random.default_rng(0)
    weights = {
        "table": random.normal(size=(words, dim)).astype(np.float32),
        "matrix": random.normal(size=(dim, out)).astype(np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"], axis=0),
        helper.make_node("MatMul", ["rows", "matrix"], ["token_embeddings"], "multiply"),
        helper.make_node("ReduceMean", ["token_embeddings"], ["sentence_embedding"], axes=[1], keepdims=0),
    ]
    given = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])]
    made = [
        helper.make_tensor_value_info("token_embeddings", TensorProto.FLOAT, [1, "tokens", out]),
        helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, [1, out]),
    ]
    stored = [numpy_helper.from_array(values, name) for name, values in weights.items()]
    whole = helper.make_graph(nodes, "tiny", given, made, stored)
    onnx.save(helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path


def _operators(path: Path) -> list[str]:
    return [node.op_type for node in onnx.load(str(path)).graph.node]


def _vectors(path: Path) -> np.ndarray:
    return graph.embed(path, ["input_ids"], _IDS)


def test_a_graph_gives_the_unit_vectors_it_stands_for(tmp_path: Path) -> None:
    weights = {item.name: numpy_helper.to_array(item) for item in onnx.load(_model(tmp_path / "a")).graph.initializer}
    by_hand = [(weights["table"][ids] @ weights["matrix"]).mean(axis=0) for ids in _IDS]
    assert np.allclose(_vectors(tmp_path / "a"), [row / np.linalg.norm(row) for row in by_hand], atol=1e-5)
    [tokens] = run(new_session((tmp_path / "a").read_bytes()), ["input_ids"], _IDS[1], "token_embeddings")
    assert np.allclose(tokens, weights["table"][_IDS[1]] @ weights["matrix"], atol=1e-4)


def test_optimising_changes_no_vector(tmp_path: Path) -> None:
    graph.optimise(_model(tmp_path / "a"), tmp_path / "b")
    assert np.allclose(_vectors(tmp_path / "a"), _vectors(tmp_path / "b"), atol=1e-5)


def test_eight_bits_are_smaller_and_nearly_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "_BIG_TABLE", 1)
    graph.quantise(_model(tmp_path / "a"), tmp_path / "b")
    assert (tmp_path / "b").stat().st_size < (tmp_path / "a").stat().st_size / 2
    assert "MatMulNBits" in _operators(tmp_path / "b") and "MatMul" not in _operators(tmp_path / "b")
    cosines = (_vectors(tmp_path / "a") * _vectors(tmp_path / "b")).sum(axis=1)
    assert cosines.min() > 0.999 and cosines.max() != 1


def test_what_does_not_divide_into_blocks_stays_as_it_is(tmp_path: Path) -> None:
    graph.quantise(_model(tmp_path / "a", dim=100), tmp_path / "b")
    assert _operators(tmp_path / "b") == ["Gather", "MatMul", "ReduceMean"], "nor is a small table worth it"
    assert np.array_equal(_vectors(tmp_path / "a"), _vectors(tmp_path / "b"))


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_levels_times_scales_are_within_half_a_level(scale: float) -> None:
    values = (np.random.default_rng(1).normal(size=(5, 64)) * scale).astype(np.float32)
    levels, scales = graph._eight_bits(values)
    assert levels.dtype == np.int8 and np.abs(levels).max() == 127
    assert (np.abs(levels * scales - values) <= scales * 0.5001).all()


def test_a_row_of_zeros_stays_zeros() -> None:
    levels, scales = graph._eight_bits(np.zeros((2, 3), np.float32))
    assert not levels.any() and np.isfinite(scales).all()
    assert graph._eight_bits(np.array([[0.5, -1.0]], np.float32))[0].tolist() == [[64, -127]]


def test_time_is_told_in_seconds(tmp_path: Path) -> None:
    assert 0 < graph.seconds(_model(tmp_path / "a"), ["input_ids"], _IDS[1], rounds=2) < 60
