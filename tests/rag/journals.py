"""Small journals, really indexed: a catalog, a Chroma and the default model, asked as both doors ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from index.embedding.embedder import Embedder, TokenCounter
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.errors import NotesError
from index.notes.note import Note, read_note
from index.store.catalog import Catalog
from index.store.passage_table import load_table
from index.store.vectors import Vectors
from index.sync.parts import Parts
from index.sync.run import sync
from rag.answer.ask import ask, search
from rag.answer.result import Answer, SearchResult
from rag.answer.sources import Sources
from rag.question.read import Question, read_question
from rag.retrieval.bm25 import WordIndex
from rag.retrieval.hits import SearchHits
from rag.retrieval.retriever import Retriever

TODAY = date(2024, 6, 1)  # a Saturday


@dataclass
class Journal:
    """Notes in a folder and what is indexed of them; `write` and `index` again as a user would."""

    root: Path
    folder: Path
    embedder: Embedder
    tokens: TokenCounter

    def write(self, notes: Mapping[str, str]) -> "Journal":
        for name, text in notes.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")
        return self

    def index(self) -> "Journal":
        entries_of, key = entries_reader(self.root, DateRules(), [], TODAY)
        sync(
            self.root,
            Parts(
                self.catalog, lambda: self.vectors, lambda: self.embedder, lambda: self.tokens.counts, entries_of, key
            ),
        )
        return self

    @cached_property
    def catalog(self) -> Catalog:
        return Catalog(self.folder / "catalog.sqlite")

    @cached_property
    def vectors(self) -> Vectors:
        return Vectors(self.folder / "chroma")

    @cached_property
    def retriever(self) -> Retriever:
        return Retriever(self.catalog, self.vectors, self.embedder)

    @property
    def words(self) -> WordIndex:
        return WordIndex(self.catalog, load_table(self.catalog))

    @property
    def sources(self) -> Sources:
        return Sources(self.catalog, self.retriever, self.embedder, self.read)

    def read(self, path: str) -> Note | None:
        try:
            return read_note(self.root, path)
        except NotesError:
            return None

    def question(self, text: str, from_: str | None = None, to: str | None = None) -> Question:
        return read_question(text, TODAY, _day(from_), _day(to))

    def find(self, text: str, from_: str | None = None, to: str | None = None, limit: int = 10) -> SearchHits:
        return self.retriever.search(self.question(text, from_, to), limit)

    def days(self, text: str, from_: str | None = None, to: str | None = None, limit: int = 10) -> list[str]:
        """The days found, best first; an undated note by its path."""
        return [str(day.date or day.passages[0].path) for day in self.find(text, from_, to, limit).days]

    def ask(self, text: str, from_: str | None = None, to: str | None = None) -> Answer:
        return ask(self.question(text, from_, to), self.sources, 10)

    def search(self, text: str, limit: int = 10) -> SearchResult:
        return search(self.question(text), self.sources, limit)


def march_2020(**said: str) -> dict[str, str]:
    """One note a day of March 2020: march_2020(d02="I ran.") -> {"2020-03-02.md": …}."""
    return {f"2020-03-{day[1:]}.md": f"# 2020-03-{day[1:]}\n\n{text}\n" for day, text in said.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
