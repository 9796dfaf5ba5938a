from pathlib import Path

import pytest

from api.environment import editor_link, ollama_address, sound_link
from api.settings import read_settings
from index.errors import UsageError


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("vscode://file/{root}/{path}:{line}", "vscode://file/home/me/my%20notes/{path}:{line}"),
        ("obsidian://open?path={root}/{path}", "obsidian://open?path=/home/me/my%20notes/{path}"),
        ("zed://file{root}/{path}", "zed://file/home/me/my%20notes/{path}"),
        ("", ""),
    ],
)
def test_the_folder_is_filled_in(template: str, told: str) -> None:
    assert editor_link(sound_link(template), Path("/home/me/my notes")) == told


def test_a_vault_opens_in_obsidian_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    assert editor_link("", tmp_path) == f"obsidian://open?path={tmp_path.as_posix()}/{{path}}"
    assert editor_link("vim:{path}", tmp_path) == "vim:{path}"


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert('{path}')", "JavaScript:{path}", "data:text/html,{path}", "https://elsewhere.example/{path}",
        "//elsewhere.example/{path}", "{path}", "vscode://file", " javascript:{path}",
    ],
)  # fmt: skip
def test_what_a_browser_would_run_or_fetch_is_refused(template: str) -> None:
    with pytest.raises(UsageError, match="editor_link is not valid"):
        read_settings(editor_link=template)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8000", "http://127.0.0.1:8000"),
        (":8000", "http://127.0.0.1:8000"),
        ("[::]:8000", "http://127.0.0.1:8000"),
        ("[::1]", "http://[::1]:11434"),
        ("box.lan", "http://box.lan:11434"),
        ("box.lan:80", "http://box.lan:80"),
        ("http://box.lan", "http://box.lan:80"),
        ("https://box.lan/ollama/", "https://box.lan:443/ollama"),
        (' "127.0.0.1:1234" ', "http://127.0.0.1:1234"),
        ("box.lan:nonsense", "http://box.lan:11434"),
    ],
)
def test_ollamas_own_variable_is_read_as_ollama_reads_it(
    host: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", host)
    assert ollama_address() == address
    monkeypatch.delenv("DAYCITE_OLLAMA_URL", raising=False)
    assert read_settings().ollama_url == address
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", "http://127.0.0.1:9")
    assert read_settings().ollama_url == "http://127.0.0.1:9", "what names daycite wins"
