"""What an author hid from readers goes through no door: no answer, list, source or prompt, nor into the data folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite
from tests.fake_ollama import FakeOllama, statements

_SECRET = "quicksilver"
_HIDES = {
    "01.md": "# {day}\n\nRowed to the island %% with {secret} %% before noon.\n\n- why %%{secret}?%% is it so far?\n",
    "02.md": "# {day}\n\nRowed to the island <!-- {secret} --> and <!--\n\n{secret} --> back.\n",
    "03.mdx": "# {day}\n\nRowed to the island {{/* {secret} */}} and back.\n",
    "04.tex": "\\section{{{day}}}\nRowed to the island % {secret}\nand back.\n% {secret} rowed\n"
    "\\begin{{comment}}\nRowed with {secret}.\n\\end{{comment}}\n",
    "05.typ": "= {day}\nRowed to the island // {secret}\nand back. /* Rowed\n\nwith {secret}. */\n",
    "06.adoc": "= {day}\n\nRowed to the island.\n// {secret}\n\n////\nRowed with {secret}.\n\n{secret}\n////\n",
    "07.rst": "{day}\n==========\n\nRowed to the island.\n\n.. Rowed with {secret}\n   and {secret}\n\nBack.\n",
    "08.textile": "h1. {day}\n\nRowed to the island.\n\n###. Rowed with {secret}\n\nAnd back.\n",
    "09.norg": "* {day}\n  Rowed %with {secret}% to the island.\n@comment\n{secret}\n@end\n",
    "10.wiki": "== {day} ==\n\nRowed to the island.\n%% with {secret}\n\n== Other ==\n",
    "11.org": "* {day}\nRowed to the island.\n# {secret}\n#+begin_comment\n{secret}\n#+end_comment\n"
    "** COMMENT {secret}\nRowed with {secret}\n",
    "12.qmd": "# {day}\n\nRowed to the island.\n\n<!--\n{secret}\n\nRowed with {secret}\n-->\n",
    "13.tex": "% private: true\n\\section{{{day}}}\nRowed to the island with {secret}.\n",
    "14.adoc": "= {day}\n:tags: private\n\nRowed to the island with {secret}.\n",
    "15.typ": "= {day}\nRowed to the island.\n== Doctor // (private)\nRowed with {secret}.\n",
}
_ASKED = "who rowed to the island with me"


@pytest.fixture
def hiding(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    root.mkdir()
    for name, text in _HIDES.items():
        (root / f"n{name}").write_text(text.format(day=f"2023-03-{name[:2]}", secret=_SECRET), "utf-8")
    return root


def _commands(root: Path) -> Iterator[list[str]]:
    notes = ["--notes", str(root)]
    yield ["index", str(root)]
    for question in (_ASKED, _SECRET):
        yield ["query", question, "--no-llm", *notes]
        yield ["search", question, *notes]
    yield from (["show", f"2023-03-{day:02}", *notes] for day in range(1, len(_HIDES) + 1))
    for words in (
        ["days"], ["timeline", "island"], ["digest", "2023-03"], ["digest", "2023-03", "--by", "day"],
        ["themes", "2023-03"], ["questions", "--all"], ["questions", "answer", "--all", "--no-llm"],
        ["export", "2023-03"], ["export", "2023-03", "--format", "html"], ["doctor"],
    ):  # fmt: skip
        yield [*words, *notes]


@pytest.mark.process
def test_no_command_prints_it(daycite: Daycite, data: Path, hiding: Path) -> None:
    for words in _commands(hiding):
        ran = daycite(*words)
        assert "Traceback" not in ran.err and "unexpected" not in ran.err, ran.err
        told = (ran.out + ran.err).replace(words[1], "") if words[0] in ("query", "search") else ran.out + ran.err
        assert _SECRET not in told, words
    held = [file for file in data.rglob("*") if file.is_file() and "models" not in file.relative_to(data).parts]
    assert held
    assert not [file for file in held if _SECRET.encode() in file.read_bytes()], "the data folder holds nothing of it"


def test_no_route_gives_it(hiding: Path, data: Path) -> None:
    collection = Collection(read_settings(notes=hiding, llm="off"), hiding)
    client = TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1")
    for path in (
        "/days", "/digest?from=2023-03", "/themes?from=2023-03", "/questions?which=all", "/timeline?topic=island",
        *(f"/entries/n{name}" for name in _HIDES),
        *(f"/days/2023-03-{name[:2]}{more}" for name in _HIDES for more in ("", "/reading")),
    ):  # fmt: skip
        assert _SECRET not in client.get(path).text, path
    for path in ("/query", "/search"):
        got = client.post(path, json={"question": _ASKED, "llm": False})
        assert got.status_code == 200 and "island" in got.text and _SECRET not in got.text
    collection.close()


def test_no_prompt_holds_it(daycite: Daycite, data: Path, hiding: Path, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(lambda prompt, _: statements(("You rowed to the island.", [1])))
    for question in (_ASKED, "what did I do in March 2023", "what did I do on 4 March 2023"):
        ran = daycite("query", question, "--llm", "--notes", hiding)
        assert ran.code == 0, ran.err
        assert _SECRET not in ran.out
    assert fake_ollama.chats and "island" in str(fake_ollama.chats)
    assert _SECRET not in str(fake_ollama.chats)


def test_nothing_is_written_into_plain_markup(daycite: Daycite, data: Path, tmp_path: Path) -> None:
    root = tmp_path / "asking"
    root.mkdir()
    asked = {
        "a.tex": "\\section{2024-05-03}\nA lathe is a machine that turns wood.\n\n\\section{Questions}\n"
        "\\begin{itemize}\n\\item What is a lathe?\n\\end{itemize}\n",
        "b.rst": "2024-05-04\n==========\n\nA zither is a stringed thing.\n\n"
        "Questions\n---------\n\n- What is a zither?\n",
        "c.typ": "= 2024-05-05\nA rudder is what steers a boat.\n\n== Questions\n- What is a rudder?\n",
    }
    for name, text in asked.items():
        (root / name).write_text(text)
    for style in ((), ("--style", "inline")):
        ran = daycite("questions", "answer", "--all", "--no-llm", "--write", "--yes", *style, "--notes", root)
        assert "Traceback" not in ran.err and "unexpected" not in ran.err
        assert {name: (root / name).read_text() for name in asked} == asked
    told = (ran.out + ran.err).splitlines()
    assert sum("plain text cannot hide a marker" in line for line in told) == len(asked), told
