"""What a model's statements are held against is read once, however many there are."""

from collections.abc import Sequence

import numpy as np

from rag.answer.draft_check import KnownVectors, likeness_of
from rag.grounding.alignment import Likeness


class _Counting:
    """An embedder that keeps what it read: the vector of a text is its length and its first letter's number."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        self.read += texts
        vectors = np.array([[len(text), ord(text[0])] for text in texts], np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), []

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        raise AssertionError("there are none")


def test_each_text_is_read_once() -> None:
    counting = _Counting()
    known = KnownVectors(counting)
    notes = ["It rained.", "We stayed in.", "It rained."]
    first = likeness_of("It rained all day.", notes, known)
    assert likeness_of("It rained all day.", notes, known) == first and first.whole > 0.9
    likeness_of("We stayed.", notes, known)
    assert len(counting.read) == len(set(counting.read)) == 6, "two statements, two sentences, two pairs of these"


def test_without_sentences_nothing_is_alike() -> None:
    assert likeness_of("It rained.", [], _Counting()) == Likeness(0.0)
