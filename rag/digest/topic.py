"""A topic in words -> the passages and sentences that have most of them, as they are indexed: "boats" finds "boat"."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.evidence.term_coverage import held_terms
from rag.question.terms import content_words

_MOST = 0.5  # of the topic's words


@dataclass(frozen=True, slots=True)
class Topic:
    """What a digest is to tell of."""

    text: str
    terms: tuple[str, ...]
    catalog: Catalog

    def in_passages(self, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
        """Those that have it, in their text or above it."""
        held = self.held([f"{p.title} {p.heading} {p.text}" for p in passages])
        return [passage for passage, share in zip(passages, held, strict=True) if share]

    def held(self, texts: Sequence[str]) -> list[float]:
        """The share of the words that each of `texts` has, 0 where that is not most."""
        if not texts:
            return []
        coverage = held_terms(self.terms, texts, self.catalog.db).mean(axis=0)
        return [share if share >= _MOST else 0.0 for share in coverage.tolist()]


def topic_of(text: str, catalog: Catalog) -> Topic | None:
    """The topic; None where the text has no word to look for."""
    terms = content_words(text, "ask")
    return Topic(" ".join(text.split()), terms, catalog) if terms else None
