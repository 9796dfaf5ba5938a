"""Journals for the tests that need a real collection."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from index.embedding.embedder import Embedder, TokenCounter
from tests.rag.journals import Journal

MakeJournal = Callable[[Mapping[str, str]], Journal]


@pytest.fixture(scope="session")
def make_journal(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, tokens: TokenCounter
) -> Iterator[MakeJournal]:
    """Notes by path -> an indexed journal; the same notes are indexed once a run, so a test that changes them
    gives them a word of its own."""
    made: dict[tuple[tuple[str, str], ...], Journal] = {}

    def make(notes: Mapping[str, str]) -> Journal:
        key = tuple(notes.items())
        if key not in made:
            folder = tmp_path_factory.mktemp("journal")
            (folder / "notes").mkdir()
            (folder / "data").mkdir()
            made[key] = Journal(folder / "notes", folder / "data", embedder, tokens).write(notes).index()
        return made[key]

    yield make
    for journal in made.values():
        journal.catalog.close()
