"""What operators leave: passages with a phrase, without a word, of entries with a tag."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.store.passage_table import PassageTable, load_table
from rag.question.read import read_question
from rag.retrieval.filters import OperatorFilter, apply_operators
from tests.index.synced import Collection, write

NOTES = {
    "a.md": "Max pooling takes the largest value. #ml/cnn\n\n## Below\n\nNothing much here.\n",
    "b.md": "Pooling, max and mean. #ml\n",
    "c.md": "The max-pooling layer in **Keras** is small.\n",
    "d.md": "# Max pooling\n\nIt is a layer.\n",
    "e.md": "Dogs run. He said it's the dog's ball. #mlops\n",
    "f.md": "最大プーリングは小さい。畳み込みも。 #機械学習\n",
    "g.md": "Max\npooling over a line's end. See https://x.org/#ml and &#ml; too.\n",
    "h.md": "max _pooling_ with `max` marks in Straße. #Reading-List #Größe\n",
}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("wanted")
    made = Collection(write(folder / "notes", NOTES), folder / "data")
    made.sync()
    return made


@pytest.fixture(scope="module")
def table(collection: Collection) -> PassageTable:
    return load_table(collection.catalog)


def left(collection: Collection, table: PassageTable, text: str) -> OperatorFilter:
    question = read_question(text, date(2024, 6, 1))
    return apply_operators(question.phrases, question.excluded, question.tags, table, collection.catalog)


def notes_of(collection: Collection, table: PassageTable, rows: np.ndarray) -> str:
    """The notes of rows, by letter, each once: "ab"."""
    stored = collection.catalog.passages(table.ids[rows].tolist())
    return "".join(sorted({p.path[0] for p in stored.values()}))


PHRASES = {
    "in order, over markup and line ends": ('"max pooling"', "acdgh"),
    "another order": ('"pooling max"', "b"),
    "over punctuation": ('"max-pooling layer"', "c"),
    "one word, by its stem": ('"dog"', "e"),
    "one word in another form": ('"layers"', "cd"),
    "several words as written": ('"dogs run"', "e"),
    "several words in another form": ('"dog runs"', ""),
    "a title's": ('"max pooling" layer', "acdgh"),
    "markup is not searched": ('"in keras is"', "c"),
    "letters folded": ('"IN Straße"', "h"),
    "an apostrophe": ("\"it's the dog's ball\"", "e"),
    "without spaces": ('"プーリング"', "f"),
    "without spaces, part of a run": ('"込みも"', "f"),
    "without spaces, not there": ('"込みは"', ""),
    "part of a word": ('"ax pool"', ""),
    "nowhere": ('"average pooling"', ""),
}


@pytest.mark.parametrize(("text", "its"), PHRASES.values(), ids=PHRASES)
def test_notes_with_a_phrase(collection: Collection, table: PassageTable, text: str, its: str) -> None:
    found = left(collection, table, text)
    assert notes_of(collection, table, found.phrases > 0) == its
    assert found.allowed.all(), "a phrase lifts, it hides nothing"
    assert bool(found.missing) == (not its)


def test_a_passage_with_one_of_two_phrases_counts_half(collection: Collection, table: PassageTable) -> None:
    found = left(collection, table, '"max pooling" "is small"')
    assert notes_of(collection, table, found.phrases == 1.0) == "c"
    assert notes_of(collection, table, found.phrases == 0.5) == "adgh"


EXCLUDED = {
    "a word": ("x -keras", "abdefgh"),
    "in another form": ("x -dog", "abcdfgh"),
    "a phrase": ('x -"max pooling"', "abef"),
    "two": ("x -dog -keras", "abdfgh"),
    "nowhere": ("x -unknown", "abcdefgh"),
    "without spaces": ("x -プーリング", "abcdegh"),
}


@pytest.mark.parametrize(("text", "its"), EXCLUDED.values(), ids=EXCLUDED)
def test_notes_without_what_is_left_out(collection: Collection, table: PassageTable, text: str, its: str) -> None:
    found = left(collection, table, text)
    assert notes_of(collection, table, found.allowed) == its
    assert found.missing == ()


def test_only_the_passage_with_the_word_is_left_out(collection: Collection, table: PassageTable) -> None:
    stays = left(collection, table, "x -largest").allowed
    assert notes_of(collection, table, stays) == "abcdefgh" and (~stays).sum() == 1


TAGS = {
    "with what is below it": ("tag:ml", "ab"),
    "below another": ("tag:ml/cnn", "a"),
    "in capitals": ("tag:ML", "ab"),
    "with a hyphen": ("tag:reading-list", "h"),
    "with a sharp s": ("tag:Größe", "h"),
    "part of a tag": ("tag:reading", ""),
    "another tag with its beginning": ("tag:mlops", "e"),
    "without spaces": ("tag:機械学習", "f"),
    "two": ("tag:ml tag:ml/cnn", "a"),
    "nowhere": ("tag:unknown", ""),
    "a word that is no tag": ("tag:pooling", ""),
}


@pytest.mark.parametrize(("text", "its"), TAGS.values(), ids=TAGS)
def test_notes_with_a_tag(collection: Collection, table: PassageTable, text: str, its: str) -> None:
    found = left(collection, table, text)
    assert notes_of(collection, table, found.allowed) == its
    assert bool(found.missing) == (not its)


def test_a_tag_counts_for_the_whole_entry(collection: Collection, table: PassageTable) -> None:
    assert left(collection, table, "tag:ml/cnn").allowed.sum() == 2


def test_what_no_note_has_is_named(collection: Collection, table: PassageTable) -> None:
    found = left(collection, table, 'tag:nope "average pooling" tag:ml')
    assert found.missing == ("tag:nope", "“average pooling”")


def test_without_operators_all_is_left(collection: Collection, table: PassageTable) -> None:
    found = left(collection, table, "what is max pooling")
    assert found.allowed.all() and not found.phrases.any() and found.missing == ()


@pytest.mark.parametrize(
    "text", ['x "AND OR" -NEAR', 'x "a* ^b" -"(c)"', 'x "\'; DROP TABLE passages; --"', 'x "\x00 \\"']
)
def test_the_index_own_syntax_is_only_words(collection: Collection, table: PassageTable, text: str) -> None:
    found = left(collection, table, text)
    assert not found.phrases.any() and found.allowed.all()


@pytest.mark.long
def test_a_phrase_in_very_many_passages(tmp_path: Path) -> None:
    text = "".join(f"## part {n}\n\nalpha beta {n}.\n\n" for n in range(2_100))
    collection = Collection(write(tmp_path / "notes", {"a.md": text}), tmp_path / "data")
    collection.sync()
    table = load_table(collection.catalog)
    assert len(table.ids) == 2_100
    assert left(collection, table, '"alpha beta"').phrases.all()
