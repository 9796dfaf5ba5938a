"""Some days -> the words and phrases that mark them against the rest of the notes, and those that rise or fall.

Words are counted by the days they are met on, and compared by Dunning's log-likelihood ratio: what is said thirty times
on one day is no theme of a month.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from index.store.catalog import Catalog
from index.store.word_index import stems
from rag.digest.phrases import phrases, stops_of
from rag.digest.term_days import log_likelihood
from rag.temporal.span import SPAN_FIELDS

MOST_THEMES, _MOST_MOVING = 12, 6
_BY_CHANCE = 3.84  # a log-likelihood that chance alone reaches once in twenty times
_PHRASE = 1.3  # a phrase says more than a word
_LOOKED_AT = 300  # words whose phrases and days elsewhere are counted
_SAMPLED = 40  # texts whose language is looked at
_MOVING_DAYS = 3  # days on which a word that rises or falls is met
_ABSORBED = 0.75  # of a word's days that are those of a phrase with it: the phrase says it


@dataclass(frozen=True, slots=True)
class Theme:
    """A word or phrase."""

    words: str
    """As it is written most often."""
    days: tuple[date, ...]
    """The days that have it, oldest first."""
    elsewhere: int
    """How many other days of the notes have it."""
    score: float
    """The log-likelihood ratio: 3.8 or more comes by chance once in 20 times, 10.8 or more once in 1,000."""


@dataclass(frozen=True, slots=True)
class Themes:
    """What marks some days."""

    __pydantic_config__ = SPAN_FIELDS

    from_: date
    """The first day."""
    to: date
    """The last day."""
    days: int
    """How many of the days have notes."""
    marking: tuple[Theme, ...]
    """What marks these days against all others, the surest first."""
    rising: tuple[Theme, ...]
    """What the later half of the days says more often than the earlier."""
    falling: tuple[Theme, ...]
    """What the earlier half of the days says more often than the later."""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class _Counted:
    """The days of the span, and how many others there are; for each word the days of both kinds, and how it looks."""

    inside: Sequence[date]
    others: int
    days: Mapping[str, Set[date]]
    elsewhere: Mapping[str, int]
    written: Mapping[str, str]

    def theme(self, word: str, score: float) -> Theme:
        return Theme(self.written[word], tuple(sorted(self.days[word])), self.elsewhere[word], round(score, 1))

    def marks(self, word: str) -> float:
        return log_likelihood(len(self.days[word]), len(self.inside), self.elsewhere[word], self.others)

    def rises(self, word: str) -> float:
        """Negative where it falls."""
        half = len(self.inside) // 2
        later = sum(day >= self.inside[half] for day in self.days[word])
        return log_likelihood(later, len(self.inside) - half, len(self.days[word]) - later, half)


def themes(catalog: Catalog, from_: date, to: date) -> Themes:
    """Those of the days from `from_` to `to`, both included."""
    texts: dict[date, list[str]] = defaultdict(list)
    for day, prose in catalog.dated_prose():
        texts[day].append(prose)
    counted = _counted({day: "\n".join(of_day) for day, of_day in texts.items()}, from_, to)
    least = min(2, len(counted.inside))
    words = [word for word, days in counted.days.items() if len(days) >= least]
    marking = _best({word: counted.marks(word) for word in words}, counted, catalog, MOST_THEMES)
    moving = {word: counted.rises(word) for word in words if len(counted.days[word]) >= _MOVING_DAYS}
    rising = _best(moving, counted, catalog, _MOST_MOVING)
    falling = _best({word: -score for word, score in moving.items()}, counted, catalog, _MOST_MOVING)
    alone = "These are all days of your notes: there are no others to compare them with." if not counted.others else ""
    return Themes(from_, to, len(counted.inside), marking, rising, falling, alone if counted.inside else "")


def _counted(texts: Mapping[date, str], from_: date, to: date) -> _Counted:
    inside = [day for day in texts if from_ <= day <= to]
    stops = stops_of([texts[day] for day in inside[:: max(1, len(inside) // _SAMPLED)]])
    days: dict[str, set[date]] = defaultdict(set)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for day in inside:
        for word, as_written in phrases(texts[day], stops):
            days[word].add(day)
            written[word][as_written] += 1
    least = min(2, len(inside))
    kept = {word: of_word for word, of_word in days.items() if len(of_word) >= least}
    elsewhere: Counter[str] = Counter()
    for day, text in texts.items():
        if not from_ <= day <= to:
            elsewhere.update({word for word, _ in phrases(text, stops)} & kept.keys())
    usual = {word: written[word].most_common(1)[0][0] for word in kept}
    return _Counted(inside, len(texts) - len(inside), kept, elsewhere, usual)


def _best(scores: Mapping[str, float], counted: _Counted, catalog: Catalog, most: int) -> tuple[Theme, ...]:
    """The highest scores beyond chance; of a word, its inflections and the phrases with it only one."""
    ranked = sorted(
        (word for word in scores if scores[word] >= _BY_CHANCE),
        key=lambda w: (-scores[w] * (_PHRASE if " " in w else 1.0), -len(w)),
    )
    ranked = ranked[:_LOOKED_AT]
    roots = dict(zip(ranked, map(frozenset, stems(catalog.db, ranked)), strict=True))
    kept: list[str] = []
    for word in ranked:
        phrase = next((p for p in ranked if _absorbs(p, word, counted, roots)), None)
        if phrase is None and not any(_says_same(word, other, counted, roots) for other in kept):
            kept.append(word)
    return tuple(counted.theme(word, scores[word]) for word in kept[:most])


def _absorbs(phrase: str, word: str, counted: _Counted, roots: Mapping[str, frozenset[str]]) -> bool:
    """Whether a longer phrase says all that a word does."""
    if phrase == word or not (roots[word] < roots[phrase] or len(word) < len(phrase) and word in phrase):
        return False
    shared = counted.days[word] & counted.days[phrase]
    return len(shared) >= _ABSORBED * len(counted.days[word])


def _says_same(word: str, other: str, counted: _Counted, roots: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word is another's inflection, or part of the same phrase."""
    if roots[word] == roots[other]:
        return True
    if not roots[word] & roots[other] and not (word in other or other in word):
        return False
    shared = len(counted.days[word] & counted.days[other])
    return shared >= _ABSORBED * len(counted.days[word])
