"""What is left out stays nowhere: every file of the data folder is searched for its words, and every door asked."""

import gc
import json
import os
from collections.abc import Callable
from pathlib import Path

import httpx
import numpy as np
import pytest
from mcp import Client

from api.parts.collection import Collection
from api.settings import read_settings
from index.store.vectors import Vectors
from tests.api.conftest import Daycite, write_notes
from tests.api.serving import serving
from tests.api.test_mcp import over_stdio

WORD = "Zyzzogeton"
_TOLD = f"Told the doctor about {WORD} and its {WORD}ian dreams. Why does {WORD} come back?"
_OTHERS = {
    "2020-03-17.md": "# 2020-03-17\n\nCNN neurons see a small local region of the image.\n",
    "2020-03-18.md": "# 2020-03-18\n\nPooling layers shrink the feature maps. How large is a stride?\n",
}
_NOTE = "2020-03-19.md"

Rule = Callable[[Path], None]
"""Leaves out the planted note (or the part of it) in a folder of notes."""


def _settings(text: str) -> Rule:
    def write(folder: Path) -> None:
        (folder.parent / "daycite.toml").write_text(text, "utf-8")

    return write


def _file(name: str, text: str) -> Rule:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")

    return write


def _moved(folder: Path) -> None:
    _file(".obsidian/templates.json", json.dumps({"folder": "forms"}))(folder)
    (folder / "forms").mkdir()
    (folder / _NOTE).rename(folder / "forms" / _NOTE)


_HEAD = "# 2020-03-19\n\n"
RULES: dict[str, Rule] = {
    "exclude": _settings(f'exclude = ["{_NOTE}"]\n'),
    "include": _settings('include = ["*-17.md", "*-18.md"]\n'),
    "ignore file": _file(".dayciteignore", "# mine\n*-19.md\n"),
    "daycite: false": _file(_NOTE, f"---\ndaycite: false\n---\n{_HEAD}{_TOLD}\n"),
    "private: true": _file(_NOTE, f"---\nprivate: true\ntitle: {WORD}\n---\n{_HEAD}{_TOLD}\n"),
    "tag in the front matter": _file(_NOTE, f"---\ntags: [private]\n---\n{_HEAD}{_TOLD}\n"),
    "tag in the text": _file(_NOTE, f"{_HEAD}{_TOLD} #private\n"),
    "heading": _file(_NOTE, f"{_HEAD}Slept well.\n\n## {WORD} #private\n\n{_TOLD}\n\n## Work\n\nWrote a test.\n"),
    "callout": _file(_NOTE, f"{_HEAD}Slept well.\n\n> [!private] {WORD}\n> {_TOLD}\n\nWrote a test.\n"),
    "template folder": _moved,
}


_AT_ONCE = ("ignore file", "private: true", "heading")
# Three kinds with all tests, the others with the slow ones.
_EACH_RULE = [pytest.param(rule, id=rule, marks=() if rule in _AT_ONCE else pytest.mark.slow) for rule in RULES]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "journal", _OTHERS | {_NOTE: f"{_HEAD}{_TOLD}\n"})


def traces(data: Path) -> list[str]:
    """The files of the data folder that hold the word, in their names, as text, or as bytes in UTF-8 or UTF-16."""
    forms = [form for word in (WORD, WORD.lower(), WORD.upper()) for form in (word.encode(), word.encode("utf-16-le"))]
    # The word index keeps only the end of a word that begins like the one before it.
    forms.append(WORD.lower()[2:].encode())
    forms.append(WORD.lower()[::-1].encode())  # so are long words of languages that join them
    found = []
    for folder, _, names in os.walk(data):
        for path in (Path(folder, name) for name in names):
            content = path.read_bytes() + str(path.relative_to(data)).encode()
            if any(form in content for form in forms):
                found.append(str(path.relative_to(data)))
    return found


