"""What was written into notes, and what stood there before: each run a folder of its own in the data folder.

kept/20261121-080300-3f2a91/   record.json, 0.before, 1.before, ...   written before any note is changed
                               done, undoing, undone                  how far it and its undoing came
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import BusyError, NotFoundError, StoreError, UsageError
from index.write_back.safe_write import remove_quietly, sync_folder, write_flushed

_RECORD, _DONE, _UNDOING, _UNDONE = "record.json", "done", "undoing", "undone"
_LOCK_SECONDS = 10.0
_SWEPT = 20  # of the last runs, looked at for what a kill left behind


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One note of a run. `path` is relative to the notes folder, `target` the real file that it led to."""

    path: str
    target: str
    before: str | None
    """SHA-256 of the bytes kept; None where the run made the file."""
    after: str
    mtime_ns: int
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of writing, undone or not."""

    id: str
    time: str
    root: str
    files: tuple[KeptFile, ...]
    undone: bool = False


def bytes_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def new_id() -> str:
    """Sorts by time: "20261121-080300-123456-3f2a"."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(2)}"


def temporary_name(run: str, number: int) -> str:
    """The name that a run's new bytes have beside the note until they are whole: hidden, so it is not a note."""
    return f".daycite-{run}-{number}.tmp"


@contextmanager
def one_writer(kept: Path) -> Iterator[None]:
    """Makes the folder, and holds it against other processes. Raises StoreError and BusyError."""
    from filelock import FileLock, Timeout

    lock = FileLock(kept / "lock")
    try:
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise BusyError(
            "another daycite process is writing into these notes", "Wait for it to end, then try again"
        ) from error
    except OSError as error:
        raise _cannot_keep(kept, error) from error
    try:
        with suppress(OSError):  # the next run tidies up
            _sweep(kept)
        yield
    finally:
        lock.release()


def keep(kept: Path, run: Run, old: Sequence[bytes | None]) -> None:
    """Puts a run's old bytes and its record onto the disk, all or nothing. Raises StoreError."""
    making = kept / f".{run.id}.tmp"
    try:
        making.mkdir(mode=0o700)
        for number, data in enumerate(old):
            if data is not None:
                write_flushed(making / f"{number}.before", data)
        record = {"id": run.id, "time": run.time, "root": run.root, "files": [asdict(file) for file in run.files]}
        write_flushed(making / _RECORD, json.dumps(record, indent=1).encode())
        sync_folder(making)
        os.replace(making, kept / run.id)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise _cannot_keep(kept, error) from error
    sync_folder(kept)


def logged_runs(kept: Path) -> list[Run]:
    """All runs, the newest first."""
    runs = [_read(folder) for folder in sorted(_folders(kept), reverse=True)]
    return [run for run in runs if run is not None]


def find_run(kept: Path, which: str) -> Run:
    """The run of that id, or the last one that wrote the answer to that question alone.

    Raises NotFoundError when there is none, UsageError when the question's answer was one of several.
    """
    runs = logged_runs(kept)
    named = next((run for run in runs if run.id == which), None)
    if named is not None:
        return named
    wrote = next((run for run in runs if not run.undone and any(which in file.questions for file in run.files)), None)
    if wrote is None:
        raise NotFoundError(f"nothing was written with the id {which}", "Use an id that daycite printed when it wrote")
    others = sum(len(file.questions) for file in wrote.files) - 1
    if others:
        message = f"the answer to {which} was written together with {others} more"
        raise UsageError(message, f"Undo all of them: {wrote.id}")
    return wrote


def old_bytes(kept: Path, run: Run, number: int) -> bytes:
    """What was kept, checked. Raises StoreError when it is gone or damaged."""
    file = kept / run.id / f"{number}.before"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise StoreError(f"the kept copy {file} cannot be read ({error.strerror})", "") from error
    if bytes_digest(data) != run.files[number].before:
        raise StoreError(f"the kept copy {file} is damaged", "Restore the note from a backup")
    return data


def mark_done(kept: Path, run: Run, undone: bool = False) -> None:
    """Notes that a run, or its undoing, is through; without the note it is only looked at again."""
    with suppress(OSError):
        write_flushed(kept / run.id / (_UNDONE if undone else _DONE), b"")


def _folders(kept: Path) -> list[Path]:
    try:
        return [entry for entry in kept.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []


def _read(folder: Path) -> Run | None:
    try:
        record: dict[str, Any] = json.loads((folder / _RECORD).read_bytes())
        files = tuple(KeptFile(**{**file, "questions": tuple(file["questions"])}) for file in record["files"])
        return Run(record["id"], record["time"], record["root"], files, (folder / _UNDONE).exists())
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not a record of ours


def _sweep(kept: Path) -> None:
    """Removes what killed runs left: half-kept folders, and new bytes beside notes that never took their place."""
    for leftover in kept.glob(".*.tmp"):
        shutil.rmtree(leftover, ignore_errors=True)
    for folder in sorted(_folders(kept), reverse=True)[:_SWEPT]:
        if (folder / _DONE).exists() and not (folder / _UNDOING).exists():
            continue
        run = _read(folder)
        for number, file in enumerate(run.files if run else ()):
            assert run is not None
            remove_quietly(Path(file.target).with_name(temporary_name(run.id, number)))
        remove_quietly(folder / _UNDOING)
        mark_done(kept, run) if run else None


def mark_undoing(kept: Path, run: Run) -> None:
    """Notes that an undoing is on its way, for the next run to look after it when it is killed."""
    with suppress(OSError):
        write_flushed(kept / run.id / _UNDOING, b"")


def end_undoing(kept: Path, run: Run) -> None:
    remove_quietly(kept / run.id / _UNDOING)


def _cannot_keep(kept: Path, error: OSError) -> StoreError:
    message = f"the old notes cannot be kept in {kept} ({error.strerror or error}), so nothing was written"
    return StoreError(message, "Free some disk space, or set DAYCITE_DATA_DIR to a folder you can write to")
