"""A sentence of a note -> what statements are compared with: its words, its heading's, the days it names."""

from dataclasses import dataclass
from datetime import date

from index.text.folding import fold_punctuation
from rag.grounding.words import Word, is_past, words_of
from rag.temporal.window import FoundTime, found_times


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a note: its words, the day it was written on, the heading above it."""

    text: str
    written: date | None
    heading: str = ""
    until: date | None = None
    """The last day of an entry for several."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A source sentence with its words, the stems of its heading, and the days that it names as (first, last)."""

    source: SourceSentence
    words: tuple[Word, ...]
    heading: frozenset[str]
    times: tuple[tuple[date, date], ...]

    @property
    def begins_with_doing(self) -> bool:
        """Whether its author left out "I", as diaries do: "Called Maria", "Chess: lost to Amir"."""
        pieces = sorted({word.piece for word in self.words})[:2]
        firsts = [next((w for w in self.words if w.piece == piece and w.kind != "s"), None) for piece in pieces]
        return any(word is not None and word.kind in "wb" and is_past(word.text) for word in firsts)

    def goes_on(self) -> bool:
        """Whether it refers to what the sentence before it named: "She wants …", "Ordered one"."""
        return any(word.kind == "p" or word.text.casefold() in ("one", "ones") for word in self.words)

    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words) | self.heading


def parse_sentence(source: SourceSentence, tongue: str) -> ParsedSentence:
    """The sentence, parsed for comparison."""
    times = times_in(source.text, source.written, tongue)
    spans = [span_of(found_time) for found_time in times]
    words = words_of(source.text, tongue)
    heading = frozenset(word.stem for word in words_of(source.heading, tongue) if word.kind in "wn")
    return ParsedSentence(source, tuple(words), heading, tuple(spans))


def times_in(text: str, written: date | None, tongue: str) -> list[FoundTime]:
    """The days that a sentence names, as meant when it was written."""
    times = found_times(text, fold_punctuation(text), written or date.max.replace(year=2999), tongue)
    return [
        found_time
        for found_time in times
        if not found_time.time.vague and (found_time.time.from_ or found_time.time.to)
    ]


def span_of(found_time: FoundTime) -> tuple[date, date]:
    """First and last day; "until 10 July" is that day, for it is what is named."""
    first, last = found_time.time.from_, found_time.time.to
    return first or last or date.min, last or first or date.max
