"""A model's name -> TokenCounter: how many tokens a text takes, and which characters each stands for.

Only the `tokenizers` library is loaded: passages are cut by it long before any vector is made.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.model_files import canonical, local_folder, models_folder, read_prepared
from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class TokenCounter:
    """Counts without special tokens, without cutting: `count("convolutional nets") -> 5`."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer

    def count(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, counted in one batch: several times faster than `count` on each."""
        return [len(encoding) for encoding in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """(start, end) in characters of each token of `text`."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)


def load_tokenizer(name: str, data_dir: Path) -> TokenCounter:
    """The counter of a model ("" is the default one); a model need not have been prepared for it."""
    folder = local_folder(name, data_dir)
    if folder is not None and (folder / "tokenizer.json").is_file():
        return TokenCounter(read_tokenizer(folder / "tokenizer.json"))
    for path in sorted(models_folder(data_dir).glob("*/*.json")):
        prepared = read_prepared(path)
        if prepared and prepared.model.name == canonical(name) and (path.parent / "tokenizer.json").is_file():
            return TokenCounter(read_tokenizer(path.parent / "tokenizer.json"))
    raise ModelError(f"the tokenizer of the embedding model '{name}' is not prepared yet", "Run daycite index first")


def read_tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises the bare class
        raise ModelError(f"the tokenizer {path} is damaged: {error}", "Reinstall the model") from error
