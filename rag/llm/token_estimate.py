"""Text -> how many tokens a language model makes of it, at most, at least and likely; no model's tokenizer is at hand.

Vocabularies differ. What is packed into a window is counted by `most`, so that it fits whatever the model; what the
server says it has read is held against `fewest`, so that only a prompt that was really cut is called so.

most("two words") -> 4    fewest("two words") -> 2    likely("two words") -> 2
"""

import re

_PIECE = re.compile(r"[A-Za-z]+|[^\x00-\x7f]|[^A-Za-z\s]|[^\S ]| {2,}| (?=\s|$|[^\x00-\x7f])")
_LIKELY = re.compile(r"[A-Za-z]+|[^\x00-\x7f]|\d{1,2}|[^\w\s]{1,2}|_|\n+")
A_MESSAGE = 12  # tokens that a chat template puts around a message


def most(text: str) -> int:
    """Three letters a token, each digit and mark one, other scripts by their bytes."""
    return sum(_cost(piece) for piece in _PIECE.findall(text))


def _cost(piece: str) -> int:
    if piece.isascii():
        return (len(piece) + 2) // 3 if piece[0].isalpha() else 1
    return 4 if len(piece.encode("utf-8", "replace")) > 3 else 2


def fewest(text: str) -> int:
    """The words between spaces: no vocabulary has tokens that run over a space and hold two words."""
    return len(text.split())


def likely(text: str) -> int:
    """Six letters a token, two digits or marks, other scripts by their bytes: a little more than most vocabularies."""
    return sum(_likely_cost(piece) for piece in _LIKELY.findall(text))


def _likely_cost(piece: str) -> int:
    if piece.isascii():
        return (len(piece) + 5) // 6 if piece[0].isalpha() else 1
    return 3 if len(piece.encode("utf-8", "replace")) > 3 else 1
