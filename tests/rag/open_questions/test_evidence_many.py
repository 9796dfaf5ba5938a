"""A note with thousands of questions: each sentence is compared with the questions that it stands beside only."""

import pytest

from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.open_questions.find import open_questions
from rag.evidence.assertions import sentences
from rag.open_questions import evidence
from rag.open_questions.evidence import questions_by_line, stating

_COUNT = 400


def test_a_long_list_is_not_compared_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"- What is thing {n}?\n  - It is blue, as all of {n} are.\n" for n in range(_COUNT))
    note = note_from_bytes("a.md", text.encode())
    found = open_questions(note, [], blocks(note))
    assert len(found) == _COUNT
    compared = 0
    key = evidence._key

    def counted(words: str) -> str:
        nonlocal compared
        compared += 1
        return key(words)

    monkeypatch.setattr(evidence, "_key", counted)
    kept = stating(sentences(note), questions_by_line(found), note.fixed)
    assert len(kept) == _COUNT
    assert all(sentence.lead for sentence in kept), "each answers the question above it"
    assert compared < 20 * _COUNT
