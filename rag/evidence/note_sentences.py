"""The sentences of passages: each note is read and parsed once, however many of its passages are looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from index.notes.note import Note
from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.citations import quote_stands
from rag.evidence.recent_notes import RECENT

NoteReader = Callable[[str], Note | None]
"""Path -> the note as it is on disk now, None when it is gone."""


@dataclass(frozen=True, slots=True)
class _ParsedNote:
    note: Note
    sentences: tuple[Sentence, ...]
    """In file order."""


class NoteSentences:
    """Made anew for each answer: what changes on disk after a note's first passage was looked at is not seen."""

    def __init__(self, read: NoteReader) -> None:
        self._read = read
        self._parsed: dict[str, _ParsedNote | None] = {}

    def of(self, passage: StoredPassage) -> list[Sentence]:
        """The sentences on the passage's lines whose words stand there, in file order; [] where its text changed."""
        parsed = self._standing(passage)
        if parsed is None:
            return []
        first = bisect_left(parsed.sentences, passage.line_start, key=_first_line)
        if first and parsed.sentences[first - 1].role == "heading":
            first -= 1  # no passage holds a heading that has text below
        last = bisect_right(parsed.sentences, passage.line_end, key=_first_line)
        return [
            sentence
            for sentence in parsed.sentences[first:last]
            if sentence.line_end <= passage.line_end
            and quote_stands(sentence.quote, parsed.note.lines, sentence.cited_from, sentence.line_end)
        ]

    def note_of(self, passage: StoredPassage) -> Note | None:
        """The passage's note; None where it is gone, or the passage's text no longer stands in it."""
        parsed = self._standing(passage)
        return parsed.note if parsed else None

    def head_of(self, passage: StoredPassage) -> Note | None:
        """The passage's note, its sentences not looked at; None where its file is gone or changed."""
        parsed = self._parsed.get(passage.path)
        note = parsed.note if parsed else self._read(passage.path)
        return note if note is not None and note.digest == passage.digest != "" else None

    def _standing(self, passage: StoredPassage) -> _ParsedNote | None:
        if passage.path not in self._parsed:
            note = self._read(passage.path)
            self._parsed[passage.path] = None if note is None else _ParsedNote(note, RECENT.sentences_of(note))
        parsed = self._parsed[passage.path]
        return parsed if parsed and _is_current(passage, parsed.note) else None


def _is_current(passage: StoredPassage, note: Note) -> bool:
    """Whether the passage's lines are those that were indexed: its file is, or its words stand where they did.

    A passage's text leaves out list numbers, images, comments and the like, so its words alone often do not stand.
    """
    unchanged = note.digest != "" and note.digest == passage.digest
    return unchanged or quote_stands(passage.text, note.fixed, passage.line_start, passage.line_end)


def _first_line(sentence: Sentence) -> int:
    return sentence.line_start
