from pathlib import Path

import pytest

from api.settings import Settings, origin, read_settings
from api.settings_files import OF_PROJECTS
from index.errors import UsageError


def _own_file(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "config" / "daycite"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "daycite.toml").write_text(text)
    return folder / "daycite.toml"


def test_the_command_line_comes_before_the_environment_before_the_files_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_settings().port == 8765 and origin("port") == "default"
    own = _own_file(tmp_path, "port = 1111\nlimit = 2\n")
    (tmp_path / "daycite.toml").write_text("limit = 3\n[dates]\norder = 'mdy'\n")
    assert read_settings().port == 1111 and origin("port") == str(own)
    assert read_settings().limit == 3 and origin("limit") == str(tmp_path / "daycite.toml")
    monkeypatch.setenv("DAYCITE_PORT", "2222")
    assert read_settings().port == 2222 and origin("port") == "DAYCITE_PORT"
    settings = read_settings(port=3333, limit=None)
    assert (settings.port, settings.limit, settings.dates.order) == (3333, 3, "mdy")
    monkeypatch.setenv("DAYCITE_DATES__ORDER", "dmy")
    assert read_settings().dates.order == "dmy" and origin("dates") == "DAYCITE_DATES"


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - OF_PROJECTS))
def test_a_file_in_the_working_folder_may_not_say_where_words_go_or_who_may_come(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "daycite.toml").write_text(f'{name} = "1"\n')
    for notes in (None, tmp_path / "journal", Path("/elsewhere")):
        with pytest.raises(UsageError, match=f"sets {name}, which .* working folder .*DAYCITE_{name.upper()}"):
            read_settings(notes=notes)
    monkeypatch.setenv("DAYCITE_CONFIG", str(_own_file(tmp_path, "limit = 4\n")))
    assert read_settings().limit == 4, "where the user names a file, no other is looked at"


def test_several_settings_that_are_refused_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "daycite.toml").write_text(
        'llm_url = "http://evil/v1"\nlimit = 3\ntoken = ""\nchroma = "http://evil"\n'
    )
    with pytest.raises(UsageError, match=r"sets llm_url, token and chroma, .*config/daycite/daycite\.toml"):
        read_settings()


def test_a_file_in_the_working_folder_is_for_the_notes_in_that_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _own_file(tmp_path, "limit = 2\n")
    (tmp_path / "strange" / "notes").mkdir(parents=True)
    (tmp_path / "strange" / "daycite.toml").write_text("limit = 99\n")
    (tmp_path / "strange" / "out").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path / "strange")
    assert read_settings(notes=tmp_path / "strange" / "notes").limit == 99
    assert read_settings(notes=Path(".")).limit == 99
    assert read_settings(notes=tmp_path / "journal").limit == 2
    assert read_settings(notes=Path("out/journal")).limit == 2, "a link leads out of the folder"
    monkeypatch.setenv("DAYCITE_NOTES", str(tmp_path / "journal"))
    assert read_settings().limit == 2 and origin("limit", tmp_path / "journal").endswith("config/daycite/daycite.toml")


def test_the_users_own_file_may_lie_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_own_file(tmp_path, "port = 1111\n").parent)
    assert read_settings().port == 1111


def test_the_file_is_looked_for_where_daycite_config_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "daycite.toml").write_text("limit = 3\n")
    other = tmp_path / "other.toml"
    other.write_text("port = 2222\n")
    monkeypatch.setenv("DAYCITE_CONFIG", str(other))
    assert read_settings().port == 2222 and read_settings().limit == 10
    monkeypatch.setenv("DAYCITE_CONFIG", str(tmp_path / "gone.toml"))
    with pytest.raises(UsageError, match="which is not a file"):
        read_settings()


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