def _index_and_use(daycite: Daycite, notes: Path) -> None:
    """Everything that keeps something: the index, an answer, the questions and their answers."""
    assert daycite("index", notes).code == 0
    assert WORD in daycite("query", f"what about {WORD}?", "--no-llm", "--notes", notes).out
    assert WORD in daycite("questions", "--notes", notes).out
    assert daycite("questions", "answer", "--all", "--no-llm", "--notes", notes).code == 0


_AGENT_CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("search_notes", {"query": "told the doctor about dreams"}),
    ("ask_notes", {"question": "what did I tell the doctor?"}),
    ("get_day", {"day": "2020-03-19"}),
    ("timeline", {"topic": "doctor"}),
    ("open_questions", {}),
    ("digest", {"first_day": "2020"}),
    ("on_this_day", {"day": "03-19"}),
    ("themes", {"first_day": "2020"}),
)
_DOORS = (
    ("days",),
    ("show", "2020-03-18"),
    ("questions", "--all"),
    ("query", f"what did I tell the doctor about {WORD}?", "--no-llm"),
    ("search", "told the doctor about dreams", "--json"),
    ("timeline", "doctor"),
    ("digest", "2020"),
    ("digest", "2020", "--topic", "doctor"),
    ("on", "03-19"),
    ("themes", "2020"),
    ("query", "what did I do in March 2020?", "--no-llm"),
    ("index", "--json"),
    ("collections", "export"),
    ("export",),
    ("export", "2020", "--format", "html"),
    ("export", "2020", "--topic", "neurons"),
    ("export", "--question", "what did I tell the doctor?", "--no-llm"),
)


def _where(command: str, notes: Path) -> tuple[object, ...]:
    return {"collections": (), "index": (notes,)}.get(command, ("--notes", notes))


@pytest.mark.parametrize("rule", _EACH_RULE)
def test_what_is_left_out_later_is_nowhere(daycite: Daycite, notes: Path, data: Path, rule: str) -> None:
    _index_and_use(daycite, notes)
    assert traces(data), "so the search does find what is there"
    RULES[rule](notes)
    assert daycite("index", notes).code == 0
    assert traces(data) == []
    for words in _DOORS:
        told = daycite(*words, *_where(words[0], notes))
        asked = words[1] if words[0] == "query" else ""
        assert WORD not in (told.out + told.err).replace(asked, ""), words
    assert traces(data) == []
    assert "local region" in daycite("query", "what do CNN neurons see?", "--no-llm", "--notes", notes).out


@pytest.mark.parametrize("rule", _EACH_RULE)
def test_what_is_left_out_from_the_beginning_never_comes_in(
    daycite: Daycite, notes: Path, data: Path, rule: str
) -> None:
    RULES[rule](notes)
    for words in _DOORS:
        daycite(*words, *_where(words[0], notes))
        assert traces(data) == [], words


@pytest.mark.parametrize("rule", ["ignore file", "private: true", "callout"])
def test_a_server_forgets_too(daycite: Daycite, notes: Path, data: Path, rule: str) -> None:
    with serving(notes) as url, httpx.Client(base_url=url, timeout=30) as client:
        ask = {"question": f"what did I tell the doctor about {WORD}?", "llm": False}
        assert WORD in client.post("/query", json=ask).json()["statements"][0]["text"]
        assert WORD in client.get("/questions").text
        RULES[rule](notes)
        assert client.post("/index").status_code == 202
        while client.get("/index").json()["progress"]["running"]:
            pass
        told = client.post("/query", json=ask).json()
        assert WORD not in json.dumps({**told, "question": ""})
        for path in (
            "/days",
            "/questions?which=all",
            "/index",
            "/timeline",
            "/digest?from=2020",
            "/today?day=03-19",
            "/themes?from=2020",
            "/days/2020-03-19",
            "/days/2020-03-19/reading",
            f"/entries/{_NOTE}",
        ):
            assert WORD not in client.get(path).text, path
        chat = {"model": "daycite-extract", "messages": [{"role": "user", "content": "what did I tell the doctor?"}]}
        assert WORD not in client.post("/v1/chat/completions", json=chat).text
        response = {"model": "daycite-extract", "input": "what did I tell the doctor?"}
        assert WORD not in client.post("/v1/responses", json=response).text
        assert traces(data) == []


