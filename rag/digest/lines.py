"""The passages of a period -> the few sentences that tell what it was about, each at its lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index.dates.labels import read_label
from index.notes.note import Note
from index.store.rows import StoredPassage
from index.text.inline import plain
from rag.digest.importance import Yardstick, importance
from rag.digest.term_days import terms
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement, quote_stands
from rag.evidence.extract import statement
from rag.evidence.note_sentences import NoteSentences

_READ = 40  # passages of a period whose notes are read
_ENOUGH = 0.55  # of the best line's importance
_SAME_DAY, _SAME_BLOCK = 0.15, 0.3  # less for a second line of one day, or of one paragraph
_SAME = 0.6  # share of words of two lines that say the same
_TITLE_LINES = 12  # front matter above an entry that may hold its title
_NEEDS_LEAD = 4  # terms of an item that says little without what it stands below


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that may stand in a digest."""

    candidate: Candidate
    importance: float
    words: frozenset[str]

    @property
    def day(self) -> object:
        return self.candidate.passage.date

    def said(self) -> Statement:
        """The line as a statement; with what it leans on where it says too little alone."""
        lead = bool(self.candidate.sentence.lead) and (len(self.words) < _NEEDS_LEAD or self._leans())
        return statement([self.candidate], with_lead=lead)

    def _leans(self) -> bool:
        """Whether what it leans on stands right before it in its paragraph."""
        sentence = self.candidate.sentence
        return sentence.led_by is None or sentence.led_by.block == sentence.block


def lines(passages: Sequence[StoredPassage], notes: NoteSentences, yardstick: Yardstick) -> list[Line]:
    """Every sentence of the passages that tells something, the most important first."""
    found: dict[tuple[str, int, str], Line] = {}
    for passage in _promising(passages, yardstick):
        for sentence in _sentences(passage, notes, yardstick):
            weight = importance(sentence, passage.heading, yardstick)
            key = (passage.path, sentence.line_start, sentence.text)
            if weight is not None and key not in found:
                candidate = Candidate(replace(sentence, children=()), passage, weight)
                found[key] = Line(candidate, weight, frozenset(terms(sentence.text)))
    return sorted(found.values(), key=lambda line: -line.importance)


def chosen(ranked: Sequence[Line], most: int, before: Collection[Line]) -> list[Line]:
    """At most `most` of them, spread over the days, in the order of days; none that repeats another or one `before`."""
    picked: list[Line] = []
    left = [line for line in ranked if not any(_is_same(line, other) for other in before)]
    while left and len(picked) < most:
        best = max(left, key=lambda line: line.importance - _crowding(line, picked))
        if picked and best.importance - _crowding(best, picked) < _ENOUGH * picked[0].importance:
            break
        picked.append(best)
        left = [line for line in left if line is not best and not _is_same(line, best)]
    return sorted(picked, key=_place)


def _crowding(line: Line, picked: Sequence[Line]) -> float:
    beside = [other for other in picked if other.day == line.day]
    own = line.candidate
    same_block = any(
        other.candidate.passage.path == own.passage.path and other.candidate.sentence.block == own.sentence.block
        for other in beside
    )
    return _SAME_DAY * len(beside) + (_SAME_BLOCK if same_block else 0.0)


def _is_same(line: Line, other: Line) -> bool:
    shared = len(line.words & other.words)
    return shared >= _SAME * min(len(line.words), len(other.words))


def _place(line: Line) -> tuple[str, str, int]:
    passage = line.candidate.passage
    return str(passage.date), passage.path, line.candidate.sentence.line_start


def _promising(passages: Sequence[StoredPassage], yardstick: Yardstick) -> Sequence[StoredPassage]:
    """Those whose notes are worth reading: all of a few, of many those with the rarest words."""
    if len(passages) <= _READ:
        return passages

    def promise(passage: StoredPassage) -> float:
        words = set(terms(f"{passage.title} {passage.text}"))
        return yardstick.rarity(words) + yardstick.marks(words)

    return sorted(passages, key=promise, reverse=True)[:_READ]


def _sentences(passage: StoredPassage, notes: NoteSentences, yardstick: Yardstick) -> Iterator[Sentence]:
    """Those of a passage, without the labels that recur; and the title of its entry."""
    note = notes.note_of(passage)
    if note is None:
        return
    if title := _title(passage, note):
        yield title
    for sentence in notes.of(passage):
        text = yardstick.boilerplate.without_label(sentence.text)
        yield sentence if text == sentence.text else replace(sentence, text=text)


def _title(passage: StoredPassage, note: Note) -> Sentence | None:
    """The title of the passage's entry where it stands above it and says more than a date."""
    title = passage.title
    label = read_label(title)
    if not title or label.pure:
        return None
    text = re.sub(r"^\W+", "", title[label.date.end :]) if label.date and not label.date.start else title
    first = max(1, passage.line_start - _TITLE_LINES)
    for number in range(min(passage.line_start, len(note.lines)), first - 1, -1):
        line = note.fixed[number - 1]
        if text in plain(line) and quote_stands(text, note.lines, number, number):
            return Sentence(text, text, number, number, cited_from=number, role="heading", block=-1)
    return None
