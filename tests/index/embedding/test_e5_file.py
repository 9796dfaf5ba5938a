"""A packed file of an E5 encoder is read as it was written, and its tokenizer cuts as sentencepiece would."""

from pathlib import Path

import numpy as np
import pytest

from index.embedding.multilingual.e5_file import E5File, read_e5_file
from index.embedding.multilingual.unigram import unigram_tokenizer
from index.errors import ModelError
from tests.index.embedding.e5_files import HIDDEN, INNER, LETTERS, PIECES, levels_and_scales, write_e5_file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> E5File:
    return read_e5_file(write_e5_file(tmp_path_factory.mktemp("e5") / "tiny.bin"))


def test_head_pieces_and_letters_are_read(file: E5File) -> None:
    assert (file.shape.layers, file.shape.heads, file.shape.hidden, file.max_tokens) == (2, 2, HIDDEN, 64)
    assert file.pieces == tuple(PIECES) and file.letters == LETTERS
    assert (file.start, file.padding, file.end, file.unknown) == (0, 1, 2, 3)


@pytest.mark.parametrize(
    ("name", "full", "shape"),
    [
        ("l1.q.w", "encoder.layer.1.attention.self.query.weight", (HIDDEN, HIDDEN)),
        ("l0.fi.w", "encoder.layer.0.intermediate.dense.weight", (INNER, HIDDEN)),
        ("l1.fo.w", "encoder.layer.1.output.dense.weight", (HIDDEN, INNER)),
    ],
)
def test_four_bits_become_numbers(file: E5File, name: str, full: str, shape: tuple[int, int]) -> None:
    levels, scales = levels_and_scales(name)
    assert np.array_equal(file.weights[full], (levels * scales[:, None]).reshape(shape).astype(np.float32))


def test_words_behind_the_last_piece_are_left_out(file: E5File) -> None:
    levels, scales = levels_and_scales("emb.word")
    expected = (levels * scales[:, None]).reshape(-1, HIDDEN)[: len(PIECES)]
    assert np.array_equal(file.weights["embeddings.word_embeddings.weight"], expected.astype(np.float32))
    assert file.weights["embeddings.position_embeddings.weight"].shape == (64, HIDDEN)
    assert file.weights["encoder.layer.0.intermediate.dense.bias"].shape == (INNER,)


@pytest.mark.parametrize("keep", [0, 3, 40, 300, 700])
def test_a_file_that_breaks_off_is_told_in_one_line(tmp_path: Path, keep: int) -> None:
    path = write_e5_file(tmp_path / "tiny.bin")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ModelError, match="is not a model file that can be read.*Reinstall the model") as raised:
        read_e5_file(path)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read: No such file"):
        read_e5_file(tmp_path / "none.bin")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the ramen", ["▁the", "▁ra", "men"]),
        ("the  \n ramen", ["▁the", "▁ra", "men"]),
        ("query: the", ["▁query", ":", "▁the"]),
        ("日ラーメン", ["▁", "日", "ラーメン"]),
        ("日ﾗーメン\x01", ["▁", "日", "ラーメン"]),
        ("日\u200b日", ["▁", "日", "▁", "日"]),
        ("日～", ["▁", "日", "～"]),  # NFKC alone would make it "~"
        ("cafe\u0301", ["▁caf", "é"]),
        ("日ﬁ", ["▁", "日", "fi"]),
    ],
)
def test_text_is_cut_into_the_likeliest_pieces(file: E5File, text: str, tokens: list[str]) -> None:
    encoding = unigram_tokenizer(file).encode(text)
    assert encoding.tokens == ["<s>", *tokens, "</s>"]
    assert encoding.special_tokens_mask == [1, *[0] * len(tokens), 1]


def test_offsets_are_those_of_the_text_as_it_was_written(file: E5File) -> None:
    text = "the \n ramen ﬁ日"
    offsets = unigram_tokenizer(file).encode(text).offsets[1:-1]
    assert [text[start:end].strip() for start, end in offsets] == ["the", "ra", "men", "", "ﬁ", "日"]


def test_what_no_piece_stands_for_is_the_unknown_one(file: E5File) -> None:
    assert unigram_tokenizer(file).encode("the Ж").ids[-2] == file.unknown
