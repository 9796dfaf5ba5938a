"""Which daycite.toml count: the user's own for everything, one in the working folder for that folder's notes alone.

A folder that came from elsewhere, a cloned repository say, can hold a daycite.toml. It may say how its own notes are to
be read; it may not say where questions and passages are sent, who may connect, or how other notes are read.
"""

import os
import tomllib
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from index.errors import UsageError

CONFIG_NAME = "daycite.toml"
OF_PROJECTS = frozenset(("exclude", "include", "exclude_tags", "dates", "limit"))
"""The settings that a daycite.toml in the working folder may hold."""
_NO_HOME = "your home folder is not known"
_LONGEST = 1_000_000  # bytes


def own_settings_file() -> Path | None:
    """The user's own: DAYCITE_CONFIG, else daycite.toml in the user's configuration folder.

    Raises UsageError when DAYCITE_CONFIG names no file.
    """
    named = os.environ.get("DAYCITE_CONFIG")
    if named:
        path = Path(named).expanduser()
        if not path.is_file():
            raise UsageError(f"DAYCITE_CONFIG names {path}, which is not a file", "Unset it, or create the file")
        return path
    try:
        path = user_config_path("daycite", False) / CONFIG_NAME
    except RuntimeError:  # no home folder is known
        return None
    return path if path.is_file() else None


def usual_place() -> Path:
    """Where the user's own settings file is looked for. Raises UsageError where no home folder is known."""
    try:
        return user_config_path("daycite", False) / CONFIG_NAME
    except RuntimeError as error:
        raise UsageError(_NO_HOME, "Set HOME or XDG_CONFIG_HOME, or DAYCITE_CONFIG to the settings file") from error


def usual_data_dir() -> Path:
    """Where data is kept that no setting names a place for. Raises UsageError where no home folder is known."""
    try:
        return user_data_path("daycite", False)
    except RuntimeError as error:
        raise UsageError(_NO_HOME, "Set HOME, or DAYCITE_DATA_DIR to the folder for what is indexed") from error


def project_file() -> Path | None:
    """The daycite.toml of the working folder; None where there is none, it is the user's own, or another is named."""
    path = Path.cwd() / CONFIG_NAME
    if os.environ.get("DAYCITE_CONFIG") or not path.is_file():
        return None
    own = own_settings_file()
    return None if own is not None and own.samefile(path) else path


def settings_in(file: Path | None) -> dict[str, Any]:
    """What a settings file says, nothing where there is none. Raises ValueError and OSError."""
    if file is None:
        return {}
    with file.open("rb") as opened:
        data = opened.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise ValueError(f"{file} is longer than {_LONGEST:,} bytes")
    return tomllib.loads(data.decode())


def project_settings(file: Path | None, known: Collection[str]) -> dict[str, Any]:
    """What the file of a working folder says. Raises UsageError for a setting that is not a project's to make."""
    values = settings_in(file)
    refused = {name: setting for name in values if (setting := _meant(name)) in known and setting not in OF_PROJECTS}
    if refused:
        *first, last = refused
        names = " and ".join(filter(None, (", ".join(first), last)))
        variables = " or ".join(f"DAYCITE_{setting.upper()}" for setting in refused.values())
        message = f"{file} sets {names}, which a {CONFIG_NAME} in the working folder may not do"
        raise UsageError(message, f"If you want that, move it to {usual_place()}, or set {variables}")
    return values


def _meant(name: str) -> str:
    """The setting that a name stands for: capitals do not count where settings are read, and nothing else is to."""
    return unicodedata.normalize("NFKC", name).strip("\0 ").casefold().replace("-", "_").removeprefix("daycite_")


def concerns(file: Path | None, notes: object) -> bool:
    """Whether the file of a working folder counts for these notes: those in that folder, or none named yet."""
    if file is None:
        return False
    if not isinstance(notes, str | Path) or not str(notes):
        return True
    return Path(os.path.realpath(Path(notes).expanduser())).is_relative_to(os.path.realpath(file.parent))
