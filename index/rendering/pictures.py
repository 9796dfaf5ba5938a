"""A picture beside the notes -> its bytes, if it is one, lies in the folder, and no rule leaves it out."""

import stat
from pathlib import Path

from index.exclusion.rules import ExclusionRules
from index.notes.folders import home_of
from index.notes.note import content_digest, rule_of
from index.notes.opening import note_place

MOST_BYTES = 20_000_000
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
)


def has_picture(root: Path, path: str, rules: ExclusionRules) -> bool:
    """Whether there is a file at `path` that may be shown; it is not opened."""
    try:
        with note_place(root, path) as place:
            status = place.status()
            shown = stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES
            return shown and not _is_left_out(root, path, place.inside, rules)
    except OSError:
        return False


def picture(root: Path, path: str, rules: ExclusionRules) -> tuple[bytes, str] | None:
    """(its bytes, its media type as its first bytes tell it); None for what is none or may not be shown.

    Raises NotesError for a rule that cannot be read.
    """
    try:
        with note_place(root, path) as place:
            if _is_left_out(root, path, place.inside, rules):
                return None
            data = place.read(MOST_BYTES + 1)
    except OSError:
        return None
    kind = next((kind for sign, at, kind in _SIGNS if data.startswith(sign, at)), "")
    if not kind or len(data) > MOST_BYTES or content_digest(data) in rules.forgotten:
        return None
    return data, kind


def _is_left_out(root: Path, path: str, inside: str, rules: ExclusionRules) -> bool:
    """Whether a rule leaves out the file by the path given, or by the one that links on it lead to."""
    _, given = home_of(root, path)
    before = path.removesuffix(given)
    hidden = any(part.startswith(".") for tried in (given, inside) for part in tried.split("/"))
    return hidden or any(rule_of(root, rules, f"{before}{tried}") for tried in {given, inside})
