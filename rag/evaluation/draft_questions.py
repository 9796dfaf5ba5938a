"""One's own notes -> draft questions with known days, so that measuring can begin in a minute; meant to be edited.

They are known-item questions: made of a heading, or of the rarest words of a sentence. Their words stand in the notes,
so they are easier than what one asks from memory: good for comparing settings, too kind as a figure.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from index.notes.note import Note
from index.store.catalog import Catalog
from rag.evidence.assertions import sentences
from rag.evidence.candidates import NoteReader
from rag.question.terms import content_words

_WORDS = 4  # of a sentence
_LONGEST_HEADING = 80  # characters
_HEADING_DAYS = 2  # a heading of more days is a form's
_SEED = 7

Weights = Callable[[Sequence[str]], Sequence[float]]
"""Words -> the idf of each."""


def draft_questions(catalog: Catalog, weights: Weights, read: NoteReader, count: int) -> list[dict[str, Any]]:
    """`count` questions where the notes have so many, half from headings, half from sentences; the same every time."""
    chance = random.Random(_SEED)
    headings = _from_headings(catalog)
    chance.shuffle(headings)
    made = headings[: count // 2]
    paths = sorted({entry.path for entry in catalog.entries() if entry.date})
    chance.shuffle(paths)
    for path in paths:
        if len(made) >= count:
            break
        note = read(path)
        if note is not None:
            made.extend(_from_sentence(note, catalog, weights, chance))
    return made[:count]


def _from_headings(catalog: Catalog) -> list[dict[str, Any]]:
    """A question a heading that stands on at most two days and says something."""
    days: dict[str, set[str]] = {}
    for heading, day in catalog.dated_headings():
        topic = heading.rpartition(" › ")[2]
        said = [word for word in content_words(topic) if not any(map(str.isdigit, word))]
        if len(said) > 1 and len(topic) <= _LONGEST_HEADING:
            days.setdefault(" ".join(said), set()).add(day.isoformat())
    rare = {topic: its for topic, its in days.items() if len(its) <= _HEADING_DAYS}
    return [_question(f"what did I write about {topic}?", its, "heading") for topic, its in sorted(rare.items())]


def _from_sentence(note: Note, catalog: Catalog, weights: Weights, chance: random.Random) -> Iterator[dict[str, Any]]:
    """A question of one sentence of a note, of its rarest words in their order."""
    days = [(entry.line_start, entry.line_end, entry.date) for entry in catalog.entries([note.path])]
    candidates = [s for s in sentences(note) if len(content_words(s.text)) > _WORDS]
    chance.shuffle(candidates)
    for sentence in candidates:
        day = next((day for start, end, day in days if day and start <= sentence.line_start <= end), None)
        if day is None:
            continue
        terms = content_words(sentence.text)
        idf = dict(zip(terms, weights(terms), strict=True))
        rare = sorted(terms, key=lambda term: -idf[term])[:_WORDS]
        said = " ".join(term for term in terms if term in rare)
        yield _question(f"what did I note about {said}?", [day.isoformat()], "sentence") | {"answer": sentence.text}
        return


def _question(text: str, days: Iterable[str], kind: str) -> dict[str, Any]:
    return {"question": text, "dates": sorted(days), "kind": kind}
