"""Every compiled pattern of a package, and texts made to keep each busy: its own repeats, pumped up, then left to fail.

From a pattern's parse tree: what stands before a repeat once, the repeat's body many times, and an end that does not
fit. A pattern that looks at each place of such a text from each place takes four times as long for twice the text.
"""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

_FAILING = ("\x00", "a", "")
_COMMON = (
    " ",
    "\t",
    "a",
    "0",
    "-",
    "#",
    "> ",
    "[",
    "[[",
    "(",
    "`",
    "*",
    "_",
    "<",
    "- ",
    "1. ",
    "é",
    "晴",
    "://",
    "a ",
    ": ",
)
_NOTHING = 0.0015  # seconds: less than a square of 1,500 characters takes
_LARGE = 50  # a repeat of up to so many is not pumped: it is bounded


def patterns(package: ModuleType) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """(module.name, pattern, whether it is only tried at a text's beginning) of every pattern a module keeps.

    Those in tuples, lists and dicts count too, and what a cached function without arguments returns; how those are
    used is not looked for.
    """
    seen: set[int] = set()
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            for found in _inside(value):
                if id(found) not in seen and isinstance(found.pattern, str):
                    seen.add(id(found))
                    yield f"{info.name}.{name}", found, _anchored(name, source)


def _anchored(name: str, source: str) -> bool:
    """Whether all that its module does with the pattern is `match` and `fullmatch`, and no other module has it."""
    uses = re.findall(rf"(?<![\w.]){name}\b(?!\s*(?::[^=]+)?=[^=])(?:\.(\w+))?", source)
    return name.startswith("_") and bool(uses) and set(uses) <= {"match", "fullmatch"}


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:  # compiled when first needed
        yield from _inside(value(), depth)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _inside(each, depth - 1)
    elif depth and isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from _inside(each, depth - 1)


def pumps(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """(what stands before, what is repeated) for each unbounded repeat, and what any text may be full of."""
    found = [("", unit) for unit in _COMMON]
    found += _of(_parser.parse(pattern.pattern, pattern.flags), "")
    return list(dict.fromkeys(found))


def slowest(pattern: re.Pattern[str], anchored: bool, size: int) -> tuple[float, float, str]:
    """(seconds for `size`, seconds for twice as much, the text's recipe) of the worst text there is for the pattern."""
    worst = (0.0, 0.0, "")
    for before, unit in pumps(pattern):
        if unit.isspace():  # a note's gaps are made short when it is read (notes.py)
            continue
        for end in _FAILING:
            once = _seconds(pattern, anchored, before + unit * (size // len(unit)) + end)
            if once < _NOTHING:
                continue
            twice = _seconds(pattern, anchored, before + unit * (2 * size // len(unit)) + end)
            if twice > 2.9 * once and twice > worst[1]:
                worst = (once, twice, f"{before!r} + {unit!r} * n + {end!r}")
    return worst


def _seconds(pattern: re.Pattern[str], anchored: bool, text: str) -> float:
    """Of the quicker of two searches through the whole text."""
    took = []
    for _ in range(2):
        begun = time.process_time()
        if anchored:
            pattern.match(text)
        else:
            for _found in pattern.finditer(text):
                pass
        took.append(time.process_time() - begun)
        if took[0] < _NOTHING or took[0] > 1:
            break
    return min(took)


def _of(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    for operation, value in parsed:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            low, high, body = value
            units = [unit for unit in _samples(body) if unit]
            if high > _LARGE:
                yield from ((before, unit) for unit in units)
                yield from ((before, first + second) for first in units[:3] for second in units[:3] if first != second)
            yield from _of(body, before)
            before += units[0] * low if units else ""
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from _of(branch, before)
            before += next(_samples_of((operation, value)), "")
        elif operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP, sre.ASSERT, sre.ASSERT_NOT):
            yield from _of(value[-1] if operation is not sre.ATOMIC_GROUP else value, before)
            if operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
                before += next(_samples_of((operation, value)), "")
        else:
            before += next(_samples_of((operation, value)), "")


def _samples(parsed: Any) -> list[str]:
    """Some texts that match, one for each way through the outermost branch."""
    out = [""]
    for item in parsed:
        ways = list(_samples_of(item))[:4] or [""]
        out = [text + way for text in out[:6] for way in ways]
    return list(dict.fromkeys(out))[:8]


def _samples_of(item: tuple[Any, Any]) -> Iterator[str]:
    operation, value = item
    if operation is sre.LITERAL:
        yield chr(value)
    elif operation is sre.ANY:
        yield from ("a", " ")
    elif operation is sre.NOT_LITERAL:
        yield "a" if value != ord("a") else "b"
    elif operation is sre.IN:
        yield from _of_set(value)
    elif operation is sre.BRANCH:
        for branch in value[1][:30]:
            yield _samples(branch)[0]
    elif operation is sre.SUBPATTERN:
        yield from _samples(value[-1])
    elif operation is sre.ATOMIC_GROUP:
        yield from _samples(value)
    elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, _, body = value
        for way in _samples(body):
            yield way * max(low, 1)


_CLASSES = {
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_DIGIT: "0",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


def _of_set(items: list[tuple[Any, Any]]) -> Iterator[str]:
    negated = items[0][0] is sre.NEGATE
    if negated:
        taken = re.compile("[" + "".join(_spelled(item) for item in items) + "]")
        yield from [sign for sign in "a -0[(#.\t" if taken.fullmatch(sign)][:3]
        return
    for operation, value in items[:6]:
        if operation is sre.LITERAL:
            yield chr(value)
        elif operation is sre.RANGE:
            yield chr(value[0])
        elif operation is sre.CATEGORY:
            yield _CLASSES[value]


def _spelled(item: tuple[Any, Any]) -> str:
    operation, value = item
    if operation is sre.NEGATE:
        return "^"
    if operation is sre.LITERAL:
        return re.escape(chr(value))
    if operation is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    spelled = {"SPACE": r"\s", "DIGIT": r"\d", "WORD": r"\w"}
    name = str(value).removeprefix("CATEGORY_")
    return spelled[name] if name in spelled else spelled[name.removeprefix("NOT_")].upper()
