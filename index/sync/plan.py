"""Scanned files + catalog -> what there is to do, by comparing sizes and times alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.entries.evidence.siblings import lean_on
from index.exclusion.kept_rows import kept_stamps
from index.exclusion.rules import MARKS_ALONE, ExclusionRules
from index.notes.note import Skipped
from index.notes.scan import Scan, ScannedNote, scan
from index.store.catalog import Catalog


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What the folder's files call for."""

    new: tuple[ScannedNote, ...]
    suspects: tuple[ScannedNote, ...]
    """Known files whose size or time differs."""
    leaning: tuple[ScannedNote, ...]
    """Known files as they were, of which others that changed may tell the days."""
    gone: tuple[str, ...]
    unreadable: tuple[Skipped, ...]
    """Files that could not be read and have not changed since: they are not tried again."""


def plan_sync(scanned: Sequence[ScannedNote], catalog: Catalog, rules_key: str) -> SyncPlan:
    """Where other date rules than `rules_key` were in force, every known file is suspect."""
    known, tried = catalog.files(), catalog.unreadable()
    same_rules = catalog.state.rules == rules_key
    here = {file.path for file in scanned}
    hopeless = {file.path for file in scanned if tried.get(file.path, ("",))[0] == file.stamp}
    kept_out = kept_stamps(catalog.db, scanned) if same_rules else set()
    readable = [file for file in scanned if file.path not in hopeless and file.path not in kept_out]
    stamps = {p: (row.size, row.mtime_ns) for p, row in known.items()} if same_rules else {}
    new = tuple(file for file in readable if file.path not in known)
    suspects = tuple(
        file for file in readable if file.path in known and stamps.get(file.path) != (file.size, file.mtime_ns)
    )
    gone = tuple(path for path in known if path not in here or path in hopeless)
    changed = {*(file.path for file in (*new, *suspects)), *gone}
    leans, open_ = lean_on(changed), catalog.leaning() - changed if changed else set()
    return SyncPlan(
        new=new,
        suspects=suspects,
        leaning=tuple(file for file in readable if file.path in open_ and leans(file.path)),
        gone=gone,
        unreadable=tuple(Skipped(path, tried[path][1]) for path in sorted(hopeless)),
    )


def has_work(plan: SyncPlan, catalog: Catalog) -> bool:
    """Whether a run would change anything; passages may wait for their vectors though no file changed."""
    return bool(plan.new or plan.suspects or plan.gone or catalog.waiting_count() or catalog.state.unclean)


def is_current(
    root: Path, catalog: Catalog, rules_key: str, exclusion: ExclusionRules = MARKS_ALONE, seen: Scan | None = None
) -> bool:
    """Whether the collection has all of `root` as it is now, by sizes and times alone: no note is read.

    `seen`: the folder as it was just scanned.
    """
    scanned = (seen or scan(root, exclusion)).notes
    return not (has_work(plan_sync(scanned, catalog, rules_key), catalog) or catalog.state.running)
