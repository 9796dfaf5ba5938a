from dataclasses import replace

import pytest

from index.notes.note import Note, note_from_bytes
from rag.evidence import recent_notes
from rag.evidence.assertions import Sentence, sentences
from rag.evidence.recent_notes import RecentNotes

LINES = "# 2020-03-17\n\nPooling shrinks images. It keeps the strongest.\n"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Note]:
    """The notes that were parsed, in order."""
    seen: list[Note] = []

    def counted(note: Note) -> list[Sentence]:
        seen.append(note)
        return sentences(note)

    monkeypatch.setattr(recent_notes, "sentences", counted)
    return seen


def _note(text: str = LINES, digest: str = "a") -> Note:
    return replace(note_from_bytes("a.md", text.encode()), digest=digest)


def test_a_note_is_parsed_once(parsed: list[Note]) -> None:
    recent = RecentNotes(most=10_000)
    first = recent.sentences_of(_note())
    assert [sentence.text for sentence in first] == ["Pooling shrinks images.", "It keeps the strongest."]
    assert recent.sentences_of(_note()) is first and len(parsed) == 1


@pytest.mark.parametrize("other", [{"digest": "b"}, {"private": ((3, 3),)}, {"kind": "org"}, {"path": "a.tex"}])
def test_another_note_is_parsed_anew(parsed: list[Note], other: dict[str, object]) -> None:
    recent = RecentNotes(most=10_000)
    recent.sentences_of(_note())
    recent.sentences_of(replace(_note(), **other))  # type: ignore[arg-type]
    assert len(parsed) == 2


def test_what_was_asked_for_last_is_kept_and_no_more(parsed: list[Note]) -> None:
    recent = RecentNotes(most=2_500)
    for digest in ("a", "b", "a", "c", "a", "b"):
        recent.sentences_of(_note(digest=digest))
    assert [note.digest for note in parsed] == ["a", "b", "c", "b"]


@pytest.mark.parametrize(("digest", "most"), [("", 10), ("a", 600)])
def test_what_cannot_be_told_apart_or_is_too_long_is_not_kept(parsed: list[Note], digest: str, most: int) -> None:
    recent = RecentNotes(most)
    for _ in range(2):
        assert len(recent.sentences_of(_note(digest=digest))) == 2
    assert len(parsed) == 2
