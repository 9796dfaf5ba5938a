"""Word pieces and their scores -> a Unigram tokenizer (Kudo, "Subword Regularization", 2018), as sentencepiece's."""

import re
import unicodedata
from typing import TYPE_CHECKING

from index.embedding.multilingual.e5_file import E5File

if TYPE_CHECKING:
    from tokenizers import Regex, Tokenizer
    from tokenizers.normalizers import Normalizer

_SPACE = "▁"  # which sentencepiece writes for a space
_STAND_IN = 0xF0000  # the first code point of a plane for private use: nobody's notes have these


def unigram_tokenizer(file: E5File) -> "Tokenizer":
    """Ready to be saved: letters made one of their forms, spaces joined, the special pieces around."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(file.pieces), unk_id=file.unknown))
    tokenizer.normalizer = _normalizer(file)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    start, end = file.pieces[file.start][0], file.pieces[file.end][0]
    special = [(start, file.start), (end, file.end)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}", pair=f"{start} $A {end} {end} $B {end}", special_tokens=special
    )
    ids = sorted({file.start, file.end, file.padding, file.unknown})
    tokenizer.add_special_tokens([AddedToken(file.pieces[number][0], special=True) for number in ids])
    return tokenizer


def _normalizer(file: E5File) -> "Normalizer":
    """NFKC, and what the file has otherwise: letters left out, read as a space, or kept as they are.

    The file's list is of single letters, NFKC joins letters and their accents as well, as the model's own list did.
    """
    from tokenizers import Regex, normalizers

    steps: list[Normalizer] = []
    for read in sorted({read for read in file.letters.values() if read in {"", " "}}):
        letters = sorted(letter for letter, instead in file.letters.items() if instead == read and letter != read)
        steps.append(normalizers.Replace(_any_of(letters), read))
    known = sorted({letter for piece, _ in file.pieces for letter in piece} - set(file.letters) - {_SPACE})
    kept = [letter for letter in known if unicodedata.normalize("NFKC", letter) != letter]
    stand_ins = [(letter, chr(_STAND_IN + number)) for number, letter in enumerate(kept)]
    steps += [normalizers.Replace(letter, stand_in) for letter, stand_in in stand_ins]
    steps.append(normalizers.NFKC())
    steps += [normalizers.Replace(stand_in, letter) for letter, stand_in in stand_ins]
    steps.append(normalizers.Replace(Regex(" {2,}"), " "))
    return normalizers.Sequence(steps)


def _any_of(letters: list[str]) -> "Regex":
    from tokenizers import Regex

    return Regex(f"[{''.join(re.escape(letter) for letter in letters)}]")
