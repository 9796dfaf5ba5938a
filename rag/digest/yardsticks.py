"""A collection -> what it says on most days and what on few, to hold the sentences of some of its days against."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.digest.importance import Yardstick, pattern_of, rough_sentences
from rag.digest.term_days import TermDays, log_likelihood, term_days
from rag.evidence.boilerplate import boilerplate_of

_ENTRIES = 400  # as many are read, spread evenly: those that boilerplate is learned from
_LONGEST = 200  # characters: nobody writes a longer sentence twice


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
    return Yardstick(usual.words, _marking(period, usual.words), boilerplate_of(catalog), usual.recurring)


def _marking(period: TermDays, journal: TermDays) -> dict[str, float]:
    """The words that mark the period, against the rest of the journal."""
    rest = max(journal.words - period.words, 0)
    found: dict[str, float] = {}
    for word, here in period.times.items():
        elsewhere = min(max(journal.times.get(word, 0) - here, 0), rest)
        sure = log_likelihood(here, period.words, elsewhere, rest)
        if sure > 0:
            found[word] = sure
    return found


@lru_cache(maxsize=4)
def _learned(catalog: Catalog, _generation: int) -> _Usual:
    texts = catalog.sampled_prose(_ENTRIES)
    return _Usual(term_days(texts), _recurring(texts))


def _recurring(texts: Sequence[str]) -> dict[str, int]:
    """The patterns of sentences that more than one of the texts has, and in how many they stand."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({pattern_of(piece) for piece in rough_sentences(text) if len(piece) <= _LONGEST})
    return {pattern: count for pattern, count in found.items() if count > 1}
