"""The model's own count of tokens, and where its tokenizer comes from."""

from pathlib import Path

import pytest

from index.embedding.token_counter import TokenCounter, load_tokenizer, read_tokenizer
from index.errors import ModelError

TEXTS = ["", "cat", "convolutional nets", "Grüße, 世界 🙂", "a_b_c = 3.14", "word " * 2000, "x" * 500]


def test_special_tokens_are_not_counted_and_nothing_is_cut(tokens: TokenCounter) -> None:
    assert [tokens.count(text) for text in ("", "cat", "the cat sat", "word " * 2000)] == [0, 1, 3, 2000]


def test_many_texts_count_as_each_alone(tokens: TokenCounter) -> None:
    assert tokens.counts(TEXTS) == [tokens.count(text) for text in TEXTS]
    assert tokens.counts([]) == []


def test_texts_joined_by_a_line_end_count_as_their_sum(tokens: TokenCounter) -> None:
    assert tokens.count("\n".join(TEXTS)) == sum(tokens.counts(TEXTS))


def test_offsets_lie_on_the_words(tokens: TokenCounter) -> None:
    text = "The Größe, 世界 sat."
    assert [text[start:end] for start, end in tokens.offsets(text)] == [
        "The",
        "Größe",
        ",",
        "世",
        "界",
        "sat",
        ".",
    ] or ("".join(text[start:end] for start, end in tokens.offsets(text)) == text.replace(" ", ""))


def test_the_tokenizer_of_a_model_that_is_not_here_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="someone/else"):
        load_tokenizer("someone/else", tmp_path)


def test_a_damaged_tokenizer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text("{}")
    with pytest.raises(ModelError, match="is damaged"):
        read_tokenizer(path)


def test_a_folder_with_a_tokenizer_is_a_model(tmp_path: Path, tokens: TokenCounter) -> None:
    tokens._tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "config.json").write_text("{}")
    assert load_tokenizer(str(tmp_path), tmp_path / "data").counts(TEXTS) == tokens.counts(TEXTS)
