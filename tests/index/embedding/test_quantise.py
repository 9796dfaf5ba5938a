"""Graphs in eight bits give nearly the vectors of the graphs they were made from."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding import graph, quantise
from index.embedding.cpu import has_exact_int8
from index.embedding.session import new_session, run_session
from tests.index.embedding.tiny_graphs import IDS, operators, write_graph

_Way = Callable[[Path, Path], None]


def _by_rows(source: Path, target: Path, smoothing: float = quantise.SMOOTHING) -> None:
    quantise.by_rows(source, target, ["input_ids"], IDS, smoothing)


_ROWS = pytest.param(
    _by_rows,
    id="by rows",
    marks=pytest.mark.skipif(not has_exact_int8(), reason="sums of bytes overflow on this processor"),
)
_BLOCKS = pytest.param(quantise.by_blocks, id="by blocks")
both_ways = pytest.mark.parametrize("way", [_ROWS, _BLOCKS])
by_rows = pytest.mark.parametrize("way", [_ROWS])


def _tokens(path: Path) -> np.ndarray:
    """The token vectors of all texts, (tokens, dim)."""
    session = new_session(path.read_bytes())
    return np.concatenate([run_session(session, ["input_ids"], ids, "token_embeddings")[0] for ids in IDS])


def _cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    loud = (np.abs(a) > 0).any(axis=1)
    a, b = a[loud], b[loud]
    found: np.ndarray = (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    return found


def _quantised(way: _Way, folder: Path, **kind: Any) -> np.ndarray:
    """The cosine of each token's vector with what it was, after `folder/b` was made of `folder/a`."""
    way(write_graph(folder / "a", **kind), folder / "b")
    graph.optimise(folder / "b", folder / "c")
    before, after, quick = (_tokens(folder / name) for name in "abc")
    assert np.isfinite(after).all() and np.allclose(after, quick, rtol=1e-3, atol=1e-3)
    assert not after[7].any() or np.abs(before[7]).max() > 0, "a row of zeros stays zeros"
    return _cosines(before, after)


@both_ways
@pytest.mark.parametrize("kind", [{}, {"before": "Relu"}, {"before": "Sigmoid"}, {"products": 3}, {"dim": 48}], ids=str)
def test_eight_bits_are_nearly_the_same(way: _Way, kind: dict[str, Any], tmp_path: Path) -> None:
    cosines = _quantised(way, tmp_path, **kind)
    assert cosines.min() > 0.999 and cosines.max() != 1
    assert "MatMul" not in operators(tmp_path / "b")


@both_ways
def test_eight_bits_are_smaller(way: _Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantise, "_BIG_TABLE", 1)
    assert _quantised(way, tmp_path).min() > 0.999
    assert (tmp_path / "b").stat().st_size < (tmp_path / "a").stat().st_size / 2


@by_rows
def test_a_channel_that_is_always_large_does_not_take_the_scale_for_itself(way: _Way, tmp_path: Path) -> None:
    smooth = _quantised(way, tmp_path, loud=100)
    rough = _quantised(partial(_by_rows, smoothing=0), tmp_path, loud=100)
    assert rough.mean() < 0.998 and smooth.min() > 0.999


@by_rows
def test_activations_that_are_multiplied_twice_are_rounded_once(way: _Way, tmp_path: Path) -> None:
    _quantised(way, tmp_path, products=3)
    assert operators(tmp_path / "b").count("QuantizeLinear") == 1
    assert operators(tmp_path / "b").count("MatMulIntegerToFloat") == 3


@by_rows
@pytest.mark.parametrize(("before", "one_sided"), [("", False), ("Relu", True), ("Sigmoid", True), ("Tanh", False)])
def test_activations_of_one_side_get_all_the_levels(way: _Way, before: str, one_sided: bool, tmp_path: Path) -> None:
    _quantised(way, tmp_path, before=before)
    assert ("ReduceMin" in operators(tmp_path / "b")) is one_sided


@by_rows
def test_a_text_louder_than_those_it_was_made_with_is_not_cut_off(way: _Way, tmp_path: Path) -> None:
    quiet = [row for row in range(60) if row != 7][:2]
    source = write_graph(tmp_path / "a", loud=1)
    quantise.by_rows(source, tmp_path / "b", ["input_ids"], [quiet])
    assert _cosines(_tokens(source), _tokens(tmp_path / "b")).min() > 0.998


def test_what_does_not_divide_into_blocks_stays_as_it_is(tmp_path: Path) -> None:
    quantise.by_blocks(write_graph(tmp_path / "a", dim=100), tmp_path / "b")
    assert operators(tmp_path / "b") == operators(tmp_path / "a"), "nor is a small table worth it"
    assert np.array_equal(_tokens(tmp_path / "a"), _tokens(tmp_path / "b"))


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_levels_times_scales_are_within_half_a_level(scale: float) -> None:
    values = (np.random.default_rng(1).normal(size=(5, 64)) * scale).astype(np.float32)
    levels, scales = quantise.eight_bits(values)
    assert levels.dtype == np.int8 and np.abs(levels).max() == 127
    assert (np.abs(levels * scales - values) <= scales * 0.5001).all()


def test_a_row_of_zeros_stays_zeros() -> None:
    levels, scales = quantise.eight_bits(np.zeros((2, 3), np.float32))
    assert not levels.any() and np.isfinite(scales).all()
    assert quantise.eight_bits(np.array([[0.5, -1.0]], np.float32))[0].tolist() == [[64, -127]]
