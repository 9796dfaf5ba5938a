"""What a command brings into memory: a cold question is quick only while the heavy libraries stay out of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.project import ROOT

pytestmark = pytest.mark.process

_MODEL_LIBRARIES = {"torch", "transformers", "sentence_transformers", "sklearn", "scipy", "huggingface_hub", "onnx"}
_SERVERS = {"fastapi", "starlette", "uvicorn", "sse_starlette", "mcp", "mcp_types", "watchfiles"}
_OF_CLUSTERS = {"kubernetes", "oauthlib", "websocket"}  # come along with chromadb, 130 MB, for its own servers
_STORES = {"chromadb", "onnxruntime", "tokenizers", "numpy"}

# As the installed command begins, and every imported module's name on the last line of stderr as Python ends.
_PROGRAM = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\n" + " ".join(sys.modules)))
sys.argv[0] = "daycite"
from api.cli.main import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def data_dir(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of our own with the prepared model of all tests."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "models").symlink_to(model_dir / "models")
    return folder


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Path:
    """A folder of notes that is indexed already."""
    folder = tmp_path_factory.mktemp("journal")
    (folder / "2020-03-17.md").write_text("# 2020-03-17\n\nCNN neurons see a local region of the image.\n")
    (folder / "2020-03-18.md").write_text("# 2020-03-18\n\nPlanted tomatoes behind the house.\n")
    _modules(data_dir, "index", folder)
    return folder


def _run(data_dir: Path, *words: object) -> tuple[str, set[str]]:
    """(what the command printed, the top-level modules it had imported when it ended)."""
    settings = {"DAYCITE_DATA_DIR": str(data_dir), "DAYCITE_OLLAMA_URL": "http://127.0.0.1:9", "PYTHONPATH": str(ROOT)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DAYCITE_")} | settings
    command = [sys.executable, "-c", _PROGRAM, *map(str, words)]
    ended = subprocess.run(
        command, env=environment | {"XDG_CONFIG_HOME": str(data_dir)}, cwd=data_dir, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, {name.partition(".")[0] for name in ended.stderr.splitlines()[-1].split()}


def _modules(data_dir: Path, *words: object) -> set[str]:
    return _run(data_dir, *words)[1]


def test_a_question_imports_no_model_library_no_server_and_no_llm(data_dir: Path, notes: Path) -> None:
    told, modules = _run(data_dir, "query", "what does a CNN neuron see?", "--no-llm", "--notes", notes)
    assert "local region" in told and "2020-03-17" in told
    assert not modules & (_MODEL_LIBRARIES | _SERVERS | _OF_CLUSTERS | {"ollama"})
    assert {"chromadb", "onnxruntime"} <= modules, "so the look into sys.modules does see what is imported"


def test_help_and_days_open_neither_vectors_nor_model(data_dir: Path, notes: Path) -> None:
    for words in (["--help"], ["days", "--help"], ["days", "--notes", notes], ["days", "2020-03", "--notes", notes]):
        told, modules = _run(data_dir, *words)
        assert told
        assert not modules & (_STORES | _MODEL_LIBRARIES | _SERVERS | {"ollama"}), words


def test_what_days_were_about_opens_neither_vectors_nor_model(data_dir: Path, notes: Path) -> None:
    _modules(data_dir, "index", notes)
    for words in (["digest", "2020"], ["digest", "2020", "--topic", "CNN"], ["today"], ["on", "03-17"], ["themes"]):
        told, modules = _run(data_dir, *words, "--notes", notes)
        assert told
        heavy = {"chromadb", "onnxruntime", "tokenizers"} | _MODEL_LIBRARIES | _SERVERS | {"ollama"}
        assert not modules & heavy, words


def test_the_sdk_for_agents_waits_for_the_first_agent() -> None:
    program = "import sys, api.http.app, api.http.serve; sys.exit(bool({'mcp', 'mcp_types'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_indexing_and_serving_load_no_model_library(data_dir: Path, notes: Path) -> None:
    (notes / "2020-03-19.md").write_text("# 2020-03-19\n\nA new day.\n")
    assert not _modules(data_dir, "index", notes) & (_MODEL_LIBRARIES | _OF_CLUSTERS)
    heavy = _MODEL_LIBRARIES | _OF_CLUSTERS
    program = f"import sys, api.http.app, api.http.serve; sys.exit(bool({heavy} & {{*sys.modules}}))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
