"""Tokens -> the times they name, combined from the inside out: "first week of May", "between March and June 2020".

Each rule is a pattern over the tokens' kinds (one letter each, see lexicon.py) and a function of what it matched; at
each place the longest match that makes sense wins and becomes one token of kind "@" (a span), "%" (an open or finished
span) or "!" (not understood), so that outer rules see inner results. A pass is linear in the number of tokens.

>>> from datetime import date
>>> from rag.temporal.rules.calendar import DATE_RULES
>>> from rag.temporal.tokens import tokenize
>>> pieces = [Piece(token) for token in tokenize("first week of May 2020", "en")]
>>> "".join(piece.kind for piece in pieces)
'OUomY'
>>> "".join(piece.kind for piece in rewrite(pieces, DATE_RULES, Now(date(2020, 3, 18))))
'OUo@'
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.temporal.times import Now, Time
from rag.temporal.tokens import Token

_RELATIVE = {"L": "last", "l": "last", "T": "this", "F": "next", "f": "next"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, or what a rule made of several."""

    token: Token
    time: Time | None = None

    @property
    def kind(self) -> str:
        if self.time is None:
            return self.token.kind
        if self.time.problem:
            return "!"
        return "@" if self.time.from_ and self.time.to else "%"


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule sees: the pieces it covers, by kind, and their surroundings."""

    pieces: Sequence[Piece]
    start: int
    end: int
    now: Now

    def all(self, kinds: str) -> list[Piece]:
        return [piece for piece in self.pieces[self.start : self.end] if piece.kind in kinds]

    def number(self, kinds: str, nth: int = 0) -> int:
        """The value of the nth piece of these kinds."""
        return int(self.all(kinds)[nth].token.value)

    def word(self, kinds: str) -> str:
        """The value of the first piece of these kinds, as a word; "" when there is none."""
        found = self.all(kinds)
        return str(found[0].token.value) if found else ""

    def relative(self) -> str:
        """ "last", "this", "next" or ""; of "this past week" the one nearest to its noun."""
        found = self.all("LlTFf")
        return _RELATIVE[found[-1].kind] if found else ""

    def time(self, nth: int = 0) -> Time:
        """The nth inner result."""
        return self.times()[nth]

    def times(self) -> list[Time]:
        """All inner results."""
        return [piece.time for piece in self.pieces[self.start : self.end] if piece.time is not None]

    def has(self, kinds: str) -> bool:
        return bool(self.all(kinds))

    def before(self, skip: str = "D") -> Token | None:
        """The token before the match, articles skipped."""
        index = self.start - 1
        while index >= 0 and self.pieces[index].kind in skip:
            index -= 1
        return self.pieces[index].token if index >= 0 else None

    def after(self) -> Token | None:
        return self.pieces[self.end].token if self.end < len(self.pieces) else None


Build = Callable[[Match], Time | None]
Rule = tuple[re.Pattern[str], Build]


def rule(pattern: str, build: Build) -> Rule:
    """A rule; "MM" and the like in the pattern stand for the sure and the doubtful kind."""
    for letter in "MWS":
        pattern = pattern.replace(letter * 2, f"[{letter}{letter.lower()}]")
    return re.compile(pattern.replace(" ", "")), build


def rewrite(pieces: Sequence[Piece], rules: Sequence[Rule], now: Now) -> list[Piece]:
    """One pass from left to right: the longest rule that fits at each place replaces what it covers."""
    kinds = "".join(piece.kind for piece in pieces)
    out: list[Piece] = []
    position = 0
    while position < len(pieces):
        found = None if kinds[position] in '.;"' else _longest(pieces, kinds, position, rules, now)
        if found is None:
            out.append(pieces[position])
            position += 1
        else:
            end, time = found
            first, last = pieces[position].token, pieces[end - 1].token
            out.append(Piece(replace(first, end=last.end), time))
            position = end
    return out


def _longest(
    pieces: Sequence[Piece], kinds: str, position: int, rules: Sequence[Rule], now: Now
) -> tuple[int, Time] | None:
    ends = [(match.end(), build) for pattern, build in rules if (match := pattern.match(kinds, position))]
    for end, build in sorted(ends, key=lambda pair: -pair[0]):
        if end > position and (time := build(Match(pieces, position, end, now))) is not None:
            return end, time
    return None
