"""The passages of a period -> the few sentences that tell what it was about, each at its lines."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.dates.labels import read_label
from index.notes.note import Note
from index.store.rows import StoredPassage
from index.text.inline import plain
from rag.digest.importance import Yardstick, begins_with, importance, leaning_words, rough_sentences
from rag.digest.term_days import terms
from rag.digest.topic import Topic
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement, quote_stands
from rag.evidence.extract import statement
from rag.evidence.note_sentences import NoteSentences

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_ENOUGH, _ENOUGH_OF_FEW = 0.55, 0.4  # of the best line's importance; where all lines can be said
_SAME_DAY, _SAME_BLOCK = 0.15, 0.3  # less for a second line of one day, or of one paragraph
_SAME = 0.7  # of the words of two lines that say the same, by rarity
_OTHER_WORDS = 1  # that the shorter of them may have of its own
_NEEDS_LEAD = 4  # terms of an item that says little without what it stands below


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A sentence that may stand in a digest."""

    candidate: Candidate
    importance: float
    words: Mapping[str, float]
    """Its words with their rarity."""

    @property
    def day(self) -> object:
        return self.candidate.passage.date

    def said(self) -> Statement:
        """The line as a statement; with what it leans on where it says too little alone."""
        sentence = self.candidate.sentence
        goes_on = sentence.lead in sentence.paragraph and begins_with(sentence.text, leaning_words(sentence.text))
        if goes_on or len(self.words) < _NEEDS_LEAD:
            return statement([self.candidate])
        own = sentence.quote.removeprefix(f"{sentence.lead} ") if sentence.lead else sentence.quote
        start = sentence.line_start if own != sentence.quote else sentence.cited_from
        alone = replace(self.candidate, sentence=replace(sentence, quote=own, cited_from=start))
        return statement([alone], with_lead=False)


def lines(
    passages: Sequence[StoredPassage],
    notes: NoteSentences,
    yardstick: Yardstick,
    most_notes: int,
    topic: Topic | None = None,
) -> list[DigestLine]:
    """Every sentence of the passages that tells something, the most important first; of `most_notes` notes at most."""
    found: dict[tuple[str, int, str], DigestLine] = {}
    titled: set[int] = set()
    for passage in _promising(passages, yardstick, most_notes):
        its = _sentences(passage, notes, yardstick, passage.entry_id not in titled)
        for sentence, share in _on_topic(passage, its, topic):
            weight = importance(sentence, passage.heading, yardstick)
            key = (passage.path, sentence.line_start, sentence.text)
            if weight is not None and key not in found:
                found[key] = line_of(passage, sentence, weight + share, yardstick)
        titled.add(passage.entry_id)
    return sorted(found.values(), key=lambda line: -line.importance)


def _on_topic(passage: StoredPassage, its: Iterator[Sentence], topic: Topic | None) -> list[tuple[Sentence, float]]:
    """Of a passage's sentences those that have the topic, or stand below it, with the share that each has itself."""
    sentences = list(its)
    if topic is None:
        return [(sentence, 0.0) for sentence in sentences]
    around = topic.held([f"{passage.heading} {s.heading} {s.lead} {s.text}" for s in sentences])
    own = topic.held([s.text for s in sentences])
    return [(sentence, own[i]) for i, sentence in enumerate(sentences) if around[i]]


def line_of(passage: StoredPassage, sentence: Sentence, weight: float, yardstick: Yardstick) -> DigestLine:
    """The sentence alone, without the items below it: these are lines of their own."""
    alone = Candidate(replace(sentence, children=()), passage, weight)
    return DigestLine(alone, weight, {word: yardstick.journal.rarity(word) for word in terms(sentence.text)})


def chosen(ranked: Sequence[DigestLine], most: int, before: Collection[DigestLine]) -> list[DigestLine]:
    """At most `most` of them, spread over the days, in the order of days; none that repeats another or one `before`."""
    picked: list[DigestLine] = []
    left = [line for line in ranked if not any(_is_same(line, other) for other in before)]
    crowds = _SAME_DAY if len({line.day for line in left}) > 1 else 0.0
    fits = len(left) <= most  # then no line takes another's place
    enough = _ENOUGH_OF_FEW if fits else _ENOUGH
    while left and len(picked) < most:
        if picked and max(line.importance for line in left) < 0:
            break  # of any day: better than nothing, but no more
        weights = [line.importance - (0.0 if fits else _crowding(line, picked, crowds)) for line in left]
        weight = max(weights)
        best = left[weights.index(weight)]
        if picked and weight < enough * picked[0].importance:
            break
        picked.append(best)
        left = [line for line in left if line is not best and not _is_same(line, best)]
    return sorted(picked, key=_place)


def _crowding(line: DigestLine, picked: Sequence[DigestLine], same_day: float) -> float:
    beside = [other for other in picked if other.day == line.day]
    own = line.candidate
    same_block = any(
        other.candidate.passage.path == own.passage.path and other.candidate.sentence.block == own.sentence.block
        for other in beside
    )
    return same_day * len(beside) + (_SAME_BLOCK if same_block else 0.0)


def _is_same(line: DigestLine, other: DigestLine) -> bool:
    """Whether one says what the other does, the rarest words counting most."""
    shared = line.words.keys() & other.words.keys()
    if min(len(line.words), len(other.words)) - len(shared) > _OTHER_WORDS:
        return False
    weight = sum(line.words[word] for word in shared)
    return weight >= _SAME * min(sum(line.words.values()), sum(other.words.values()))


def _place(line: DigestLine) -> tuple[str, str, int, int]:
    passage = line.candidate.passage
    sentence = line.candidate.sentence
    return str(passage.date), passage.path, sentence.line_start, sentence.number


def _promising(passages: Sequence[StoredPassage], yardstick: Yardstick, most: int) -> Sequence[StoredPassage]:
    """Those in the `most` notes with the most promising sentences: each note read takes time."""
    best: dict[str, float] = {}
    if len({passage.path for passage in passages}) <= most:
        return passages
    for passage in passages:
        promise = max(map(yardstick.promise, rough_sentences(f"{passage.title}\n{passage.text}")))
        best[passage.path] = max(best.get(passage.path, 0.0), promise)
    paths = set(sorted(best, key=lambda path: -best[path])[:most])
    return [passage for passage in passages if passage.path in paths]


def _sentences(passage: StoredPassage, notes: NoteSentences, yardstick: Yardstick, titled: bool) -> Iterator[Sentence]:
    """Those of a passage, without the labels that recur; and the title of its entry where `titled` says so."""
    note = notes.note_of(passage)
    if note is None:
        return
    if titled and (title := _title(passage, note)):
        yield title
    for sentence in notes.of(passage):
        if _TEMPLATE.search(sentence.text):
            continue  # {{ item.title }}: what a site's generator fills in
        text = yardstick.boilerplate.without_label(sentence.text)
        yield sentence if text == sentence.text else replace(sentence, text=text)


def _title(passage: StoredPassage, note: Note) -> Sentence | None:
    """The title of the passage's entry where it stands above it and says more than a date."""
    title = passage.title
    label = read_label(title)
    if not title or label.pure:
        return None
    text = re.sub(r"^\W+", "", title[label.date.end :]) if label.date and not label.date.start else title
    for number in range(min(passage.line_start, len(note.lines)), 0, -1):
        line = note.fixed[number - 1]
        if text in plain(line) and quote_stands(text, note.lines, number, number):
            return Sentence(text, text, number, number, cited_from=number, role="heading", block=-1)
    return None
