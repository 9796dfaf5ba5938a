"""Texts of days -> on how many of them each word is met, and how much a word marks some days against the rest."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.text.indexed_words import spaced

_TERM = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class TermDays:
    """`met` holds each word, in lower case, with the number of the `days` it is met on; `times` how often in all."""

    days: int
    met: Mapping[str, int]
    words: int
    times: Mapping[str, int]

    rarities: Sequence[float]
    """(days + 1,) the rarity of a word that is met on 0, 1, 2 … days."""

    def rarity(self, term: str) -> float:
        """From 0, on every day, to 1, on none: the inverse document frequency over the largest there can be."""
        return self.rarities[self.met.get(term, 0)]


def terms(text: str) -> list[str]:
    """The words of a text in lower case, in order; of scripts without spaces overlapping pairs of signs."""
    return [term.casefold().replace("’", "'") for term in _TERM.findall(spaced(text))]


def term_days(texts: Iterable[str]) -> TermDays:
    """Of texts that each are of a day."""
    met: Counter[str] = Counter()
    times: Counter[str] = Counter()
    days = 0
    for text in texts:
        days += 1
        found = terms(text)
        times.update(found)
        met.update(set(found))
    most = math.log((days + 1) / 0.5)
    rarities = [max(0.0, math.log((days + 1) / (count + 0.5)) / most) for count in range(days + 1)]
    return TermDays(days, met, times.total(), times, rarities)


def log_likelihood(here: int, of_here: int, elsewhere: int, of_elsewhere: int) -> float:
    """How surely a word has another share of the words, or days, here than elsewhere; negative where a smaller one.

    Dunning's ratio (1993) of two binomial distributions: 3.8 or more comes by chance once in 20 times, 10.8 or more
    once in 1,000.
    """
    if not of_here or not of_elsewhere:
        return 0.0
    share_here, share_elsewhere = here / of_here, elsewhere / of_elsewhere
    both = (here + elsewhere) / (of_here + of_elsewhere)
    ratio = (
        _log(share_here, here, of_here)
        + _log(share_elsewhere, elsewhere, of_elsewhere)
        - _log(both, here, of_here)
        - _log(both, elsewhere, of_elsewhere)
    )
    return 2 * ratio if share_here >= share_elsewhere else -2 * ratio


def _log(share: float, met: int, days: int) -> float:
    """The logarithm of the likelihood of `met` out of `days`."""
    return (met * math.log(share) if met else 0.0) + ((days - met) * math.log(1 - share) if days > met else 0.0)