_PICTURE = b"\x89PNG\r\n\x1a\n and more"


def test_no_picture_comes_out_that_is_left_out_or_that_no_readable_part_shows(tmp_path: Path, data: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(_PICTURE)
    notes = write_notes(
        tmp_path / "journal",
        {
            "a.md": "# 2020-03-17\n\n![](shown.png) ![](drawn/out.png) ![](link.png) ![](way/out.png) ![](.hid/x.png)"
            " ![](../outside.png) ![](text.png) ![](/etc/passwd.png)\n\n## Doctor #private\n\n![](secret.png)\n",
            "b.md": "---\nprivate: true\n---\n# 2020-03-18\n\n![](other.png)\n",
            ".dayciteignore": "drawn/\n",
            "text.png": "not a picture",
        },
    )
    for name in ("shown", "drawn/out", "secret", "other", "unnamed", ".hid/x"):
        (notes / name).parent.mkdir(exist_ok=True)
        (notes / f"{name}.png").write_bytes(_PICTURE)
    (notes / "link.png").symlink_to(outside)
    (notes / "way").symlink_to(notes / "drawn")
    with serving(notes) as url, httpx.Client(base_url=url, timeout=30) as client:
        got = client.get("/pictures/shown.png", params={"note": "a.md"})
        assert (got.status_code, got.content, got.headers["content-type"]) == (200, _PICTURE, "image/png")
        assert got.headers["x-content-type-options"] == "nosniff" and "script-src 'self'" in str(got.headers)
        for note, path in (
            *(("a.md", path) for path in ("drawn/out.png", "link.png", "way/out.png", ".hid/x.png", "secret.png")),
            *(("a.md", path) for path in ("unnamed.png", "../outside.png", "..%2foutside.png", "text.png", "a.md")),
            *(("b.md", "other.png"), ("a.md", "other.png"), ("none.md", "shown.png"), ("../a.md", "shown.png")),
            *(("a.md", "/etc/passwd.png"), ("a.md", str(outside)), (".dayciteignore", "shown.png")),
        ):
            told = client.get(f"/pictures/{path}", params={"note": note})
            assert told.status_code == 404 and _PICTURE not in told.content, (note, path)
        read = json.dumps(client.get("/days/2020-03-17/reading").json()[0]["nodes"])
        assert read.count('"image"') == 2 and "secret" not in read  # text.png is told apart when it is opened


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("rule", ["ignore file", "heading", "private: true"])
def test_an_agent_is_not_told_either(daycite: Daycite, notes: Path, data: Path, rule: str) -> None:
    told: list[str] = []

    async def ask_all(client: Client) -> None:
        for tool, given in _AGENT_CALLS:
            told.append(str((await client.call_tool(tool, given)).model_dump_json()))

    _index_and_use(daycite, notes)
    over_stdio(notes, ask_all)
    assert any(WORD in answer for answer in told), "so the tools do say what they may"
    RULES[rule](notes)
    told.clear()
    over_stdio(notes, ask_all)
    assert len(told) == len(_AGENT_CALLS) and not any(WORD in answer for answer in told)
    # The client gives the server two seconds to end: on a busy machine that cuts its cleaning off.
    assert daycite("index", notes).code == 0
    assert traces(data) == []


def test_forget_removes_at_once_and_lasts(daycite: Daycite, notes: Path, data: Path) -> None:
    _index_and_use(daycite, notes)
    told = daycite("forget", notes / _NOTE, "--notes", notes)
    assert told.code == 0 and "forgotten, 1 passages removed" in told.out, told
    assert traces(data) == []
    assert daycite("index", "--rebuild", notes).code == 0
    assert WORD not in daycite("days", "--notes", notes).out
    (notes / _NOTE).rename(notes / "2020-03-20.md")
    assert daycite("index", notes).code == 0
    assert traces(data) == [], "a note that was moved without a change stays forgotten"
    (notes / "2020-03-20.md").rename(notes / _NOTE)
    assert daycite("forget", "--undo", _NOTE, "--notes", notes).code == 0
    assert WORD in daycite("query", f"what about {WORD}?", "--no-llm", "--notes", notes).out


@pytest.mark.parametrize("how", ["forget", "index", "questions"])
def test_what_was_listed_of_notes_that_are_not_indexed_goes_too(
    daycite: Daycite, notes: Path, data: Path, how: str
) -> None:
    write_notes(notes, {f"2021-{n // 25 + 1:02}-{n % 25 + 1:02}.md": f"Day {n}.\n" for n in range(60)})
    first = daycite("questions", "--notes", notes)
    assert WORD in first.out
    assert [Path(path).name for path in traces(data)] == ["open-questions.sqlite"]
    assert daycite("questions", "--notes", notes).out == first.out
    if how == "forget":
        assert daycite("forget", notes / _NOTE, "--notes", notes).code == 0
    else:
        RULES["private: true"](notes)
        assert daycite(*({"index": ("index", notes)}.get(how) or ("questions", "--notes", notes))).code == 0
    assert traces(data) == []


def test_forget_removes_long_words_too(daycite: Daycite, tmp_path: Path, data: Path) -> None:
    notes = write_notes(
        tmp_path / "tagebuch",
        {
            "2020-03-17.md": "# 2020-03-17\n\nHeute war ich den ganzen Tag im Garten und habe die Rosen geschnitten.\n",
            _NOTE: f"{_HEAD}Ich war bei der {WORD.capitalize()}praxis und habe mit dem Arzt darüber gesprochen.\n",
        },
    )
    assert daycite("index", notes).code == 0
    assert any("catalog" in name for name in traces(data)), "so it was there"
    assert daycite("forget", notes / _NOTE, "--notes", notes).code == 0
    assert traces(data) == []


def test_forget_reaches_every_collection_that_has_the_note(daycite: Daycite, notes: Path, data: Path) -> None:
    other = write_notes(notes.parent / "work", {"2020-04-01.md": "# 2020-04-01\n\nWrote a test of tests.\n"})
    assert daycite("index", notes).code == 0
    assert WORD in daycite("search", WORD, "--notes", notes, "--notes", other).out
    assert daycite("forget", _NOTE, "--notes", notes).code == 0
    assert traces(data) == []
    told = daycite("search", "test of tests", "--notes", notes, "--notes", other)
    assert "Wrote a test" in told.out and WORD not in told.out


def test_what_lies_elsewhere_cannot_be_forgotten(daycite: Daycite, notes: Path, data: Path) -> None:
    told = daycite("forget", "/etc/hosts", "--notes", notes)
    assert told.code == 2 and "is not among the notes" in told.err


def test_an_answer_says_how_many_notes_of_its_days_were_left_out(daycite: Daycite, notes: Path, data: Path) -> None:
    write_notes(notes, {
        "private/2020-03-17-secret.md": f"{WORD}\n",
        "private/2021-01-01.md": f"{WORD}\n",
        "2020-03-21.md": f"---\nprivate: true\n---\n# 2020-03-21\n\n{_TOLD}\n",
        "2020-03-22.md": f"# 2020-03-22\n\nSlept well.\n\n## Doctor #private\n\n{_TOLD}\n",
        "t.md": f"---\ntitle: <% tp.file.title %>\n---\n# {{{{date}}}}\n\n{WORD}\n",
    })  # fmt: skip
    (notes / ".dayciteignore").write_text("private/\n")
    asked = ("query", "how did I sleep in March 2020?", "--no-llm", "--notes", notes)
    told = daycite(*asked)
    assert "2 private notes and 1 private part of notes were not read." in told.out, told
    assert json.loads(daycite(*asked, "--json").out)["left_out"] == 3
    found = json.loads(daycite("search", "sleep in 2021", "--notes", notes, "--json").out)
    assert found["left_out"] == 1 and "1 private note was not read." in found["notice"]
    assert "not read" not in daycite("query", "what did I do in May 2019?", "--no-llm", "--notes", notes).out
    doctor = daycite("doctor", "--notes", notes).out
    for line in (".dayciteignore private/: 2 notes", "front matter: 1 note", "private parts: 1 of", "template code"):
        assert line in doctor, doctor


def test_an_ignore_file_that_cannot_be_read_is_an_error_not_an_empty_one(
    daycite: Daycite, notes: Path, data: Path
) -> None:
    (notes / ".dayciteignore").mkdir()
    told = daycite("query", "CNN neurons?", "--no-llm", "--notes", notes)
    assert told.code == 1 and ".dayciteignore is not a file" in told.err and traces(data) == []


def test_its_vectors_go_and_those_of_other_notes_are_not_made_again(
    daycite: Daycite, notes: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[int, bytes] = {}
    put = Vectors.put

    def recorded(self: Vectors, ids: list[int], vectors: "np.ndarray") -> None:
        made.update({i: vector.astype(np.float32).tobytes() for i, vector in zip(ids, vectors, strict=True)})
        put(self, ids, vectors)

    monkeypatch.setattr(Vectors, "put", recorded)
    assert daycite("index", notes).code == 0
    collection = Collection(read_settings(notes=notes), notes)
    by_path = {p.path: p.id for p in collection.catalog.passages(range(100)).values()}
    collection.close()
    gc.collect()  # a command's connections, which end with its process elsewhere
    private = made[by_path[_NOTE]]

    def is_stored(vector: bytes) -> bool:
        files = [file.read_bytes() for file in data.rglob("*") if file.is_file() and "models" not in file.parts]
        return any(vector in content for content in files)

    assert is_stored(private)
    RULES["ignore file"](notes)
    report = json.loads(daycite("index", "--json", notes).out)[0]["report"]
    assert (report["removed"], report["embedded"], report["left_out"]) == (1, 0, 1)
    assert not is_stored(private) and is_stored(made[by_path["2020-03-17.md"]])


def test_answers_are_not_written_into_what_is_private_and_old_copies_go(
    daycite: Daycite, notes: Path, data: Path
) -> None:
    (notes / _NOTE).unlink()
    answered = "# 2020-03-25\n\nQuestions:\n\n- What is a socket?\n"
    later = "# 2020-04-02\n\nA socket is one end of a connection between two programs.\n"
    write_notes(notes, {"2020-03-25.md": answered, "2020-04-02.md": later})
    written = daycite("questions", "answer", "--all", "--write", "--yes", "--no-llm", "--notes", notes)
    assert "Written into" in written.out, written
    copy = next(data.rglob("*.before"))
    with (notes / "2020-03-25.md").open("a") as file:
        file.write(f"\n## Doctor #private\n\n{WORD}\n")
    assert daycite("index", notes).code == 0
    assert not copy.exists(), "it is of a note that has private parts now"
    write_notes(notes, {"2020-03-26.md": answered.replace("25", "26") + f"\n> [!private]\n> {WORD}\n"})
    told = daycite("questions", "answer", "--all", "--write", "--yes", "--no-llm", "--notes", notes)
    assert "it has private parts" in told.err and traces(data) == [], told
    assert f"> {WORD}" in (notes / "2020-03-26.md").read_text(), "and nothing of it is lost"


def test_a_crash_before_the_cleaning_leaves_it_to_the_next_run(
    daycite: Daycite, notes: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _index_and_use(daycite, notes)
    RULES["ignore file"](notes)
    with monkeypatch.context() as broken:
        broken.setattr("api.parts.exclusion.clean", lambda *_: None)
        daycite("index", notes)
    assert traces(data)
    assert "local region" in daycite("query", "what do CNN neurons see?", "--no-llm", "--notes", notes).out
    assert traces(data) == []
