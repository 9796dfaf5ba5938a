"""Real processes on a data folder whose model is tiny and made on the spot, so that what is timed is daycite."""

import gc
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embedding.embedder import load_embedder
from index.store.chroma_server import Server
from index.store.vectors import Vectors
from tests.crash.chroma_process import Chroma
from tests.crash.zygote_client import Zygote
from tools.project import ROOT

COMMAND = [sys.executable, "-m", "api.cli"]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which a tiny model is in force and prepared."""
    from tests.index.embedding.tiny_models import write_model

    folder = tmp_path_factory.mktemp("tiny")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = write_model(folder / "model")
        load_embedder(str(model), folder / "data")
    own = {name: value for name, value in os.environ.items() if not name.startswith("DAYCITE_")}
    settings = {
        "DAYCITE_DATA_DIR": str(folder / "data"),
        "DAYCITE_EMBEDDING_MODEL": str(model),
        "DAYCITE_LLM": "off",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    return own | settings


@pytest.fixture
def environment(models: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The same with a data folder of the test's own."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(Path(models["DAYCITE_DATA_DIR"]) / "models")
    return models | {"DAYCITE_DATA_DIR": str(data)}


@pytest.fixture
def run(environment: dict[str, str]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The command in a process of its own."""

    def runs(*words: object) -> "subprocess.CompletedProcess[str]":
        command = [*COMMAND, *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)

    return runs


@pytest.fixture
def zygote(environment: dict[str, str], tmp_path: Path) -> Iterator[Zygote]:
    client = Zygote(environment, tmp_path / "out.txt")
    yield client
    client.close()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroma]:
    server = Chroma(tmp_path_factory.mktemp("server") / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def vectors_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test opens here is closed behind it."""
    opened: list[Vectors] = []
    real = Vectors.__init__

    def init(self: Vectors, path: Path, server: Server | None = None) -> None:
        real(self, path, server)
        opened.append(self)

    monkeypatch.setattr(Vectors, "__init__", init)
    yield
    for vectors in opened:
        vectors.close()
    opened.clear()
    gc.collect()  # here, where what it says of sockets is passed over


def told(ended: "subprocess.CompletedProcess[str]") -> object:
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)
