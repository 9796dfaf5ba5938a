import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import load_embedder, load_tokenizer
from index.embedding.model_files import file_sum, find_prepared, models_folder, prepared_json, read_prepared
from index.embedding.prepare import discard, prepared_model
from index.errors import ModelError


@pytest.fixture
def model(tiny_model: Path, tmp_path: Path) -> Path:
    """A tiny model that a test may change."""
    return Path(shutil.copytree(tiny_model, tmp_path / "tiny"))


def _files(data_dir: Path) -> set[str]:
    return {path.name for path in models_folder(data_dir).rglob("*") if path.is_file()}


def test_a_model_is_prepared_once_and_announced(model: Path, tmp_path: Path, exported_here: list[str]) -> None:
    told: list[str] = []
    first = prepared_model(str(model), tmp_path / "data", "fp32", told.append)
    assert prepared_model(str(model), tmp_path / "data", "fp32", told.append) == first
    assert exported_here == [str(model)] and told == ["preparing the embedding model (once)"]
    assert _files(tmp_path / "data") - {".lock"} == {"fp32.onnx", "fp32.json", "tokenizer.json"}, "nothing is left over"


def test_a_changed_model_is_prepared_again(model: Path, tmp_path: Path, exported_here: list[str]) -> None:
    before = prepared_model(str(model), tmp_path / "data", "fp32")[1].model
    settings = model / "sentence_bert_config.json"
    settings.write_text(settings.read_text().replace("48", "32"))
    after = prepared_model(str(model), tmp_path / "data", "fp32")[1].model
    assert len(exported_here) == 2 and (before.max_tokens, after.max_tokens) == (48, 32)
    assert before.digest != after.digest


def test_a_moved_or_touched_model_is_not_exported_again(model: Path, tmp_path: Path, exported_here: list[str]) -> None:
    first = prepared_model(str(model), tmp_path / "data", "fp32")
    (model / "config.json").touch()
    assert prepared_model(str(model), tmp_path / "data", "fp32")[1].model == first[1].model
    moved = model.rename(tmp_path / "moved")
    folder, prepared = prepared_model(str(moved), tmp_path / "data", "fp32")
    assert (folder, prepared.source) == (first[0], str(moved)) and len(exported_here) == 1
    assert find_prepared(str(moved), tmp_path / "data", "fp32") == (folder, prepared)


@pytest.mark.parametrize("damage", ["cut", "bit", "gone", "tokenizer gone", "description"])
def test_damaged_files_are_made_again(model: Path, tmp_path: Path, exported_here: list[str], damage: str) -> None:
    before = load_embedder(str(model), tmp_path, 1, precision="fp32").encode_passages(["the cnn ran"])
    [graph] = models_folder(tmp_path).glob("*/fp32.onnx")
    data = graph.read_bytes()
    match damage:
        case "cut":
            graph.write_bytes(data[:-100])
        case "bit":
            graph.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
        case "gone":
            graph.unlink()
        case "tokenizer gone":
            (graph.parent / "tokenizer.json").unlink()
        case "description":
            (graph.parent / "fp32.json").write_text("{")
    embedder = load_embedder(str(model), tmp_path, 1, precision="fp32")
    assert np.allclose(embedder.encode_passages(["the cnn ran"]), before, atol=1e-6)
    assert len(exported_here) == 2 and graph.stat().st_size == len(data)


def test_a_graph_that_this_onnx_runtime_refuses_is_made_again(
    model: Path, tmp_path: Path, exported_here: list[str]
) -> None:
    """Whole, as its checksum tells, and yet of no use: it was written by another version."""
    load_embedder(str(model), tmp_path, 1, precision="fp32")
    [path] = models_folder(tmp_path).glob("*/fp32.json")
    prepared = read_prepared(path)
    assert prepared is not None
    graph = path.with_name("fp32.onnx")
    graph.write_bytes(b"no graph")
    files = tuple(file_sum(graph) if name == graph.name else (name, size, crc) for name, size, crc in prepared.files)
    path.write_text(prepared_json(replace(prepared, files=files)))
    assert load_embedder(str(model), tmp_path, 1, precision="fp32").encode_passages(["ran"]).shape == (1, 32)
    assert len(exported_here) == 2


def test_what_never_loads_is_told_in_one_line(
    model: Path, tmp_path: Path, exported_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding.session.new_session", lambda *given, **named: 1 / 0)
    with pytest.raises(ModelError, match="cannot be loaded. Reinstall onnxruntime") as raised:
        load_embedder(str(model), tmp_path, 1, precision="fp32")
    assert "\n" not in str(raised.value) and len(exported_here) == 2


def test_what_an_interrupted_run_left_is_removed_and_does_not_count(
    model: Path, tmp_path: Path, exported_here: list[str]
) -> None:
    left_over = models_folder(tmp_path / "data") / ".new-x"
    left_over.mkdir(parents=True)
    (left_over / "fp32.json").write_text("{}")
    prepared_model(str(model), tmp_path / "data", "fp32")
    assert not left_over.exists()
    [path] = models_folder(tmp_path / "data").glob("*/fp32.json")
    discard(path.parent, "fp32")
    discard(path.parent, "fp32")
    assert find_prepared(str(model), tmp_path / "data", "fp32") is None


def test_a_data_folder_that_cannot_be_written_is_told_in_one_line(model: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="Free some disk space, or set DAYCITE_DATA_DIR") as raised:
        prepared_model(str(model), tmp_path / "file" / "data", "fp32")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "a/b/c", "with space", "../up"])
def test_a_model_that_does_not_exist_is_told_in_one_line(tmp_path: Path, name: str, exported_here: list[str]) -> None:
    with pytest.raises(ModelError, match="Give a model's folder, or allow the download once") as raised:
        load_embedder(name, tmp_path)
    problem = "is neither a folder nor among the models already downloaded"
    assert str(raised.value).startswith(f"the embedding model '{name}' {problem}") and "\n" not in str(raised.value)
    with pytest.raises(ModelError, match="Run daycite index first"):
        load_tokenizer(name, tmp_path)


@pytest.mark.process
def test_the_exporters_process_tells_its_error_in_one_line(tmp_path: Path) -> None:
    """Not `exported_here`: what the other process says comes through its file."""
    with pytest.raises(ModelError, match="^the embedding model 'nobody/no-such-model' is neither a folder nor among"):
        load_embedder("nobody/no-such-model", tmp_path)


@pytest.mark.process
def test_a_download_without_a_network_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="cannot be downloaded. Check the name and the network") as raised:
        load_embedder("nobody/no-such-model", tmp_path, allow_download=True)
    assert "\n" not in str(raised.value)


@pytest.mark.process
def test_an_exporter_that_dies_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os, sys\nsys.stderr.write('first\\nkilled\\n')\nos._exit(9)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    with pytest.raises(ModelError, match="^preparing the embedding model failed: killed. Reinstall daycite"):
        load_embedder("", tmp_path / "data")
