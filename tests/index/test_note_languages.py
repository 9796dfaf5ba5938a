"""Which languages notes are in, and when another embedding model is advised."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from index.errors import ModelError
from index.note_languages import NotesLanguages, notes_languages
from index.store.catalog import Catalog
from index.store.word_index import count_language

_DEFAULT = "all-MiniLM-L6-v2"


class _Counter:
    def __init__(self, unknown: float) -> None:
        self._unknown = unknown

    def unknown_share(self, texts: list[str]) -> float:
        return self._unknown


@pytest.fixture
def catalog(tmp_path: Any) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite")


def _found(
    catalog: Catalog, passages: Mapping[str, int], model: str = _DEFAULT, unknown: float = 0.0
) -> NotesLanguages:
    for code, count in passages.items():
        for _ in range(count):
            count_language(catalog.db, code, 10)
    return notes_languages(catalog, model, cast(Any, lambda: _Counter(unknown)))


@pytest.mark.parametrize(
    ("passages", "told", "advised"),
    [
        ({"de": 82, "en": 18}, "82% German, 18% English", True),
        ({"en": 98, "fr": 2}, "98% English, 2% French", False),
        ({"vi": 70, "": 40}, "100% Vietnamese", True),
        ({"other": 50, "greek": 50}, "50% Greek script, 50% another language", True),
        ({"en": 70, "es": 30}, "70% English, 30% Spanish", True),
        ({"de": 3}, "100% German", False),
        ({"": 50}, "", False),
    ],
)
def test_the_default_model_is_advised_against_where_much_is_not_in_english(
    catalog: Catalog, passages: dict[str, int], told: str, advised: bool
) -> None:
    found = _found(catalog, passages)
    assert found.told == told
    assert ("DAYCITE_EMBEDDING_MODEL=" in found.advice) is advised and "\n" not in found.advice


@pytest.mark.parametrize(("unknown", "advised"), [(0.02, False), (0.12, True)])
def test_another_model_is_judged_by_the_tokens_that_it_lacks(catalog: Catalog, unknown: float, advised: bool) -> None:
    assert bool(_found(catalog, {"ja": 40}, "/models/mine", unknown).advice) is advised


def test_a_model_that_is_not_there_is_not_judged(catalog: Catalog) -> None:
    def gone() -> Any:
        raise ModelError("gone", "bring it")

    _found(catalog, {"ja": 40})
    assert notes_languages(catalog, "/models/gone", gone).advice == ""
