"""Word pieces and their scores -> a file in which those that a text begins with are found without reading it all.

The pieces are a tree of letters. Its edges stand in a table with open addressing (Knuth, "The Art of Computer
Programming", 6.4): of a node and a letter it has the node below. A file of safetensors is mapped into memory, so of
250,000 pieces only the pages that a text needs are ever read.

    keys      (slots,) uint64   node << 21 | letter, 0 in an empty slot
    below     (slots,) uint32   the node that the edge leads to; the root is 1
    pieces    (nodes,) int32    the piece that ends in a node, -1 where none does
    scores    (n,) float64      of each piece, the logarithm of its likelihood
    begins    (n + 1,) uint32   where each piece's text begins in `text`
    text      (bytes,) uint8    in UTF-8
"""

import json
import mmap
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

_LETTER_BITS = 21  # of a code point
_GOLDEN = 0x9E3779B97F4A7C15  # Fibonacci hashing: 2^64 / the golden ratio
_WORD = (1 << 64) - 1
_ROOT = 1
_FULLEST = 0.6  # of the slots; fuller, and a letter that leads nowhere is looked for long
_TYPES = {"F64": np.float64, "U64": np.uint64, "U32": np.uint32, "I32": np.int32, "U8": np.uint8}


@dataclass(frozen=True, slots=True)
class PieceRules:
    """What a tokenizer does beside its pieces."""

    unknown: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    """ids of the special pieces around a text"""
    special: dict[str, int]
    """text -> id of what is cut out of a text before anything else"""
    otherwise: dict[str, str]
    """As Letters takes it"""


class PieceTable:
    """The file, mapped."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or ValueError where it is not such a file."""
        with path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._mapped[:8], "little")
        head: dict[str, Any] = json.loads(self._mapped[8 : 8 + size])
        rules = json.loads(head.pop("__metadata__")["rules"])
        self.rules = PieceRules(**{**rules, "before": tuple(rules["before"]), "after": tuple(rules["after"])})
        arrays = {name: _array(self._mapped, 8 + size, described) for name, described in head.items()}
        # Views give plain numbers one by one, four times as fast as arrays.
        self.keys, self.below = arrays["keys"].data, arrays["below"].data
        self.pieces, self.scores = arrays["pieces"].data, arrays["scores"].data
        self._begins, self._text = arrays["begins"].data, arrays["text"].data
        self.shift = 64 - (len(self.keys).bit_length() - 1)
        self.least = float(arrays["scores"].min())

    def __len__(self) -> int:
        return len(self.scores)

    def piece(self, number: int) -> str:
        return bytes(self._text[self._begins[number] : self._begins[number + 1]]).decode()

    def step(self, node: int, letter: int) -> int:
        """The node below, 0 where no piece goes on so."""
        key = node << _LETTER_BITS | letter
        slot = (key * _GOLDEN & _WORD) >> self.shift
        keys, last = self.keys, len(self.keys) - 1
        while (found := keys[slot]) != key:
            if not found:
                return 0
            slot = slot + 1 & last
        return self.below[slot]

    def cut(self, word: str) -> list[tuple[int, int]]:
        """(id, letters) of the likeliest pieces that make up `word` (Viterbi); what has no piece is the unknown one."""
        size, step, pieces, scores = len(word), self.step, self.pieces, self.scores
        letters = [ord(letter) for letter in word]
        best = [0.0] + [-np.inf] * size
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            here, node, end, alone = best[start], _ROOT, start, False
            while end < size and (node := step(node, letters[end])):
                end += 1
                piece = pieces[node]
                if piece >= 0:
                    alone = alone or end == start + 1
                    if here + scores[piece] > best[end]:
                        best[end], came[end] = here + scores[piece], (start, piece)
            if not alone and here + self.least - _UNKNOWN > best[start + 1]:
                best[start + 1], came[start + 1] = here + self.least - _UNKNOWN, (start, self.rules.unknown)
        return self._back(came)

    def _back(self, came: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The way from the end; unknown letters next to each other are one."""
        found: list[tuple[int, int]] = []
        end = len(came) - 1
        while end:
            start, piece = came[end]
            if found and piece == self.rules.unknown == found[-1][0]:
                found[-1] = (piece, found[-1][1] + end - start)
            else:
                found.append((piece, end - start))
            end = start
        return found[::-1]


_UNKNOWN = 10.0  # how much less likely than the least likely piece a letter without one is, as in sentencepiece


def _array(mapped: mmap.mmap, base: int, described: dict[str, Any]) -> np.ndarray:
    start, end = described["data_offsets"]
    kind = np.dtype(_TYPES[described["dtype"]])
    return np.frombuffer(mapped, kind, (end - start) // kind.itemsize, base + start)


def write_pieces(path: Path, pieces: list[tuple[str, float]], rules: PieceRules) -> None:
    """`pieces`: (text, score) by id."""
    from safetensors.numpy import save_file

    edges: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, (text, _) in enumerate(pieces):
        node = _ROOT
        for letter in text:
            node = edges.setdefault(node << _LETTER_BITS | ord(letter), len(edges) + 2)
        ends.setdefault(node, number)
    of_nodes = np.full(len(edges) + 2, -1, np.int32)
    of_nodes[list(ends)] = list(ends.values())
    keys, below = _hashed(np.array(list(edges), np.uint64), np.array(list(edges.values()), np.uint32))
    texts = [text.encode() for text, _ in pieces]
    arrays = {
        "keys": keys,
        "below": below,
        "pieces": of_nodes,
        "scores": np.array([score for _, score in pieces]),
        "begins": np.cumsum([0, *map(len, texts)], dtype=np.uint32),
        "text": np.frombuffer(b"".join(texts), np.uint8),
    }
    save_file(arrays, str(path), {"rules": json.dumps(asdict(rules))})


def _hashed(keys: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The table of so many edges: in each round those whose slot is free take it, the others go to the next."""
    bits = max(int(np.ceil(np.log2(len(keys) / _FULLEST + 1))), 3)
    table, below = np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.uint32)
    slots = (keys * np.uint64(_GOLDEN) >> np.uint64(64 - bits)).astype(np.int64)
    left = np.arange(len(keys))
    while len(left):
        _, first = np.unique(slots[left], return_index=True)
        takes = left[first]
        takes = takes[table[slots[takes]] == 0]
        table[slots[takes]], below[slots[takes]] = keys[takes], values[takes]
        left = np.setdiff1d(left, takes, assume_unique=True)
        slots[left] = slots[left] + 1 & (1 << bits) - 1
    return table, below
