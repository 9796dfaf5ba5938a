"""A tiny file of the layout that e5_file.py reads, written from weights that a test chooses."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, INNER, LAYERS, HEADS, POSITIONS = 32, 64, 2, 2, 64
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -3.0), ("▁query", -2.0), (":", -2.0)]
PIECES += [(piece, -4.0) for piece in ("▁the", "▁ra", "men", "ラーメン", "▁caf", "é", "fi", "～", "▁passage", "日")]
LETTERS = {"\x01": "", "\n": " ", "\u200b": " ", "ﬁ": "fi", "ﾗ": "ラ", "\u3000": " "}
_SHAPES = {
    "emb.word": (len(PIECES) + 3, HIDDEN),
    "emb.pos": (POSITIONS, HIDDEN),
    "emb.type": (2, HIDDEN),
    "emb.ln.w": (HIDDEN,),
    "emb.ln.b": (HIDDEN,),
}
_LAYER = {name: (HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao")} | {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}


def shapes() -> dict[str, tuple[int, ...]]:
    """Of every tensor of the file, by its name there."""
    found: dict[str, tuple[int, ...]] = dict(_SHAPES)
    for layer in range(LAYERS):
        for name, shape in _LAYER.items():
            found |= {f"l{layer}.{name}.w": shape, f"l{layer}.{name}.b": shape[:1]}
        for name in ("aln", "oln"):
            found |= {f"l{layer}.{name}.{part}": (HIDDEN,) for part in "wb"}
    return found


def is_packed(name: str) -> bool:
    """Whether a tensor is kept in four bits."""
    return name == "emb.word" or name.split(".")[1] in _LAYER and name.endswith(".w")


def levels_and_scales(name: str) -> tuple[np.ndarray, np.ndarray]:
    """((n, 32) of -8..7, (n,) scales that f16 holds) of a packed tensor, always the same."""
    numbers = np.random.default_rng(sum(name.encode()))
    count = int(np.prod(shapes()[name])) // 32
    return numbers.integers(-8, 8, (count, 32)), numbers.choice([0.25, 0.125, 0.0625], count)


def write_e5_file(path: Path) -> Path:
    begins = np.cumsum([0, *(len(piece.encode()) for piece, _ in PIECES)])
    text = "".join(piece for piece, _ in PIECES).encode()
    words = len(PIECES) + 3
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, words, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text))
    head += begins.astype("<u4").tobytes() + np.array([score for _, score in PIECES], "<f4").tobytes() + text
    letters = b"".join(
        struct.pack(f"<IB{len(read)}I", ord(letter), len(read), *map(ord, read)) for letter, read in LETTERS.items()
    )
    head += struct.pack("<iI", len(LETTERS), len(letters)) + letters
    tensors = {name: _packed(name) if is_packed(name) else _plain(name) for name in shapes()}
    place = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, data in tensors.items():
        kind, count = int(is_packed(name)), int(np.prod(shapes()[name]))
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, place + len(body), len(data))
        body += data
    path.write_bytes(head + directory + body)
    return path


def _packed(name: str) -> bytes:
    levels, scales = levels_and_scales(name)
    nibbles = (levels + 8).astype(np.uint8)
    halves = nibbles[:, :16] | nibbles[:, 16:] << 4
    return b"".join(np.float16(scale).tobytes() + half.tobytes() for scale, half in zip(scales, halves, strict=True))


def _plain(name: str) -> bytes:
    if name.endswith("ln.w"):
        return np.ones(HIDDEN, "<f4").tobytes()
    return np.random.default_rng(len(name)).normal(0, 0.1, shapes()[name]).astype("<f4").tobytes()
