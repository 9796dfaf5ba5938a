"""Odd values for each argument of each command, route and tool: an answer or a line of why not, never a traceback."""

import io
import json
import re
from collections.abc import Iterator
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
from tests.api.conftest import Daycite

_DAYS = (
    *("0000-00-00", "9999-12-31", "0001-01-01", "2024-02-30", "99999-01-01", "-2024-01-01"),
    *("2024-W60", "12-31", "02-29"),
)
_NUMBERS = ("-1", "0", "1e400", "9" * 40, "NaN", "٣", "1.5")
_TEXTS = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\ud800",
        "\udcff",
        "\ufeff",
        "\u202e",
        "%s%n{}",
        "../../etc/passwd",
        "/",
        "x" * 20_000,
        '"',
        "-",
    ),
    *("last " * 500, "between May and " * 200, "\\", "[[", "tag:", 'a"b', "3 3 3 3", "largest", "how many km"),
)
_OTHERS: tuple[Any, ...] = (-1, 0, 10**40, 1.5, None, True, [], {}, ["a"], {"a": None})
_HALF = re.compile("[\ud800-\udfff]")
_ODD = (*_DAYS, *_NUMBERS, *_TEXTS)
_LONG_RUNNING = {"serve", "mcp", "watch", "chat", "model", "index", "eval", "import", "forget"}
_PAIRS = (("9999-12-31", "0001-01-01"), ("0001-01-01", "9999-12-31"), ("2024-05-03", "2024-05-02"), ("2024", "2023"))


def _leaves(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _leaves(command, (*above, name))
        elif name not in _LONG_RUNNING and "collections" not in above:
            yield (*above, name), command


def _calls(words: tuple[str, ...], command: click.Command) -> Iterator[list[str]]:
    """Each parameter with each odd value, what else must be given with an ordinary one."""
    needed = [p for p in command.params if isinstance(p, click.Argument) and p.required]
    for param in command.params:
        if isinstance(param, click.Option) and (param.is_flag or {"--notes", "--help"} & set(param.opts)):
            continue
        for value in _ODD:
            given = [value if each is param else "2024-05-03" for each in needed]
            if isinstance(param, click.Option):
                given += [f"{param.opts[0]}={value}"]
            elif param not in needed:
                given += [value]
            yield [
                *words,
                *(each for each in given if each.startswith("--")),
                "--",
                *(each for each in given if not each.startswith("--")),
            ]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_command_breaks(daycite: Daycite, data: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_NOTES", str(notes))
    monkeypatch.setenv("DAYCITE_LLM", "off")
    monkeypatch.setattr("sys.stdin", io.StringIO("3 3 3\n"))
    daycite("index", notes)
    broken = []
    for words, command in _leaves(cli):
        spans = [[*words, *pair] for pair in _PAIRS] + [[*words, "--from", a, "--to", b] for a, b in _PAIRS]
        for call in (*_calls(words, command), *spans):
            ran = daycite(*call)
            told = ran.err.strip()
            lines = all(line.startswith("daycite: ") for line in told.splitlines())
            if "unexpected error" in told or "Traceback" in told or ran.code not in (0, 1, 2, 3) or not lines:
                broken.append(([word[:60] for word in call], ran.code, told[:300]))
    assert not broken, "\n".join(map(str, broken))


def _schemas(node: Any, spec: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = spec["components"]["schemas"][node["$ref"].rpartition("/")[2]]
    return dict(node.get("properties", {}))


def _requests(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each parameter and each field of each route with each odd value."""
    whole = {"path": "ideas.md", "date": "2020-03-17", "id": "a"}
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            at = "".join(whole.get(part.strip("{}"), part) for part in re.split(r"(\{\w+\})", path))
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            for value in (*_ODD, *_OTHERS):
                for name in _schemas(body, spec) if body else ():
                    sent = {"question": "CNN", "llm": False, "messages": [], "input": "a", name: value}
                    yield method, at, {"content": json.dumps(sent), "headers": {"content-type": "application/json"}}
                if not isinstance(value, str) or _HALF.search(value):
                    continue
                for param in told.get("parameters", []):
                    if param["in"] == "path":
                        yield method, path.replace(f"{{{param['name']}}}", quote(value, safe="") or "%20"), {}
                    elif param["in"] == "query":
                        yield method, at, {"params": {param["name"]: value}}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_route_breaks(notes: Path, data: Path) -> None:
    collection = Collection(read_settings(notes=notes, llm="off"), notes)
    app = create_app(collection, collection.settings)
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert client.get("/days").status_code == 200
    broken = []
    for method, path, more in _requests(app.openapi()):
        if not path.endswith("/events"):
            got = client.request(method, path, **more)
            if got.status_code >= 500 or "Traceback" in got.text:
                broken.append((method, path[:90], str(more)[:200], got.status_code, got.text[:200]))
    assert not broken, "\n".join(map(str, broken))
    collection.close()


def test_no_tool_of_agents_breaks(notes: Path, data: Path) -> None:
    import anyio
    from mcp import Client

    from api.mcp import mcp_server
    from api.parts.served import Served

    settings = read_settings(notes=notes, llm="off")
    collection = Collection(settings, notes)

    async def work() -> None:
        async with Client(mcp_server(Served(collection), settings, allow_write=True)) as client:
            for tool in (await client.list_tools()).tools:
                needed = {name: "2024-05-03" for name in tool.input_schema.get("required", ())}
                for name in tool.input_schema["properties"]:
                    for value in (*_ODD, *_OTHERS):
                        if isinstance(value, str) and _HALF.search(value):
                            continue
                        got = await client.call_tool(tool.name, {**needed, name: value})
                        told = "".join(part.text for part in got.content)  # type: ignore[union-attr]
                        assert "Traceback" not in told and "unexpected" not in told, (tool.name, name, value, told)
                        assert told.strip(), (tool.name, name, value)

    anyio.run(work)
    collection.close()
