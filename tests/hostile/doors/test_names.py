"""Names and text from elsewhere at every door: each command and route, with a table of what could do harm there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import pytest
from starlette.testclient import TestClient

from api.cli.main import cli
from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite, Ran
from tests.fake_ollama import FakeOllama, Reply

NAMES = (
    "clear\x1b[2J\x1b[H.md",
    "title\x1b]0;owned\x07.md",
    "c1 \x9b31m red.md",
    "del\x7f\x08\x08.md",
    "turned \u202egpj.exe.md",
    "isolate \u2066x\u2069\u200f.md",
    "two\nlines: daycite: all is well.md",
    "return\rdaycite: done.md",
    "separator\u2028\u2029next.md",
    "tab\tand \u061c mark.md",
    "![x](https:",
    "a](https:--evil.example) `code`\n\n![x](https:--evil.example-p.png).md",
    "<img src=x onerror=alert(1)>.md",
    "`` ```\n# heading\n.md",
    "--- a\n+++ b\n@@ -1 +1 @@.md",
)
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_BAD_TEXT = "CNN \x1b[31m neurons \x9b see \u202e small ![x](https://evil.example/p.png) <img src=//evil> www.evil.io"
_MARKUP = {
    ".tex": "\\section{{{day} {bad}}}\n\\item {bad} \\href{{https://evil.example}}{{{bad}}}",
    ".typ": '= {day} {bad}\n#link("mailto:x")[{bad}] <img src=x onerror=alert(1)>',
    ".adoc": "= {day} {bad}\n\n++++\n<script>alert(1)</script>\n++++\n\nlink:javascript:alert(1)[{bad}]",
    ".rst": "{day} CNN\n==============\n\n.. raw:: html\n\n   <script>alert(1)</script>\n\n`{bad} <javascript:x>`_",
    ".textile": 'h1. {day} {bad}\n\n"{bad}":javascript:alert(1) !https://evil.example/p.png!',
    ".norg": "* {day} {bad}\n  {{javascript:alert(1)}}[{bad}]",
    ".gmi": "# {day} {bad}\n\n=> javascript:alert(1) {bad}",
    ".rmd": "# {day} {bad}\n\n```{{r}}\nsystem('true')\n```\n\n{bad}",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    root = tmp_path / "notes \x1b[5m\u202e"
    for day, name in enumerate(NAMES, 1):
        folder = root if name.endswith(".md") else root / name / "evil.example"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / (name if name.endswith(".md") else "p.png).md")
        file.write_text(
            f"# 2020-03-{day:02} {_BAD_TEXT}\n\n{_BAD_TEXT} number {day}.\n\n- [ ] What is a \x1b[7m kernel {day}?\n"
        )
    for day, (suffix, text) in enumerate(_MARKUP.items(), 1):
        body = text.format(day=f"2020-04-{day:02}", bad=_BAD_TEXT)
        (root / f"mark \x1b]8;;http:evil\x07\u202e{suffix}").write_text(
            f"{body}\n\nWhat is a \x1b[7m kernel {suffix}?\n"
        )
    (root / "bad \x1b[1m.md").write_bytes(b"\0\0\0")
    return root


def _commands(root: Path) -> dict[str, list[list[str]]]:
    notes = ["--notes", str(root)]
    return {
        "index": [["index", str(root)]],
        "query": [["query", "CNN neurons", *notes, "--no-llm"]],
        "search": [["search", "CNN neurons", *notes]],
        "days": [["days", *notes], ["days", "--undated", *notes]],
        "show": [["show", "2020-03-03", *notes], ["show", "2019-01-01", *notes]],
        "timeline": [["timeline", "CNN neurons", *notes]],
        "digest": [
            ["digest", "2020-03", *notes],
            ["digest", "2020", "--topic", "CNN\x1b[1m\u202e", *notes],
            ["digest", "2020-03", "--save", "none\x1b[1m/\x9b.md", *notes],
        ],
        "today": [["today", "--today", "2020-04-10", *notes]],
        "on": [["on", "03-03", *notes], ["on", "\x1b[1m\x9b", *notes]],
        "themes": [["themes", "2020-03", *notes]],
        "questions": [["questions", "--all", *notes]],
        "answer": [["questions", "answer", "--all", "--no-llm", *notes]],
        "done": [["questions", "done", "\x1b[1m\x9b", *notes]],
        "dismiss": [["questions", "dismiss", "\x1b[1m\x9b", *notes]],
        "reopen": [["questions", "reopen", "\x1b[1m\x9b", *notes]],
        "undo": [["questions", "undo", *notes]],
        "doctor": [["doctor", *notes]],
        "eval": [["eval", "--make", "3", *notes], ["eval", str(root / "none\x1b[1m"), *notes]],
        "list": [["collections", "list"]],
        "size": [["collections", "size", str(root)]],
        "rename": [["collections", "rename", str(root / "gone \x1b[1m"), str(root)]],
        "remove": [["collections", "remove", str(root / "gone \x1b[1m"), "--yes"]],
        "export": [
            ["collections", "export"],
            ["export", "2020-03", *notes],
            ["export", "2020", "--topic", "CNN\x1b[1m\u202e", "--format", "html", *notes],
            ["export", "--question", "CNN neurons \x1b[1m", "--no-llm", *notes],
            ["export", "2020-03", "--output", str(root / "in\x1b[1m\x9b.md"), *notes],
        ],
        "import": [
            ["collections", "import", str(root / "gone \x1b[1m")],
            ["import", str(root), "--to", str(root / "in\x1b[1m")],
            ["import", str(_export(root)), "--to", str(root.parent / "in\x1b[1m\x9b \u202e")],
        ],
        "completion": [["completion", "bash"]],
        "token": [["token"]],
        "model": [["model", "--from", str(root / "none\x1b[1m")]],
        "forget": [["forget", str(root / "bad \x1b[1m.md"), *notes], ["forget", str(root / "none\x9b.md"), *notes]],
    }


def _export(root: Path) -> Path:
    """Of Google Keep, its files and labels named by who means harm."""
    export = root.parent / "export \x1b[1m\u202e"
    export.mkdir(exist_ok=True)
    note = {"title": _BAD_TEXT, "textContent": _BAD_TEXT, "labels": [{"name": _BAD_TEXT}], "isTrashed": False}
    for number, name in enumerate(name for name in NAMES if "/" not in name):
        known = note | {"userEditedTimestampUsec": 1577923200000000 + number, "isTrashed": number % 2 == 0}
        (export / f"{name}.json").write_text(json.dumps(known))
    return export


_ELSEWHERE = {"serve", "mcp", "watch", "chat", "collections"}
"""Tested below, or by what they print in common with others."""


def _leaves(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _leaves(command)


def test_every_command_is_in_the_table(tmp_path: Path) -> None:
    assert {command.name for command in _leaves(cli)} == set(_commands(tmp_path)) | _ELSEWHERE


@pytest.mark.process
def test_no_command_lets_them_through(daycite: Daycite, data: Path, hostile: Path) -> None:
    with_json = {str(c.name) for c in _leaves(cli) if any("--json" in p.opts for p in c.params)}
    for name, runs in _commands(hostile).items():
        for words in runs:
            ran = daycite(*words)
            _is_clean(ran, words)
            if name in with_json:
                ran = daycite(*words, "--json")
                _is_clean(ran, words)
                if ran.code == 0 and ran.out.strip() and name != "eval":  # JSON, a line each
                    json.loads(ran.out)


def _is_clean(ran: Ran, words: object) -> None:
    assert not _UNSAFE.search(ran.out + ran.err), words
    assert "unexpected" not in ran.err and "Traceback" not in ran.err, ran.err
    assert all(line.startswith("daycite: ") for line in ran.err.splitlines()), ran.err
    assert not any(line.startswith(("daycite: all is well", "daycite: done")) for line in ran.err.splitlines())


def test_writing_and_undoing_let_nothing_through(daycite: Daycite, data: Path, tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    things = (
        "socket",
        "kernel",
        "zither",
        "lathe",
        "quiver",
        "rudder",
        "anvil",
        "beacon",
        "cistern",
        "dynamo",
        "easel",
    )
    for day, (thing, name) in enumerate(zip(things, (n for n in NAMES if n.endswith(".md")), strict=False), 1):
        asked = f"# 2023-03-{day:02}\n\n## Questions\n\n- What is a {thing}?\n"
        (root / name).write_text(f"{asked}\n# 2023-04-{day:02}\n\nA {thing} is one end of a long and winding thing.\n")
    for words in (["answer", "--all", "--no-llm", "--write", "--yes"], ["undo"]):
        ran = daycite("questions", *words, "--notes", root)
        _is_clean(ran, words)
        assert ran.code == 0, ran.err
    (root / NAMES[0]).chmod(0o444)
    _is_clean(daycite("questions", "answer", "--all", "--no-llm", "--write", "--yes", "--notes", root), "read-only")


def test_a_models_server_lets_nothing_through(
    daycite: Daycite, fake_ollama: FakeOllama, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    fake_ollama.says(Reply("", status=500, error="\x1b[2Jno \x9b \u202e memory\ndaycite: done"))
    for words in (["query", "CNN", "--llm"], ["chat", "--llm"], ["query", "CNN"]):
        monkeypatch.setattr("sys.stdin", io.StringIO("CNN\n\n"))
        _is_clean(daycite(*words, "--notes", notes), words)


def test_no_route_lets_them_through(hostile: Path, data: Path) -> None:
    collection = Collection(read_settings(notes=hostile, llm="off"), hostile)
    app = create_app(collection, collection.settings)
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    asked = {"question": "CNN neurons", "llm": False}
    identity = client.get("/questions?which=all").json()[0]["id"]
    chat = {"model": "daycite-extract", "messages": [{"role": "user", "content": "CNN neurons"}]}
    responses = {"model": "daycite-extract", "input": f"CNN neurons {_BAD_TEXT}"}
    paths = [entry["path"] for entry in client.get("/days").json()]
    bodies: dict[tuple[str, str], list[Callable[[], Any]]] = {
        ("POST", "/query"): [
            lambda: client.post("/query", json=asked),
            lambda: client.post("/query", json={**asked, "stream": True}),
        ],
        ("POST", "/search"): [lambda: client.post("/search", json=asked)],
        ("GET", "/timeline"): [lambda: client.get("/timeline?topic=CNN")],
        ("GET", "/digest"): [
            lambda: client.get("/digest?from=2020-03"),
            lambda: client.get("/digest?from=2020&topic=%1b%c2%9bCNN"),
        ],
        ("GET", "/today"): [lambda: client.get("/today?day=03-03"), lambda: client.get("/today?day=%1b%c2%9b")],
        ("GET", "/themes"): [lambda: client.get("/themes?from=2020-03")],
        ("GET", "/days"): [lambda: client.get("/days")],
        ("GET", "/days/{date}"): [lambda: client.get("/days/2020-03-03"), lambda: client.get("/days/%c2%9b%1b")],
        ("GET", "/days/{date}/reading"): [
            *(lambda day=day: client.get(f"/days/2020-03-{day:02}/reading") for day in range(1, len(NAMES) + 1)),
            lambda: client.get("/days/%c2%9b%1b/reading"),
        ],
        ("GET", "/pictures/{path:note}"): [
            *(lambda path=path: client.get("/pictures/p.png", params={"note": path}) for path in paths),
            lambda: client.get("/pictures/none%1b%c2%9b%0a", params={"note": "\x1b[2J\x9b\u202e"}),
        ],
        ("GET", "/entries/{path:note}"): [
            *(lambda path=path: client.get(f"/entries/{quote(path)}") for path in paths),
            lambda: client.get("/entries/none%1b%c2%9b%0a"),
        ],
        ("GET", "/questions"): [lambda: client.get("/questions?which=all")],
        ("POST", "/questions/{id}/answer"): [
            lambda: client.post(f"/questions/{identity}/answer", json={"llm": False}),
            lambda: client.post("/questions/%c2%9b%1b/answer", json={"llm": False}),
        ],
        ("POST", "/questions/{id}/write"): [
            lambda: client.post(f"/questions/{identity}/write", json={"llm": False, "write": False})
        ],
        ("POST", "/questions/{id}/mark"): [
            lambda: client.post(f"/questions/{identity}/mark", json={"mark": None}),
            lambda: client.post("/questions/%c2%9b%1b/mark", json={"mark": "\x1b[2J\x9b"}),
        ],
        ("POST", "/undo"): [
            lambda: client.post("/undo", json={"run": "20200319-101500"}),
            lambda: client.post("/undo", json={"run": "\x1b[2J\x9b\u202e"}),
        ],
        ("GET", "/window"): [
            lambda: client.get("/window?words=last%20week"),
            lambda: client.get("/window?words=%1b%c2%9b"),
        ],
        ("GET", "/model"): [lambda: client.get("/model")],
        ("GET", "/index/generation"): [lambda: client.get("/index/generation")],
        ("POST", "/dates/order"): [lambda: client.post("/dates/order", json={"order": "\x1b[2J\x9b\u202e"})],
        ("GET", "/index"): [lambda: client.get("/index")],
        ("POST", "/index"): [lambda: client.post("/index")],
        ("GET", "/index/events"): [lambda: client.get("/index/events")],
        ("GET", "/v1/models"): [lambda: client.get("/v1/models")],
        ("GET", "/v1/models/{model}"): [lambda: client.get("/v1/models/%1b%c2%9b")],
        ("POST", "/v1/chat/completions"): [
            lambda: client.post("/v1/chat/completions", json=chat),
            lambda: client.post("/v1/chat/completions", json={**chat, "stream": True}),
        ],
        ("POST", "/v1/responses"): [
            lambda: client.post("/v1/responses", json=responses),
            lambda: client.post("/v1/responses", json={**responses, "stream": True}),
            lambda: client.post("/v1/responses", json={**responses, "previous_response_id": "\x1b[2J\x9b\u202e"}),
        ],
        ("GET", "/health"): [lambda: client.get("/health")],
        ("GET", "/health/ready"): [lambda: client.get("/health/ready")],
    }
    assert set(bodies) == {(method, path) for method, path in _all_routes(app)}
    for route, requests in bodies.items():
        for request in requests:
            got = request()
            assert got.status_code < 500, (route, got.text)
            assert not _UNSAFE.search(got.content.decode().replace("\r\n", "\n")), (route, got.content)
    collection.close()


def test_no_tool_of_agents_lets_them_through(hostile: Path, data: Path) -> None:
    """Each tool and resource, called as an agent does: the text that the agent's model is given."""
    import anyio
    from mcp import Client
    from mcp.shared.exceptions import MCPError

    from api.mcp import mcp_server
    from api.parts.served import Served

    settings = read_settings(notes=hostile, llm="off")
    collection = Collection(settings, hostile)
    days = [f"2020-03-{day:02}" for day in range(1, len(NAMES) + 1)]

    async def work() -> None:
        async with Client(mcp_server(Served(collection), settings, allow_write=True)) as client:
            listed = await client.call_tool("open_questions", {"which": "all"})
            questions = json.loads(listed.content[0].text)["questions"]  # type: ignore[union-attr]
            calls: dict[str, list[dict[str, Any]]] = {
                "search_notes": [{"query": "CNN neurons"}, {"query": _BAD_TEXT, "limit": 100}, {"query": "\x1b\x9b"}],
                "ask_notes": [{"question": "CNN neurons"}, {"question": _BAD_TEXT}],
                "get_day": [{"day": f"2020-03-{day:02}"} for day in range(1, len(NAMES) + 1)]
                + [{"day": "\x1b[2J\x9b"}],
                "timeline": [{}, {"topic": "CNN neurons"}, {"topic": "CNN", "first_day": "\x9b\u202e"}],
                "open_questions": [{"which": "all"}, {"which": "\x1b"}, {"first_day": "\u2028"}],
                "digest": [
                    {"first_day": "2020-03-01", "last_day": "2020-03-31", "topic": topic} for topic in ("", "CNN")
                ]
                + [{"by": "\x1b[2J"}, {"first_day": "\x9b\u202e"}],
                "on_this_day": [{"day": "03-01"}, {"day": "\x1b[2J\x9b"}],
                "themes": [{"first_day": "2020-03-01", "last_day": "2020-03-31"}, {"last_day": "\u2028"}],
                "mark_question": [{"id": each["id"], "mark": "open"} for each in questions]
                + [{"id": "\x1b[2J\x9b\u202e", "mark": "\x1b[2J\x9b"}],
                "write_answer": [{"id": each["id"]} for each in questions] + [{"id": "\x1b[2J\x9b\u202e"}],
            }
            assert {tool.name for tool in (await client.list_tools()).tools} == set(calls)
            for tool, given in calls.items():
                for each in given:
                    got = await client.call_tool(tool, each)
                    told = "".join(part.text for part in got.content)  # type: ignore[union-attr]
                    assert not _UNSAFE.search(told), (tool, each, told)
            for uri in ("daycite://days", *(f"daycite://days/{day}" for day in days), "daycite://days/%1b%5b2J"):
                try:
                    read = (await client.read_resource(uri)).contents[0].text  # type: ignore[union-attr]
                except MCPError as error:
                    read = str(error)
                assert not _UNSAFE.search(read), (uri, read)

    anyio.run(work)
    collection.close()


def _all_routes(app: Any) -> Iterator[tuple[str, str]]:
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            yield method.upper(), path.replace("{path}", "{path:note}")


def test_markdown_for_chat_programs_holds_no_link_image_or_html_of_theirs(hostile: Path, data: Path) -> None:
    collection = Collection(read_settings(notes=hostile, llm="off"), hostile)
    client = TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1")
    for question in (
        _BAD_TEXT[:200],
        "when did I first write about ![x](https://evil.example/q)",
        "number 12",
        "number 11",
    ):
        chat = {"model": "daycite-extract", "messages": [{"role": "user", "content": question}]}
        text = client.post("/v1/chat/completions", json=chat).json()["choices"][0]["message"]["content"]
        outside_code = re.sub(r"`[^`\n]*`", "", re.sub(r"\\.", "", text))
        assert not re.search(r"[\[(<]\S*//|!\[|\]\(|<\w|://|www\.|`", outside_code), text
        assert not re.search(r"(?m)^\s*#", text), text
    collection.close()
