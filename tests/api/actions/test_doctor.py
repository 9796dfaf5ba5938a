import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.api.conftest import Daycite
from tests.fake_openai import FakeOpenAI, serving_openai


def _checks(out: str) -> dict[str, str]:
    """part -> its line"""
    lines = [line.strip() for line in out.partition("Checks\n")[2].splitlines()]
    return {line.split("  ")[1].strip() if line.startswith("problem") else line[2:].split()[0]: line for line in lines}


@pytest.mark.process
def test_a_sound_set_up(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "daycite.toml").write_text("limit = 5\n")
    monkeypatch.setenv("DAYCITE_TOKEN", "sesame")
    daycite("index", notes)
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "problem" not in ran.out and "sesame" not in ran.out
    settings = " ".join(ran.out.split())
    assert f"notes {notes} command line" in settings
    assert f"limit 5 {tmp_path / 'daycite.toml'}" in settings
    assert "token (set) DAYCITE_TOKEN" in settings and "host 127.0.0.1 default" in settings
    assert "digest 53aa51172d142c89 is the published one, prepared as" in ran.out
    assert "4 entries, 1 without a date (see daycite days --undated" in ran.out
    assert "4 vectors in" in ran.out and "Ollama is not running" in ran.out


def test_before_anything_is_set_or_indexed(daycite: Daycite, notes: Path) -> None:
    ran = daycite("doctor")
    assert ran.code == 0 and "not set: use --notes or DAYCITE_NOTES" in ran.out
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "nothing is indexed yet" in ran.out


@pytest.mark.process
def test_a_change_since_is_no_problem(daycite: Daycite, notes: Path) -> None:
    daycite("index", notes)
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout.\n")
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "your notes have changed since" in ran.out


def test_what_is_broken_is_named_and_the_rest_still_checked(
    daycite: Daycite, notes: Path, model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daycite("index", notes)
    [folder] = (
        p.parent for p in model_dir.glob("collections/*/notes-folder.txt") if p.read_text().strip() == str(notes)
    )
    shutil.rmtree(folder / "chroma")
    monkeypatch.setenv("DAYCITE_LLM", "on")
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 1
    problems = [line.split()[1] for line in ran.out.splitlines() if line.strip().startswith("problem")]
    assert problems == ["chroma", "ollama"] and "Run daycite doctor --repair" in ran.out
    assert daycite("doctor", "--notes", notes / "gone").code == 1


def test_a_data_folder_that_cannot_be_written(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(notes / "ideas.md" / "data"))
    ran = daycite("doctor")
    assert ran.code == 1 and "cannot be written" in ran.out


@pytest.fixture
def openai_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with serving_openai() as server:
        monkeypatch.setenv("DAYCITE_LLM_URL", server.url)
        yield server


def test_the_language_models_server_is_really_asked(daycite: Daycite, openai_server: FakeOpenAI) -> None:
    openai_server.says = "yes"
    ran = daycite("doctor")
    assert ran.code == 0 and "openai:qwen2.5-7b writes the answers, with" in ran.out and len(openai_server.asked) == 1


@pytest.mark.parametrize(
    ("status", "error", "told"),
    [(404, "no such model", "404: no such model"), (500, "out of memory", "out of memory"), (0, "", "asks for a key")],
)
def test_a_server_that_does_not_answer_is_a_problem(
    status: int, error: str, told: str, daycite: Daycite, openai_server: FakeOpenAI
) -> None:
    if status:
        openai_server.status, openai_server.error = status, error
    else:
        openai_server.key = "sesame"
    ran = daycite("doctor")
    [line] = [line for line in ran.out.splitlines() if line.strip().startswith("problem")]
    assert ran.code == 1 and line.split()[1] == "llm" and told in line


def test_a_dead_server_and_one_of_another_kind_are_told(daycite: Daycite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_LLM_URL", "http://127.0.0.1:9/v1")
    ran = daycite("doctor")
    assert ran.code == 1 and "no server answers at http://127.0.0.1:9/v1" in ran.out

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>a router's page</html>")

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("DAYCITE_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    ran = daycite("doctor")
    assert ran.code == 1 and "does not look like an OpenAI-compatible server" in ran.out
    server.shutdown()
    server.server_close()
