"""Lines of Markdown -> the parser's tokens of their blocks, kept small: a giant note has some hundred thousand."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MOST_TOKENS = 600_000  # as a list of 100,000 items has; lists in lists could make millions of so many lines
_NOTHING: dict[str, Any] = {}


def block_tokens(lines: Sequence[str], kind: str) -> Sequence[Token]:
    """The tokens of `lines`; where lists and quotations in each other make too many, they are read as plain text."""
    source = "\n".join(lines).replace("\0", "\ufffd")
    for flat in (False, True):
        tokens, parser = _Tokens(), _parser(kind, flat)
        try:
            parser.block.parse(source, parser, {}, tokens)
        except _TooManyError:
            continue
        return tokens
    return ()


class _TooManyError(Exception):
    """There are more tokens than any note needs."""


class _Tokens(list[Token]):
    """Tokens without the two dictionaries that each would have of its own. Raises _TooManyError."""

    def append(self, token: Token) -> None:
        if len(self) >= _MOST_TOKENS:
            raise _TooManyError
        token.attrs = token.meta = _NOTHING
        super().append(token)


@cache
def _parser(kind: str, flat: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    if flat:
        md.disable(["list", "blockquote"])
    # In plain text four spaces are an indent of the author's, not code.
    return md.disable("code") if kind == "text" else md
