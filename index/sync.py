"""Folder -> collection up to date: only what changed is read again, only new words are embedded.

What is written in which order, so that an end at any instant (kill, power, full disk) loses and doubles nothing:

0. "running" into the catalog. It stays until step 6; a run that finds it compares catalog and vectors row by row first
   (store_check.py), for then anything below may be half done.
1. A note's rows, in one transaction of some hundred notes: its new passages marked as waiting for a vector, the ids of
   vectors no longer needed written down.
2. The number of this run: on Chroma's collection, then in the catalog, before the first vector is touched. Vectors
   with a lower number than the catalog's are a new, empty store or an old copy, and all are made again.
3. Vectors into Chroma, a batch; then its passages are marked as embedded.
4. Chroma drops the vectors no longer needed; then their ids are crossed out.
5. Chroma's nearest-neighbour files are given to the disk, and their names noted in the catalog.
6. "running" is taken away and the generation counted up, by which readers in other processes notice the change.

Each step is on the disk before the next begins: the catalog commits with `synchronous = FULL` (a sync of its log),
Chroma's own database commits with a rollback journal and a sync (it is SQLite too), and step 5 calls fsync for the
files that Chroma writes without one. Passage ids are never used twice, so a vector left behind points to nothing.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from index.notes.note import Skipped, note_from_bytes
from index.notes.scan import ScannedNote, read_settled
from index.notes.scan import scan as scan
from index.store.catalog import Catalog, FileRow
from index.store.check import RUNNING, SEALED, WRITTEN
from index.store.chroma_files import flush_files, seal
from index.store.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np

    from index.entries.reader import EntriesOf
    from index.passages.cut import CountTokens
from index.passages.read_note import NoteContents

_FILES_A_TRANSACTION = 100
_PASSAGES_A_BATCH = 256
_SAME = "the same text for the same days as "

_T = TypeVar("_T")
Progress = Callable[[str, int, int], None]
"""(stage, done, total): the stages are "reading" (notes) and "embedding" (passages)."""


def quietly(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Encoder(Protocol):
    """What sync needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]": ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What sync works with; the heavy ones are opened only when something needs them."""

    catalog: Catalog
    vectors: Callable[[], Vectors]
    embedder: Callable[[], Encoder]
    counts: "Callable[[], CountTokens]"
    entries_of: "EntriesOf"
    rules_key: str = ""
    """Changes when the same note would be read differently (date settings, numbering of the folder's names)."""
    vectors_folder: Path | None = None
    """Where an embedded Chroma keeps its files; None where a server has them."""


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
class _Plan:
    """What the folder's files call for, by comparing sizes and times with the catalog."""

    new: tuple[ScannedNote, ...]
    suspects: tuple[ScannedNote, ...]
    gone: tuple[str, ...]
    unreadable: tuple[Skipped, ...]
    """Files that could not be read and have not changed since: they are not tried again."""


def sync(root: Path, parts: Parts, progress: Progress = quietly) -> SyncReport:
    """Brings the collection up to date with the notes under `root`. The caller holds the writer's lock.

    Raises NotesError when `root` is no folder or cannot be listed.
    """
    start = time.perf_counter()
    catalog = parts.catalog
    found, skipped = scan(root)
    known = catalog.files()
    again = catalog.meta("rules") != parts.rules_key
    plan = _plan(found, catalog, again)
    interrupted = _begin(catalog, again or _has_work(plan, catalog))
    changed, unreadable = _read_changed(root, plan, known, parts, progress)
    gone = [*plan.gone, *(s.path for s in unreadable if s.path in known)]
    unreadable = [*plan.unreadable, *unreadable]
    vanished = _settle_twins(root, parts, gone)
    gone += [s.path for s in vanished]
    _remove(catalog, gone)
    vectors = _for_writing(parts)
    embedded = _embed_waiting(parts, vectors, progress)
    _drop_vectors(catalog, vectors)
    if catalog.meta(RUNNING):
        _settle_vectors(parts)
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


def is_current(root: Path, catalog: Catalog, rules_key: str) -> bool:
    """Whether the collection has all of `root` as it is now, by sizes and times alone: no note is read."""
    found, _ = scan(root)
    plan = _plan(found, catalog, all_again=catalog.meta("rules") != rules_key)
    return not (_has_work(plan, catalog) or catalog.meta(RUNNING))


def _has_work(plan: _Plan, catalog: Catalog) -> bool:
    return bool(plan.new or plan.suspects or plan.gone or catalog.waiting_count())


def _begin(catalog: Catalog, work: bool) -> bool:
    """Notes that a run with work to do is on its way -> whether an earlier one was interrupted."""
    interrupted = bool(catalog.meta(RUNNING))
    if work and not interrupted:
        with catalog.writing():
            catalog.set_meta(RUNNING, "yes")
    return interrupted


