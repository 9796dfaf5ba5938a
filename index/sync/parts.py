"""What a run works with; the heavy parts are opened only when something needs them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.entries.entry import Entry
from index.exclusion.rules import MARKS_ALONE, ExclusionRules
from index.notes.block import Block
from index.notes.note import Note
from index.notes.scan import ScannedNote
from index.store.catalog import Catalog
from index.store.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np

    from index.entries.reader import EntriesOf
    from index.passages.cut import CountTokens

Progress = Callable[[str, int, int], None]
"""(stage, done, total): the stages are "reading" (notes) and "embedding" (passages)."""


def quietly(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Finder(Protocol):
    """What sync needs of what finds something else in notes while they are open anyway."""

    def look(self, file: ScannedNote, note: Note, entries: Sequence[Entry], structure: Sequence[Block]) -> None:
        """Finds it in a note with these entries and blocks."""

    def keep(self) -> None:
        """Keeps what was found in the notes looked at."""


class Encoder(Protocol):
    """What sync needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]":
        """(n, dim) float32 unit vectors of n texts, and what is kept of the token vectors of each."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one collection."""

    catalog: Catalog
    vectors: Callable[[], Vectors]
    embedder: Callable[[], Encoder]
    counts: "Callable[[], CountTokens]"
    entries_of: "EntriesOf"
    rules_key: str = ""
    """Changes when the same note would be read differently (date settings, numbering of the folder's names)."""
    vectors_folder: Path | None = None
    """Where an embedded Chroma keeps its files; None where a server has them."""
    exclusion: ExclusionRules = MARKS_ALONE
    """What is not read."""
    finder: Callable[[], Finder] | None = None
    """Is handed many notes that are read at once; a few are read again sooner than it is opened."""
