"""Which files are copies that programs keep of notes, and no notes themselves.

What Git, Obsidian and Syncthing keep is hidden (`.git`, `.trash`, `.stversions`), and hidden files are never listed.
"""

import re
from collections.abc import Collection

_FOLDERS = frozenset(("node_modules", "__pycache__"))
_FOLDERS_OF = {"logseq": frozenset(("bak", "version-files"))}
"""A program's folder -> those of its folders that hold older states of notes."""
_CONFLICT = re.compile(
    r"(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"  # Syncthing
    r"|[ _]\((?:[^()]{0,80} )?conflicted copy[^()]{0,80}\)"  # Dropbox, Nextcloud, Obsidian
    r"|[ _]\(SFConflict [^()]{1,80}\)"  # Seafile
    r"|_conflict-\d{8}-\d{6}|\.conflict)(?=\.\w+$)",  # ownCloud, Resilio
    re.IGNORECASE,
)


def holds_copies(above: str, name: str) -> bool:
    """Whether the folder `name`, in a folder called `above`, holds nothing that its owner wrote there."""
    return name in _FOLDERS or name in _FOLDERS_OF.get(above, ())


def copied_from(name: str, beside: Collection[str]) -> str:
    """The file that `name` is a copy of, made when two devices changed it: one of those `beside` it, else ""."""
    original = _CONFLICT.sub("", name, count=1)
    return original if original != name and original in beside else ""
