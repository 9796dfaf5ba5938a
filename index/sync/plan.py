"""Scanned files + catalog -> what there is to do, by comparing sizes and times alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.notes.note import Skipped
from index.notes.scan import ScannedNote, scan
from index.store.catalog import Catalog


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What the folder's files call for."""

    new: tuple[ScannedNote, ...]
    suspects: tuple[ScannedNote, ...]
    """Known files whose size or time differs."""
    gone: tuple[str, ...]
    unreadable: tuple[Skipped, ...]
    """Files that could not be read and have not changed since: they are not tried again."""


def plan_sync(scanned: Sequence[ScannedNote], catalog: Catalog, rules_key: str) -> SyncPlan:
    """Where other date rules than `rules_key` were in force, every known file is suspect."""
    known, tried = catalog.files(), catalog.unreadable()
    here = {file.path for file in scanned}
    hopeless = {file.path for file in scanned if tried.get(file.path, ("",))[0] == file.stamp}
    readable = [file for file in scanned if file.path not in hopeless]
    stamps = {} if catalog.state.rules != rules_key else {p: (row.size, row.mtime_ns) for p, row in known.items()}
    return SyncPlan(
        new=tuple(file for file in readable if file.path not in known),
        suspects=tuple(
            file for file in readable if file.path in known and stamps.get(file.path) != (file.size, file.mtime_ns)
        ),
        gone=tuple(path for path in known if path not in here or path in hopeless),
        unreadable=tuple(Skipped(path, tried[path][1]) for path in sorted(hopeless)),
    )


def has_work(plan: SyncPlan, catalog: Catalog) -> bool:
    """Whether a run would change anything; passages may wait for their vectors though no file changed."""
    return bool(plan.new or plan.suspects or plan.gone or catalog.waiting_count())


def is_current(root: Path, catalog: Catalog, rules_key: str) -> bool:
    """Whether the collection has all of `root` as it is now, by sizes and times alone: no note is read."""
    scanned, _ = scan(root)
    return not (has_work(plan_sync(scanned, catalog, rules_key), catalog) or catalog.state.running)
