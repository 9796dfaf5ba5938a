import sqlite3

import pytest

from index.store.put_file import settle_languages
from index.store.word_index import (
    count_language,
    create_word_index,
    forget_words,
    postings_of_any,
    put_words,
    remember_words,
    stem_groups,
    stemmed_languages,
    tidy_words,
)
from index.text.indexed_words import long_words, note_words, question_words, spaced
from index.text.language_data import LANGUAGES
from index.text.stemming import has_stems, stem_of
from index.text.told_language import language_of


def _index(language: str, *texts: str) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    create_word_index(db)
    for number, text in enumerate(texts, 1):
        remember_words(db, number, "", text, language)
        count_language(db, language, len(text.split()))
    return db


def _finds(db: sqlite3.Connection, asked: str, compounds: bool = True) -> list[int]:
    [groups] = stem_groups(db, [asked], compounds)
    return sorted({i for forms in groups for i in postings_of_any(db, forms)[0].tolist()})


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("de", "Gestern gekochte Kartoffeln, die Häuser", "Haus"),
        ("fr", "les chevaux couraient", "courir"),
        ("es", "compramos unos zapatos", "comprar"),
        ("pt", "comprei dois livros", "livro"),
        ("it", "ho comprato due libri", "libro"),
        ("nl", "de huizen zijn groot", "huis"),
        ("sv", "husen var stora", "huset"),
        ("pl", "kupiłem nowe książki", "książka"),
        ("ru", "купил новые книги", "книга"),
        ("en", "two books", "book"),
    ],
)
def test_inflected_words_are_found_in_ten_languages(language: str, written: str, asked: str) -> None:
    assert _finds(_index(language, written), asked) == [1]


def test_ten_languages_have_stems_at_least() -> None:
    assert sum(code == "en" or has_stems(code) for code in LANGUAGES) >= 10
    assert stem_of("water", "en") == "water", "English is left to FTS5"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "strasse"), ("Ærø", "aero"), ("Łódź", "lodz"), ("cœur", "coeur"), ("ﬁnal", "final"), ("café", "cafe"),
     ("ＡＢＣ", "abc"), ("München", "Munchen"), ("é", "e\u0301")],
)  # fmt: skip
def test_letters_are_found_either_way(one: str, other: str) -> None:
    assert _finds(_index("", one), other) == _finds(_index("", other), one) == [1]


def test_umlauts_may_be_written_out() -> None:
    db = _index("de", "Wir waren in München auf der Straße")
    assert _finds(db, "Muenchen") == _finds(db, "Strasse") == [1]


def test_compounds_are_found_by_their_parts_and_by_whole_words() -> None:
    db = _index("de", "Die Steuererklärung ist fertig", "Nur die Erklärung", "Für das Arbeitsamt", "Amt für Arbeit")
    assert _finds(db, "Erklärung") == [1, 2]
    assert _finds(db, "Steuer") == [1]
    assert _finds(db, "Erklärung", compounds=False) == [2]
    assert _finds(_index("de", "Erklärung zur Steuer"), "Steuererklärung") == [1]
    assert _finds(_index("", "the keyboard"), "board") == [], "English joins few"


def test_words_of_mixed_notes_are_found_by_the_stems_of_both_languages() -> None:
    db = _index("de", "gekochte Kartoffeln")
    remember_words(db, 2, "", "cooking potatoes", "en")
    count_language(db, "en", 2)
    assert stemmed_languages(db) == ["", "de"]
    assert _finds(db, "Kartoffel") == [1] and _finds(db, "potato") == [2]


def test_a_note_is_forgotten_in_its_language() -> None:
    db = _index("de", "gekochte Kartoffelsuppen", "Suppe")
    forget_words(db, 1, "", "gekochte Kartoffelsuppen", "de")
    assert _finds(db, "Kartoffel") == [] and _finds(db, "Suppe") == [2]
    assert db.execute("SELECT count(*) FROM long_words").fetchone() == (1,)
    tidy_words(db)
    assert db.execute("SELECT count(*) FROM long_words").fetchone() == (0,), "nothing is kept of what is gone"


