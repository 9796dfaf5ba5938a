import os
from pathlib import Path

import pytest

from api.parts.place import collection_folder


def test_folders_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    one, other = (collection_folder(tmp_path, tmp_path / name / "notes") for name in ("home", "work"))
    assert one != other and one.name.startswith("notes-") and one.parent == other.parent


@pytest.mark.parametrize("tells_capitals_apart", [True, False])
def test_capitals_make_another_folder_where_the_platform_says_so(
    tells_capitals_apart: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not tells_capitals_apart:  # as on Windows
        monkeypatch.setattr(os.path, "normcase", lambda path: os.fspath(path).lower())
    one, other = (collection_folder(tmp_path, tmp_path / name) for name in ("Notes", "notes"))
    assert (one == other) is not tells_capitals_apart
