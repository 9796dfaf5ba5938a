"""A model's name -> TokenCounter: how many tokens a text takes, and which characters each stands for.

Only the `tokenizers` library is loaded: passages are cut by it long before any vector is made.
"""

from collections.abc import Iterator, Sequence, Sized
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.model_files import canonical, local_folder, models_folder, read_prepared
from index.embedding.multilingual.package_file import is_multilingual
from index.embedding.pieces.cutter import PieceCutter
from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES, TOKENIZER = "pieces.safetensors", "tokenizer.json"
"""The tokenizer of a prepared model is one of these."""

_A_PIECE, _A_BATCH = 10_000, 40_000  # characters


class TokenCounter:
    """Counts without special tokens, without cutting: `count("convolutional nets") -> 5`."""

    def __init__(self, tokenizer: "Tokenizer | PieceCutter") -> None:
        tokenizer.no_truncation()
        if not isinstance(tokenizer, PieceCutter):
            tokenizer.no_padding()
        self._tokenizer = tokenizer

    def count(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, counted in batches: several times faster than `count` on each.

        A long text is counted in pieces, for each of its characters takes some hundred bytes while it is: between words
        the sum is the same, and of what is so long only that it does not fit is of interest.
        """
        out, batch, size = [0] * len(texts), list[tuple[int, str]](), 0
        for number, piece in ((n, piece) for n, text in enumerate(texts) for piece in _pieces(text)):
            batch.append((number, piece))
            size += len(piece)
            if size >= _A_BATCH:
                self._count_batch(batch, out)
                batch, size = [], 0
        self._count_batch(batch, out)
        return out

    def _count_batch(self, batch: Sequence[tuple[int, str]], out: list[int]) -> None:
        pieces = [piece for _, piece in batch]
        encodings: Sequence[Sized] = self._tokenizer.encode_batch_fast(pieces, add_special_tokens=False)
        for (number, _), encoding in zip(batch, encodings, strict=True):
            out[number] += len(encoding)

    def unknown_share(self, texts: Sequence[str]) -> float:
        """From 0 to 1: of the tokens of `texts`, how many stand for what the vocabulary has no piece for."""
        special = special_ids(self._tokenizer)
        found = [number for text in texts for number in self._tokenizer.encode(text, add_special_tokens=False).ids]
        return sum(number in special for number in found) / max(len(found), 1)

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """(start, end) in characters of each token of `text`."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _A_PIECE:
        space = text.rfind(" ", start + _A_PIECE // 2, start + _A_PIECE)
        end = space if space > 0 else start + _A_PIECE
        yield text[start:end]
        start = end
    yield text[start:]


def special_ids(tokenizer: "Tokenizer | PieceCutter") -> frozenset[int]:
    """The numbers of a model's special tokens: among a text's own it is what stands for all that is unknown."""
    if isinstance(tokenizer, PieceCutter):
        return tokenizer.special_numbers
    return frozenset(number for number, token in tokenizer.get_added_tokens_decoder().items() if token.special)


def load_tokenizer(name: str, data_dir: Path) -> TokenCounter:
    """The counter of a model ("" is the default one); a model need not have been prepared for it."""
    prepared = _prepared_folder(name, data_dir)
    if prepared is not None and (prepared / PIECES).is_file():
        return TokenCounter(open_cutter(prepared))
    # Of the multilingual model the tokenizer is made when it is prepared, and its package may be gone since.
    folder = None if is_multilingual(name) else local_folder(name, data_dir)
    if folder is not None and (folder / TOKENIZER).is_file():
        return TokenCounter(read_tokenizer(folder / TOKENIZER))
    if prepared is not None and (prepared / TOKENIZER).is_file():
        return TokenCounter(open_cutter(prepared))
    raise ModelError(f"the tokenizer of the embedding model '{name}' is not prepared yet", "Run daycite index first")


def _prepared_folder(name: str, data_dir: Path) -> Path | None:
    for path in sorted(models_folder(data_dir).glob("*/*.json")):
        prepared = read_prepared(path)
        if prepared and prepared.model.name == canonical(name):
            return path.parent
    return None


def open_cutter(folder: Path) -> "Tokenizer | PieceCutter":
    """The tokenizer of a prepared model, which pads nothing."""
    path = folder / PIECES
    if not path.is_file():
        tokenizer = read_tokenizer(folder / TOKENIZER)
        tokenizer.no_padding()
        return tokenizer
    try:
        return PieceCutter(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the tokenizer {path} is damaged: {error}", "Delete it, then run daycite index") from error


def read_tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises the bare class
        raise ModelError(f"the tokenizer {path} is damaged: {error}", "Reinstall the model") from error
