"""The sentences of passages: each note is read and parsed once, however many of its passages are looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from index.judge.learned import BESIDE
from index.notes.note import Note
from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.citations import quote_stands
from rag.evidence.recent_notes import RECENT

_AROUND = 110  # characters of each
_KNOWN = 40  # characters at the end of what stands before, by which a lead is told that says it already

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

    def around(self, passage: StoredPassage, sentence: Sentence) -> str:
        """What stands before the sentence and after it below the same heading, with a sign between; "" if nothing.

        Short ends of both: "Eaten before that: one bar." answers only after "Then my legs went, at kilometre 90."
        """
        parsed = self._parsed.get(passage.path)
        own = parsed.sentences if parsed else ()
        if not 0 <= sentence.number < len(own) or own[sentence.number].line_start != sentence.line_start:
            return ""
        before, after = (
            own[number].text if 0 <= number < len(own) and own[number].heading == sentence.heading else ""
            for number in (sentence.number - 1, sentence.number + 1)
        )
        if before[-_KNOWN:] in sentence.lead:
            before = ""
        before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
        after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
        return f"{before} {BESIDE} {after}" if before or after else ""

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
