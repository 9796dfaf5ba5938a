"""A collection looked through from end to end and mended: what `daycite doctor --repair` does."""

import sqlite3
from collections.abc import Iterator

from api.parts.collection import Collection
from index.database_errors import is_damage
from index.errors import DamagedError
from index.store.check import pages_problem
from index.store.probe import survives
from index.store.store import Store


def catalog_problem(store: Store) -> str:
    """What is wrong with the catalog, "" when it is sound or not there yet."""
    try:
        catalog = store.catalog_as_it_is()
        return pages_problem(catalog) if catalog else ""
    except DamagedError as error:
        return error.message
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return f"the collection at {store.folder} is damaged ({error})"


def repair(collection: Collection) -> Iterator[str]:
    """Mends, then brings up to date; yields what was done, a line each.

    Raises BusyError while another process writes.
    """
    store = collection.store
    with store.writing():
        problem = catalog_problem(store)
        if problem:
            store.forget(aside=True)
            yield f"the catalog was set aside and is being rebuilt from your notes ({problem})"
        yield from _repaired_vectors(store)
        report = collection.sync()
    changed = report.added + report.changed + report.removed
    yield f"{report.files} notes are indexed, {changed} of them changed; {report.embedded} passages were embedded"


def _repaired_vectors(store: Store) -> Iterator[str]:
    store.reopen_vectors()
    problem = store.problem()
    if not problem and store.embedded and store.vectors_folder.exists() and not survives(store.vectors_folder):
        problem = "its files cannot be read to their end"
    if problem:
        store.forget_vectors()
        yield f"the vectors were set aside and are being rebuilt ({problem})"
    else:
        yield from store.check().lines
    store.reopen_vectors()
