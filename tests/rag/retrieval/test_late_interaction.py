"""Late interaction on bits against the same sums worked out one by one, and against the vectors themselves."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.embedder import Embedder, TokenVectors
from index.embedding.token_bits import pack, says_something, signs
from rag.question.terms import name_spans, word_spans
from rag.retrieval.late_interaction import WINDOWS, QueryVectors, best_matches, best_windows, query_vectors

DIM = 64


class _Weights:
    """What `read_asked` asks of a word index: each word's weight, its length where nothing else is said."""

    def __init__(self, **known: float) -> None:
        self.known = known

    def weights(self, words: Sequence[str]) -> list[float]:
        return [self.known.get(word.casefold(), float(len(word))) for word in words]


def cut(text: str, *tokens: str) -> TokenVectors:
    """Tokens of `text` as a model cuts it, each with its place and a vector of its own."""
    offsets, at = [], 0
    for token in tokens:
        word = token.removeprefix("##")
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    vectors = np.random.default_rng(1).normal(size=(len(tokens), DIM)).astype(np.float32)
    return list(tokens), offsets, vectors


def asked_of(text: str, tokens: TokenVectors, names: Sequence[str] = (), **weights: float) -> QueryVectors:
    index: Any = _Weights(**weights)
    return query_vectors(word_spans(text), name_spans(text, names), np.zeros(DIM, np.float32), tokens, index)


def test_words_weigh_by_their_index_and_together_one() -> None:
    text = "what is the kernel size"
    asked = asked_of(text, cut(text, "what", "is", "the", "kernel", "size"), kernel=3.0, size=1.0)
    assert asked.weights.tolist() == [0.75, 0.25] and len(asked.bits) == 2 and asked.dim == DIM


def test_a_word_s_weight_is_shared_by_its_tokens() -> None:
    text = "backpropagation works"
    asked = asked_of(text, cut(text, "back", "##prop", "##agation", "works"), backpropagation=3.0, works=1.0)
    assert asked.weights.tolist() == pytest.approx([0.25, 0.25, 0.25, 0.25])


def test_the_words_of_asking_count_only_where_nothing_else_is_said() -> None:
    text = "which days did I write of kernels"
    tokens = cut(text, "which", "days", "did", "I", "write", "of", "kernels")
    assert len(asked_of(text, tokens).weights) == 1
    text = "what did I write"
    assert len(asked_of(text, cut(text, "what", "did", "I", "write")).weights) == 1


def test_marks_have_no_weight() -> None:
    text = "kernels, (strides)?"
    asked = asked_of(text, cut(text, "kernels", ",", "(", "strides", ")", "?"))
    assert len(asked.weights) == 2


def test_names_count_in_one_of_the_two_sums_only() -> None:
    text = "what did Caroline paint"
    tokens = cut(text, "what", "did", "Carol", "##ine", "paint")
    asked = asked_of(text, tokens, ["Caroline"], caroline=2.0, paint=2.0)
    assert asked.weights.tolist() == pytest.approx([0.25, 0.25, 0.5])
    assert asked.unnamed.tolist() == pytest.approx([0.0, 0.0, 1.0])


def test_a_question_of_names_only_has_nothing_unnamed() -> None:
    text = "Caroline"
    asked = asked_of(text, cut(text, "Caroline"), ["Caroline"])
    assert asked.weights.tolist() == [1.0] and asked.unnamed.tolist() == [0.0]


@pytest.mark.parametrize("text", ["what is the", "?!", ""], ids=["stop words", "marks", "nothing"])
def test_a_question_that_says_nothing_matches_nothing(text: str) -> None:
    asked = asked_of(text, cut(text, *text.split()))
    assert len(asked.weights) == len(asked.bits) == 0
    assert best_matches(asked, {1: pack(np.ones(1, bool), np.ones((1, DIM)))}, [1]).shape == (0, 1)


def test_a_model_without_token_vectors_matches_nothing() -> None:
    asked = asked_of("kernels", ([], [], np.zeros((0, DIM), np.float32)))
    assert asked.weights.tolist() == []


