"""A folder -> its notes with their sizes and times, by which a changed one is recognised; and one note's bytes."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.exclusion.rules import MARKS_ALONE, ExclusionRules, LeftOut
from index.notes.note import Skipped, list_notes

MAX_NOTE_BYTES = 20_000_000
_TICK_NS = 20_000_000  # a system's clock for files goes in steps of up to 10 ms


@dataclass(frozen=True, slots=True)
class ScannedNote:
    """A note as it was when the folder was listed."""

    path: str
    size: int
    mtime_ns: int
    stamp: str = ""
    """Changes when the file does, and also when only its permissions do."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A folder of notes as it is now."""

    notes: tuple[ScannedNote, ...]
    skipped: tuple[Skipped, ...]
    """What is passed over, with the reason."""
    left_out: tuple[LeftOut, ...] = ()
    """What a rule by path leaves out."""


def scan(root: Path, rules: ExclusionRules = MARKS_ALONE) -> Scan:
    """Every note under `root` with its size and time of change, and what is passed over or left out.

    Raises NotesError for a rule that cannot be read.
    """
    listing = list_notes(root, rules)
    skipped = list(listing.skipped)
    notes: list[ScannedNote] = []
    for path, entry in listing.files:
        try:
            status = entry.stat()
        except OSError as error:
            skipped.append(Skipped(path, f"cannot be read: {error.strerror}"))
            continue
        if status.st_size > MAX_NOTE_BYTES:
            limit = f"{MAX_NOTE_BYTES // 1_000_000} MB"
            skipped.append(
                Skipped(path, f"{status.st_size / 1e6:.1f} MB, more than {limit}: split it by month or year")
            )
        else:
            stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_mode:o}"
            notes.append(ScannedNote(path, status.st_size, status.st_mtime_ns, stamp))
    return Scan(tuple(notes), tuple(skipped), listing.left_out)


def is_stable(notes: Iterable[ScannedNote]) -> bool:
    """Whether none of the notes was written within the last tick of the clock: the next change changes a time too."""
    newest = max((file.mtime_ns for file in notes), default=0)
    return time.time_ns() - newest > _TICK_NS


def read_when_stable(root: Path, scanned: ScannedNote) -> bytes:
    """The bytes of a note that was not written within the last tick of the clock.

    Otherwise a second write of the same size could have the same time as the first, and go unnoticed.
    """
    young = _TICK_NS - (time.time_ns() - scanned.mtime_ns)
    if 0 < young <= _TICK_NS:
        time.sleep(young / 1e9)
    return (root / scanned.path).read_bytes()
