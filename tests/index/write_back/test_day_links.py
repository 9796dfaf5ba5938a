"""Links to cited days, written as the vault writes its own."""

from datetime import date
from pathlib import Path

import pytest

from index.notes.note import read_note
from index.write_back.day_links import day_link, logseq_title
from index.write_back.link_style import LinkStyle
from tests.index.write_back.replies_made import make

_DAY = date(2020, 3, 19)
_LOG = """# Log

## Wednesday 18 March 2020

a

## 2020-03-19: Kernels {#nineteen}

b

## Thursday, March 19, 2020

c
"""


def _link(
    tmp_path: Path, notes: dict[str, str | bytes], path: str, target: str = "2020-03-19.md", line: int = 0
) -> str:
    root = make(tmp_path / "notes", notes)
    vault = LinkStyle(root)
    return day_link(vault, vault.links_of(read_note(root, path)), path, _DAY, target, line)


@pytest.mark.parametrize(
    ("notes", "link"),
    [
        pytest.param({"a.md": "see [[2020-03-17]]\n"}, "[[2020-03-19]]", id="its own wiki links"),
        pytest.param({"a.md": "see [x](2020-03-17.md)\n"}, "[2020-03-19](2020-03-19.md)", id="its own Markdown links"),
        pytest.param({"a.md": "x\n", "b.md": "see [[a]]\n"}, "[[2020-03-19]]", id="its neighbours' links"),
        pytest.param({"a.md": "x\n", "b.md": "[x](a.md) [[y]] [z](b.md)\n"}, "[2020-03-19](2020-03-19.md)", id="most"),
        pytest.param({"a.md": "x\n", ".obsidian/app.json": "{}"}, "[[2020-03-19]]", id="Obsidian"),
        pytest.param(
            {"a.md": "x\n", ".obsidian/app.json": '{"useMarkdownLinks": true}'}, "[2020-03-19](2020-03-19.md)", id="set"
        ),
        pytest.param({"a.md": "x\n", ".obsidian/app.json": "{"}, "[[2020-03-19]]", id="settings broken"),
        pytest.param({"a.md": "[a](http://b.md)\n"}, "[2020-03-19](2020-03-19.md)", id="none"),
        pytest.param({"a.md": "x\n", "logseq/config.edn": "{}"}, "[[Mar 19th, 2020]]", id="Logseq"),
        pytest.param(
            {"a.md": "see [[x]]\n", "logseq/config.edn": ':journal/page-title-format "yyyy-MM-dd EEEE"'},
            "[[2020-03-19 Thursday]]",
            id="Logseq's own titles",
        ),
        pytest.param({"a.md": '[x]({{< ref "b" >}})\n'}, '[2020-03-19]({{< ref "2020-03-19" >}})', id="Hugo's ref"),
        pytest.param(
            {"a.md": '[x]({{< relref "b" >}})\n', "content/x.md": "x"},
            '[2020-03-19]({{< relref "/2020-03-19.md" >}})',
            id="Hugo's relref",
        ),
        pytest.param({"a.md": "[x]({filename}b.md)\n"}, "[2020-03-19]({filename}2020-03-19.md)", id="Pelican"),
        pytest.param({"sub dir/a.md": "[x](b.md)\n"}, "[2020-03-19](../2020-03-19.md)", id="from a folder"),
        pytest.param({"a.org": "[[file:b.org][b]]\n"}, "[[file:2020-03-19.md][2020-03-19]]", id="org"),
        pytest.param({"a.org": "x\n"}, "[[file:2020-03-19.md][2020-03-19]]", id="org without links"),
    ],
)
def test_the_vaults_own_style(tmp_path: Path, notes: dict[str, str | bytes], link: str) -> None:
    assert _link(tmp_path, notes, next(iter(notes))) == link


