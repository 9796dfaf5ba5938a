"""Exports that have a JSON file an entry."""

from pathlib import Path

from index.imports.apps.files import entries_of_files
from index.imports.archive import open_source
from index.imports.entry import NotImported


def test_a_file_that_cannot_be_read_is_named_once_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{broken")
    (tmp_path / "b.json").write_text('{"is": "one"}')
    (tmp_path / "c.json").write_text("[]")
    with open_source(tmp_path) as archive:
        found = list(
            entries_of_files(archive, lambda raw: isinstance(raw, dict), lambda name, raw: NotImported(name, "x"))
        )
    assert found == [NotImported("a.json", "it is not JSON that can be read"), NotImported("b.json", "x")]
