"""Whatever happened to the notes and to the runs before: the collection is what a new one would be."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.sync import run
from tests.index.synced import Collection, write

# Few of each, so that notes come to say the same, passages move, and headings become prose.
_NAMES = st.sampled_from(["a.md", "b.md", "2020-03-18.md", "deep/a.md", "deep/long name.txt"])
_LINES = [
    "# 2020-03-17",
    "# 2020-03-18",
    "## Garden",
    "Garden",
    "Planted beans.",
    "- Planted beans.",
    "晴れのち雨",
    "- [ ]",
]
_TEXTS = st.lists(st.sampled_from(_LINES), max_size=6).map("\n\n".join)
_CHANGES = st.one_of(
    st.tuples(st.just("write"), _NAMES, _TEXTS),
    st.tuples(st.just("write"), _NAMES, _TEXTS),
    st.tuples(st.just("delete"), _NAMES, st.just("")),
    st.tuples(st.just("rename"), _NAMES, _NAMES),
    st.tuples(st.just("copy"), _NAMES, _NAMES),
)


def _change(root: Path, kind: str, name: str, other: str) -> None:
    note = root / name
    if kind == "write":
        write(root, {name: other})
    elif kind == "delete":
        note.unlink(missing_ok=True)
    elif note.exists() and name != other:
        (root / other).parent.mkdir(exist_ok=True)
        (note.rename if kind == "rename" else lambda to: shutil.copy(note, to))(root / other)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_CHANGES, min_size=1, max_size=4), min_size=1, max_size=5))
@pytest.mark.long
def test_any_history_of_changes_ends_as_a_fresh_collection(history: list[list[tuple[str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "notes")
        root.mkdir()
        collection = Collection(root, Path(folder, "collection"))
        for changes in history:
            for change in changes:
                _change(root, *change)
            collection.sync()
            assert collection.is_current()
            content = collection.content()
        assert content == collection.fresh()
        assert collection.sync().embedded == 0 and collection.content() == content
        collection.catalog.close()


@pytest.mark.parametrize(
    "stage",
    ["remove_notes", "deduplicate", "vectors.put", "mark_embedded", "vectors.drop", "forget_dropped", "_finish"],
)
def test_an_interruption_anywhere_is_completed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    root = write(tmp_path / "notes", {"log.md": "# 2020-03-17\n\nSome words.\n", "ideas.txt": "A novel.\n"})
    collection = Collection(root, tmp_path / "collection")
    write(root, {"ideas copy.txt": (root / "ideas.txt").read_text()})
    collection.sync()
    before = collection.generation() or 0
    write(root, {"log.md": "# 2020-03-17\n\nOther words.\n", "copy.md": "# 2020-03-17\n\nOther words.\n"})
    (root / "ideas.txt").unlink()

    def dies(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    owner: object = collection.vectors if stage.startswith("vectors") else collection.catalog
    with monkeypatch.context() as patch:
        patch.setattr(run if hasattr(run, stage) else owner, stage.partition(".")[2] or stage, dies)
        with pytest.raises(KeyboardInterrupt):
            collection.sync()
    assert not collection.is_current()
    collection.sync()
    assert collection.is_current() and (collection.generation() or 0) > before, "readers are told"
    assert collection.content() == collection.fresh()
