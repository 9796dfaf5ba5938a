from pathlib import Path

import numpy as np
import pytest

from index.embedding import graph
from index.embedding.session import new_session, run_session
from tests.index.embedding.tiny_graphs import IDS, weights_of, write_graph


def _vectors(path: Path) -> np.ndarray:
    return graph.embed(path, ["input_ids"], IDS)


def test_a_graph_gives_the_unit_vectors_it_stands_for(tmp_path: Path) -> None:
    weights = weights_of(write_graph(tmp_path / "a"))
    by_hand = [(weights["table"][ids] @ weights["matrix0"]).mean(axis=0) for ids in IDS]
    assert np.allclose(_vectors(tmp_path / "a"), [row / np.linalg.norm(row) for row in by_hand], atol=1e-5)
    [tokens] = run_session(new_session((tmp_path / "a").read_bytes()), ["input_ids"], IDS[1], "token_embeddings")
    assert np.allclose(tokens, weights["table"][IDS[1]] @ weights["matrix0"], atol=1e-4)


def test_optimising_changes_no_vector(tmp_path: Path) -> None:
    graph.optimise(write_graph(tmp_path / "a"), tmp_path / "b")
    assert np.allclose(_vectors(tmp_path / "a"), _vectors(tmp_path / "b"), atol=1e-5)


def test_time_is_told_in_seconds(tmp_path: Path) -> None:
    assert 0 < graph.seconds(write_graph(tmp_path / "a"), ["input_ids"], IDS[1], rounds=2) < 60


def test_a_big_table_is_set_aside_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_graph(tmp_path / "größer.onnx")
    before, size = _vectors(path), path.stat().st_size
    assert graph.tables_aside(path) == [] and path.stat().st_size == size, "it is not big"
    monkeypatch.setattr(graph, "_BIG", 1_000)
    assert graph.tables_aside(path) == ["größer.words"]
    assert (tmp_path / "größer.words").stat().st_size >= 60 * 128 * 4 > path.stat().st_size - 48 * 128 * 4
    assert np.array_equal(_vectors(path), before)
