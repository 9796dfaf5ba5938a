"""Texts of days -> on how many of them each word is met, and how much a word marks some days against the rest."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.store.word_index import spaced

_TERM = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class TermDays:
    """`met` holds each word, in lower case, with the number of the `days` it is met on."""

    days: int
    met: Mapping[str, int]

    def rarity(self, term: str) -> float:
        """From 0, on every day, to 1, on none: the inverse document frequency over the largest there can be."""
        most = math.log((self.days + 1) / 0.5)
        return max(0.0, math.log((self.days + 1) / (self.met.get(term, 0) + 0.5)) / most)


def terms(text: str) -> list[str]:
    """The words of a text in lower case, in order; of scripts without spaces overlapping pairs of signs."""
    return [term.casefold().replace("’", "'") for term in _TERM.findall(spaced(text))]


def term_days(texts: Iterable[str]) -> TermDays:
    """Of texts that each are of a day."""
    met: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        met.update(set(terms(text)))
    return TermDays(count, met)


def log_likelihood(here: int, days_here: int, elsewhere: int, days_elsewhere: int) -> float:
    """How surely a word is met on another share of the days here than elsewhere; negative where it is a smaller one.

    Dunning's ratio (1993) of two binomial distributions: 3.8 or more comes by chance once in 20 times, 10.8 or more
    once in 1,000.
    """
    if not days_here or not days_elsewhere:
        return 0.0
    share_here, share_elsewhere = here / days_here, elsewhere / days_elsewhere
    both = (here + elsewhere) / (days_here + days_elsewhere)
    ratio = (
        _log(share_here, here, days_here)
        + _log(share_elsewhere, elsewhere, days_elsewhere)
        - _log(both, here, days_here)
        - _log(both, elsewhere, days_elsewhere)
    )
    return 2 * ratio if share_here >= share_elsewhere else -2 * ratio


def _log(share: float, met: int, days: int) -> float:
    """The logarithm of the likelihood of `met` out of `days`."""
    return (met * math.log(share) if met else 0.0) + ((days - met) * math.log(1 - share) if days > met else 0.0)
