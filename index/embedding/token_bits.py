"""A passage's token vectors, a bit a dimension: what late interaction compares a question's words with.

The sign of each dimension is a 32nd of the vector and tells nearly as much: the angle between two vectors is estimated
by the share of signs that differ (Charikar, "Similarity Estimation Techniques from Rounding Algorithms", 2002).
Measured on dated conversations, days ranked by signs are as good as by the vectors themselves.
"""

import numpy as np

from index.text.stop_words import stop_words

UNKNOWN_TOKEN = ""
"""Stands for what a model's vocabulary has no piece for: "[UNK]" is not among the words of any text."""
_WORD_STARTS = "▁" + chr(0x120)
"""How word pieces of some tokenizers say that a space stood before them; the stop word in "▁the" is "the"."""
_WORD_BYTES = 8  # bits are compared 64 at a time


def pack(says: np.ndarray, vectors: np.ndarray) -> bytes:
    """The signs of `vectors`, (tokens, dim), one row after the other, of the tokens that say something, (tokens,)."""
    return signs(vectors[says]).tobytes()


def says_something(token: str) -> bool:
    """Whether a token of the model's vocabulary is more than punctuation or a word like "the"."""
    return any(map(str.isalnum, token)) and token.lstrip(_WORD_STARTS).casefold() not in stop_words("en")


def signs(vectors: np.ndarray) -> np.ndarray:
    """(n, dim) vectors -> (n, dim / 64, rounded up) uint64."""
    bits = np.packbits(vectors > 0, axis=-1)
    missing = -bits.shape[1] % _WORD_BYTES
    return (np.pad(bits, ((0, 0), (0, missing))) if missing else bits).view(np.uint64)


def unpack(packed: bytes, dim: int) -> np.ndarray:
    """What `pack` made -> (n, dim / 64, rounded up) uint64."""
    return np.frombuffer(packed, np.uint64).reshape(-1, -(-dim // 64))


def similarities(ours: np.ndarray, theirs: np.ndarray, dim: int) -> np.ndarray:
    """(len(ours), len(theirs)) float32, the estimated cosine similarity of each pair of signs, from -1 to 1."""
    differ = np.zeros((len(ours), len(theirs)), np.uint16)
    for word in range(ours.shape[1]):
        differ += np.bitwise_count(ours[:, word, None] ^ theirs[None, :, word])
    cosine: np.ndarray = np.cos(np.arange(dim + 1) * np.float32(np.pi / dim))[differ]
    return cosine.astype(np.float32)
