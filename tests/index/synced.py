"""A collection for the tests of syncing: a real catalog, a real Chroma, and an encoder that is quick."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.store.catalog import Catalog
from index.store.rows import embedded_text
from index.store.vectors import Vectors
from index.store.word_index import document_frequency, postings, stems
from index.sync.parts import Parts
from index.sync.plan import is_current
from index.sync.run import SyncReport, sync
from index.text.indexed_words import note_words

_TODAY = date(2024, 6, 1)


def vector_of(text: str) -> np.ndarray:
    """Eight numbers that only this text has, of unit length."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
    vector = np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return vector / np.linalg.norm(vector)


class Collection:
    """A real catalog and a real Chroma; an encoder that is quick and writes down what it reads."""

    def __init__(self, root: Path, folder: Path, rules: DateRules | None = None) -> None:
        self.root, self.folder, self.rules = root, folder, rules or DateRules()
        folder.mkdir()
        self.catalog = Catalog(folder / "catalog.sqlite")
        self.vectors = Vectors(folder / "chroma")
        self.embedded: list[str] = []
        self.opened: list[str] = []

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        self.embedded.extend(texts)
        return np.stack([vector_of(text) for text in texts]), [text.encode()[:8] for text in texts]

    def parts(self) -> Parts:
        entries_of, key = entries_reader(self.root, self.rules, [], _TODAY)

        def opened(name: str, part: object) -> object:
            self.opened.append(name)
            return part

        counts = lambda texts: [len(text.split()) for text in texts]  # noqa: E731
        return Parts(
            self.catalog,
            lambda: opened("vectors", self.vectors),  # type: ignore[arg-type,return-value]
            lambda: opened("embedder", self),  # type: ignore[arg-type,return-value]
            lambda: opened("counts", counts),  # type: ignore[arg-type,return-value]
            entries_of,
            key,
            self.folder / "chroma",
        )

    def sync(self) -> SyncReport:
        self.embedded.clear()
        self.opened.clear()
        report = sync(self.root, self.parts())
        assert report.embedded == len(self.embedded)
        return report

    def is_current(self) -> bool:
        return is_current(self.root, self.catalog, self.parts().rules_key)

    def generation(self) -> int | None:
        return self.catalog.state.generation

    def content(self) -> dict[str, object]:
        """All that a reader can see of it, whatever the ids; and that catalog, words and vectors tell the same."""
        query = (
            "SELECT p.id, f.path, p.line_start, p.line_end, p.heading, p.text, p.header, p.prose, p.words, p.hash,"
            " e.line_start, e.date, p.embedded, p.language FROM passages p JOIN files f ON f.id = p.file_id"
            " JOIN entries e ON e.id = p.entry_id AND e.file_id = p.file_id"
        )
        rows = {row[0]: row[1:] for row in self.catalog.db.execute(query)}
        assert self.catalog.db.execute("SELECT count(*) FROM passages").fetchone() == (len(rows),)
        assert self.vectors.ids() == set(rows), "a vector for each passage and none besides"
        texts = {i: embedded_text(row[5], row[6]) for i, row in rows.items()}
        stored = self.vectors.get(list(rows))
        assert all(np.allclose(stored[i], vector_of(texts[i]), atol=1e-6) for i in rows)
        assert self.catalog.token_bits(list(rows)) == {i: text.encode()[:8] for i, text in texts.items()}
        assert self.catalog.dropped() == [] and self.catalog.waiting_count() == 0
        hashes = self.catalog.db.execute("SELECT hash FROM token_bits ORDER BY hash").fetchall()
        rows_of_files = self.catalog.files().values()
        files = {row.path: (row.size, row.digest, row.title, row.problems, row.skipped) for row in rows_of_files}
        return {
            "files": files,
            "entries": self.catalog.entries(),
            "passages": sorted(rows.values()),
            "bits": hashes,
            "words": self._words(rows),
        }

    def _words(self, rows: dict[int, tuple[str, ...]]) -> dict[str, object]:
        """stem -> (path, line, times in the prose, times in the header) of each passage that has it."""
        known_stems = stems(self.catalog.db, [note_words(f"{r[5]} {r[6]}", r[-1]) for r in rows.values()])
        every = {stem for passage_stems in known_stems for stem in passage_stems}
        found: dict[str, object] = {}
        for stem in sorted(every):
            columns = (column.tolist() for column in postings(self.catalog.db, stem))
            found[stem] = sorted((*rows[i][:2], prose, header) for i, prose, header in zip(*columns, strict=True))
        document_frequency(self.catalog.db, "any")  # opens the vocabulary
        known = self.catalog.db.execute("SELECT count(*) FROM temp.vocabulary").fetchone()
        assert known == (len(found),), "no word of a passage that is gone"
        return found

    def fresh(self) -> dict[str, object]:
        """What a collection made anew of the same folder holds."""
        number = len(list(self.folder.parent.glob("fresh*")))
        fresh = Collection(self.root, self.folder.parent / f"fresh{number}", self.rules)
        fresh.sync()
        found = fresh.content()
        fresh.catalog.close()
        return found


def write(root: Path, notes: dict[str, str]) -> Path:
    for name, text in notes.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root
