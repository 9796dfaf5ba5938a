"""Catalog and vectors compared and made to agree: what one has and the other lacks, and an index that is of no use.

Done only after a run that was cut off, and by `daycite doctor`; what a run leaves whole stays whole.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from index.errors import DamagedError
from index.store.catalog import Catalog
from index.store.chroma_files import (
    clear_damage_flag,
    flag_damage,
    flush_files,
    folder_problem,
    sealed_indexes,
    set_aside,
)
from index.store.vectors import Vectors, forget_open_stores

_REPAIR = "Run daycite doctor --repair"
_PROBES = 500
_FOUND = 0.98  # of the probes must find themselves; the search is approximate


@dataclass(frozen=True, slots=True)
class VectorRepair:
    """What was found wrong and put right, a line each; `again` is how many passages need their vector made again."""

    lines: tuple[str, ...] = ()
    again: int = 0
    anew: bool = False
    """Whether all vectors were set aside, so that all are made again."""


def pages_problem(catalog: Catalog) -> str:
    """What a look at every page shows: damage, passages without words or words without a passage; "" when sound."""
    verdict = catalog.db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        return f"its pages are damaged: {' '.join(str(verdict).split())[:200]}"
    if catalog.db.execute("PRAGMA foreign_key_check").fetchone():
        return "its tables do not match"
    catalog.db.execute("INSERT INTO word_index (word_index) VALUES ('integrity-check')")
    here, words = "SELECT id FROM passages", "SELECT id FROM word_index_docsize"
    differing = (
        f"SELECT count(*) FROM (SELECT * FROM ({here} EXCEPT {words}) UNION SELECT * FROM ({words} EXCEPT {here}))"
    )
    return "its word index does not match its passages" if catalog.db.execute(differing).fetchone()[0] else ""


def vectors_problem(folder: Path, catalog: Catalog) -> str:
    """What is wrong with the embedded vectors of a catalog as far as file sizes show, "" when nothing is."""
    state = catalog.state
    return "" if state.written is None else folder_problem(folder, state.sealed)


def open_vectors(make: Callable[[], Vectors], catalog: Catalog) -> Vectors:
    """The vectors. Raises DamagedError where they are older than the catalog, or not those it was written with."""
    expected = catalog.state.written or 0  # before they are opened: a writer counts them up first
    vectors = make()
    if vectors.written < expected:
        flag_damage(vectors.path, "they are older than the catalog")
        raise DamagedError("the vectors of these notes are lost or older than their catalog", _REPAIR)
    return vectors


def begin_anew(folder: Path, catalog: Catalog) -> VectorRepair:
    """Puts the vectors aside and has all of them made again from the catalog, by the sync that must follow."""
    forget_open_stores()
    set_aside(folder)
    clear_damage_flag(folder)
    with catalog.writing() as db:
        catalog.state.running = True
        catalog.state.forget_vectors()
        db.execute("UPDATE passages SET embedded = 0")
        catalog.forget_dropped(catalog.dropped())
    return VectorRepair(("the vectors are rebuilt",), catalog.waiting_count(), anew=True)


def copy_vectors(old: Vectors, catalog: Catalog, make: Callable[[], Vectors], embedded: bool) -> None:
    """Every vector that is still needed into the empty store that `make` puts in the place of `old`.

    An end halfway leaves passages that wait for their vectors, as after any other loss.
    """
    number, kept = (catalog.state.written or 0) + 1, old.get(sorted(_embedded_ids(catalog.db)))
    new = make()
    new.stamp(number)
    with catalog.writing():
        catalog.state.written = number
    if kept:
        import numpy as np

        new.put(list(kept), np.stack(list(kept.values())))
    if embedded:
        flush_files(new.path)
    with catalog.writing():
        catalog.mark_embedded(kept)
        catalog.state.sealed = sealed_indexes(new.path) if embedded else ()
        catalog.state.running = False


def check_vectors(folder: Path, catalog: Catalog, make: Callable[[], Vectors], embedded: bool) -> VectorRepair:
    """The whole check, repairing as it goes. The caller holds the writer's lock, and syncs after it.

    `make` opens the vectors; `embedded`: they are files in `folder`, not on a server.
    """
    if embedded and vectors_problem(folder, catalog) and not _only_flagged(folder, catalog):
        return begin_anew(folder, catalog)
    if catalog.state.written is None:  # nothing was ever put there; what a lost catalog left behind is of no use
        if embedded and folder.exists():
            begin_anew(folder, catalog)
        return VectorRepair()
    try:
        repair = reconcile(open_vectors(make, catalog), catalog)
    except DamagedError:
        return begin_anew(folder, catalog)
    clear_damage_flag(folder)
    return repair


def reconcile(vectors: Vectors, catalog: Catalog) -> VectorRepair:
    """Removes vectors without a row, marks rows without a vector.

    Raises DamagedError where the vectors cannot all be read, or their index does not find them.
    """
    stored, expected = vectors.ids(), _embedded_ids(catalog.db)
    known = expected | set(catalog.dropped())
    orphans, lost = sorted(stored - known), sorted(expected - stored)
    _probe(vectors, sorted(stored & expected))
    lines = []
    if orphans:
        vectors.drop(orphans)
        lines.append(f"{len(orphans)} vectors without a passage were removed")
    if lost:
        with catalog.writing() as db:
            catalog.state.running = True
            _mark_waiting(db, lost)
        lines.append(f"{len(lost)} passages without a vector will get one")
    return VectorRepair(tuple(lines), len(lost))


def _probe(vectors: Vectors, ids: list[int]) -> None:
    """Reads every vector, and searches the index for some: each must find itself."""
    import numpy as np  # not at the top: `daycite days` imports this file, and does without numpy

    probes = set(ids if len(ids) <= _PROBES else Random(len(ids)).sample(ids, _PROBES))
    missed = 0
    for at in range(0, len(ids), 10_000):
        batch = ids[at : at + 10_000]
        stored = vectors.get(batch)
        if len(stored) < len(batch) or not all(np.isfinite(vector).all() for vector in stored.values()):
            raise DamagedError(f"the vectors in {vectors.path} cannot all be read", _REPAIR)
        for i in probes.intersection(batch):
            near = vectors.nearest(stored[i], 3)
            missed += not (i in [j for j, _ in near] or (near and near[0][1] > 0.9999))
    if missed > len(probes) * (1 - _FOUND):
        raise DamagedError(f"the index in {vectors.path} cannot find its own rows", _REPAIR)


def _embedded_ids(db: sqlite3.Connection) -> set[int]:
    return {i for (i,) in db.execute("SELECT id FROM passages WHERE embedded = 1")}


def _mark_waiting(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    db.executemany("UPDATE passages SET embedded = 0 WHERE id = ?", [(i,) for i in ids])


def _only_flagged(folder: Path, catalog: Catalog) -> bool:
    """Whether all that is wrong is a reader's flag, which can come from reading while another process wrote."""
    clear_damage_flag(folder)
    return not vectors_problem(folder, catalog)
