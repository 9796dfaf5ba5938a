"""The server's secret in the data folder."""

import os
import stat
from pathlib import Path

import pytest

from api.parts.token import kept_token
from index.errors import StoreError


def test_it_is_made_once_for_its_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    token = kept_token(folder)
    assert len(token) >= 43 and kept_token(folder) == token and kept_token(tmp_path / "other") != token
    assert stat.S_IMODE((folder / "token").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["token"]


def test_one_that_others_could_read_is_not_used_again(tmp_path: Path) -> None:
    token = kept_token(tmp_path)
    (tmp_path / "token").chmod(0o644)
    other = kept_token(tmp_path)
    assert other != token and stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600


def _a_link(file: Path) -> None:
    file.with_name("elsewhere").write_text("planted\n")
    file.with_name("elsewhere").chmod(0o600)
    file.symlink_to("elsewhere")


@pytest.mark.parametrize(
    "planted",
    [_a_link, os.mkfifo, lambda file: file.write_text(""), lambda file: file.write_text("two words"),
     lambda file: file.write_bytes(b"\xff\xfe")],
    ids=["link", "fifo", "empty", "words", "bytes"],
)  # fmt: skip
def test_what_was_planted_in_its_place_is_no_token(tmp_path: Path, planted: object) -> None:
    planted(tmp_path / "token")  # type: ignore[operator]
    (tmp_path / "token").chmod(0o600)
    token = kept_token(tmp_path)
    assert len(token) >= 43 and kept_token(tmp_path) == token


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the token of the server cannot be kept in"):
        kept_token(tmp_path / "file")
