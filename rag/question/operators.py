"""Operators in a question, "exact phrase", -word, -"a phrase", tag:ml -> what they name, and the text without them.

>>> operators = read_operators('pooling "feature map" -keras tag:ml')
>>> operators.phrases, operators.excluded, operators.tags, operators.rest
(('feature map',), ('keras',), ('ml',), 'pooling "feature map"')
"""

import re
from dataclasses import dataclass

# Empty ones too: the marks of "" are no partners of the next phrase's.
_QUOTES = r'"[^"\n]{0,300}"|“[^“”\n]{0,300}”|„[^„“”\n]{0,300}[“”]|«[^«»\n]{0,300}»'
# A hyphen is an operator only where a word begins and a letter follows: not in "well-known", "- item", "-5 °C".
_OPERATOR = re.compile(
    rf"(?<!\S)-(?P<no>{_QUOTES}|[^\W\d_][\w'’-]*)(?=[\s,;.?!]|$)"
    r"|(?<!\S)tag:#?(?P<tag>[\w][\w/-]*)"
    rf"|(?P<phrase>{_QUOTES})",
    re.IGNORECASE,
)
_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Operators:
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    tags: tuple[str, ...]
    rest: str  # the text without exclusions and tags; phrases stay, in their quotation marks


def read_operators(text: str, excluding: bool = True) -> Operators:
    """The operators in `text`; a quotation mark without its partner is a character like any other.

    Without `excluding` a minus is one too: "what does -march do".
    """
    phrases, excluded, tags = [], [], []
    kept: list[str] = []
    position = 0
    for match in _OPERATOR.finditer(text):
        if match["phrase"]:
            if phrase := _unquoted(match["phrase"]):
                phrases.append(phrase)
            continue
        if match["no"] and not excluding:
            continue
        if match["no"]:
            excluded.append(_unquoted(match["no"]))
        else:
            tags.append(match["tag"].lower())
        kept.append(text[position : match.start()])
        position = match.end()
    kept.append(text[position:])
    rest = " ".join("".join(kept).split()) if position else text
    excluded = [words for words in excluded if words]
    return Operators(_unique(phrases), _unique(excluded), _unique(tags), rest)


def without_quotes(text: str) -> str:
    """The text with the marks of its phrases gone and their words kept."""
    return re.sub(_QUOTES, lambda match: match[0][1:-1], text)


def _unquoted(text: str) -> str:
    words = " ".join(text.strip(_MARKS).split())
    return words if re.search(r"\w", words) else ""


def _unique(words: list[str]) -> tuple[str, ...]:
    """In the order they were written, each by its first spelling."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return tuple(found.values())
