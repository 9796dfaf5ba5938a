"""The languages' files: each has every section or names what it lacks, and the compiled form is of today's files."""

import re

import pytest

from index.text.language_data import LANGUAGES, SHARED, all_words, any_of, flattened, language_data
from tools.languages import COMPILED, FOLDER, compiled, tables

_TABLES = tables()
_KEYS = {
    key
    for code in LANGUAGES
    for name, table in _TABLES[code].items()
    if isinstance(table, dict)
    for key, _ in flattened({name: table})
}


def _is_lacking(code: str, key: str) -> bool:
    """Whether the language names the entry, or a section that it is in, among what it lacks."""
    parts = key.split(".")
    return any(".".join(parts[:size]) in _TABLES[code]["lacks"] for size in range(1, len(parts) + 1))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_entry_or_names_what_it_lacks(code: str) -> None:
    entries = language_data(code).entries
    assert [key for key in sorted(_KEYS) if (key in entries) == _is_lacking(code, key)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_language_lacks_is_an_entry_or_section_of_another(code: str) -> None:
    above = {key.rsplit(".", n)[0] for key in _KEYS for n in range(key.count(".") + 1)}
    assert set(_TABLES[code]["lacks"]) - above == set()


def test_the_compiled_form_is_of_the_files() -> None:
    assert COMPILED.read_text("utf-8") == compiled(), "run `python -m tools.languages`"


def test_every_file_is_a_language_that_is_known() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*LANGUAGES, SHARED}


@pytest.mark.parametrize("code", [*LANGUAGES, SHARED])
def test_no_entry_is_empty_and_every_pattern_compiles(code: str) -> None:
    data = language_data(code)
    for key in data.entries:
        assert data.words(key), key
        if key.startswith(("questions.", "intents.", "follow_ups.")) and ".parts." not in key:
            assert re.compile(data.alternatives(key)).fullmatch("") is None, f"{key} fits nothing at all"


def test_alternatives_are_put_together_from_lines_and_parts() -> None:
    english = language_data("en")
    assert english.alternatives("questions.own").startswith(r"\b(?:i|i'm|")
    assert "{clause}" not in english.alternatives("questions.unknown")
    assert english.alternatives("questions.parts.clause") in english.alternatives("questions.unknown")
    assert re.fullmatch(any_of("questions.yes_no"), "nein(?=x)") is None
    assert {match for match in ("yes", "nein", "oui") if re.match(any_of("questions.yes_no"), match)} == {
        "yes", "nein", "oui",
    }  # fmt: skip


def test_words_values_groups_and_rows_are_read() -> None:
    german = language_data("de")
    assert "gelernt" in german.words("text.asking_words")
    assert german.values("time.words.days")["gestern"] == "-1"
    assert ("gut", "schlecht") in german.groups("grounding.opposites")
    assert german.numbered("dates.months", first=1)["marz"] == 3
    assert {"gelernt", "learned", "appris"} <= all_words("text.asking_words")


def test_an_entry_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="questions.misspelt"):
        any_of("questions.misspelt")
    with pytest.raises(KeyError):
        all_words("text.misspelt")
    with pytest.raises(KeyError):
        language_data("xx")
