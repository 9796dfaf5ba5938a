"""A collection looked through from end to end and mended: what `daycite doctor --repair` does."""

import sqlite3
from collections.abc import Iterator

from api.parts.collection import Collection
from index.errors import DamagedError
from index.store.catalog import is_damage
from index.store.check import checked
from index.store.probe import survives


def catalog_problem(collection: Collection) -> str:
    """What is wrong with the catalog, "" when it is sound or not there yet."""
    try:
        catalog = collection.as_it_is()
        return catalog.problem() if catalog else ""
    except DamagedError as error:
        return error.message
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return f"the collection at {collection.folder} is damaged ({error})"


def repair(collection: Collection) -> Iterator[str]:
    """Mends, then brings up to date; says what was done, a line each. Raises BusyError while another process writes."""
    with collection.writing():
        problem = catalog_problem(collection)
        if problem:
            collection.forget_all(aside=True)
            yield f"the catalog was put aside and is made again from the notes ({problem})"
        yield from _mended_vectors(collection)
        report = collection.sync()
    changed = report.added + report.changed + report.removed
    yield f"{report.files} notes are indexed, {changed} of them changed; {report.embedded} passages were embedded"


def _mended_vectors(collection: Collection) -> Iterator[str]:
    folder, catalog = collection.vectors_folder, collection.catalog
    collection.reopen_vectors()
    told = collection.vectors_problem()
    if not told and collection.embedded and folder.exists() and not survives(folder):
        told = "its files cannot be read to their end"
    if told:
        collection.forget_vectors()
        yield f"the vectors were put aside and are made again ({told})"
    else:
        yield from checked(folder, catalog, lambda: collection.vectors, collection.embedded).told
    collection.reopen_vectors()
