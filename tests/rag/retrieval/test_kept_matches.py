"""A sentence's match by the token vectors of its passage, against those of the sentence's own words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import numpy as np
import pytest

from index.embedding.token_bits import signs
from index.store.rows import StoredPassage
from rag.retrieval.kept_matches import kept_matches
from rag.retrieval.late_interaction import QueryVectors

_DIM = 64
_TEXT = "Planted leeks. Sold honey."
_SPANS = np.array([(0, 7), (8, 13), (15, 19), (20, 25)])
_PASSAGE = StoredPassage(7, "a.md", 1, 1, "", _TEXT, date(2021, 1, 1), None, "heading", "", 1)
_OF_WORDS = np.random.default_rng(3).normal(size=(4, _DIM)).astype(np.float32)


class _Kept:
    """A catalog that keeps these bits, and a tokenizer that cuts at words."""

    def __init__(self, vectors: np.ndarray, spans: np.ndarray = _SPANS) -> None:
        self._bits, self._spans = signs(vectors).tobytes(), spans

    def token_bits(self, ids: Sequence[int]) -> dict[int, bytes]:
        return {i: self._bits for i in ids}

    def kept_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [self._spans for _ in texts]


def _query(vector: np.ndarray) -> QueryVectors:
    one = np.ones(1)
    return QueryVectors(vector, signs(vector[None]), one, one, _DIM)


def _matches(kept: _Kept, *sentences: str, passage: StoredPassage = _PASSAGE) -> list[float]:
    query = _query(_OF_WORDS[3])  # "honey"
    found = kept_matches([(s, passage) for s in sentences], query, cast(Any, kept), cast(Any, kept))
    return cast(list[float], found.tolist())


def test_the_sentence_that_has_the_word_matches_best() -> None:
    without, having = _matches(_Kept(_OF_WORDS), "Planted leeks.", "Sold honey.")
    assert having == pytest.approx(1.0)
    assert without < 0.6


def test_the_tokens_of_titles_stand_before() -> None:
    titled = np.concatenate([np.random.default_rng(4).normal(size=(3, _DIM)).astype(np.float32), _OF_WORDS])
    assert _matches(_Kept(titled), "Sold honey.") == _matches(_Kept(_OF_WORDS), "Sold honey.")


@pytest.mark.parametrize("kept", [_Kept(_OF_WORDS[:2]), _Kept(_OF_WORDS[:0], _SPANS[:0])], ids=["cut off", "none"])
def test_without_vectors_nothing_matches(kept: _Kept) -> None:
    assert _matches(kept, "Sold honey.") == [0.0]


def test_what_is_not_in_the_passage_as_it_is_matches_nothing() -> None:
    assert _matches(_Kept(_OF_WORDS), "Cell: B03") == [0.0]
    assert _matches(_Kept(_OF_WORDS), "Sold honey.", passage=replace(_PASSAGE, text="Else.")) == [0.0]
