"""Catalog and vectors made to agree: what one has and the other lacks, and an index that no longer finds its own rows.

Looked into only after a run that was cut off, and by `daycite doctor`; what a run leaves whole stays whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from index.errors import DamagedError
from index.store.catalog import Catalog
from index.store.chroma_files import folder_problem, forget_mark, mark_damaged, set_aside
from index.store.vectors import Vectors, forget_open_stores

WRITTEN = "vectors_written"
SEALED = "vectors_sealed"
RUNNING = "running"
NAME, PLACE = "vectors_name", "vectors_place"  # of the collection on a server; where the vectors are kept
_PROBES = 500
_FOUND = 0.98  # of the probes must find themselves; the search is approximate


@dataclass(frozen=True, slots=True)
class Mended:
    """What was found wrong and put right, in words; `again` is how many passages need their vector made again."""

    told: tuple[str, ...] = ()
    again: int = 0


def vectors_problem(folder: Path, catalog: Catalog) -> str:
    """What is wrong with the embedded vectors of a catalog as far as sizes tell, "" where nothing is to be seen."""
    if catalog.meta(WRITTEN) is None:
        return ""
    return folder_problem(folder, catalog.meta(SEALED) or "")


def opened(make: Callable[[], Vectors], catalog: Catalog) -> Vectors:
    """The vectors. Raises DamagedError where they are older than the catalog, or not those it was written with."""
    wanted = int(catalog.meta(WRITTEN) or 0)  # before they are opened: a writer counts them up first
    vectors = make()
    if vectors.written < wanted:
        mark_damaged(vectors.path, "they are older than the catalog")
        raise DamagedError(
            "the vectors of these notes are lost or older than their catalog", "Run daycite doctor --repair"
        )
    return vectors


def begin_anew(folder: Path, catalog: Catalog) -> Mended:
    """Puts the vectors aside and has all of them made again from the catalog, by the sync that must follow."""
    forget_open_stores()
    set_aside(folder)
    forget_mark(folder)
    with catalog.writing():
        catalog.set_meta(RUNNING, "yes")
        catalog.db.execute("DELETE FROM meta WHERE key IN (?, ?, ?, ?)", (WRITTEN, SEALED, NAME, PLACE))
        catalog.mark_all_waiting()
        catalog.forget_dropped(catalog.dropped())
    return Mended(("the vectors are made again",), catalog.waiting_count())


def reconcile(vectors: Vectors, catalog: Catalog) -> Mended:
    """Removes vectors without a row, marks rows without a vector. Raises DamagedError where the index is of no use."""
    stored, wanted = vectors.ids(), catalog.embedded_ids()
    known = wanted | set(catalog.dropped())
    orphans, lost = sorted(stored - known), sorted(wanted - stored)
    _probe(vectors, sorted(stored & wanted))
    told = []
    if orphans:
        vectors.drop(orphans)
        told.append(f"{len(orphans)} vectors without a passage are removed")
    if lost:
        with catalog.writing():
            catalog.set_meta(RUNNING, "yes")
            catalog.mark_waiting(lost)
        told.append(f"{len(lost)} passages without a vector get one")
    return Mended(tuple(told), len(lost))


def _probe(vectors: Vectors, ids: list[int]) -> None:
    """Every vector can be read, and those that are asked for find themselves."""
    import numpy as np

    probes = set(ids if len(ids) <= _PROBES else Random(len(ids)).sample(ids, _PROBES))
    missed = 0
    for at in range(0, len(ids), 10_000):
        part = ids[at : at + 10_000]
        found = vectors.get(part)
        if len(found) < len(part) or not all(np.isfinite(vector).all() for vector in found.values()):
            raise DamagedError(f"the vectors in {vectors.path} cannot all be read", "Run daycite doctor --repair")
        for i in probes.intersection(part):
            near = vectors.nearest(found[i], 3)
            missed += not (i in [j for j, _ in near] or (near and near[0][1] > 0.9999))
    if missed > len(probes) * (1 - _FOUND):
        raise DamagedError(f"the index in {vectors.path} does not find its own rows", "Run daycite doctor --repair")


def checked(folder: Path, catalog: Catalog, make: Callable[[], Vectors], embedded: bool) -> Mended:
    """The whole check, mended as it goes. The caller holds the writer's lock, and syncs after it."""
    if embedded and vectors_problem(folder, catalog) and not _only_marked(folder, catalog):
        return begin_anew(folder, catalog)
    if catalog.meta(WRITTEN) is None:  # nothing was ever put there; what a lost catalog left behind is no use
        if embedded and folder.exists():
            begin_anew(folder, catalog)
        return Mended()
    try:
        done = reconcile(opened(make, catalog), catalog)
    except DamagedError:
        return begin_anew(folder, catalog)
    forget_mark(folder)
    return done


def _only_marked(folder: Path, catalog: Catalog) -> bool:
    """Whether all that is wrong is a reader's word for it, which can come from reading while another wrote."""
    forget_mark(folder)
    return not vectors_problem(folder, catalog)
