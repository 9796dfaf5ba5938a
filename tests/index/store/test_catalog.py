import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.entries.entry import DayClue, Entry
from index.errors import DamagedError, StoreError
from index.passages.cut import Passage
from index.store import schema as store_schema
from index.store.catalog import Catalog
from index.store.check import begin_anew
from index.store.put_file import forget_file, put_file
from index.store.rows import CollectionCounts, DaySize, FileRow, WaitingPassage, embedded_text, passage_hash
from index.store.schema import SCHEMA_VERSION
from index.store.word_index import postings

_DAY = date(2020, 3, 17)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


def _row(path: str, **known: object) -> FileRow:
    return FileRow(path, 10, 1, "digest", **known)  # type: ignore[arg-type]


def _entry(path: str, day: date | None = _DAY, line: int = 1, **known: object) -> Entry:
    return Entry(path, line, line + 8, "A title", day, None, "heading" if day else "unknown", "raw", **known)  # type: ignore[arg-type]


def _passage(path: str, prose: str, line: int = 1, header: str = "the day") -> Passage:
    return Passage(path, line, line, "", f"**{prose}**", header, prose)


def _put(catalog: Catalog, path: str, *prose: str, day: date | None = _DAY, leaving: set[int] | None = None) -> None:
    contents = [(_entry(path, day), [_passage(path, words, line) for line, words in enumerate(prose, 1)])]
    with catalog.writing():
        put_file(catalog.db, _row(path), contents, leaving or set())


def _embed_all(catalog: Catalog) -> list[str]:
    """What waited, now embedded."""
    waiting = catalog.waiting(1000)
    with catalog.writing():
        catalog.mark_embedded([passage.id for passage in waiting])
    return [passage.text for passage in waiting]


def _stored(catalog: Catalog) -> dict[int, tuple[str, str, int]]:
    every = [row[0] for row in catalog.db.execute("SELECT id FROM passages")]
    return {i: (p.path, p.text, p.line_start) for i, p in catalog.passages(every).items()}


def test_what_is_put_is_read_back(catalog: Catalog) -> None:
    row = _row("a/ü.md", title="Tïtle", problems=("one", "two"), signature="s")
    entry = _entry("a/ü.md", None, doubts=("no year",), partial="--02-22")
    clue = DayClue("file name", "2020-W12", "2020-03-16..2020-03-22", True)
    week = Entry("a/ü.md", 20, 30, "", _DAY, date(2020, 3, 22), "file name", "2020-W12", clues=(clue,))
    with catalog.writing():
        put_file(catalog.db, row, [(entry, [_passage("a/ü.md", "晴れ 🙂")]), (week, [])], set())
    assert catalog.files() == {"a/ü.md": row}
    assert catalog.entries() == [week, entry], "dated ones first"
    [(i, stored)] = catalog.passages([1, 2, 99]).items()
    assert (stored.id, stored.path, stored.text, stored.date) == (i, "a/ü.md", "**晴れ 🙂**", None)
    assert catalog.counts() == CollectionCounts(1, 2, 1, 1, _DAY, _DAY, 1)


def test_entries_come_by_day_path_and_line_undated_last(catalog: Catalog) -> None:
    for path in ("b.md", "a.md"):
        contents: list[tuple[Entry, list[Passage]]] = [
            (_entry(path, _DAY, 20), []),
            (_entry(path, _DAY, 1), []),
            (_entry(path, None, 40), []),
        ]
        with catalog.writing():
            put_file(catalog.db, _row(path), contents, set())
    places = [("a.md", 1), ("a.md", 20), ("b.md", 1), ("b.md", 20), ("a.md", 40), ("b.md", 40)]
    assert [(e.path, e.line_start) for e in catalog.entries()] == places
    assert {e.path for e in catalog.entries(["b.md"])} == {"b.md"}


