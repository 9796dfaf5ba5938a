import re
from pathlib import Path

import pytest

from api.cli.main import cli
from api.http.sse import _KINDS
from api.settings import DateSettings, Settings
from tools.docs import PAGES, PARTS, written_anew
from tools.project import ROOT
from tools.readme import PAGES as ALL_PAGES

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_FILE = re.compile(r"`((?:api|examples|index|rag|tests|tools|docs)/[\w./-]+)`")
_DOCUMENTS = [*ALL_PAGES, ROOT / "CHANGELOG.md"]


def _text(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_generated_parts_are_those_of_now(page: Path) -> None:
    text = page.read_text("utf-8")
    assert written_anew(text) == text, "run `make docs`"


def test_every_part_is_on_a_page() -> None:
    generated = re.findall(r"<!-- generated: ([a-z-]+) -->", "".join(page.read_text("utf-8") for page in PAGES))
    assert sorted(generated) == sorted(PARTS)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_its_help(name: str) -> None:
    assert f"\n## daycite {name}\n" in _text("commands.md")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_table(name: str) -> None:
    page = _text("settings.md")
    assert f"`DAYCITE_{name.upper()}" in page
    assert f"| `{name}` |" in page or f"| under `[{name}]` |" in page


@pytest.mark.parametrize("name", sorted(DateSettings.model_fields))
def test_every_setting_for_dates_is_in_the_table(name: str) -> None:
    assert f"| `{name}` | `DAYCITE_DATES__{name.upper()}` |" in _text("settings.md")


def test_every_setting_has_a_meaning() -> None:
    fields = {**Settings.model_fields, **DateSettings.model_fields}
    assert [name for name, field in fields.items() if name != "dates" and not field.description] == []


def test_every_event_of_a_stream_is_in_the_table() -> None:
    section = _text("http.md").partition("## Server-sent events")[2].partition("\n## ")[0]
    assert set(re.findall(r"(?m)^\| `(\w+)`", section)) == {name for name, _ in _KINDS.values()} | {"error"}


@pytest.mark.parametrize("page", _DOCUMENTS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in (match[1] or match[2] for match in _LINK.finditer(page.read_text("utf-8"))):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.is_file(), link
        assert not anchor or anchor in _anchors(target.read_text("utf-8")), link


def _anchors(text: str) -> set[str]:
    """The names by which a page's headings are linked to."""
    headings = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", _DOCUMENTS, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    named = set(_FILE.findall(page.read_text("utf-8")))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = _text("README.md")
    assert [page.name for page in PAGES if page.name != "README.md" and f"({page.name}" not in index] == []
