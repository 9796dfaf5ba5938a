"""A question's operators -> which passages they let through: with a phrase, without a word, of entries with a tag."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import PassageTable
from index.store.word_index import postings_of_any, stem_groups
from index.text.folding import bare_words
from index.text.inline import plain
from index.text.scripts import HAN, HAN_EXTENSION, KANA, MARKED

_WORD = re.compile(r"\w+")
_SEARCHED = re.compile(rf"[\w{MARKED}]+")
_UNSPACED = re.compile(f"[{KANA}{HAN_EXTENSION}{HAN}]")
_AT_ONCE = 2_000  # passages whose text is looked at together


@dataclass(frozen=True, slots=True)
class OperatorFilter:
    """Rows of a table, as (n,) bool arrays."""

    allowed: np.ndarray
    """Holds nothing that was excluded, and its entry has every tag."""
    phrases: np.ndarray
    """(n,) float64 from 0 to 1: the share of the phrases that the passage holds"""
    missing: tuple[str, ...]
    """What no passage has at all: '"exact words"', 'tag:ml'."""


def apply_operators(
    phrases: Sequence[str], excluded: Sequence[str], tags: Sequence[str], table: PassageTable, catalog: Catalog
) -> OperatorFilter:
    """What a question's operators leave; see `Question` for what they are.

    A tag that no entry has leaves nothing; a phrase that none has counts for nothing.
    """
    allowed, held, missing = np.ones(len(table.ids), bool), np.zeros(len(table.ids)), []
    for words in excluded:
        allowed[_rows_with(words, table, catalog)] = False
    for tag in tags:
        tagged = _rows_tagged(tag, table, catalog)
        missing += [] if len(tagged) else [f"tag:{tag}"]
        kept = np.zeros(len(table.ids), bool)
        kept[tagged] = True
        allowed &= kept
    for phrase in phrases:
        rows = _rows_with(phrase, table, catalog)
        missing += [] if len(rows) else [f"“{phrase}”"]
        held[rows] += 1 / len(phrases)
    return OperatorFilter(allowed, held, tuple(missing))


def _rows_with(phrase: str, table: PassageTable, catalog: Catalog) -> np.ndarray:
    """Rows of the passages whose text or heading has the words, in order and unbroken; a single word by its stem."""
    rows = _rows_of_stems(phrase, table, catalog)
    if len(_WORD.findall(phrase)) < 2 and not _UNSPACED.search(phrase):
        return rows
    folded = _spaced_words(phrase)
    return _checked(rows, table, catalog, lambda text: folded in _spaced_words(plain(text)))


def _spaced_words(text: str) -> str:
    """Words between single spaces, also at both ends; scripts without spaces as they are."""
    words = bare_words(text)
    return words.replace(" ", "") if _UNSPACED.search(text) else f" {words} "


def _rows_tagged(tag: str, table: PassageTable, catalog: Catalog) -> np.ndarray:
    """Rows of all passages of the entries in which `#tag` is written, or a tag below it: #ml/cnn for ml."""
    written = re.compile(rf"(?<![\w/#&])#{re.escape(tag)}(?![\w-])", re.IGNORECASE)
    rows = _checked(_rows_of_stems(tag, table, catalog), table, catalog, lambda text: bool(written.search(text)))
    ids = np.array(catalog.whole_entries(table.ids[rows].tolist()), np.int64)
    return table.rows_of(ids[table.known(ids)]) if len(ids) else ids


def _rows_of_stems(words: str, table: PassageTable, catalog: Catalog) -> np.ndarray:
    """Rows of the passages that hold every stem of `words`."""
    terms = _SEARCHED.findall(words)
    groups = [group for of_term in stem_groups(catalog.db, terms, compounds=False) for group in of_term]
    held = [postings_of_any(catalog.db, forms)[0] for forms in groups]
    ids = reduce(np.intersect1d, held) if held else np.empty(0, np.int64)
    return table.rows_of(ids[table.known(ids)])


def _checked(rows: np.ndarray, table: PassageTable, catalog: Catalog, holds: Callable[[str], bool]) -> np.ndarray:
    """Those of `rows` whose text, or heading, `holds`."""
    holding: list[int] = []
    for at in range(0, len(rows), _AT_ONCE):
        batch = rows[at : at + _AT_ONCE]
        passages = catalog.passages(table.ids[batch].tolist())
        holding += [
            row
            for row, i in zip(batch.tolist(), table.ids[batch].tolist(), strict=True)
            if (p := passages.get(i)) and (holds(p.text) or holds(f"{p.title} {p.heading}"))
        ]
    return np.array(holding, np.int64)
