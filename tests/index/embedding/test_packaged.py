"""The default model's graph, written without torch, gives what sentence-transformers gives."""

import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest

from index.embedding.graph import cosines, embed
from index.embedding.model_files import packaged_folder
from index.embedding.packaged import plain_graph
from tools.project import DATA, ROOT

_INPUTS = ["input_ids", "token_type_ids"]
_COUNT = 500


def _texts() -> Iterator[str]:
    """Lines of notes in six languages, some of which fill all that the model reads."""
    journals = [path.read_text("utf-8") for path in sorted((DATA / "answers").glob("*.txt"))]
    yield from (text[:3000] for text in journals[::16])
    yield from (path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.md"))[:5])
    lines = [line for text in journals for line in text.splitlines() if len(line) > 3]
    yield from lines[:: len(lines) // _COUNT]


@pytest.mark.slow
@pytest.mark.model
def test_the_vectors_are_those_of_sentence_transformers(tmp_path: Path) -> None:
    folder = packaged_folder()
    assert folder is not None
    graph = plain_graph(folder)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(tmp_path / "graph.onnx"))
    texts = list(itertools.islice(_texts(), _COUNT))
    assert len(texts) == _COUNT
    with warnings.catch_warnings():  # the library's own
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        ids = [model.tokenize([text])["input_ids"][0].tolist() for text in texts]
        expected = model.encode(texts, normalize_embeddings=True)
    assert cosines(embed(tmp_path / "graph.onnx", _INPUTS, ids), np.asarray(expected)).min() >= 0.9999
