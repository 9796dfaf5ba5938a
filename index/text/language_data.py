"""The words and patterns of each language, from languages/de.toml and the like: typed, frozen, read when first needed.

    language_data("de").words("text.asking_words")   -> ("gelernt", "geschrieben", …)
    any_of("questions.yes_no")                       -> "(?:yes|yep|…|ja|nein|…)", of all languages

What is read is languages/compiled.json, which `python -m tools.languages` makes of the TOML files: parsing these at
each start would take longer than the whole command. A test says that they agree.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGUAGES = ("en", "de", "es", "fr", "pt", "it", "nl", "sv", "pl", "ru", "vi", "ja", "zh", "ko")
"""In the order in which the alternatives of a pattern are tried."""
SHARED = "shared"
"""The file of what belongs to no language: units, names, endings."""
UNSPACED = ("ja", "zh")
"""Languages whose words questions do not part by spaces."""
SPACED = tuple(code for code in LANGUAGES if code not in UNSPACED)
_PART = re.compile(r"\{([a-z_]+)\}")

_Entry = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageData:
    """One file. An entry goes by its section and name, "dates.months"; one that the language lacks is empty."""

    code: str
    name: str
    lacks: frozenset[str]
    entries: MappingProxyType[str, _Entry]

    def text(self, key: str) -> str:
        """The entry as written, "" where the language lacks it."""
        entry = self.entries.get(key, "")
        return entry if isinstance(entry, str) else "\n".join(entry)

    def words(self, key: str) -> tuple[str, ...]:
        """Words between white space, in order."""
        return tuple(self.text(key).split())

    def values(self, key: str) -> dict[str, str]:
        """Entries "word=value": word -> value, the word itself where it names none."""
        pairs = (word.partition("=") for word in self.words(key))
        return {word: value or word for word, _, value in pairs}

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Groups of words, parted by semicolons."""
        return tuple(tuple(group.split()) for group in self.text(key).split(";") if group.strip())

    def numbered(self, key: str, first: int = 0) -> dict[str, int]:
        """Word -> its place in a list of rows: months from 1, weekdays from 0."""
        entry = self.entries.get(key, ())
        rows = (entry,) if isinstance(entry, str) else entry
        return {word: number for number, row in enumerate(rows, first) for word in row.split()}

    def alternatives(self, key: str) -> str:
        """Alternatives of a pattern, one or several a line, as "a|b"; {name} stands for the language's own part."""
        joined = "|".join(line for line in self.text(key).splitlines() if line)
        return _PART.sub(lambda match: self.alternatives(f"{key.partition('.')[0]}.parts.{match[1]}"), joined)


@cache
def language_data(code: str) -> LanguageData:
    """The data of a language, or of SHARED. Raises KeyError for a code that has no file."""
    tables = _compiled()[code]
    sections = {name: table for name, table in tables.items() if isinstance(table, dict)}
    entries = MappingProxyType(dict(flattened(sections)))
    return LanguageData(code, tables["name"], frozenset(tables.get("lacks", ())), entries)


def flattened(tables: dict[str, Any], above: str = "") -> Iterable[tuple[str, _Entry]]:
    """Tables within tables -> ("section.table.name", entry) of each."""
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value if isinstance(value, str) else tuple(value)


def all_words(key: str, languages: Iterable[str] = (*LANGUAGES, SHARED)) -> frozenset[str]:
    """The words of all languages. Raises KeyError where none has the entry."""
    return frozenset(word for code in _having(key, languages) for word in language_data(code).words(key))


def any_of(key: str, languages: Iterable[str] = (*LANGUAGES, SHARED)) -> str:
    """The alternatives of all languages as one group of a pattern. Raises KeyError where none has the entry."""
    return f"(?:{'|'.join(language_data(code).alternatives(key) for code in _having(key, languages))})"


def all_numbered(key: str, first: int = 0) -> dict[str, int]:
    """Word -> its place in its language's rows, of all languages."""
    return {word: number for code in LANGUAGES for word, number in language_data(code).numbered(key, first).items()}


def _having(key: str, languages: Iterable[str]) -> list[str]:
    codes = [code for code in languages if key in language_data(code).entries]
    if not codes:
        raise KeyError(key)
    return codes


@cache
def _compiled() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("languages") / "compiled.json"
    tables: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return tables
