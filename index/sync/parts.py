"""What a run works with; the heavy parts are opened only when something needs them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.exclusion.rules import MARKS_ALONE, ExclusionRules
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
