"""All that a reader can see of a collection, whatever its ids; and that catalog, words and vectors tell the same."""

import hashlib
import json
from pathlib import Path

from index.store.catalog import Catalog
from index.store.check import pages_problem
from index.store.vectors import Vectors
from index.store.word_index import postings, stems

_PASSAGES = (
    "SELECT p.id, f.path, p.line_start, p.line_end, p.heading, p.text, p.header, p.prose, p.words, hex(p.hash),"
    " e.line_start, e.date, p.embedded FROM passages p JOIN files f ON f.id = p.file_id"
    " JOIN entries e ON e.id = p.entry_id AND e.file_id = p.file_id"
)


def content(folder: str) -> str:
    """As JSON. Raises AssertionError where the parts do not agree."""
    catalog = Catalog(Path(folder, "catalog.sqlite"))
    vectors = Vectors(Path(folder, "chroma"))
    assert pages_problem(catalog) == ""
    rows = {row[0]: row[1:] for row in catalog.db.execute(_PASSAGES)}
    assert catalog.db.execute("SELECT count(*) FROM passages").fetchone() == (len(rows),)
    assert vectors.ids() == set(rows), "a vector for each passage and none besides"
    assert catalog.dropped() == [] and catalog.waiting_count() == 0 and not catalog.state.running
    stored = vectors.get(list(rows))
    for vector in stored.values():
        near = vectors.nearest(vector, 1)
        assert near and near[0][1] > 0.9999, "the index finds its rows"
    bits = catalog.token_bits(list(rows))
    assert set(bits) == set(rows)
    passages = sorted(
        [*row, [round(float(x), 3) + 0.0 for x in stored[i]], hashlib.sha256(bits[i]).hexdigest()]
        for i, row in rows.items()
    )
    files = {row.path: (row.digest, row.title, row.problems, row.skipped) for row in catalog.files().values()}
    return json.dumps([passages, files, _words(catalog, rows), [str(e) for e in catalog.entries()]], sort_keys=True)


def _words(catalog: Catalog, rows: dict[int, tuple[str, ...]]) -> dict[str, object]:
    every = {stem for its in stems(catalog.db, [f"{r[5]} {r[6]}" for r in rows.values()]) for stem in its}
    found: dict[str, object] = {}
    for stem in sorted(every):
        ids, prose, header = (column.tolist() for column in postings(catalog.db, stem))
        found[stem] = sorted([*rows[i][:2], p, h] for i, p, h in zip(ids, prose, header, strict=True))
    return found
