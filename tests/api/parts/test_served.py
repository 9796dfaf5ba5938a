import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from api.parts.collection import Collection
from api.parts.served import Served, bring_up_to_date
from api.settings import read_settings
from index.errors import BusyError, NotesError
from rag.answer.ask import search
from rag.question.read import read_question


@pytest.fixture
def collection(notes: Path) -> Iterator[Collection]:
    collection = Collection(read_settings(), notes)
    yield collection
    collection.close()


@pytest.fixture(autouse=True)
def looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.parts.served._LOOK_SECONDS", 0.0)


def _days(served: Served, words: str) -> list[str]:
    question = read_question(words, date(2024, 1, 1))
    return [str(day.date) for day in search(question, served.sources(), 10).days]


def test_a_served_collection_is_indexed_and_kept_in_step(collection: Collection, notes: Path) -> None:
    served = Served(collection)
    assert _days(served, "pooling layers")[0] == "2020-03-18"
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
    assert _days(served, "dropout silences")[0] == "2020-05-05"
    (notes / "new.md").unlink()
    assert "2020-05-05" not in _days(served, "dropout silences")


def test_nothing_is_looked_at_twice_in_a_second(
    collection: Collection, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = Served(collection)
    served.sources()
    looked: list[int] = []
    monkeypatch.setattr(collection, "is_current", lambda: bool(looked.append(1)) or True)
    monkeypatch.setattr("api.parts.served._LOOK_SECONDS", 60.0)
    for _ in range(5):
        served.sources()
    assert not looked
    monkeypatch.setattr("api.parts.served._LOOK_SECONDS", 0.0)
    served.sources()
    assert looked == [1]


def test_what_another_process_indexed_is_seen(collection: Collection, notes: Path) -> None:
    served = Served(collection)
    served.sources()
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
    other = Collection(collection.settings, notes)
    other.sync()
    other.close()
    found = search(read_question("dropout silences", date(2024, 1, 1)), served.sources(), 10)
    assert str(found.days[0].date) == "2020-05-05"
    [new] = [i for i, p in collection.catalog.passages(range(100)).items() if p.path == "new.md"]
    assert new in collection.vectors.get([new]), "and its vectors are"


def test_while_another_process_writes_what_is_there_serves(
    collection: Collection, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = Served(collection)
    served.sources()
    held, waits = collection.store.writing, list[float | None]()
    monkeypatch.setattr(collection.store, "writing", lambda seconds=None: waits.append(seconds) or held(seconds))
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
    with FileLock(collection.folder / "writer.lock"):
        assert _days(served, "pooling layers")[0] == "2020-03-18"
        assert "2020-05-05" not in _days(served, "dropout silences")
        assert waits and set(waits) == {0}, "it does not wait for the writer"
    assert _days(served, "dropout silences")[0] == "2020-05-05"


def test_a_first_indexing_by_another_process_must_be_waited_for(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.store._LOCK_SECONDS", 0.1)
    collection.folder.mkdir(parents=True)
    with FileLock(collection.folder / "writer.lock"), pytest.raises(BusyError):
        Served(collection).sources()


def test_a_command_says_whose_work_it_answers_from(collection: Collection, notes: Path) -> None:
    announced: list[str] = []
    bring_up_to_date(collection, announced.append)
    bring_up_to_date(collection, announced.append)
    assert announced == [f"indexing {notes} (once)"]
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout.\n")
    real = collection.sync
    collection.sync = lambda bars: real(bars, lock_seconds=0)  # type: ignore[method-assign, assignment]
    with FileLock(collection.folder / "writer.lock"):
        bring_up_to_date(collection, announced.append)
    assert announced[-1].startswith("another daycite process is indexing these notes")


def test_notes_that_are_gone_are_not_forgotten(collection: Collection, notes: Path) -> None:
    served = Served(collection)
    served.sources()
    notes.rename(notes.with_name("unmounted"))
    with pytest.raises(NotesError):
        served.sources()
    notes.with_name("unmounted").rename(notes)
    assert collection.is_current(), "nothing was removed meanwhile"
    assert _days(served, "pooling layers")[0] == "2020-03-18"


def test_many_threads_ask_while_notes_change(collection: Collection, notes: Path) -> None:
    served = Served(collection)
    served.sources()
    stop = threading.Event()

    def changes() -> int:
        number = 0
        while not stop.is_set():
            (notes / f"n{number % 5}.md").write_text(f"# 2021-01-0{number % 9 + 1}\n\nRound {number} of the changes.\n")
            number += 1
            time.sleep(0.02)
        return number

    def asks(number: int) -> str:
        return _days(served, "pooling layers")[0]

    with ThreadPoolExecutor(9) as pool:
        changing = pool.submit(changes)
        found = list(pool.map(asks, range(60)))
        stop.set()
        assert changing.result() > 0
    assert set(found) == {"2020-03-18"}
    threads = len(collection.catalog._open)
    _days(served, "pooling layers")
    assert threads <= 11, "connections of threads that ended are closed"


def test_what_is_remembered_is_made_once_until_the_notes_change(collection: Collection, notes: Path) -> None:
    served, made = Served(collection), list[str]()

    def make() -> int:
        made.append("made")
        return collection.catalog.counts().days

    before = served.remembered("days", make)
    assert served.remembered("days", make) == before
    assert len(made) == 1
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
    assert served.remembered("days", make) == before + 1
    assert len(made) == 2
    assert served.remembered("other", lambda: "other") == "other"
    for n in range(100):
        served.remembered(n, make)
    served.remembered("days", make)
    assert len(made) == 103
