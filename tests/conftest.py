"""What tests of several rooms share: the default embedding model, prepared once a run."""

from pathlib import Path

import pytest

from index.embedding.embedder import Embedder, TokenCounter, load_embedder, load_tokenizer


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the default model is prepared (ten seconds, once)."""
    data_dir = tmp_path_factory.mktemp("model")
    load_embedder("", data_dir)
    return data_dir


@pytest.fixture(scope="session")
def embedder(model_dir: Path) -> Embedder:
    """The default model, as on this machine: int8 where the processor has the instructions."""
    return load_embedder("", model_dir)


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> TokenCounter:
    """The default model's tokenizer; needs nothing prepared."""
    return load_tokenizer("", tmp_path_factory.mktemp("no-model"))