def test_signs_are_cut_alike_in_notes_and_questions() -> None:
    assert note_words("機械学習").split() == ["機械", "械学", "学習", "習"]
    assert question_words("機械学習").split() == ["機械", "械学", "学習"]
    assert question_words("김치찌개").split() == ["김치", "치찌", "찌개"] and spaced("김치찌개") == "김치찌개"
    assert (
        long_words("Steuererklärungen und Amt", "de") == {"steuererklar"}
        and long_words("long keyboards", "en") == set()
    )


GERMAN = [
    "Das ist nicht mein Hund und der ist es auch nicht",
    "Wir waren heute mit dem Rad an der Elbe unterwegs",
    "Am Abend habe ich noch die Wäsche gemacht und gelesen",
    "Der Zug kam schon wieder eine Stunde zu spät",
]
ENGLISH = [
    "This is not my dog and it was not the other one",
    "We were out on the bikes with the children today",
    "In the evening I did the washing and read a book",
    "The train was late again by more than an hour",
]


def _of_folder(*prose: str) -> sqlite3.Connection:
    """An index of notes as they are put in, each in the language that it tells, the others settled behind them."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    create_word_index(db)
    db.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, header, prose, words, language)")
    for text in prose:
        language, words = language_of(text), len(text.split())
        insert = "INSERT INTO passages (header, prose, words, language) VALUES ('', ?, ?, ?)"
        put_words(db, db.execute(insert, (text, words, language)).lastrowid or 0, "", text, language, words)
    settle_languages(db)
    return db


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("Kürbissuppe gekocht", "Suppe"), ("Pflaumenkuchen gebacken", "Kuchen"), ("Elternabend, lang", "Eltern"),
        ("Abends Kartoffelsuppe und Apfelkuchen", "Kuchen"), ("Fahrradkette geölt", "Kette"),
        ("Zahnarzttermin verschoben", "Zahnarzt"), ("Steuererklärung abgegeben", "Erklärung"),
        ("neue Gartenschläuche", "Schlauch"), ("Wohnzimmerlampe repariert", "Lampen"),
        ("Nudelaufläufe für alle", "Auflauf"), ("Gartenarbeit bei Regen", "Arbeit"),
        ("Suppe aus Kürbis", "Kürbissuppe"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [GERMAN, GERMAN + ENGLISH, GERMAN[:2] + ENGLISH, GERMAN + ENGLISH * 3])
def test_compounds_of_short_german_notes_are_found_where_the_folder_holds_german(
    others: list[str], note: str, asked: str
) -> None:
    assert len(others) + 1 in _finds(_of_folder(*others, note), asked)


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("Heute habe ich eine Kürbissuppe für alle gekocht", "Suppe"), ("Die Kartoffeln waren nicht gut", "Kartoffeln"),
        ("Das war der beste Pflaumenkuchen", "Kuchen"), ("Wir haben die alten Häuser gesehen", "Haus"),
    ],
)  # fmt: skip
def test_one_note_in_another_language_is_found_among_many(note: str, asked: str) -> None:
    assert _finds(_of_folder(*ENGLISH * 20, note), asked) == [81]


def test_a_language_of_one_note_adds_nothing_to_the_others() -> None:
    db = _of_folder(*["I did not take the boat that she had with her"] * 60, "Las notas que no son para el libro")
    assert _finds(db, "notes") == [], "the Spanish stem is “not”"
    assert _finds(_of_folder(*ENGLISH * 20, "the network was not there", "Das war nicht die Arbeit"), "work") == []


def test_what_tells_no_language_in_an_english_folder_keeps_none() -> None:
    assert stemmed_languages(_of_folder(*ENGLISH, "Kürbissuppe", "potato soup")) == [""]


def test_what_tells_no_language_is_taken_to_be_in_that_of_the_others() -> None:
    db = _index("de", *["Das ist nicht mein Hund und der ist es auch nicht"] * 9)
    db.execute("CREATE TABLE passages (id, header, prose, words, language)")
    db.execute("INSERT INTO passages VALUES (10, '', 'Suppe gekocht', 2, '')")
    remember_words(db, 10, "", "Suppe gekocht", "")
    count_language(db, "", 2)
    settle_languages(db)
    assert db.execute("SELECT language FROM passages").fetchall() == [("de",)]
    assert _finds(db, "gekochtes") == [10]
