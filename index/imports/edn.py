"""EDN, Clojure's JSON, as far as Logseq writes it -> dicts, lists, texts, numbers; keywords are texts with their colon.

>>> edn_value('{:page {:build/journal 20250220} :blocks [{:block/title "a"}]}')
{':page': {':build/journal': 20250220}, ':blocks': [{':block/title': 'a'}]}
"""

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    r'[\s,]+|;[^\n]*|"((?:[^"\\]|\\.)*)"|(#\{|#_|#\^|[{}\[\]()^\'`~@])|(#?[^\s,;"{}\[\]()]+)', re.DOTALL
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
_CLOSING = {"{": "}", "#{": "}", "[": "]", "(": ")"}
_DEEPEST = 150
_INTEGER = re.compile(r"[+-]?\d{1,18}N?")


def edn_value(text: str) -> Any:
    """The first value. Raises ValueError for what is no EDN."""
    return _value(_tokens(text), next_token=None, depth=0)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """(kind, text): "text", "sign" or "word"."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"not EDN at character {at}")
        at = match.end()
        if match[1] is not None:
            yield "text", _ESCAPE.sub(_unescaped, match[1])
        elif match[2]:
            yield "sign", match[2]
        elif match[3]:
            yield "word", match[3]


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    return chr(int(sign[1:], 16)) if len(sign) == 5 else _SIGNS.get(sign, sign)


def _value(tokens: Iterator[tuple[str, str]], next_token: tuple[str, str] | None, depth: int) -> Any:
    token = next_token or next(tokens, None)
    if token is None or depth > _DEEPEST:
        raise ValueError("EDN that ends too early, or is nested too deep")
    kind, text = token
    if kind == "text":
        return text
    if kind == "word":
        return _word(tokens, text, depth)
    if text in ("#_", "^", "#^"):  # what is left out, and what is said of the next value
        _value(tokens, None, depth + 1)
        return _value(tokens, None, depth + 1)
    if text not in _CLOSING:
        raise ValueError(f"not EDN: {text}")
    return _collection(tokens, text, depth)


def _word(tokens: Iterator[tuple[str, str]], text: str, depth: int) -> Any:
    if text.startswith("#"):  # a tagged value: #uuid "…", #inst "…"
        return _value(tokens, None, depth + 1)
    if _INTEGER.fullmatch(text):
        return int(text.rstrip("N"))
    return {"nil": None, "true": True, "false": False}.get(text, text)


def _collection(tokens: Iterator[tuple[str, str]], opening: str, depth: int) -> Any:
    values: list[Any] = []
    while (token := next(tokens, None)) != ("sign", _CLOSING[opening]):
        if token == ("sign", "#_"):
            _value(tokens, None, depth + 1)
            continue
        values.append(_value(tokens, token, depth + 1))
    if opening != "{":
        return values
    return {str(key): value for key, value in zip(values[::2], values[1::2], strict=False)}
