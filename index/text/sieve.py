"""Patterns of many alternatives, searched only in texts that have the letters which each match needs.

Where languages are put together a pattern has hundreds of alternatives, each tried at each place of a text; most texts
lack the words of all of them. `needed(r"no (?:idea|clue)|unsure")` -> {"no ", "unsure"}.
"""

import re
from collections.abc import Iterable
from re import _parser as parser  # type: ignore[attr-defined]

from index.text.language_data import LANGUAGES, SHARED, language_data

_LEAST = 2  # letters, of which one tells little less than nothing


class Sieve:
    """`search` with an entry of all languages, each searched only where a text has letters that its words need."""

    def __init__(self, key: str) -> None:
        """`key` as for `any_of`; texts are folded, for the patterns have no flags. Raises KeyError."""
        known = (language_data(code).alternatives(key) for code in (*LANGUAGES, SHARED))
        patterns = [pattern for pattern in known if pattern]
        if not patterns:
            raise KeyError(key)
        self._parts = [(_first_short(needed(pattern)), re.compile(pattern)) for pattern in patterns]
        self._in_ascii = [
            (own if own is None else tuple(filter(str.isascii, own)), compiled) for own, compiled in self._parts
        ]

    def search(self, text: str) -> "re.Match[str] | None":
        """The match that begins first; of several, that of the first language."""
        best = None
        for literals, pattern in self._in_ascii if text.isascii() else self._parts:
            if literals is None or any(map(text.__contains__, literals)):
                match = pattern.search(text)
                if match and (best is None or match.start() < best.start()):
                    best = match
        return best


def _first_short(literals: frozenset[str] | None) -> tuple[str, ...] | None:
    """The likeliest to be found are looked for first."""
    return None if literals is None else tuple(sorted(literals, key=lambda literal: (len(literal), literal)))


def needed(pattern: str) -> frozenset[str] | None:
    """Literals one of which stands in each text that the pattern matches; None where that cannot be said."""
    found = _of_sequence(parser.parse(pattern))
    if found is None:
        return None
    return frozenset(own for own in found if not any(other != own and other in own for other in found))


def _of_sequence(sequence: Iterable[tuple[object, object]]) -> frozenset[str] | None:
    """Of parts that all have to match, those of the part that is hardest to find."""
    choices: list[frozenset[str]] = []
    run = ""
    for kind, value in sequence:
        if str(kind) == "LITERAL":
            run += chr(value)  # type: ignore[arg-type]
            continue
        choices += [frozenset((run,))] if run else []
        run = ""
        inner = _of_part(str(kind), value)
        choices += [inner] if inner else []
    choices += [frozenset((run,))] if run else []
    rated = [choice for choice in choices if _rarity(choice) >= _LEAST or not all(map(str.isascii, choice))]
    return max(rated, key=lambda choice: (_rarity(choice), -len(choice)), default=None)


def _rarity(choice: Iterable[str]) -> int:
    """The letters of the shortest: spaces tell nothing."""
    return min(len(literal.strip()) for literal in choice)


def _of_part(kind: str, value: object) -> frozenset[str] | None:
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1])  # type: ignore[index]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = value  # type: ignore[misc]
        return _of_sequence(repeated) if least else None  # type: ignore[has-type]
    if kind == "BRANCH":
        branches = [_of_sequence(branch) for branch in value[1]]  # type: ignore[index]
        return None if None in branches else frozenset().union(*(branch or () for branch in branches))
    return None