def test_a_passage_whose_words_stay_keeps_its_id_and_vector(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one", "two", "three")
    _embed_all(catalog)
    before = _stored(catalog)
    _put(catalog, "a.md", "zero", "two", "one")
    after = _stored(catalog)
    assert _embed_all(catalog) == ["the day\nzero"]
    ids = {text: i for i, (_, text, _) in before.items()}
    assert after[ids["**two**"]] == ("a.md", "**two**", 2) and after[ids["**one**"]] == ("a.md", "**one**", 3)
    assert ids["**three**"] not in after and catalog.dropped() == [ids["**three**"]]


def test_the_same_words_twice_are_two_passages(catalog: Catalog) -> None:
    _put(catalog, "a.md", "went running", "went running")
    _put(catalog, "b.md", "went running")
    assert len(_stored(catalog)) == 3
    _put(catalog, "a.md", "went running")
    assert sorted(path for path, _, _ in _stored(catalog).values()) == ["a.md", "b.md"]


def test_passages_move_from_a_file_that_is_leaving(catalog: Catalog) -> None:
    _put(catalog, "old.md", "one", "two")
    _embed_all(catalog)
    _put(catalog, "new.md", "one", "two", leaving=catalog.file_ids(["old.md"]))
    with catalog.writing():
        forget_file(catalog.db, "old.md")
    assert _embed_all(catalog) == [] and catalog.dropped() == []
    assert {path for path, _, _ in _stored(catalog).values()} == {"new.md"}
    assert [e.path for e in catalog.entries()] == ["new.md"]


def test_an_id_is_never_used_twice(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one", "two")
    highest = max(_stored(catalog))
    with catalog.writing():
        forget_file(catalog.db, "a.md")
    assert catalog.files() == {} and catalog.entries() == [] and _stored(catalog) == {}
    _put(catalog, "b.md", "three")
    assert min(_stored(catalog)) > highest


def test_a_heading_that_becomes_prose_is_found_as_prose(catalog: Catalog) -> None:
    """The text to embed is the same, so the passage keeps its vector; its words stand elsewhere now."""
    for header, prose in (("Monday\nGarden", "beans"), ("Monday", "Garden\nbeans")):
        with catalog.writing():
            put_file(catalog.db, _row("a.md"), [(_entry("a.md"), [_passage("a.md", prose, 1, header)])], set())
        _embed_all(catalog)
    assert catalog.waiting_count() == 0 and catalog.dropped() == []
    assert [column.tolist() for column in postings(catalog.db, "garden")] == [[1], [1], [0]]
    assert catalog.db.execute("SELECT words FROM passages").fetchall() == [(2,)]
    with catalog.writing():
        forget_file(catalog.db, "a.md")
    assert len(postings(catalog.db, "garden")[0]) == 0


def test_passages_of_one_text_share_its_token_bits_until_the_last_goes(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one")
    _put(catalog, "b.md", "one")
    key = passage_hash("the day", "one")
    with catalog.writing():
        catalog.put_token_bits({key: b"bits"})
    assert catalog.token_bits([1, 2, 3]) == {1: b"bits", 2: b"bits"}
    for path, left in (("a.md", 1), ("b.md", 0)):
        with catalog.writing():
            forget_file(catalog.db, path)
        assert catalog.db.execute("SELECT count(*) FROM token_bits").fetchone() == (left,)


def test_what_waits_is_what_is_embedded(catalog: Catalog, tmp_path: Path) -> None:
    _put(catalog, "a.md", "one", "two")
    key = passage_hash("the day", "one")
    assert catalog.waiting(1) == [WaitingPassage(1, key, embedded_text("the day", "one"))]
    assert catalog.embedded_duplicates([key]) == {}
    _embed_all(catalog)
    assert catalog.embedded_duplicates([key, b"no"]) == {key: 1}
    begin_anew(tmp_path / "chroma", catalog)
    assert catalog.waiting_count() == 2


def test_passages_are_found_by_day_note_and_entry(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one", "two")
    _put(catalog, "b.md", "three", day=date(2020, 3, 18))
    _put(catalog, "c.md", "four", day=None)
    assert [p.text for p in catalog.passages_of([_DAY], [])] == ["**one**", "**two**"]
    assert [p.text for p in catalog.passages_of([date(2020, 3, 18)], ["c.md"])] == ["**three**", "**four**"]
    assert catalog.passages_of([], []) == []
    assert catalog.whole_entries([2]) == [1, 2] and catalog.whole_entries([4, 1, 99]) == [1, 2, 4]


def test_dated_headings_and_sizes_of_days(catalog: Catalog) -> None:
    headed = Passage("a.md", 3, 4, "Garden", "beans grow", "", "beans grow")
    with catalog.writing() as db:
        put_file(db, _row("a.md"), [(_entry("a.md"), [headed, headed]), (_entry("a.md", None, 20), [headed])], set())
    assert catalog.dated_headings() == [("Garden", _DAY)]
    assert catalog.day_sizes() == [DaySize(_DAY, 4, "A title")]


def test_a_transaction_that_fails_leaves_nothing(catalog: Catalog) -> None:
    with pytest.raises(ZeroDivisionError), catalog.writing():
        put_file(catalog.db, _row("a.md"), [(_entry("a.md"), [_passage("a.md", "beans")])], set())
        catalog.state.generation = 1
        raise ZeroDivisionError
    assert catalog.files() == {} and catalog.state.generation is None
    assert len(postings(catalog.db, "bean")[0]) == 0
    _put(catalog, "a.md", "beans")
    assert len(postings(catalog.db, "bean")[0]) == 1


def test_state_is_kept_with_its_types(catalog: Catalog) -> None:
    state = catalog.state
    assert (state.generation, state.rules, state.running, state.written, state.sealed) == (None, None, False, None, ())
    for rules in ("1", "2", ""):
        with catalog.writing():
            state.rules = rules
        assert state.rules == rules
    with catalog.writing():
        state.generation, state.running, state.written, state.sealed = 3, True, 0, ("a", "b")
        state.place, state.model = "in files here", "a key"
    again = Catalog(catalog.path)
    assert (again.state.generation, again.state.rules, again.state.running) == (3, "", True)
    assert (again.state.written, again.state.sealed) == (0, ("a", "b"))
    with again.writing():
        again.state.running = False
        again.state.forget_vectors()
    assert not state.running and (state.written, state.sealed, state.place) == (None, (), None)
    assert (state.generation, state.model) == (3, "a key")
    again.close()


def test_the_first_releases_state_is_read(catalog: Catalog) -> None:
    values = [("running", ""), ("generation", "7"), ("vectors_written", "2"), ("vectors_sealed", "a b"), ("model", "m")]
    catalog.db.executemany("INSERT INTO meta VALUES (?, ?)", values)
    state = catalog.state
    assert (state.running, state.generation, state.written, state.sealed, state.model) == (False, 7, 2, ("a", "b"), "m")


def test_another_thread_reads_while_one_writes(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one")
    seen: list[object] = []

    def read() -> None:
        seen.extend([catalog.db, set(catalog.files())])

    with catalog.writing():
        put_file(catalog.db, _row("b.md"), [], set())
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen[0] is not catalog.db and seen[1] == {"a.md"}, "what is not finished is not seen"
    assert set(catalog.files()) == {"a.md", "b.md"}


def test_connections_of_ended_threads_do_not_pile_up(catalog: Catalog) -> None:
    for _ in range(20):
        thread = threading.Thread(target=catalog.files)
        thread.start()
        thread.join()
    assert len(catalog._open) <= 2


def test_it_opens_again_after_closing(catalog: Catalog) -> None:
    _put(catalog, "a.md", "one")
    catalog.close()
    assert set(catalog.files()) == {"a.md"}


def test_a_new_catalog_has_this_format(catalog: Catalog) -> None:
    assert catalog.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert catalog.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert catalog.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert catalog.counts() == CollectionCounts(0, 0, 0, 0, None, None, 0)


def _another_format(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()


def _another_program(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE files (name)")
    db.close()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.write_bytes(b"no database" * 500), "is damaged (file is not a database)"),
        (lambda path: path.mkdir(), "cannot be read (unable to open database file)"),
        (_another_program, "cannot be read (table files already exists)"),
        (_another_format, f"by a newer daycite (format {SCHEMA_VERSION + 1}, this one reads up to {SCHEMA_VERSION})"),
    ],
    ids=["damaged", "folder", "foreign", "version"],
)
def test_a_file_that_is_no_catalog_of_ours_is_told_in_one_line(tmp_path: Path, damage: object, reason: str) -> None:
    damage(tmp_path / "catalog.sqlite")  # type: ignore[operator]
    with pytest.raises(StoreError, match="daycite (index --rebuild|doctor --repair)") as raised:
        Catalog(tmp_path / "catalog.sqlite")
    assert reason in str(raised.value) and "\n" not in str(raised.value)


def _format_one(path: Path) -> None:
    """A catalog as the first release made it."""
    catalog = Catalog(path)
    _put(catalog, "a.md", "one")
    catalog.db.execute("UPDATE passages SET embedded = 1")
    catalog.db.execute("DROP TABLE unreadable")
    catalog.db.execute("DROP TABLE left_out")
    catalog.db.execute("ALTER TABLE entries DROP COLUMN clues")
    catalog.db.execute("ALTER TABLE passages DROP COLUMN language")
    catalog.db.execute("DROP TABLE languages")
    catalog.db.execute("DROP TABLE long_words")
    catalog.db.execute("PRAGMA user_version = 1")
    catalog.close()


def test_an_older_format_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    _format_one(tmp_path / "catalog.sqlite")
    opened = [Catalog(tmp_path / "catalog.sqlite") for _ in range(2)]
    for catalog in opened:
        assert catalog.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert set(catalog.files()) == {"a.md"} and catalog.unreadable() == {}
        assert catalog.state.written == 0, "there are vectors, of no numbered run"
        assert postings(catalog.db, "on")[0].tolist() == [1], "words are put in anew"
        catalog.close()


def test_a_step_that_fails_leaves_the_older_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalog.sqlite"
    _format_one(path)
    with monkeypatch.context() as patch, pytest.raises(StoreError, match="cannot be read"):
        patch.setitem(store_schema._STEPS, 1, store_schema._STEPS[1] + "INSERT INTO nowhere VALUES (1);")
        Catalog(path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'unreadable'").fetchall()
    db.close()
    Catalog(path).close()


def test_a_damaged_file_is_told_apart_from_one_that_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no database" * 500)
    with pytest.raises(DamagedError):
        Catalog(tmp_path / "a")
    (tmp_path / "b").mkdir()
    with pytest.raises(StoreError) as raised:
        Catalog(tmp_path / "b")
    assert not isinstance(raised.value, DamagedError)


def test_closing_does_not_take_the_file_from_a_thread_that_reads_it(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    ready, stop = threading.Event(), threading.Event()
    failed: list[Exception] = []

    def reads() -> None:
        while not stop.is_set():
            try:
                catalog.state.read("generation")
                catalog.db.execute("SELECT count(*) FROM passages, files, entries").fetchall()
            except sqlite3.Error as error:
                failed.append(error)
            ready.set()

    threads = [threading.Thread(target=reads, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert ready.wait(10)
    for _ in range(300):
        catalog.close()
        catalog.state.read("generation")
    stop.set()
    for thread in threads:
        thread.join()
    catalog.close()
    assert not failed