def test_of_very_many_neighbours_those_beside_it_count(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {f"n{i:03}.md": "[x](y.md)\n" if i < 300 else "[[x]]\n" for i in range(450)}
    notes |= {"n001.md": "x\n", "n448.md": "x\n"}
    vault = LinkStyle(make(tmp_path / "notes", notes))
    assert vault.links_of(read_note(vault.root, "n001.md")) == "markdown"
    assert LinkStyle(vault.root).links_of(read_note(vault.root, "n448.md")) == "wiki"


@pytest.mark.parametrize(
    ("own", "target", "line", "link"),
    [
        ("[[x]]", "log.md", 9, "[[log#2020-03-19 Kernels|2020-03-19]]"),
        ("[[x]]", "log.md", 13, "[[log#Thursday, March 19, 2020|2020-03-19]]"),
        ("[[x]]", "log.md", 0, "[[log#Thursday, March 19, 2020|2020-03-19]]"),
        ("[[x]]", "log.md", 5, "[[log#2020-03-19 Kernels|2020-03-19]]"),
        ("[[x]]", "gone.md", 5, "[[gone|2020-03-19]]"),
        ("[[x]]", "a b/2020-03-19.md", 1, "[[a b/2020-03-19|2020-03-19]]"),
        ("[[x]]", "a b/old.txt", 1, "[[old.txt|2020-03-19]]"),
        ("[x](y.md)", "log.md", 9, "[2020-03-19](log.md#nineteen)"),
        ("[x](y.md)", "log.md", 13, "[2020-03-19](log.md#thursday-march-19-2020)"),
        ("[x](y.md)", "a b/2020-03-19.md", 1, "[2020-03-19](a%20b/2020-03-19.md)"),
        ('[x]({{< ref "y" >}})', "log.md", 9, '[2020-03-19]({{< ref "log#nineteen" >}})'),
        ("{% post_url y %}", "_posts/2020-03-19-x.md", 1, "[2020-03-19]({% post_url 2020-03-19-x %})"),
        ("{% post_url y %}", "other/x.md", 1, "2020-03-19"),
        ("[[x]]", "bad]name.md", 1, "2020-03-19"),
        ("[[x]]", "bad--name.md", 1, "2020-03-19"),
    ],
)
def test_where_the_link_leads(tmp_path: Path, own: str, target: str, line: int, link: str) -> None:
    notes: dict[str, str | bytes] = {"a.md": f"{own}\n", "log.md": _LOG, "a b/2020-03-19.md": "x", "a b/old.txt": "x"}
    assert _link(tmp_path, notes, "a.md", target, line) == link


def test_org_links_by_id_and_to_headlines(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {
        "a.org": "[[id:1][x]]\n",
        "2020-03-19.org": ":PROPERTIES:\n:ID: abc-1\n:END:\n",
        "log.org": "* TODO [2020-03-18 Wed]\n* 2020-03-19 Thursday :day:\nx\n",
    }
    assert _link(tmp_path, notes, "a.org", "2020-03-19.org") == "[[id:abc-1][2020-03-19]]"
    assert _link(tmp_path, notes, "a.org", "log.org", 3) == "[[file:log.org::*2020-03-19 Thursday][2020-03-19]]"


def test_a_note_of_no_known_day(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.md": "[[x]]\n", "CNN notes.md": "x"})
    assert day_link(LinkStyle(root), "wiki", "a.md", None, "CNN notes.md", 1) == "[[CNN notes]]"
    assert day_link(LinkStyle(root), "markdown", "a.md", None, "CNN notes.md", 1) == "[CNN notes](CNN%20notes.md)"
    assert day_link(LinkStyle(root), "none", "a.md", None, "CNN notes.md", 1) == "CNN notes"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("MMM do, yyyy", "Mar 3rd, 2020"),
        ("yyyy-MM-dd", "2020-03-03"),
        ("EEE, dd.MM.yy", "Tue, 03.03.20"),
        ("d MMMM yyyy", "3 March 2020"),
        ("yyyy'-week'", "2020-week"),
    ],
)
def test_logseqs_titles(written: str, title: str) -> None:
    assert logseq_title(date(2020, 3, 3), written) == title


@pytest.mark.parametrize(
    ("day", "ending"), [(1, "1st"), (2, "2nd"), (11, "11th"), (12, "12th"), (22, "22nd"), (30, "30th")]
)
def test_ordinals(day: int, ending: str) -> None:
    assert logseq_title(date(2020, 3, day), "do") == ending
