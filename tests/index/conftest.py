"""A tiny model instead of the default one, where a test is about preparing models."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.embedding import prepare as model_setup
from index.embedding.model_files import Precision
from index.errors import ModelError


@pytest.fixture
def exported_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Models are exported in this process: one import of torch instead of one a model. Gives the exported sources."""
    sources: list[str] = []

    def run_export(source: str, out: Path, precision: Precision, download: bool, name: str) -> dict[str, Any]:
        from index.embedding import export

        sources.append(source)
        order = {"source": source, "out": str(out), "precision": precision, "download": download, "name": name}
        told = export.run_order(order)
        if "message" in told:
            raise ModelError(told["message"], told["fix"])
        return told

    monkeypatch.setattr(model_setup, "_run_export", run_export)
    with warnings.catch_warnings():  # the libraries' own
        warnings.simplefilter("ignore")
        yield sources


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed: a sentence-transformers model of one layer."""
    from tests.index.embedding.tiny_models import write_model

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return write_model(tmp_path_factory.mktemp("tiny") / "model")
