"""Patterns of many alternatives, searched only in texts that have the letters which each match needs.

`Sieve` searches so; `WordSigns` only tells, of a whole note at once, what could be found in it.

Where languages are put together a pattern has hundreds of alternatives, each tried at each place of a text; most texts
lack the words of all of them. `needed(r"no (?:idea|clue)|unsure")` -> {"no ", "unsure"}.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]

from index.text.language_data import LANGUAGES, SHARED, language_data

_Part = tuple[object, object]
Way = tuple[frozenset[str], ...]
"""What an alternative needs: of each set one string."""
WayBy = dict[str, list[Way]]
"""What is needed beside a string."""
_NO_WORD = re.compile(r"\W+")
_SPACES = frozenset(("CATEGORY_SPACE", "CATEGORY_NOT_WORD"))
_MOST = 64  # strings for a part of a pattern
_SHORT = 4  # letters, of which fewer stand in too many texts
_FIRST = 3  # letters of a string, by which it is looked up
_LEAST = 2  # letters, of which one tells little less than nothing


class Sieve:
    """`search` with an entry of all languages, each searched only where a text has letters that its words need."""

    def __init__(self, key: str) -> None:
        """`key` as for `any_of`; texts are folded, for the patterns have no flags. Raises KeyError."""
        known = (language_data(code).alternatives(key) for code in (*LANGUAGES, SHARED))
        patterns = [pattern for pattern in known if pattern]
        if not patterns:
            raise KeyError(key)
        self._patterns = [re.compile(pattern) for pattern in patterns]
        self._always: list[int] = []
        """The patterns of which it cannot be said what their matches need."""
        self._needs: dict[str, list[tuple[int, str]]] = {}
        """The first letters of what a pattern needs -> its number and all that it needs."""
        for number, pattern in enumerate(patterns):
            literals = needed(pattern)
            if literals is None:
                self._always.append(number)
            for literal in literals or ():
                self._needs.setdefault(literal[:_FIRST], []).append((number, literal))
        self._short = [first for first in self._needs if len(first) < _FIRST]
        self._short_in_ascii = list(filter(str.isascii, self._short))
        self._firsts = {tuple(first) for first in self._needs if len(first) == _FIRST}

    def search(self, text: str) -> "re.Match[str] | None":
        """The match that begins first; of several, that of the first language."""
        best = None
        firsts = ["".join(letters) for letters in self._firsts.intersection(_threes(text))]
        firsts += filter(text.__contains__, self._short_in_ascii if text.isascii() else self._short)
        numbers = {number for first in firsts for number, literal in self._needs[first] if literal in text}
        for number in sorted(numbers.union(self._always)):
            match = self._patterns[number].search(text)
            if match and (best is None or match.start() < best.start()):
                best = match
        return best


@lru_cache(maxsize=64)
def _threes(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of so many signs: the same text is searched with several entries, one after the other."""
    return frozenset(zip(*(text[i:] for i in range(_FIRST)), strict=False))


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


class WordSigns:
    """What texts need to match an entry of any language; texts are such `spaced_words`."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Raises ValueError where an alternative of an entry needs no word: any text could match it."""
        patterns = [language_data(code).alternatives(key) for key in keys for code in (*LANGUAGES, SHARED)]
        self._by_first: dict[str, list[Way]] = {}
        for way in {way for pattern in patterns if pattern for way in _ways(list(parser.parse(pattern)))}:
            if not way:
                raise ValueError("an alternative needs no word")
            for string in way[0]:
                self._by_first.setdefault(string, []).append(way[1:])
        self._by_key: dict[str, list[str]] = {}
        for string in self._by_first:
            self._by_key.setdefault(_key(string), []).append(string)
        self._by_sign: dict[str, list[str]] = {}
        """Those that have only pieces of words, by their sign that is farthest from the Latin ones."""
        for string in self._by_key.pop("", []):
            self._by_sign.setdefault("" if string.isascii() else max(string), []).append(string)

    def within(self, words: str) -> WayBy:
        """Those that a part of the text could match: by one string that it has, what else it needs."""
        known = set(words.split())
        known.update([f"{word[:_SHORT]}…" for word in known])
        strings = list(self._by_sign.get("", ()))
        for sign in () if words.isascii() else self._by_sign.keys() & set(words):
            strings += self._by_sign[sign]
        for key in known.intersection(self._by_key):
            strings += self._by_key[key]
        ways = {string: self._by_first[string] for string in strings if string in words}
        return {string: here for string, of in ways.items() if (here := [way for way in of if _has(words, way)])}


def _key(string: str) -> str:
    """A word that a text has to have, or the beginning of one, "know…"; "" where it has only pieces of words."""
    begun = string.split() if string.startswith(" ") else string.split()[1:]
    if not begun:
        return ""
    last = "" if string.endswith(" ") else begun.pop()
    longest = max(begun, key=len, default="")
    return f"{last[:_SHORT]}…" if len(last) >= _SHORT > len(longest) else longest


