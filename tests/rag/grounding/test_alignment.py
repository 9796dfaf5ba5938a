"""Each word of a statement finds the word of the notes that is most like it."""

import numpy as np
import pytest

from index.embedding.embedder import Embedder
from index.embedding.token_bits import pack
from rag.answer.draft_check import likeness_of
from rag.grounding.alignment import AlignedWord, Likeness, aligned_words

_DIM = 64
_RANDOM = np.random.default_rng(1).normal(size=(4, _DIM))


def _packed(*rows: int) -> bytes:
    return pack(np.ones(len(rows), bool), _RANDOM[list(rows)])


def test_a_word_is_as_like_as_its_pieces_on_average() -> None:
    aligned = aligned_words("red kayak", _packed(0, 1, 2), [(0, 3), (4, 7), (7, 9)], [_packed(0, 3), _packed(1)], _DIM)
    assert [word.text for word in aligned] == ["red", "kayak"]
    assert aligned[0].likeness == pytest.approx(1.0) and -1 < aligned[1].likeness < 1


@pytest.mark.parametrize(("tokens", "notes"), [(b"", [_packed(0)]), (_packed(0), [b"", b""]), (_packed(0), [])])
def test_without_tokens_nothing_is_aligned(tokens: bytes, notes: list[bytes]) -> None:
    assert aligned_words("red", tokens, [(0, 3)], notes, _DIM) == ()
    assert Likeness(0.5).values({"red"}) == {}


def test_features_are_of_the_words_least_alike_and_of_those_that_are_not_there() -> None:
    words = tuple(
        AlignedWord(text, like) for text, like in (("kayaks", 0.9), ("seat", 0.6), ("blue", 0.3), ("new", 0.6))
    )
    assert Likeness(0.5, words).values({"kayak", "seat", "new"}) == pytest.approx(
        {"least_alike": 0.5, "lacking_alike": 0.3}
    )
    assert Likeness(0.5, words[:1]).values({"kayak"}) == pytest.approx({"least_alike": 0.9, "lacking_alike": 1.0})


def test_a_synonym_is_more_alike_than_what_the_notes_do_not_have(embedder: Embedder) -> None:
    note = ["Called Maria about the flat.", "It rained."]
    near = likeness_of("You phoned Maria about the apartment.", note, embedder).words
    far = likeness_of("You phoned Maria about the lawsuit.", note, embedder).words
    assert [word.text for word in near] == ["phoned", "Maria", "apartment"]
    assert near[1].likeness > 0.6 and near[2].likeness > far[2].likeness + 0.05
