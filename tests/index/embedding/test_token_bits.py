"""Signs of vectors stand for the vectors: packed, unpacked, and compared as the angles between them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.token_bits import pack, says_something, signs, similarities, unpack


def some_vectors(count: int, dim: int, seed: int = 7) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def _says(tokens: list[str]) -> np.ndarray:
    return np.array([says_something(token) for token in tokens], bool)


@pytest.mark.parametrize("dim", [1, 7, 8, 63, 64, 65, 128, 384])
def test_what_is_packed_is_unpacked(dim: int) -> None:
    vectors = some_vectors(5, dim)
    found = unpack(pack(np.ones(5, bool), vectors), dim)
    assert found.shape == (5, -(-dim // 64)) and (found == signs(vectors)).all()


@pytest.mark.parametrize("dim", [1, 8, 63, 64, 65, 384])
def test_a_bit_is_set_where_the_number_is_positive(dim: int) -> None:
    vectors = some_vectors(3, dim)
    bits = np.unpackbits(signs(vectors).view(np.uint8), axis=1)
    assert (bits[:, :dim] == (vectors > 0)).all() and not bits[:, dim:].any()


def test_tokens_that_say_nothing_are_left_out() -> None:
    vectors = some_vectors(5, 64)
    found = unpack(pack(_says(["the", "kernel", ",", "##s", "of"]), vectors), 64)
    assert (found == signs(vectors[[1, 3]])).all()


@pytest.mark.parametrize("tokens", [[], ["the", ".", "of"]], ids=["no tokens", "stop words"])
def test_nothing_said_is_no_bytes(tokens: list[str]) -> None:
    packed = pack(_says(tokens), some_vectors(len(tokens), 384).reshape(-1, 384))
    assert packed == b"" and unpack(packed, 384).shape == (0, 6)


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("kernel", True),
        ("##ing", True),
        ("3", True),
        ("学", True),
        ("é", True),
        ("the", False),
        ("The", False),
        (",", False),
        ("##", False),
        ("[", False),
        ("", False),
    ],
)
def test_tokens_that_say_something(token: str, says: bool) -> None:
    assert says_something(token) is says


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.integers(0, 4), st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_likeness_is_the_angle_of_the_share_of_signs_that_differ(dim: int, ours: int, theirs: int, seed: int) -> None:
    a, b = some_vectors(ours + 1, dim, seed)[:ours], some_vectors(theirs + 1, dim, seed + 1)[:theirs]
    found = similarities(signs(a), signs(b), dim)
    assert found.shape == (ours, theirs) and found.dtype == np.float32
    for i in range(ours):
        for j in range(theirs):
            differ = sum(bool(x > 0) != bool(y > 0) for x, y in zip(a[i], b[j], strict=True))
            assert found[i, j] == pytest.approx(np.cos(np.pi * differ / dim), abs=1e-5)


@pytest.mark.parametrize("dim", [64, 65, 384, 1024])
def test_ends_of_the_scale(dim: int) -> None:
    vectors = some_vectors(3, dim)
    assert np.diag(similarities(signs(vectors), signs(vectors), dim)).tolist() == pytest.approx([1.0] * 3)
    assert np.diag(similarities(signs(vectors), signs(-vectors), dim)).tolist() == pytest.approx([-1.0] * 3)


@pytest.mark.parametrize("cosine", [-0.5, 0.0, 0.3, 0.6, 0.9])
def test_the_estimate_is_near_the_cosine(cosine: float) -> None:
    dim, rng = 384, np.random.default_rng(3)
    a = some_vectors(200, dim, 1)
    across = rng.normal(size=a.shape)
    across -= (across * a).sum(1, keepdims=True) * a
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    b = cosine * a + np.sqrt(1 - cosine**2) * across
    found = np.diag(similarities(signs(a), signs(b), dim))
    assert found.mean() == pytest.approx(cosine, abs=0.03) and found.std() < 0.1


def test_nearest_by_signs_is_near_by_vectors() -> None:
    vectors = some_vectors(300, 384)
    asked = some_vectors(20, 384, 8) * 0.5 + vectors[:20]
    found = similarities(signs(asked), signs(vectors), 384)
    assert found.argmax(axis=1).tolist() == list(range(20))
