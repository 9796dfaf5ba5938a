"""A collection lets go of its models as soon as nobody has it."""

import gc
import weakref
from datetime import date
from pathlib import Path

import pytest

from api.parts.collection import Collection
from api.settings import read_settings
from index.embedding.token_counter import TokenCounter, load_tokenizer
from index.errors import ModelError
from rag.answer.ask import ask
from rag.question.read import read_question


@pytest.fixture
def collection(notes: Path) -> Collection:
    made = Collection(read_settings(), notes)
    made.sync()
    return made


def test_what_was_used_is_let_go_without_looking_for_garbage(notes: Path) -> None:
    gc.collect()
    gc.disable()
    try:
        made = Collection(read_settings(), notes)
        made.sync()
        made.begin_to_open(with_judge=True)
        answer = ask(read_question("what is a CNN", date(2026, 1, 1)), made.sources(), 5)
        assert answer.statements
        left = [weakref.ref(made), weakref.ref(made.embedder), weakref.ref(made.judge)]
        made.close()
        del made
        assert [ref() for ref in left] == [None] * 3
    finally:
        gc.enable()


def test_a_tokenizer_that_is_missing_is_made_in_the_midst_of_indexing(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, asked = Collection(read_settings(), notes), list[str]()

    def missing_once(name: str, data_dir: Path) -> TokenCounter:
        asked.append(name)
        if len(asked) == 1:
            raise ModelError("it is not prepared yet", "Run daycite index first")
        return load_tokenizer(name, data_dir)

    monkeypatch.setattr("index.embedding.token_counter.load_tokenizer", missing_once)
    assert made.sync().added and len(asked) == 2


def test_models_are_not_opened_before_there_is_something_to_ask(notes: Path) -> None:
    made = Collection(read_settings(), notes)
    made.begin_to_open(with_judge=True)
    assert not made.store.exists, "nothing was made for it either"


def test_what_was_opened_before_is_what_answers(collection: Collection) -> None:
    collection.begin_to_open(with_judge=False)
    assert collection.sources().embedder is collection.embedder
