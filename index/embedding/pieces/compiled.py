"""A tokenizer of the library `tokenizers` -> its file of pieces, where it is of the kind that can be one.

That it gives the same is not believed but tried: on texts of every known language, and of letters in every form.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding.pieces.cutter import PieceCutter
from index.embedding.pieces.piece_file import PieceRules, write_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MARKER = "\ue000"  # of private use: no list of letters changes it
_A_LINE = 2_000  # letters that are asked for at once
_UNASSIGNED = {"Cn", "Co", "Cs"}


def write_compiled(tokenizer: "Tokenizer", path: Path, tried_on: Sequence[str]) -> bool:
    """Writes `path`; False, and no file, where the pieces have no likelihoods or `tried_on` are not cut the same."""
    described: dict[str, Any] = json.loads(tokenizer.to_str())
    model = described["model"]
    if model.get("type") != "Unigram" or model.get("byte_fallback") or model.get("unk_id") is None:
        return False
    around = tokenizer.encode("").ids
    special = {added["content"]: added["id"] for added in described["added_tokens"] if added["special"]}
    if len(around) > 2 or tokenizer.get_vocab_size(with_added_tokens=True) != len(model["vocab"]):
        return False
    before, after = tuple(around[:1]), tuple(around[1:])
    rules = PieceRules(model["unk_id"], before, after, special, _otherwise(tokenizer))
    write_pieces(path, [(text, score) for text, score in model["vocab"]], rules)
    ours = PieceCutter(path)
    if all(ours.encode(text).ids == tokenizer.encode(text).ids for text in tried_on):
        return True
    path.unlink()
    return False


def _otherwise(tokenizer: "Tokenizer") -> dict[str, str]:
    """What the tokenizer reads in the place of each letter, where that is not its NFKC."""
    normalizer = tokenizer.normalizer
    found: dict[str, str] = {}
    every = list(_assigned())
    for start in range(0, len(every), _A_LINE):
        letters = every[start : start + _A_LINE]
        line = _MARKER + "".join(letter + _MARKER for letter in letters)
        read = (normalizer.normalize_str(line) if normalizer else line).split(_MARKER)[1:-1]
        if len(read) != len(letters):
            raise ValueError("the tokenizer changes letters of private use")
        found |= {
            letter: instead
            for letter, instead in zip(letters, read, strict=True)
            if instead != unicodedata.normalize("NFKC", letter)
        }
    return found


def _assigned() -> Iterator[str]:
    """Every letter that Unicode has."""
    for point in range(sys.maxunicode + 1):
        letter = chr(point)
        if unicodedata.category(letter) not in _UNASSIGNED:
            yield letter
