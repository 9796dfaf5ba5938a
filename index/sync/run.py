"""Folder -> collection up to date: only what changed is read again, only new words are embedded.

What is written in which order, so that an end at any instant (kill, power, full disk) loses and doubles nothing:

0. "running" into the catalog. It stays until step 6; a run that finds it compares catalog and vectors row by row first
   (store/check.py), for then anything below may be half done.
1. A note's rows, in one transaction of some hundred notes: its new passages marked as waiting for a vector, the ids of
   vectors no longer needed written down.
2. The number of this run: on Chroma's collection, then in the catalog, before the first vector is touched. Vectors
   with a lower number than the catalog's are a new, empty store or an old copy, and all are made again.
3. Vectors into Chroma, a batch; then its passages are marked as embedded.
4. Chroma drops the vectors no longer needed; then their ids are crossed out.
5. Chroma's nearest-neighbour files are given to the disk, and their names noted in the catalog.
6. "running" is cleared and the generation increased, by which readers in other processes notice the change.

Each step is on the disk before the next begins: the catalog commits with `synchronous = FULL` (a sync of its log),
Chroma's own database commits with a rollback journal and a sync (it is SQLite too), and step 5 calls fsync for the
files that Chroma writes without one. Passage ids are never used twice, so a vector left behind points to nothing.
"""

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.exclusion.kept_rows import drop_rows, gone_rows, left_out_rows
from index.exclusion.rules import path_digest
from index.notes.note import Skipped
from index.notes.scan import Scan, scan
from index.store.catalog import Catalog
from index.store.put_file import settle_languages
from index.sync.embed import VectorWriter
from index.sync.notes import deduplicate, read_changed, remove_notes
from index.sync.parts import Parts, Progress, quietly
from index.sync.plan import has_work, plan_sync


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run found and did. `embedded` counts passages that the model had to read."""

    files: int
    """How many notes are indexed."""
    added: int
    """How many are new."""
    changed: int
    """How many have changed."""
    removed: int
    """How many are gone."""
    skipped: tuple[Skipped, ...]
    """Files that could not be read, and why."""
    problems: tuple[Skipped, ...]
    """Notes that are indexed but need fixing, and why."""
    left_out: int
    """How many notes a rule leaves out; `daycite doctor` lists the rules."""
    embedded: int
    """How many passages were embedded."""
    seconds: float
    """How long the run took."""


def sync(root: Path, parts: Parts, progress: Progress = quietly) -> SyncReport:
    """Brings the collection up to date with the notes under `root`. The caller holds the writer's lock.

    Raises NotesError when `root` is not a folder or cannot be listed.
    """
    start = time.perf_counter()
    catalog = parts.catalog
    listed = scan(root, parts.exclusion)
    scanned, skipped = listed.notes, listed.skipped
    known = catalog.files().keys()
    other_rules = catalog.state.rules != parts.rules_key
    plan = plan_sync(scanned, catalog, parts.rules_key)
    interrupted = _begin(catalog, other_rules or has_work(plan, catalog))
    read = read_changed(root, plan, parts, progress)
    gone = [*plan.gone, *(note.path for note in read.unreadable if note.path in known)]
    vanished = deduplicate(root, parts, gone)
    gone += [note.path for note in vanished]
    _note_left_out(catalog, listed, bool(gone or plan.suspects))
    remove_notes(catalog, gone)
    gone += read.hidden
    if read.changed:
        with catalog.writing() as db:
            settle_languages(db)
    writer = VectorWriter(parts)
    embedded = writer.embed_waiting(progress)
    writer.drop_unneeded()
    if catalog.state.running:
        writer.flush()
    _finish(catalog, parts.rules_key, bool(read.changed or gone or embedded or other_rules or interrupted))
    passed_over = (*skipped, *plan.unreadable, *read.unreadable, *vanished)
    seconds = time.perf_counter() - start
    return _report(catalog, known, read.changed, len(gone), passed_over, len(listed.left_out), embedded, seconds)


def _begin(catalog: Catalog, work: bool) -> bool:
    """Notes that a run with work to do is on its way -> whether an earlier one was interrupted."""
    interrupted = catalog.state.running
    if work and not interrupted:
        with catalog.writing():
            catalog.state.running = True
    return interrupted


def _note_left_out(catalog: Catalog, listed: Scan, removing: bool) -> None:
    """Notes what rules by path leave out now. Where that is new, what goes with it must not stay on the disk."""
    paths = sorted(file.path for file in listed.left_out)
    key = path_digest("\n".join(paths)) if paths else None
    gone = gone_rows(catalog.db, listed.notes)
    if key == catalog.state.left_out_key and not gone:
        return
    with catalog.writing() as db:
        drop_rows(db, gone)
        if key != catalog.state.left_out_key:
            catalog.state.left_out_key = key
            catalog.state.unclean = catalog.state.unclean or removing


def _finish(catalog: Catalog, rules_key: str, news: bool) -> None:
    """Notes that the run is over. `news`: it changed something that readers must see."""
    state = catalog.state
    if news or state.running:
        with catalog.writing():
            state.rules, state.running = rules_key, False
            if news:
                state.generation = (state.generation or 0) + 1


def _report(
    catalog: Catalog,
    known: Container[str],
    changed: Sequence[str],
    removed: int,
    passed_over: Sequence[Skipped],
    left_out: int,
    embedded: int,
    seconds: float,
) -> SyncReport:
    rows = catalog.files()
    kept = [path for path in changed if not rows[path].skipped]
    added = sum(path not in known for path in kept)
    return SyncReport(
        files=sum(not row.skipped for row in rows.values()),
        added=added,
        changed=len(kept) - added,
        removed=removed,
        skipped=(*passed_over, *(Skipped(path, row.skipped) for path, row in rows.items() if row.skipped)),
        problems=tuple(Skipped(path, problem) for path, row in rows.items() for problem in row.problems),
        left_out=left_out + sum(row.is_whole for row in left_out_rows(catalog.db)),
        embedded=embedded,
        seconds=seconds,
    )
