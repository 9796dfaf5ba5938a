"""`python -m tools.real_llm [--url URL] [--questions-only] [--compare]`: the model's tests, and twenty questions.

Asked is a server built from llama.cpp's package, or the OpenAI-style one at URL.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from api.parts.collection import Collection
from api.settings import read_settings
from rag.answer import phrasing
from rag.llm.find import LLMSettings, find_llm
from rag.llm.stream import Patience
from tools.real_llm import doors
from tools.real_llm.questions import QUESTIONS, ask_one, table
from tools.real_llm.server import LlamaServer, model, running, version

_FORMS = ((True, False), (False, True))


@click.command()
@click.option("--url", help="An OpenAI-style server to ask, instead of one that is built.")
@click.option("--questions-only", is_flag=True, help="Neither the tests nor the other doors.")
@click.option("--compare", is_flag=True, help="Ask the questions in each form of the answer, and nothing else.")
def main(url: str | None, questions_only: bool, compare: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with nullcontext(None) if url else running(place / "server.log") as server:
            address = url or _told(server)
            for forms in _FORMS if compare else (phrasing.FORMS,):
                click.echo(f"asked first for {'JSON' if forms[0] else 'lines'}")
                phrasing.FORMS = forms
                _questions(address, place / "data")
            wrong = [] if questions_only or compare else [*_tests(address), *_doors(address, place, server)]
    for line in wrong:
        click.echo(f"WRONG {line}")
    sys.exit(bool(wrong))


def _told(server: LlamaServer | None) -> str:
    assert server is not None
    click.echo(f"llama.cpp {version()}, {model().name}, {os.cpu_count()} processors")
    return server.url


def _questions(url: str, data: Path) -> None:
    collection = Collection(read_settings(data_dir=data), doors.JOURNAL)
    collection.sync()
    llm = find_llm(LLMSettings(openai_url=url, patience=Patience(600, 120)))
    rows = []
    for question in QUESTIONS:
        rows.append(ask_one(question, collection.sources(), llm))
        for statement in rows[-1].answer.statements if rows[-1].by_model else ():
            click.echo(f"    {question}: {statement.text}{statement.remark}")
    click.echo(table(rows))
    collection.close()


def _tests(url: str) -> Iterator[str]:
    command = [sys.executable, "-m", "pytest", "-q", "tests/rag/llm"]
    if subprocess.run(command, env=os.environ | {"DAYCITE_TEST_OPENAI": url}, check=False).returncode:
        yield "tests/rag/llm"


def _doors(url: str, place: Path, server: LlamaServer | None) -> Iterator[str]:
    env = doors.environment(place / "data", url)
    yield from doors.by_command_line(QUESTIONS, env)
    yield from doors.by_chat(QUESTIONS, env)
    yield from doors.by_http(QUESTIONS, env, place / "serve.log")
    if server is not None:
        yield from doors.leaving(QUESTIONS[0], env, place / "left.log", server.busy)
        if server.busy():
            yield "a slot of the server hangs"


if __name__ == "__main__":
    main()
