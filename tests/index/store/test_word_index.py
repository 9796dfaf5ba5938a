import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store.word_index import (
    create_word_index,
    document_frequency,
    forget_words,
    postings,
    postings_of_any,
    remember_words,
    stem_groups,
    stems,
    tidy_words,
    word_count,
)
from index.text.indexed_words import spaced

_SYNTAX = ['"', "'", "*", "cnn*", "^cnn", "a AND", "NOT", "NEAR(a b, 2)", "prose:", "{prose} :", "(", "-", "+", ";--"]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create_word_index(connection)
    yield connection
    connection.close()


def _fill(db: sqlite3.Connection, *passages: tuple[str, str]) -> None:
    for number, (header, prose) in enumerate(passages, 1):
        remember_words(db, number, header, prose)


def _found(db: sqlite3.Connection, words: str) -> list[list[int]]:
    """For each stem of `words` the passages that have it."""
    return [postings(db, stem)[0].tolist() for stem in stems(db, [words])[0]]


def test_postings_count_prose_and_header_apart(db: sqlite3.Connection) -> None:
    _fill(db, ("Running shoes", "I ran. Running, runs!"), ("", "No sport."), ("run", ""))
    ids, prose, header = postings(db, "run")
    assert (ids.tolist(), prose.tolist(), header.tolist()) == ([1, 3], [2, 0], [1, 1])
    assert document_frequency(db, "run") == 2 and document_frequency(db, "walk") == 0
    assert [len(column) for column in postings(db, "walk")] == [0, 0, 0]


def test_words_are_stemmed_as_the_notes_were(db: sqlite3.Connection) -> None:
    _fill(db, ("", "Convolutional networks learn features"), ("", "The café in São Paulo, naïvely"))
    assert stems(db, ["running nets", "", "Nets! nets."]) == [["net", "run"], [], ["net"]]
    assert _found(db, "NETWORK learning") == [[1], [1]]
    assert _found(db, "cafe sao") == [[2], [2]], "without the accents too"


def test_a_long_word_goes_with_the_last_passage_that_has_it(db: sqlite3.Connection) -> None:
    told = "Bei der Nervenarztpraxis gewesen, über die Steuererklärung gesprochen"
    remember_words(db, 1, "", told, "de")
    remember_words(db, 2, "", "Die Steuererklärung ist fertig", "de")
    assert len(db.execute("SELECT * FROM long_words").fetchall()) >= 2
    forget_words(db, 1, "", told, "de")
    tidy_words(db)
    kept = [backwards[::-1] for (backwards,) in db.execute("SELECT backwards FROM long_words")]
    assert len(kept) == 1 and kept[0].startswith("steuer")


@pytest.mark.parametrize("typed", _SYNTAX)
def test_search_syntax_is_only_words(db: sqlite3.Connection, typed: str) -> None:
    _fill(db, ("", "a cnn and not near prose"))
    assert all(ids == [1] for ids in _found(db, typed) if ids)
    assert not [stem for stem in stems(db, [typed])[0] if not stem.isalnum()]


@given(st.lists(st.text(st.characters() | st.sampled_from('"*^(){}:-+;\0\ud800'), max_size=30), max_size=4))
def test_any_text_can_be_remembered_asked_and_forgotten(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]  # as SQLite takes text
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create_word_index(connection)
    for number, text in enumerate(texts):
        remember_words(connection, number, text, text)
    for number, its in enumerate(stems(connection, texts)):
        assert all(number in postings(connection, stem)[0] for stem in its)
    for number, text in enumerate(texts):
        forget_words(connection, number, text, text)
    assert connection.execute("SELECT count(*) FROM word_index WHERE word_index MATCH 'a OR b OR c'").fetchone() == (0,)
    assert all(document_frequency(connection, stem) == 0 for its in stems(connection, texts) for stem in its)
    connection.close()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("昨日は機械学習を勉強した。", "機械学習"),
        ("ラーメンを食べた", "ラーメン"),
        ("我们学习了卷积网络", "卷积网络"),
        ("วันนี้กินข้าว", "กินข้าว"),
    ],
)
def test_scripts_without_spaces_are_found_by_a_part(db: sqlite3.Connection, text: str, asked: str) -> None:
    _fill(db, ("", text), ("", "Something else, 東京."))
    found = _found(db, asked)
    assert found and all(ids == [1] for ids in found)


@pytest.mark.parametrize(
    "asked", ["茶", "於茶", "本", "김치", "찌개", "김치찌개", "찌개를", "물", "권", "กิน", "ข้าว", "ກິນ", "បាយ", "tea"]
)
def test_a_word_of_one_or_two_signs_is_found(db: sqlite3.Connection, asked: str) -> None:
    _fill(db, ("", "兩本關於茶，一本。 저녁에는 김치찌개를 끓였다. 물 두 권 วันนี้กินข้าว ກິນເຂົ້າ ញ៉ាំបាយ tea"), ("", "東京"))
    groups = stem_groups(db, [asked])[0]
    assert groups and all(postings_of_any(db, forms)[0].tolist() == [1] for forms in groups)


def test_a_lone_sign_is_met_by_what_it_begins(db: sqlite3.Connection) -> None:
    _fill(db, ("", "緑茶と茶道"))
    assert stem_groups(db, ["茶"]) == [[("茶", "茶と", "茶道")]]


def test_pairs_overlap_and_a_single_sign_stays() -> None:
    assert spaced("ML: 機械学習 x").split() == ["ML:", "機械", "械学", "学習", "x"]
    assert spaced("木 and a").split() == ["木", "and", "a"]
    assert word_count("two 機械学習") == 4 and word_count("") == 0


def test_a_forgotten_passage_leaves_the_others(db: sqlite3.Connection) -> None:
    _fill(db, ("garden", "tomatoes and beans"), ("garden", "tomatoes"))
    forget_words(db, 1, "garden", "tomatoes and beans")
    assert postings(db, "tomato")[0].tolist() == [2] and document_frequency(db, "bean") == 0
    assert [column.tolist() for column in postings(db, "garden")] == [[2], [0], [1]]