def could_match(words: str, needs: WayBy) -> bool:
    """Whether the text has all that one of them needs."""
    return any(_has(words, way) for string, ways in needs.items() if string in words for way in ways)


def spaced_words(folded: str) -> str:
    """One space for all between words, and at both ends: a word's edge in a pattern is a space in it."""
    return _NO_WORD.sub(" ", f" {folded} ")


def _has(words: str, way: Way) -> bool:
    return all(any(map(words.__contains__, strings)) for strings in way)


def _ways(sequence: list[_Part]) -> Iterator[Way]:
    """Of each alternative; what is looked for first is one of few strings, and no short one."""
    kinds = [str(kind) for kind, _ in sequence]
    inner = [i for i, kind in enumerate(kinds) if kind != "AT"]
    if len(inner) == 1 and kinds[inner[0]] in ("SUBPATTERN", "BRANCH"):
        before, (kind, value), behind = sequence[: inner[0]], sequence[inner[0]], sequence[inner[0] + 1 :]
        for branch in value[1] if str(kind) == "BRANCH" else [value[-1]]:  # type: ignore[index]
            yield from _ways([*before, *branch, *behind])
    else:
        yield tuple(sorted(set(_needs(sequence)), key=_order))


def _order(strings: frozenset[str]) -> tuple[bool, int, int, str]:
    return _least(strings) < _SHORT, len(strings), -_least(strings), min(strings)


def _shortest(strings: Iterable[str]) -> frozenset[str]:
    """Without those that hold another."""
    known = set(strings)
    return frozenset(own for own in known if not any(other in own for other in known if other != own))


def _needs(sequence: Iterable[_Part]) -> list[frozenset[str]]:
    """Sets of strings, of each of which one stands in all that the parts match one behind the other."""
    found: list[Iterable[str]] = []
    run = {""}
    for kind, value in sequence:
        strings = _strings(str(kind), value)
        if strings is None:
            found += [run, *_inner_needs(str(kind), value)]
            run = {""}
        elif len(run) * len(strings) <= _MOST:
            run = {before + string for before in run for string in strings}
        else:
            found.append(run)
            run = strings
    spaced = (_shortest(_NO_WORD.sub(" ", string) for string in strings) for strings in [*found, run])
    return [strings for strings in spaced if _least(strings)]


def _least(strings: Iterable[str]) -> int:
    """The length of the shortest; spaces tell nothing."""
    return min(len(string.strip()) for string in strings)


def _strings(kind: str, value: object) -> set[str] | None:
    """All that the part can match, None where these are too many; a word's edge is a space."""
    if kind == "LITERAL":
        return {chr(value)}  # type: ignore[arg-type]
    if kind in ("ASSERT", "ASSERT_NOT"):
        return {""}
    if kind == "AT":
        return {" "} if str(value) in ("AT_BOUNDARY", "AT_BEGINNING") else {""}
    if kind == "SUBPATTERN":
        return _of_all(value[-1])  # type: ignore[index]
    if kind == "BRANCH":
        branches = [_of_all(branch) for branch in value[1]]  # type: ignore[index]
        return None if None in branches else _few(set().union(*(branch or () for branch in branches)))
    if kind == "IN":
        return _of_signs(value)  # type: ignore[arg-type]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeated(*value)  # type: ignore[misc]
    return None


def _of_all(sequence: Iterable[_Part]) -> set[str] | None:
    out = {""}
    for kind, value in sequence:
        strings = _strings(str(kind), value)
        joined = None if strings is None else _few({before + string for before in out for string in strings})
        if joined is None:
            return None
        out = joined
    return out


def _few(strings: set[str]) -> set[str] | None:
    return strings if len(strings) <= _MOST else None


def _of_signs(signs: list[_Part]) -> set[str] | None:
    if all(str(kind) == "LITERAL" for kind, _ in signs):
        return {chr(code) for _, code in signs}  # type: ignore[arg-type]
    return {" "} if all(str(kind) == "CATEGORY" and str(value) in _SPACES for kind, value in signs) else None


def _repeated(least: int, most: int, repeated: Iterable[_Part]) -> set[str] | None:
    strings = _of_all(repeated)
    if strings is None or strings != {" "} and most != 1:
        return None
    return strings if least else _few(strings | {""})


def _inner_needs(kind: str, value: object) -> list[frozenset[str]]:
    """What a part needs that can match too much to name it all."""
    if kind == "SUBPATTERN":
        return _needs(value[-1])  # type: ignore[index]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = value  # type: ignore[misc]
        return _needs(repeated) if least else []  # type: ignore[has-type]
    if kind != "BRANCH":
        return []
    branches = [max(_needs(branch), key=_least, default=None) for branch in value[1]]  # type: ignore[index]
    return [] if None in branches else [frozenset().union(*(branch or () for branch in branches))]
