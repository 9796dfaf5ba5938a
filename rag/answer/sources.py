"""What answering works with: the collection, what reads its notes, and the models."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.store.catalog import Catalog
from rag.evidence.candidates import PassageEncoder
from rag.evidence.judgement import FindJudge
from rag.evidence.note_sentences import NoteReader
from rag.retrieval.retriever import Retriever


@dataclass(frozen=True, slots=True)
class Sources:
    """What answering works with."""

    catalog: Catalog
    retriever: Retriever
    embedder: PassageEncoder
    read: NoteReader
    not_read: Callable[[date | None, date | None], tuple[int, int]] = lambda from_, to: (0, 0)
    """How many notes of a span of days, and parts of others, their author keeps from being read."""
    judge: FindJudge = lambda: None
    """A cross-encoder that reads the likeliest sentences; without it they are judged by their features alone."""
