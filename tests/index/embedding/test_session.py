import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding.session import new_session, prepared_session, run_session, sentence_vector, unit


def test_a_session_fills_the_inputs_it_is_not_given_with_zeros() -> None:
    class Session:
        given: dict[str, np.ndarray]

        def run(self, outputs: list[str], values: dict[str, Any]) -> list[np.ndarray]:
            self.given = values
            return [np.zeros((1, 2))] * len(outputs)

    session = Session()
    assert [found.shape for found in run_session(session, ["input_ids", "token_type_ids"], [7, 8], "a", "b")] == [
        (2,),
        (2,),
    ]
    assert session.given["input_ids"].tolist() == [[7, 8]] and session.given["token_type_ids"].tolist() == [[0, 0]]
    assert session.given["input_ids"].dtype == np.int64


def test_a_unit_vector_has_length_one_and_zero_stays_zero() -> None:
    assert np.allclose(unit(np.array([[3.0, 4.0], [0.0, 0.0]])), [[0.6, 0.8], [0.0, 0.0]])
    assert unit(np.array([3.0, 4.0])).dtype == np.float32


def test_a_sentence_vector_is_of_unit_length() -> None:
    class Session:
        def run(self, outputs: list[str], values: dict[str, Any]) -> list[np.ndarray]:
            return [np.array([[3.0, 4.0]])]

    assert np.allclose(sentence_vector(Session(), ["input_ids"], [1]), [0.6, 0.8])


def test_a_session_has_one_thread_and_only_the_cpu(model_dir: Path) -> None:
    path = next(model_dir.glob("models/*/[if]*.onnx"))
    session = new_session(path, optimised=True)
    options = session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert session.get_providers() == ["CPUExecutionProvider"]


def test_bytes_that_are_no_graph_are_refused_silently(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exception, match="(?i)protobuf"):
        new_session(b"no graph")
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_no_graph_is_not_opened(tmp_path: Path, model_dir: Path) -> None:
    path = tmp_path / "größer.onnx"
    assert prepared_session(path) is None
    path.write_bytes(b"no graph")
    assert prepared_session(path) is None
    graph = next(model_dir.glob("models/*/[if]*.onnx"))
    shutil.copytree(graph.parent, tmp_path / "größer")
    assert prepared_session(tmp_path / "größer" / graph.name) is not None, "with the tables that stand beside it"
