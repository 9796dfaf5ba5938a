from pathlib import Path

import pytest

from api.settings import origin, read_settings
from index.errors import UsageError


def test_the_command_line_comes_before_the_environment_before_the_file_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_settings().port == 8765 and origin("port") == "default"
    (tmp_path / "daycite.toml").write_text("port = 1111\nlimit = 3\n[dates]\norder = 'mdy'\n")
    assert read_settings().port == 1111 and origin("port") == str(tmp_path / "daycite.toml")
    monkeypatch.setenv("DAYCITE_PORT", "2222")
    assert read_settings().port == 2222 and origin("port") == "DAYCITE_PORT"
    settings = read_settings(port=3333, limit=None)
    assert (settings.port, settings.limit, settings.dates.order) == (3333, 3, "mdy")
    monkeypatch.setenv("DAYCITE_DATES__ORDER", "dmy")
    assert read_settings().dates.order == "dmy" and origin("dates") == "DAYCITE_DATES"


def test_the_file_is_looked_for_where_daycite_config_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "daycite.toml").write_text("port = 1111\n")
    other = tmp_path / "other.toml"
    other.write_text("port = 2222\n")
    monkeypatch.setenv("DAYCITE_CONFIG", str(other))
    assert read_settings().port == 2222
    monkeypatch.setenv("DAYCITE_CONFIG", str(tmp_path / "gone.toml"))
    with pytest.raises(UsageError, match="which is not a file"):
        read_settings()


def test_the_file_in_the_configuration_folder_counts_where_there_is_none_here(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "daycite"
    folder.mkdir(parents=True)
    (folder / "daycite.toml").write_text("port = 1111\n")
    assert read_settings().port == 1111


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_NOTES", "")
    assert read_settings().notes is None, "an empty path would be the working directory"


@pytest.mark.parametrize("token", ["se same", "sésame", "sesame\n"])
def test_a_token_that_no_client_can_send_is_refused_and_not_told(token: str) -> None:
    with pytest.raises(
        UsageError, match="the setting token is not valid: use only printable ASCII .* a browser cannot send others"
    ) as refused:
        read_settings(token=token)
    assert token.strip() not in str(refused.value)


def test_folders_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DAYCITE_NOTES", "~/journal")
    assert read_settings().notes == tmp_path / "journal"
    assert read_settings(notes=Path("here")).notes == Path.cwd() / "here"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DAYCITE_PORT", "many", "the setting port is not valid"),
        ("DAYCITE_LIMIT", "0", "the setting limit is not valid"),
        ("DAYCITE_LLM", "maybe", "the setting llm is not valid"),
        ("DAYCITE_DATES", "{", "the settings cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=told):
        read_settings()


@pytest.mark.parametrize("text", ["port = ", "no_such_setting = 1", "\0", "dates = 3"])
def test_a_broken_file_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "daycite.toml").write_text(text)
    with pytest.raises(UsageError, match=r"daycite\.toml"):
        read_settings()
