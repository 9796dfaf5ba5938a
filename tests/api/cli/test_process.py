"""The command in a process of its own: what it imports, and what it does to streams that cannot take its words."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import COMMAND, ROOT, Ran

pytestmark = pytest.mark.process

_EMBEDDING = {"chromadb", "onnxruntime", "tokenizers", "numpy"}
_NEVER = {"torch", "transformers", "sentence_transformers", "sklearn", "fastapi", "uvicorn", "ollama", "onnx"}


def _modules(*words: object) -> set[str]:
    """What the command imports, by top-level name."""
    program = (
        "import sys; from api.cli.exits import run_command_line; from api.cli.main import cli\n"
        "sys.argv[0] = 'daycite'; code = run_command_line(cli)\n"
        "sys.stderr.write('\\n' + ' '.join(sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in ended.stderr.splitlines()[-1].split()}


def test_help_and_days_import_nothing_heavy(notes: Path) -> None:
    assert not _modules("--help") & (_EMBEDDING | _NEVER | {"pydantic", "rag", "yaml"})
    for words in (["days"], ["days", "--json"], ["show", "2020-03-17"]):
        assert not _modules(*words, "--notes", notes) & (_EMBEDDING | _NEVER | {"rag"})


def test_a_query_imports_no_model_library_and_no_server(notes: Path, process: Callable[..., Ran]) -> None:
    assert process("index", notes).code == 0
    assert not _modules("query", "CNN", "--json", "--notes", notes) & _NEVER
    (notes / "new.md").write_text("# 2020-05-05\n\nA new day with new words.\n")
    assert not _modules("query", "new words", "--notes", notes) & _NEVER, "nor does picking up a change"


def test_streams_of_any_encoding_are_written_to(notes: Path, process: Callable[..., Ran]) -> None:
    (notes / "x.md").write_text("# 2020-05-05\n\nCafé visits and 晴れ are fun.\n", "utf-8")
    ran = process("show", "2020-05-05", "--notes", notes, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert "Caf\\xe9 visits and \\u6674" in ran.out, ran.err
    ran = process("query", "café", "--no-llm", "--notes", notes, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert "visits and" in ran.out, "the question arrived as it was typed"


def test_a_question_that_is_no_utf8_is_answered(notes: Path) -> None:
    command = [*COMMAND, "query", b"CNN caf\xe9", "--notes", str(notes), "--json"]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["question"] == "CNN caf\ufffd"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk_is_one_line(notes: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        ended = subprocess.run(
            [*COMMAND, "days", "--notes", str(notes)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == "daycite: No space left on device. Set DAYCITE_DEBUG=1 to see where"


def test_a_reader_that_goes_away_is_no_error(notes: Path) -> None:
    for number in range(300):
        (notes / f"{number}.md").write_text(f"# 2021-01-01\n\nNote number {number} has some words in it.\n" * 20)
    shown = subprocess.Popen(
        [*COMMAND, "show", "2021-01-01", "--notes", str(notes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},  # it drops short writes
    )
    assert shown.stdout is not None and shown.stderr is not None
    shown.stdout.read(10)
    shown.stdout.close()
    err = shown.stderr.read()
    shown.stderr.close()
    assert shown.wait(timeout=30) == 1 and err == b""


def test_streams_that_are_closed_are_no_error(notes: Path) -> None:
    script = f'"$@" days --notes {notes} >&- 2>&-'
    ended = subprocess.run(["sh", "-c", script, "sh", *COMMAND], capture_output=True, check=False)
    assert ended.returncode == 0 and ended.stderr == b""


def test_ctrl_c_ends_it_without_a_word(notes: Path) -> None:
    program = (
        "import sys, time; import api.parts.collection as c; c.Collection.days = lambda *given: time.sleep(60)\n"
        "sys.argv = ['daycite', 'days', '--notes', '.']; from api.cli.main import main\n"
        "print('up', flush=True); main()"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=notes, text=True
    )
    assert started.stdout is not None
    started.stdout.readline()
    time.sleep(1.0)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=30)
    assert started.returncode == 130 and err.strip() == ""


def test_it_runs_from_any_folder(tmp_path: Path, process: Callable[..., Ran]) -> None:
    (tmp_path / ".env").write_text("CHROMA_SERVER_NOFILE=nonsense\n")
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "2020-03-17.md").write_text("CNN neurons see a local region.\n")
    assert process("query", "CNN", "--notes", "journal").code == 0
    assert ROOT.is_dir()
