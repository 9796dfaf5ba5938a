"""Folder -> collection up to date: only what changed is read again, only new words are embedded.

The order of writing makes any interruption harmless; the next run completes what is missing:
1. a note's rows change in one transaction, its new passages marked as waiting for a vector, and the ids of vectors
   no longer needed written down;
2. vectors go to Chroma, then their passages are marked as embedded;
3. Chroma drops the vectors no longer needed, then their ids are crossed out.
A run that has something to do says so in the catalog until it is through (`_RUNNING`).
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from index.catalog import Catalog, FileRow
from index.notes import Skipped, note_from_bytes, note_paths
from index.passages import Counts
from index.reading import EntriesOf, ReadNote, read_parts
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np

MAX_NOTE_BYTES = 20_000_000
_FILES_A_TRANSACTION = 100
_PASSAGES_A_BATCH = 256
_SAME = "the same text for the same days as "
_RUNNING = "running"

_T = TypeVar("_T")
Progress = Callable[[str, int, int], None]
"""(stage, done, total): the stages are "reading" (notes) and "embedding" (passages)."""


class Encoder(Protocol):
    """What sync needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]": ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What sync works with; the heavy ones are opened only when something needs them."""

    catalog: Catalog
    vectors: Callable[[], Vectors]
    embedder: Callable[[], Encoder]
    counts: Callable[[], Counts]
    entries_of: EntriesOf
    rules_key: str = ""
    """Changes when the same note would be read differently (date settings, numbering of the folder's names)."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run found and did. `embedded` counts passages that the model had to read."""

    files: int
    added: int
    changed: int
    removed: int
    skipped: tuple[Skipped, ...]
    problems: tuple[Skipped, ...]
    embedded: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the folder's files call for, by comparing sizes and times with the catalog."""

    new: tuple[_Found, ...]
    suspects: tuple[_Found, ...]
    gone: tuple[str, ...]


def sync(root: Path, parts: Parts, progress: Progress = lambda stage, done, total: None) -> SyncReport:
    """Brings the collection up to date with the notes under `root`. The caller holds the writer's lock.

    Raises NotesError when `root` is no folder or cannot be listed.
    """
    start = time.perf_counter()
    catalog = parts.catalog
    found, skipped = scan(root)
    known = catalog.files()
    again = catalog.meta("rules") != parts.rules_key
    plan = _plan(found, known, again)
    interrupted = _begin(catalog, again or _has_work(plan, catalog))
    changed, unreadable = _read_changed(root, plan, known, parts, progress)
    gone = [*plan.gone, *(s.path for s in unreadable if s.path in known)]
    vanished = _settle_twins(root, parts, gone)
    gone += [s.path for s in vanished]
    _remove(catalog, gone)
    embedded = _embed_waiting(parts, progress)
    _drop_vectors(parts)
    _finish(catalog, parts.rules_key, news=bool(changed or gone or embedded or again or interrupted))
    rows = catalog.files()
    kept = [path for path in changed if not rows[path].skipped]
    added = sum(path not in known for path in kept)
    return SyncReport(
        files=sum(not row.skipped for row in rows.values()),
        added=added,
        changed=len(kept) - added,
        removed=len(gone),
        skipped=(
            *skipped,
            *unreadable,
            *vanished,
            *(Skipped(p, row.skipped) for p, row in rows.items() if row.skipped),
        ),
        problems=tuple(Skipped(path, problem) for path, row in rows.items() for problem in row.problems),
        embedded=embedded,
        seconds=time.perf_counter() - start,
    )


def scan(root: Path) -> tuple[list[_Found], list[Skipped]]:
    """Every note under `root` with its size and time of change, and what is passed over, with the reason."""
    paths, skipped = note_paths(root)
    found: list[_Found] = []
    for path in paths:
        try:
            status = (root / path).stat()
        except OSError as error:
            skipped.append(Skipped(path, f"cannot be read: {error.strerror}"))
            continue
        if status.st_size > MAX_NOTE_BYTES:
            limit = f"{MAX_NOTE_BYTES // 1_000_000} MB"
            skipped.append(
                Skipped(path, f"{status.st_size / 1e6:.1f} MB, more than {limit}: split it by month or year")
            )
        else:
            found.append(_Found(path, status.st_size, status.st_mtime_ns))
    return found, skipped


def is_current(root: Path, catalog: Catalog, rules_key: str) -> bool:
    """Whether the collection has all of `root` as it is now, by sizes and times alone: no note is read."""
    found, _ = scan(root)
    plan = _plan(found, catalog.files(), all_again=catalog.meta("rules") != rules_key)
    return not (_has_work(plan, catalog) or catalog.meta(_RUNNING))


def _has_work(plan: _Plan, catalog: Catalog) -> bool:
    return bool(plan.new or plan.suspects or plan.gone or catalog.waiting_count())


def _begin(catalog: Catalog, work: bool) -> bool:
    """Notes that a run with work to do is on its way -> whether an earlier one was interrupted."""
    interrupted = bool(catalog.meta(_RUNNING))
    if work and not interrupted:
        with catalog.writing():
            catalog.set_meta(_RUNNING, "yes")
    return interrupted


