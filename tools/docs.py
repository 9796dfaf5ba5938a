"""docs/*.md -> the same pages with the parts that come from the code written anew (`make docs`).

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`; NAME is one of PARTS.
"""

import ast
import asyncio
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from api.cli.main import cli
from api.http.app import create_app
from api.mcp import mcp_server
from api.parts.collection import Collection
from api.parts.served import Served
from api.settings import DateSettings, Settings, read_settings
from tools.docs_languages import languages
from tools.project import ROOT
from tools.readme import markdown_table

PAGES = tuple(sorted((ROOT / "docs").glob("*.md")))
_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HELP_WIDTH = 100
_DEFAULTS = {"data_dir": "the platform's folder for user data", "notes": ""}


def written_anew(page: str) -> str:
    """The page with every generated part as the code has it now."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]().strip()}\n\n{part[3]}", page)


def settings_table() -> str:
    return markdown_table(
        ("in `daycite.toml`", "variable", "default", "meaning"),
        (
            (f"`{name}`", f"`DAYCITE_{name.upper()}`", _default(name, field), field.description or "")
            for name, field in Settings.model_fields.items()
            if name != "dates"
        ),
    )


def date_settings_table() -> str:
    return markdown_table(
        ("under `[dates]`", "variable", "values", "meaning"),
        (
            (f"`{name}`", f"`DAYCITE_DATES__{name.upper()}`", _values(DateSettings, name), field.description or "")
            for name, field in DateSettings.model_fields.items()
        ),
    )


def _default(name: str, field: FieldInfo) -> str:
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    value = field.get_default(call_default_factory=True)
    if value in ("", ()):
        return ""
    if isinstance(value, tuple):
        value = json.dumps(value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _values(model: type[BaseModel], name: str) -> str:
    (schema, *_) = model.model_json_schema(ref_template="{model}")["$defs"][model.__name__]["properties"][name].get(
        "anyOf", [{"type": "table"}]
    )
    allowed = schema.get("enum") or [schema["const"]] if schema.keys() & {"enum", "const"} else []
    return ", ".join(f"`{value}`" for value in allowed) or str(schema.get("format", schema["type"]))


def command_help() -> str:
    return "\n\n".join(f"## {path}\n\n```text\n{text}\n```" for path, text in _helps(cli, "daycite"))


def _helps(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    settings: dict[str, Any] = command.context_settings | {"max_content_width": _HELP_WIDTH}
    context = click.Context(command, parent, path.rpartition(" ")[2], terminal_width=_HELP_WIDTH, **settings)
    lines = command.get_help(context).splitlines()
    yield path, "\n".join(line.rstrip() for line in lines).rstrip()
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _helps(inner, f"{path} {name}", context)


def package_tables() -> str:
    return "\n\n".join(map(_room, ("index", "rag", "api")))


def _room(name: str) -> str:
    room = ROOT / name
    folders = sorted(file.parent for file in room.rglob("__init__.py") if file.parent != room)
    rows = [(f"`{folder.relative_to(ROOT).as_posix()}/`", _first_line(folder)) for folder in folders]
    return f"### {name}/\n\n{_first_line(room)}\n\n{markdown_table(('package', 'what it does'), rows)}"


def _first_line(package: Path) -> str:
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    return text.partition("\n")[0]


def http_routes() -> str:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(data_dir=Path(folder))
        document = create_app(Collection(settings, ROOT / "examples" / "journal"), settings).openapi()
    return markdown_table(
        ("request", "what it gives"),
        (
            (f"`{method.upper()} {path}`", _paragraph(operation["description"]))
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
        ),
    )


def mcp_tools() -> str:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(data_dir=Path(folder))
        served = Served(Collection(settings, ROOT / "examples" / "journal"))
        tools: list[Any] = asyncio.run(mcp_server(served, settings, allow_write=True).list_tools())
    arguments = {tool.name: ", ".join(f"`{name}`" for name in tool.input_schema["properties"]) for tool in tools}
    return markdown_table(
        ("tool", "arguments", "what it does"),
        ((f"`{tool.name}`", arguments[tool.name], _paragraph(tool.description)) for tool in tools),
    )


def _paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


PARTS: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "date-settings": date_settings_table,
    "commands": command_help,
    "packages": package_tables,
    "http-routes": http_routes,
    "mcp-tools": mcp_tools,
    "languages": languages,
}

if __name__ == "__main__":
    for _page in PAGES:
        _page.write_text(written_anew(_page.read_text("utf-8")), "utf-8")