def _plan(found: Sequence[ScannedNote], catalog: Catalog, all_again: bool) -> _Plan:
    known, tried = catalog.files(), catalog.unreadable()
    here = {f.path for f in found}
    hopeless = {f.path for f in found if tried.get(f.path, ("",))[0] == f.stamp}
    readable = [f for f in found if f.path not in hopeless]
    new = [f for f in readable if f.path not in known]
    same = {p: (row.size, row.mtime_ns) for p, row in known.items()} if not all_again else {}
    suspects = [f for f in readable if f.path in known and same.get(f.path) != (f.size, f.mtime_ns)]
    gone = [path for path in known if path not in here or path in hopeless]
    return _Plan(tuple(new), tuple(suspects), tuple(gone), tuple(Skipped(p, tried[p][1]) for p in sorted(hopeless)))


def _read_changed(
    root: Path, plan: _Plan, known: dict[str, FileRow], parts: Parts, progress: Progress
) -> tuple[list[str], list[Skipped]]:
    """Reads new and suspect files into the catalog -> the paths that did change, and the unreadable ones.

    A file is read behind its size and time: one that is written meanwhile looks changed to the next run.
    """
    changed: list[str] = []
    unreadable: list[Skipped] = []
    todo = [*plan.new, *plan.suspects]
    leaving = parts.catalog.file_ids(plan.gone)
    again = parts.catalog.meta("rules") != parts.rules_key
    outdated = parts.catalog.unreadable().keys() - {s.path for s in plan.unreadable}
    if outdated:
        with parts.catalog.writing():
            parts.catalog.forget_unreadable(outdated)
    done = 0
    for batch in _batches(todo, _FILES_A_TRANSACTION):
        with parts.catalog.writing():
            for found in batch:
                try:
                    data = read_settled(root, found)
                except OSError as error:
                    unreadable.append(Skipped(found.path, f"cannot be read: {error.strerror}"))
                    if not isinstance(error, FileNotFoundError):  # one that is gone is not listed again
                        parts.catalog.put_unreadable(found.path, found.stamp, unreadable[-1].reason)
                    continue
                digest = hashlib.sha256(data).hexdigest()
                before = known.get(found.path)
                if before and before.digest == digest and not again:
                    parts.catalog.touch(found.path, found.size, found.mtime_ns)
                    continue
                read = _read(found.path, data, parts)
                parts.catalog.put_file(_row(found, digest, read), read.parts, leaving)
                changed.append(found.path)
        done += len(batch)
        progress("reading", done, len(todo))
    return changed, unreadable


def _read(path: str, data: bytes, parts: Parts) -> "NoteContents":
    from index.passages.read_note import note_contents  # Markdown's reader, where a note changed only

    return note_contents(note_from_bytes(path, data), parts.entries_of, parts.counts())


def _row(found: ScannedNote, digest: str, read: "NoteContents") -> FileRow:
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
            read = _read(rows[0].path, data, parts)
            rows[0] = replace(rows[0], skipped=read.skipped)
            with catalog.writing():
                catalog.put_file(rows[0], read.parts, catalog.file_ids(leaving))
            break
        for row in rows[1:]:
            if row.skipped != _SAME + rows[0].path:
                with catalog.writing():
                    catalog.put_file(replace(row, skipped=_SAME + rows[0].path), (), set())
    return vanished


def _for_writing(parts: Parts) -> Callable[[], Vectors]:
    """Opens the vectors when they are first to be written, and says there and in the catalog which run it is."""
    opened: list[Vectors] = []

    def vectors() -> Vectors:
        if not opened:
            number = int(parts.catalog.meta(WRITTEN) or 0) + 1
            opened.append(parts.vectors())
            opened[0].stamp(number)
            with parts.catalog.writing():
                parts.catalog.set_meta(WRITTEN, str(number))
        return opened[0]

    return vectors


def _settle_vectors(parts: Parts) -> None:
    if parts.vectors_folder is None:
        return
    flush_files(parts.vectors_folder)
    sealed = seal(parts.vectors_folder)
    if sealed != (parts.catalog.meta(SEALED) or ""):
        with parts.catalog.writing():
            parts.catalog.set_meta(SEALED, sealed)


def _embed_waiting(parts: Parts, for_writing: Callable[[], Vectors], progress: Progress) -> int:
    """Gives every waiting passage its vector -> how many the model had to read."""
    catalog = parts.catalog
    total, done, embedded = catalog.waiting_count(), 0, 0
    while waiting := catalog.waiting(_PASSAGES_A_BATCH):
        vectors = for_writing()
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


def _drop_vectors(catalog: Catalog, for_writing: Callable[[], Vectors]) -> None:
    ids = catalog.dropped()
    if ids:
        for_writing().drop(ids)
        with catalog.writing():
            catalog.forget_dropped(ids)


def _finish(catalog: Catalog, rules_key: str, news: bool) -> None:
    """CountTokens the generation up, by which readers in other processes notice the change."""
    if news or catalog.meta(RUNNING):
        with catalog.writing():
            catalog.set_meta("rules", rules_key)
            catalog.set_meta(RUNNING, "")
            if news:
                catalog.set_meta("generation", str(int(catalog.meta("generation") or 0) + 1))


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
