"""Whether notes may be sent to another machine: by a setting, or a "yes" on a terminal, kept in the data folder."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.database_errors import not_writable

if TYPE_CHECKING:
    from api.settings import Settings

Receiver = Literal["llm", "chroma"]
Confirm = Callable[[str], bool]
"""Takes the question; whether the user said yes."""

_FILE = "allowed.json"
_WHAT = {
    "llm": "the question, and the passages of your notes that may answer it",
    "chroma": "the vectors of your notes, from which what they say can be guessed",
}


def may_send(settings: "Settings", to: Receiver, place: str, confirm: Confirm | None = None) -> bool:
    """Whether notes may go to `place`, which is not this machine. A "yes" to `confirm` holds from now on.

    Raises StoreError where it cannot be remembered.
    """
    if settings.allow_remote_llm if to == "llm" else settings.allow_remote_chroma:
        return True
    allowed = _allowed(settings.data_dir)
    if place in allowed.get(to, ()):
        return True
    if confirm is None or not confirm(f"{place} is not on this machine. Send it {_WHAT[to]}?"):
        return False
    _remember(settings.data_dir, allowed | {to: [*allowed.get(to, ()), place]})
    return True


def _allowed(data_dir: Path) -> dict[str, list[str]]:
    try:
        known = json.loads((data_dir / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = known.items() if isinstance(known, dict) else ()
    return {to: [p for p in places if isinstance(p, str)] for to, places in pairs if isinstance(places, list)}


def _remember(data_dir: Path, allowed: dict[str, list[str]]) -> None:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(data_dir / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(allowed, file, indent=1)
    except OSError as error:
        raise not_writable(data_dir, error) from error
