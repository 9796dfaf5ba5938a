"""Words of languages stand in the languages' files, so that who adds or mends a language looks in one place.

Words of English count only where they stand among others: much of what daycite reads is English by itself (TODO, PM).
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from index.text.language_data import LANGUAGES, language_data
from tools.project import ROOT

_FILES = sorted(file for room in ("index", "rag", "api") for file in (ROOT / room).rglob("*.py"))
ALLOWED_FILES = {
    "index/text/scripts.py": "ranges of scripts",
    "index/text/mojibake.py": "what text in a wrong encoding looks like",
    "index/text/inline.py": "names of HTML's elements",
    "index/imports/html_text.py": "names of HTML's elements",
    "index/rendering/node.py": "names of what a page shows",
    "rag/temporal/rules/parts.py": "patterns over kinds of words, a letter each",
    "rag/temporal/unspaced/pattern.py": "names of the groups of a pattern",
    "index/embedding/graph.py": "a text by which a model's export is checked",
}
ALLOWED_LETTERS = {
    "º": "an ordinal",
    "ª": "an ordinal",
    "ʼ": "an apostrophe",
    "đøł": "letters that Unicode does not take apart",
    "ÄÖÜÉÈ": "capitals of a role's name in a play",
}
"""Signs that are letters to Unicode."""
_SIGNS = set("".join(ALLOWED_LETTERS))
_RANGE = re.compile(r".-.")
_WORD = re.compile(r"(?<![\w\\])[a-z]{2,}(?![\w])")
_WORD_LIST = re.compile(r"[^|]\|[^|]|^\s*(?:[^\W_]{2,}\s+){3,}[^\W_]{2,}\s*$")
_FEW = 2


def _words_of(codes: Iterable[str]) -> set[str]:
    """The plain words in all that the languages' files say."""
    return {
        word for code in codes for text in language_data(code).entries.values() for word in _WORD.findall(str(text))
    }


_FOREIGN = _words_of(code for code in LANGUAGES if code != "en") - _words_of(("en",))


def _foreign_words(source: str) -> list[str]:
    """The string literals, or collections of such, that hold words or letters of another language than English."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    collections = [
        "|".join(str(item.value) for item in node.elts if isinstance(item, ast.Constant))
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
    ]
    return [
        text
        for text in (*literals, *collections)
        if _has_letters(text) or _lists_words(text) and not set(text.split("|")) <= set(LANGUAGES)
    ]


def _has_letters(text: str) -> bool:
    text = _RANGE.sub("", text)
    return any(not letter.isascii() and letter.isalpha() and letter not in _SIGNS for letter in text)


def _lists_words(text: str) -> bool:
    return bool(_WORD_LIST.search(text)) and len(_FOREIGN & set(_WORD.findall(text))) >= _FEW


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_words_of_other_languages_in_code(file: Path) -> None:
    if file.relative_to(ROOT).as_posix() not in ALLOWED_FILES:
        assert _foreign_words(file.read_text("utf-8")) == [], "move them to index/text/languages"


@pytest.mark.parametrize("name", ALLOWED_FILES)
def test_what_is_allowed_is_needed(name: str) -> None:
    assert _foreign_words((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'X = re.compile(r"\\b(?:why|warum|wieso)\\b")',
        'X = re.compile(rf"{y}(?:qui|quoi|comment)")',
        'X = re.compile("なぜ")',
        'X = frozenset(("wann", "warum"))',
        'X = "der die das den dem".split()',
        'if word in ("años",): pass',
    ],
)
def test_words_are_found(source: str) -> None:
    assert _foreign_words(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Warum, wieso: なぜ?"""',
        "X = 1  # warum|wieso|なぜ",
        'X = re.compile(r"\\b(?:why|what|how)\\b|[→✅？。「]|[\\u3040-\\u30ff]")',
        'raise UsageError("There is no such note, or it lies in a folder that is not read", "Try again")',
    ],
)
def test_english_signs_and_comments_are_not(source: str) -> None:
    assert _foreign_words(source) == []
