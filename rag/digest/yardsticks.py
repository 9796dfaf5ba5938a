"""A collection -> what it says on most days and what on few, to hold the sentences of some of its days against."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.text.sentences import sentence_spans
from rag.digest.importance import Yardstick, pattern_of
from rag.digest.term_days import TermDays, term_days
from rag.evidence.boilerplate import boilerplate_of

_ENTRIES = 400  # as many are read, spread evenly: those that boilerplate is learned from


@dataclass(frozen=True, slots=True)
class _Usual:
    """What a journal's days have in common."""

    words: TermDays
    recurring: Mapping[str, int]


def yardstick_of(catalog: Catalog, passages: Iterable[StoredPassage]) -> Yardstick:
    """That for a period with these passages."""
    usual = _learned(catalog, catalog.state.generation)
    of_days: dict[object, list[str]] = {}
    for passage in passages:
        of_days.setdefault(passage.date, []).append(passage.text)
    period = term_days("\n".join(texts) for texts in of_days.values())
    return Yardstick(usual.words, period, boilerplate_of(catalog), usual.recurring)


@lru_cache(maxsize=4)
def _learned(catalog: Catalog, _generation: int) -> _Usual:
    texts = catalog.sampled_prose(_ENTRIES)
    return _Usual(term_days(texts), _recurring(texts))


def _recurring(texts: Sequence[str]) -> dict[str, int]:
    """The patterns of sentences that more than one of the texts has, and in how many they stand."""
    found: Counter[str] = Counter()
    for text in texts:
        lines = text.split("\n")
        found.update({pattern_of(line[start:end]) for line in lines for start, end in sentence_spans(line)})
    return {pattern: count for pattern, count in found.items() if count > 1}