def _asked(vectors: np.ndarray) -> QueryVectors:
    weights = np.full(len(vectors), 1 / max(len(vectors), 1))
    return QueryVectors(np.zeros(DIM), signs(vectors), weights, weights, vectors.shape[1])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 6), max_size=6), st.integers(1, 4), st.sampled_from([64, 65, 384]), st.integers(0, 10**6)
)
def test_matches_are_the_likest_token_of_each_passage(sizes: list[int], k: int, dim: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    ours, passages = rng.normal(size=(k, dim)), [rng.normal(size=(size, dim)) for size in sizes]
    packed = {i: pack(np.ones(len(its), bool), its) for i, its in enumerate(passages)}
    found = best_matches(_asked(ours), packed, list(range(len(sizes))))
    assert found.shape == (k, len(sizes))
    for place, its in enumerate(passages):
        for token in range(k):
            differ = [int(((ours[token] > 0) != (one > 0)).sum()) for one in its]
            best = max((np.cos(np.pi * d / dim) for d in differ), default=0.0)
            assert found[token, place] == pytest.approx(max(best, 0.0), abs=1e-5)


def test_passages_without_bits_match_nothing_and_keep_their_place() -> None:
    ours = np.ones((1, DIM))
    found = best_matches(_asked(ours), {3: pack(np.ones(1, bool), ours), 4: b""}, [9, 4, 3])
    assert found.tolist() == [[0.0, 0.0, pytest.approx(1.0)]]


PASSAGES = [
    "Convolution kernels slide over the image and find edges.",
    "Max pooling keeps the largest value of each window.",
    "I baked sourdough bread with rye flour for breakfast.",
    "We walked along the river and watched the herons.",
    "Backpropagation computes gradients by the chain rule.",
    "The dentist said that my tooth needs a filling.",
    "Padding keeps the image at its size after a convolution.",
    "Tom and I talked about moving to Lisbon in spring.",
    "Learning rates that are too high make the loss explode.",
    "My knee hurt after running ten kilometres.",
]
QUESTIONS = {
    "how does a convolution find edges": 0,
    "what does pooling do to a window": 1,
    "which flour did I use for the bread": 2,
    "where did we see herons": 3,
    "how are gradients computed": 4,
    "what did the dentist say": 5,
    "how far did I run when the knee hurt": 9,
}


def _sums(asked: np.ndarray, weights: np.ndarray, passages: Sequence[np.ndarray]) -> np.ndarray:
    return np.array([weights @ (asked @ its.T).max(axis=1).clip(0) for its in passages])


@pytest.mark.parametrize(("question", "best"), QUESTIONS.items())
def test_bits_rank_as_vectors_do(embedder: Embedder, question: str, best: int) -> None:
    read = [embedder.read_question(text)[1] for text in PASSAGES]
    kept = [vectors[[says_something(token) for token in tokens]] for tokens, _, vectors in read]
    index: Any = _Weights()
    meaning, tokens = embedder.read_question(question)
    asked = query_vectors(word_spans(question), (), meaning, tokens, index)
    rows = [row for row, bits in enumerate(signs(tokens[2])) if any((bits == own).all() for own in asked.bits)]
    by_vectors = _sums(tokens[2][rows], asked.weights, kept)
    packed = {
        i: pack(np.array([says_something(its) for its in tokens], bool), vectors)
        for i, (tokens, _, vectors) in enumerate(read)
    }
    by_bits = asked.weights @ best_matches(asked, packed, range(len(PASSAGES)))
    assert by_bits.argmax() == by_vectors.argmax() == best
    assert np.corrcoef(by_bits, by_vectors)[0, 1] > 0.9


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_windows_are_what_trying_each_stretch_finds(data: st.DataObject) -> None:
    tokens = np.array(data.draw(st.lists(st.integers(0, 40), min_size=1, max_size=8)))
    days = np.sort(np.array(data.draw(st.lists(st.integers(0, 2), min_size=len(tokens), max_size=len(tokens)))))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    matches, weights = rng.random((3, int(tokens.sum())), np.float32), np.array([0.5, 0.3, 0.2])
    found = best_windows(matches, tokens, days, weights)
    day_of, passage_of = np.repeat(days, tokens), np.repeat(np.arange(len(tokens)), tokens)
    for passage in range(len(tokens)):
        expected = 0.0
        for width in WINDOWS:
            stretches = [
                matches[:, start : start + width][:, day_of[start : start + width] == day_of[start]]
                for start in np.flatnonzero(passage_of == passage)
            ]
            expected += max((float(weights @ some.max(axis=1) ** 2) for some in stretches), default=0.0) / len(WINDOWS)
        assert found[passage] == pytest.approx(expected, abs=1e-5)


def test_words_that_stand_together_beat_words_far_apart() -> None:
    matches = np.zeros((2, 400), np.float32)
    matches[0, 10] = matches[1, 300] = 1.0  # of the first day
    matches[0, 360], matches[1, 365] = 0.9, 0.9  # of the second
    tokens, days = np.full(10, 40), np.array([0] * 8 + [1] * 2)
    found = best_windows(matches, tokens, days, np.array([0.5, 0.5]))
    assert found[8:].max() > found[:8].max()
