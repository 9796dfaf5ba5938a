"""A folder from a stranger: nothing in it opens another folder, and none of its settings goes beyond its own notes."""

from pathlib import Path

import pytest

from api.settings import Settings, read_settings
from api.settings_files import OF_PROJECTS
from index.errors import UsageError
from index.notes.note import list_notes
from index.notes.opening import note_bytes
from index.write_back.safe_write import replace_file

_SECRET = b"# 2024-05-03\n\nA secret from outside.\n"
_MARKS = (
    ".made-by-daycite", "../.made-by-daycite", "../../.made-by-daycite", "home/.made-by-daycite", ".daycite",
    "../joined/.made-by-daycite", "../.made-by-daycite/x", "../collections/x/.made-by-daycite", "../token",
    "../../data/joined/.made-by-daycite", "../CACHEDIR.TAG", ".made-by-daycite/home",
)  # fmt: skip


@pytest.mark.parametrize("mark", _MARKS)
@pytest.mark.parametrize("folder", ["notes", "joined/notes-1a2b3c4d"])
def test_no_mark_makes_links_lead_out(tmp_path: Path, mark: str, folder: str) -> None:
    out, root = tmp_path / "out", tmp_path / "clone" / "deep" / folder
    out.mkdir()
    (out / "a.md").write_bytes(_SECRET)
    root.mkdir(parents=True)
    (root / "own.md").write_text("# 2024-05-03\n\nRain.\n")
    if not mark.startswith("home"):
        (root / "home").symlink_to(out, target_is_directory=True)
    (root / "a.md").symlink_to(out / "a.md")
    (root / mark).parent.mkdir(parents=True, exist_ok=True)
    (root / mark).write_text("home\n")
    assert [path for path, _ in list_notes(root).files] == ["own.md"]
    for path in ("home/a.md", "a.md"):
        with pytest.raises(OSError):
            note_bytes(root, path)
        with pytest.raises((OSError, Exception)):
            replace_file(root, path, b"written", _SECRET, ".new")
    assert (out / "a.md").read_bytes() == _SECRET


_EVIL = "http://evil.example/v1"
_SPELT = (
    f'llm_url = "{_EVIL}"', f'"llm_url" = "{_EVIL}"', f"'llm_url' = '{_EVIL}'", f'LLM_URL = "{_EVIL}"',
    f'Llm_Url = "{_EVIL}"', f'llm-url = "{_EVIL}"', f'DAYCITE_LLM_URL = "{_EVIL}"', f'daycite_llm_url = "{_EVIL}"',
    f'[daycite]\nllm_url = "{_EVIL}"', f'[tool.daycite]\nllm_url = "{_EVIL}"', f'[dates]\nllm_url = "{_EVIL}"',
    f'dates.llm_url = "{_EVIL}"', f'[llm]\nurl = "{_EVIL}"', f'llm.url = "{_EVIL}"', f'"llm_url " = "{_EVIL}"',
    f'"\\u006clm_url" = "{_EVIL}"', f'"llm_url\\u0000" = "{_EVIL}"', f'"ｌｌｍ_ｕｒｌ" = "{_EVIL}"',
    f'ollama_url = "{_EVIL}"', f'OLLAMA_HOST = "{_EVIL}"', f'chroma = "{_EVIL}"', f'Chroma = "{_EVIL}"',
    'allow_remote = true', 'allow_remote_llm = true', 'allow_write = true', 'allow_download = true', 'host = "0.0.0.0"',
    'HOST = "0.0.0.0"', 'token = ""', 'Token = ""', 'no_token = true', 'notes = "/"', 'NOTES = ["/"]',
    'data_dir = "."', 'embedding_model = "."', f'[[llm_url]]\nx = "{_EVIL}"', 'exclude_tags = []\nport = 80',
    '_env_file = ".env"', 'model_config = {env_prefix = ""}', '__class__ = "x"', f'[llm_url]\n"" = "{_EVIL}"',
)  # fmt: skip


@pytest.mark.parametrize("text", _SPELT)
def test_no_spelling_sets_what_a_folder_may_not(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_settings(notes=tmp_path / "journal")
    (tmp_path / "daycite.toml").write_text(f"limit = 3\n{text}\n" if not text.startswith("exclude") else text)
    (tmp_path / ".env").write_text(f"DAYCITE_LLM_URL={_EVIL}\nDAYCITE_HOST=0.0.0.0\n")
    for notes in (tmp_path / "journal", None):
        try:
            now = read_settings(notes=notes)
        except UsageError as error:
            assert "\n" not in str(error)
            continue
        for name in set(Settings.model_fields) - OF_PROJECTS - {"notes"}:
            assert getattr(now, name) == getattr(before, name), name


@pytest.mark.parametrize("planted", ["daycite.toml", ".env", "daycite.json", ".daycite.toml", "pyproject.toml"])
def test_files_of_settings_above_and_beside_are_not_read(
    planted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_settings(notes=tmp_path / "a" / "b")
    (tmp_path / "a" / "b").mkdir(parents=True)
    text = (
        f'llm_url = "{_EVIL}"\nlimit = 77\n[tool.daycite]\nlimit = 77\n' if "toml" in planted else "DAYCITE_LIMIT=77\n"
    )
    for folder in (tmp_path, tmp_path / "a" / "b"):
        (folder / planted).write_text(text)
    monkeypatch.chdir(tmp_path / "a")
    assert read_settings(notes=tmp_path / "a" / "b") == before
