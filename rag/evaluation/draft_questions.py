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
from rag.evidence.note_sentences import NoteReader
from rag.question.terms import content_words

_WORDS = 4  # of a sentence
_LONGEST_HEADING = 80  # characters
_HEADING_DAYS = 2  # a heading of more days is a form's
_SEED = 7

IdfOf = Callable[[Sequence[str]], Sequence[float]]
"""Words -> the idf of each."""


def draft_questions(catalog: Catalog, idf_of: IdfOf, read: NoteReader, count: int) -> list[dict[str, Any]]:
    """`count` questions where the notes have so many, half from headings, half from sentences; the same every time."""
    chance = random.Random(_SEED)
    headings = _from_headings(catalog)
    chance.shuffle(headings)
    questions = headings[: count // 2]
    paths = sorted({entry.path for entry in catalog.entries() if entry.date})
    chance.shuffle(paths)
    for path in paths:
        if len(questions) >= count:
            break
        note = read(path)
        if note is not None:
            questions.extend(_from_sentence(note, catalog, idf_of, chance))
    return questions[:count]


def _from_headings(catalog: Catalog) -> list[dict[str, Any]]:
    """A question a heading that stands on at most two days and says something."""
    days: dict[str, set[str]] = {}
    for heading, day in catalog.dated_headings():
        topic = heading.rpartition(" › ")[2]
        words = [word for word in content_words(topic) if not any(map(str.isdigit, word))]
        if len(words) > 1 and len(topic) <= _LONGEST_HEADING:
            days.setdefault(" ".join(words), set()).add(day.isoformat())
    rare = {topic: of_topic for topic, of_topic in days.items() if len(of_topic) <= _HEADING_DAYS}
    return [_question(f"what did I write about {topic}?", of, "heading") for topic, of in sorted(rare.items())]


def _from_sentence(note: Note, catalog: Catalog, idf_of: IdfOf, chance: random.Random) -> Iterator[dict[str, Any]]:
    """A question of one sentence of a note, of its rarest words in their order."""
    days = [(entry.line_start, entry.line_end, entry.date) for entry in catalog.entries([note.path])]
    candidates = [s for s in sentences(note) if s.role == "assertion" and len(content_words(s.text)) > _WORDS]
    chance.shuffle(candidates)
    for sentence in candidates:
        day = next((day for start, end, day in days if day and start <= sentence.line_start <= end), None)
        if day is None:
            continue
        terms = content_words(sentence.text)
        idf = dict(zip(terms, idf_of(terms), strict=True))
        rare = sorted(terms, key=lambda term: -idf[term])[:_WORDS]
        words = " ".join(term for term in terms if term in rare)
        yield _question(f"what did I note about {words}?", [day.isoformat()], "sentence") | {"answer": sentence.text}
        return


def _question(text: str, days: Iterable[str], kind: str) -> dict[str, Any]:
    return {"question": text, "dates": sorted(days), "kind": kind}