def _plan(found: Sequence[_Found], known: dict[str, FileRow], all_again: bool) -> _Plan:
    here = {f.path for f in found}
    new = [f for f in found if f.path not in known]
    same = {p: (row.size, row.mtime_ns) for p, row in known.items()} if not all_again else {}
    suspects = [f for f in found if f.path in known and same.get(f.path) != (f.size, f.mtime_ns)]
    return _Plan(tuple(new), tuple(suspects), tuple(path for path in known if path not in here))


def _read_changed(
    root: Path, plan: _Plan, known: dict[str, FileRow], parts: Parts, progress: Progress
) -> tuple[list[str], list[Skipped]]:
    """Reads new and suspect files into the catalog -> the paths that did change, and the unreadable ones."""
    changed: list[str] = []
    unreadable: list[Skipped] = []
    todo = [*plan.new, *plan.suspects]
    leaving = parts.catalog.file_ids(plan.gone)
    again = parts.catalog.meta("rules") != parts.rules_key
    done = 0
    for batch in _batches(todo, _FILES_A_TRANSACTION):
        with parts.catalog.writing():
            for found in batch:
                try:
                    data = (root / found.path).read_bytes()
                except OSError as error:
                    unreadable.append(Skipped(found.path, f"cannot be read: {error.strerror}"))
                    continue
                digest = hashlib.sha256(data).hexdigest()
                before = known.get(found.path)
                if before and before.digest == digest and not again:
                    parts.catalog.touch(found.path, found.size, found.mtime_ns)
                    continue
                read = read_parts(note_from_bytes(found.path, data), parts.entries_of, parts.counts())
                parts.catalog.put_file(_row(found, digest, read), read.parts, leaving)
                changed.append(found.path)
        done += len(batch)
        progress("reading", done, len(todo))
    return changed, unreadable


def _row(found: _Found, digest: str, read: ReadNote) -> FileRow:
    return FileRow(
        found.path, found.size, found.mtime_ns, digest, read.title, read.problems, read.signature, read.skipped
    )


def _remove(catalog: Catalog, gone: Iterable[str]) -> None:
    for batch in _batches(gone, _FILES_A_TRANSACTION):
        with catalog.writing():
            for path in batch:
                catalog.remove_file(path)


def _settle_twins(root: Path, parts: Parts, gone: Sequence[str]) -> list[Skipped]:
    """Of notes that say the same of the same days only one is kept in the collection; the others point to it.

    -> copies that were to take the place of one that is gone, and cannot be read either.
    """
    catalog, without = parts.catalog, set(gone)
    groups: dict[str, list[FileRow]] = {}
    for row in catalog.files().values():
        if row.signature and row.path not in without:
            groups.setdefault(row.signature, []).append(row)
    vanished: list[Skipped] = []
    for rows in groups.values():
        rows.sort(key=lambda row: (len(row.path), row.path))
        leaving = [*gone, *(row.path for row in rows)] if rows[0].skipped else []
        while rows and rows[0].skipped:
            try:
                data = (root / rows[0].path).read_bytes()
            except OSError as error:
                vanished.append(Skipped(rows.pop(0).path, f"cannot be read: {error.strerror}"))
                continue
            read = read_parts(note_from_bytes(rows[0].path, data), parts.entries_of, parts.counts())
            rows[0] = replace(rows[0], skipped=read.skipped)
            with catalog.writing():
                catalog.put_file(rows[0], read.parts, catalog.file_ids(leaving))
            break
        for row in rows[1:]:
            if row.skipped != _SAME + rows[0].path:
                with catalog.writing():
                    catalog.put_file(replace(row, skipped=_SAME + rows[0].path), (), set())
    return vanished


def _embed_waiting(parts: Parts, progress: Progress) -> int:
    """Gives every waiting passage its vector -> how many the model had to read."""
    catalog = parts.catalog
    total, done, embedded = catalog.waiting_count(), 0, 0
    while waiting := catalog.waiting(_PASSAGES_A_BATCH):
        vectors = parts.vectors()
        twins = catalog.embedded_twins([key for _, key, _ in waiting])
        stored = vectors.get(list(twins.values()))
        ready = {key: stored[i] for key, i in twins.items() if i in stored}
        fresh = {key: text for _, key, text in waiting if key not in ready}
        bits: dict[bytes, bytes] = {}
        if fresh:
            its_vectors, its_bits = parts.embedder().embed(list(fresh.values()))
            ready.update(zip(fresh, its_vectors, strict=True))
            bits.update(zip(fresh, its_bits, strict=True))
        import numpy as np

        ids = [i for i, _, _ in waiting]
        vectors.put(ids, np.stack([ready[key] for _, key, _ in waiting]))
        with catalog.writing():
            catalog.put_token_bits(bits)
            catalog.mark_embedded(ids)
        done, embedded = done + len(ids), embedded + len(fresh)
        progress("embedding", done, total)
    return embedded


def _drop_vectors(parts: Parts) -> None:
    ids = parts.catalog.dropped()
    if ids:
        parts.vectors().drop(ids)
        with parts.catalog.writing():
            parts.catalog.forget_dropped(ids)


def _finish(catalog: Catalog, rules_key: str, news: bool) -> None:
    """Counts the generation up, by which readers in other processes notice the change."""
    if news or catalog.meta(_RUNNING):
        with catalog.writing():
            catalog.set_meta("rules", rules_key)
            catalog.set_meta(_RUNNING, "")
            if news:
                catalog.set_meta("generation", str(int(catalog.meta("generation") or 0) + 1))


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
