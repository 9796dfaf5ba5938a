"""Writes one setting into a daycite.toml, and leaves every other line of it as it stands."""

import os
import re
import tomllib
from pathlib import Path

from index.errors import UsageError

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_HEADER = re.compile(r"\s*\[")


def write_setting(file: Path, table: str, name: str, value: str) -> None:
    """Sets `name` in `[table]` of the file, which is made if there is none; it is whole at every instant.

    Raises UsageError where the file cannot be changed by lines, or not be written.
    """
    by_hand = f'Write {name} = "{value}" below [{table}] in {file} yourself'
    target = Path(os.path.realpath(file))  # a link stays one
    try:
        text = target.read_bytes().decode() if target.exists() else ""
        changed = with_setting(text, table, name, value)
        if changed is None:
            raise UsageError(f"{file} is written in a way that cannot be added to", by_hand)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        making = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        descriptor = os.open(making, _NEW_FILE, mode)
        with open(descriptor, "wb") as made:
            made.write(changed.encode())
            made.flush()
            os.fsync(made.fileno())
        os.replace(making, target)
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be changed: {error}", by_hand) from error


def with_setting(text: str, table: str, name: str, value: str) -> str | None:
    """The text of a TOML file with the setting in its table; None where that takes more than a line.

    Raises ValueError for what is no TOML.

    >>> with_setting("[dates]\\nyear = 2020\\n", "dates", "order", "dmy")
    '[dates]\\norder = "dmy"\\nyear = 2020\\n'
    """
    before = tomllib.loads(text)
    inside = before.get(table, {})
    if not isinstance(inside, dict):
        return None
    changed = _changed(text, table, name, f'{name} = "{value}"')
    try:
        after = tomllib.loads(changed)
    except tomllib.TOMLDecodeError:
        return None
    return changed if after == before | {table: inside | {name: value}} else None


def _changed(text: str, table: str, name: str, line: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    header = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(#.*)?$")
    at = next((n for n, each in enumerate(lines) if header.match(each.rstrip("\r\n"))), None)
    if at is None:
        gap = "" if not text else end if text.endswith("\n") else end * 2
        return f"{text}{gap}[{table}]{end}{line}{end}"
    if not lines[at].endswith("\n"):
        lines[at] += end
    last = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    known = next((n for n in range(at + 1, last) if re.match(rf"\s*{re.escape(name)}\s*=", lines[n])), None)
    if known is None:
        return "".join((*lines[: at + 1], line + end, *lines[at + 1 :]))
    return "".join((*lines[:known], line + end, *lines[known + 1 :]))
