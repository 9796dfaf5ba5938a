"""A collection -> the languages of its notes, and whether the embedding model in use knows them.

Measured: of English folders none to two passages in a hundred are in another language, of others half and more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embedding.model_files import is_default
from index.embedding.multilingual.package_file import MULTILINGUAL, MULTILINGUAL_INSTALL
from index.errors import DayciteError
from index.store.catalog import Catalog
from index.text.language_data import LANGUAGES, language_data
from index.text.told_language import OTHER_LANGUAGE

if TYPE_CHECKING:
    from index.embedding.token_counter import TokenCounter

_FEWEST = 10  # passages whose language is told: fewer say nothing of a folder
_FOREIGN_SHARE = 0.3  # of the passages, in other languages than the default model's English
_UNKNOWN_SHARE = 0.1  # of the tokens, which the model has no piece for
_SAMPLED = 60  # entries, spread over all, whose tokens are looked at
_SHOWN_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class NotesLanguages:
    """What the notes are written in, and what to do about it."""

    shares: tuple[tuple[str, float], ...]
    """(language, share of the passages whose language is told), the most frequent first"""
    advice: str
    """One line; "" where the embedding model knows the language of most notes."""

    @property
    def told(self) -> str:
        """ "82% German, 18% English"; "" where nothing is known."""
        return ", ".join(f"{share:.0%} {name}" for name, share in self.shares if share >= _SHOWN_SHARE)


def notes_languages(catalog: Catalog, model: str, counter: "Callable[[], TokenCounter]") -> NotesLanguages:
    """Of what is indexed now; `model` is the embedding model's name, whose tokens `counter` counts."""
    query = "SELECT code, passages FROM languages WHERE code != '' AND passages > 0 ORDER BY passages DESC, code"
    rows: list[tuple[str, int]] = catalog.db.execute(query).fetchall()
    total = sum(passages for _, passages in rows)
    shares = {code: passages / total for code, passages in rows}
    advice = _advice(catalog, model, counter, shares) if total >= _FEWEST else ""
    return NotesLanguages(tuple((_name(code), share) for code, share in shares.items()), advice)


def _name(code: str) -> str:
    if code in LANGUAGES:
        return language_data(code).name
    return "another language" if code == OTHER_LANGUAGE else f"{code.capitalize()} script"


def _advice(catalog: Catalog, model: str, counter: "Callable[[], TokenCounter]", shares: dict[str, float]) -> str:
    foreign = 1 - shares.get("en", 0.0)
    if is_default(model):
        if foreign < _FOREIGN_SHARE:
            return ""
        problem = f"{foreign:.0%} of the notes are not in English, which is all that the embedding model in use knows"
    else:
        unknown = _unknown_share(catalog, counter)
        if unknown < _UNKNOWN_SHARE:
            return ""
        problem = f"the embedding model in use has no tokens for {unknown:.0%} of what the notes are written in"
    return (
        f"{problem}: they are found by their words, hardly by what they mean. For a model of many languages:"
        f" {MULTILINGUAL_INSTALL}, set DAYCITE_EMBEDDING_MODEL={MULTILINGUAL}, then run daycite index --rebuild"
    )


def _unknown_share(catalog: Catalog, counter: "Callable[[], TokenCounter]") -> float:
    """0 where the model is not prepared, or cannot tell."""
    try:
        return counter().unknown_share(catalog.sampled_prose(_SAMPLED))
    except DayciteError:
        return 0.0
