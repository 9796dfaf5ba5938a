from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.pieces.piece_file import PieceRules, PieceTable, write_pieces

_PIECES = [("<unk>", 0.0), ("a", -2.0), ("b", -2.0), ("ab", -3.0), ("aba", -9.0), ("日本", -1.0), ("x" * 30, -1.0)]
_RULES = PieceRules(0, (), (), {"<unk>": 0}, {"\n": " "})


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> PieceTable:
    path = tmp_path_factory.mktemp("pieces") / "größer.safetensors"
    write_pieces(path, _PIECES, _RULES)
    return PieceTable(path)


def test_what_was_written_is_there(table: PieceTable) -> None:
    assert [table.piece(number) for number in range(len(table))] == [text for text, _ in _PIECES]
    assert table.rules == _RULES


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("", []),
        ("ab", [(3, 2)]),
        ("aba", [(3, 2), (1, 1)]),  # -5 rather than -9
        ("日本", [(5, 2)]),
        ("日", [(0, 1)]),  # the beginning of a piece is none
        ("aЖЖb", [(1, 1), (0, 2), (2, 1)]),
        ("x" * 30, [(6, 30)]),
        ("x" * 30 + "a", [(6, 30), (1, 1)]),
    ],
)
def test_the_likeliest_pieces(table: PieceTable, word: str, pieces: list[tuple[int, int]]) -> None:
    assert table.cut(word) == pieces


@given(words=st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=60, unique=True))
def test_every_piece_is_found_and_nothing_else(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pieces") / "p"
    write_pieces(path, [(word, -1.0) for word in words], PieceRules(len(words), (), (), {}, {}))
    table = PieceTable(path)
    for number, word in enumerate(words):
        node = 1
        for letter in word:
            node = table.step(node, ord(letter))
        assert table.pieces[node] == number
        assert not table.step(node, 0x10FFFF) or any(w.startswith(word + "\U0010ffff") for w in words)


@pytest.mark.parametrize("damage", [b"", b"short", b"\xff" * 64])
def test_what_is_no_such_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "p").write_bytes(damage)
    with pytest.raises((OSError, ValueError)):
        PieceTable(tmp_path / "p")
