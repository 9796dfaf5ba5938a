"""`daycite import`, `daycite export`, an answer saved as a note, and links followed: through the command line."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from api.cli.main import cli
from tests.api.conftest import Daycite, write_notes
from tests.index.imports.exports import EXPORTS, day_one, keep, zipped


def test_an_export_is_imported_and_asked(daycite: Daycite, data: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    ran = daycite("import", day_one(tmp_path), "--to", journal)
    assert ran.code == 0 and f"Day One: 2 new notes in {journal}" in ran.out and "1 picture" in ran.out
    days = json.loads(daycite("days", "--notes", journal, "--json").out)
    assert [day["date"] for day in days] == ["2017-06-28", "2018-01-01"]
    again = json.loads(daycite("import", tmp_path / "Export.zip", "--to", journal, "--json").out)
    assert (again["written"], again["known"], again["skipped"]) == (0, 2, [])


def test_a_part_that_is_damaged_is_told_and_the_others_are_imported(daycite: Daycite, tmp_path: Path) -> None:
    page = zipped({f"Plans {'0a' * 16}.md": "# Plans\n\nLearn to ski.\n"})
    (tmp_path / "a.zip").write_bytes(zipped({"Export-Part-1.zip": page, "Export-Part-2.zip": page[:60]}))
    ran = daycite("import", tmp_path / "a.zip", "--to", tmp_path / "x")
    assert ran.code == 0 and "Notion: 1 new note" in ran.out and "Export-Part-2.zip: it cannot be read" in ran.out


def test_names_of_entries_that_are_no_text_are_told_in_json(daycite: Daycite, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"entries": [{"creationDate": "", "uuid": "a\\ud800", "text": "x"}]}')
    ran = daycite("import", tmp_path / "a.json", "--to", tmp_path / "x", "--json")
    assert ran.code == 0 and json.loads(ran.out)["skipped"][0]["name"] == "a.json: a?"


@pytest.mark.parametrize("zone", ["Asia/Manila", "America/New_York"])
def test_times_in_utc_are_put_where_they_were_written(daycite: Daycite, tmp_path: Path, zone: str) -> None:
    source = keep(tmp_path)
    daycite("import", source, "--to", tmp_path / "a", "--timezone", zone)
    (tmp_path / "daycite.toml").write_text(f'dates.timezone = "{zone}"\n')
    daycite("import", source, "--to", tmp_path / "b")
    day = {"Asia/Manila": "2020-01-01", "America/New_York": "2019-12-31"}[zone]
    for folder in ("a", "b"):
        assert [path.name[:10] for path in (tmp_path / folder).glob("*.md")] == [day]


def test_mistakes_of_imports_are_said_in_a_line(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 no zip")
    source = keep(tmp_path)
    for words in (
        ["import", tmp_path / "none.zip", "--to", tmp_path / "x"],
        ["import", tmp_path / "no.zip", "--to", tmp_path / "x"],
        ["import", notes, "--to", notes / "x"],
        ["import", notes / "garden", "--to", tmp_path / "x"],
        ["import", source, "--to", source],
        ["import", source, "--to", tmp_path / "x", "--timezone", "Mars/Crater"],
        ["import", source],
    ):
        ran = daycite(*words)
        assert ran.code in (1, 2) and ran.err.startswith("daycite: ") and ran.err.count("\n") == 1, (words, ran)


def test_every_app_of_the_help_is_one_that_is_read(daycite: Daycite) -> None:
    from api.cli.commands.exchange import _APPS
    from index.imports.export_kinds import EXPORT_KINDS

    assert set(_APPS) == set(EXPORT_KINDS)
    told = " ".join(daycite("import", "--help").out.split())
    assert all(kind.name in told for kind in EXPORT_KINDS.values())
    assert {name for _, name, *_ in EXPORTS.values()} == {kind.name for kind in EXPORT_KINDS.values()}


def test_days_are_exported_with_their_places(daycite: Daycite, notes: Path) -> None:
    told = daycite("export", "2020-03", "--notes", notes)
    assert told.code == 0 and "## 2020-03-17" in told.out and "*2020-03-17.md:1-5*" in told.out
    assert "MLPs flatten the image." in told.out and "tomatoes" not in told.out and "lighthouses" not in told.out
    assert "tomatoes" in daycite("export", "--notes", notes).out
    none = daycite("export", "2019", "--notes", notes)
    assert none.code == 1 and "there are no notes" in none.err


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_a_page_shows_notes_as_text_and_loads_nothing(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script> ![x](http://evil.example/p.png) <img src=//evil onerror=x> [a](javascript:x)"
    (notes / "2020-03-19 <b>.md").write_text(f"# 2020-03-19 {evil}\n\n- **bold** {evil}\n\n```\n{evil}\n```\n")
    page = tmp_path / "page.html"
    ran = daycite("export", "2020-03", "--format", "html", "--output", page, "--notes", notes)
    assert ran.code == 0 and ran.out == "" and str(page) in ran.err
    tags = _Tags()
    tags.feed(page.read_text())
    names = {tag for tag, _ in tags.seen}
    assert {"h1", "h2", "strong", "ul", "li", "pre"} <= names
    assert not names & {"script", "img", "a", "iframe", "link", "object", "b"}
    assert all(set(attrs) <= {"charset", "name", "content", "http-equiv", "start"} for _, attrs in tags.seen)


@pytest.mark.model
def test_a_topic_and_an_answer_choose_the_days(daycite: Daycite, data: Path, notes: Path) -> None:
    told = daycite("export", "--topic", "tomato", "--notes", notes)
    assert "garden/2020-04-01.md" in told.out and "CNN" not in told.out
    told = daycite("export", "--question", "what did I plant behind the house?", "--no-llm", "--notes", notes)
    assert told.out.startswith("# what did I plant behind the house?")
    assert "- Planted tomatoes" in told.out and "(2020-04-01, garden/2020-04-01.md:3)" in told.out
    assert "## 2020-04-01" in told.out and "MLPs" not in told.out


@pytest.mark.parametrize("words", [("import",), ("export", "2020", "--output")])
def test_tab_completes_files(words: tuple[str, ...]) -> None:
    found = ShellComplete(cli, {}, "daycite", "_DAYCITE_COMPLETE").get_completions(list(words), "a")
    assert [(item.type, item.value) for item in found] == [("file", "a")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "", "--to", "x"), "the file's name is empty"),
        (("import", "x", "--to", ""), "the folder's name is empty"),
        (("export", "2020", "--output", " "), "the file's name is empty"),
        (("export", "2020", "--overwrite"), "--overwrite does nothing without --output"),
        (("query", "when", "--no-llm", "--overwrite"), "--overwrite does nothing without --save"),
        (("query", "when", "--no-llm", "--save", ""), "the note's name is empty"),
        (("query", "when", "--no-llm", "--save", "  "), "the note's name is empty"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    words: tuple[str, ...], said: str, daycite: Daycite, notes: Path
) -> None:
    ran = daycite(*words, *([] if words[0] == "import" else ["--notes", notes]))
    assert ran.code == 2 and said in ran.err and ran.out == "" and ran.err.count("\n") == 1


@pytest.mark.parametrize("inside", [True, False])
def test_a_file_that_may_not_be_written_is_told_before_the_work(
    inside: bool, daycite: Daycite, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.cli.commands import exchange

    def work(*_: object) -> None:
        raise AssertionError("the work was begun")

    for name in ("refresh", "_document"):
        monkeypatch.setattr(exchange, name, work)
    file = notes / "out.md" if inside else tmp_path / "mine.md"
    (tmp_path / "mine.md").write_text("mine")
    ran = daycite("export", "--question", "when", "--no-llm", "--output", file, "--notes", notes)
    assert ran.code == (2 if inside else 1) and ("notes folder" if inside else "already exists") in ran.err
    assert not (notes / "out.md").exists() and (tmp_path / "mine.md").read_text() == "mine"


def test_the_help_of_import_says_what_holds(daycite: Daycite) -> None:
    told = " ".join(daycite("import", "--help").out.split())
    assert "over HTTP" not in told and "Default: the setting dates.timezone, else this machine's." in told


def test_a_file_is_written_over_only_when_asked(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine")
    words = ("export", "2020-03", "--output", file, "--notes", notes)
    ran = daycite(*words)
    assert ran.code == 1 and "already exists" in ran.err and file.read_text() == "mine"
    assert daycite(*words, "--overwrite").code == 0 and "MLPs" in file.read_text()
    ran = daycite("export", "2020-03", "--output", notes / "out.md", "--notes", notes)
    assert ran.code == 2 and not (notes / "out.md").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.model
def test_an_answer_is_saved_as_a_note_that_is_never_read(daycite: Daycite, data: Path, notes: Path) -> None:
    words = ("query", "what did I plant behind the house?", "--no-llm", "--notes", notes, "--save", "Planted")
    ran = daycite(*words)
    saved = (notes / "Planted.md").read_text()
    assert ran.code == 0 and "written to Planted.md" in ran.err and "Planted tomatoes" in ran.out
    assert "# what did I plant behind the house?" in saved and "- Planted tomatoes" in saved and "2020-04-01" in saved
    assert "Planted.md" not in daycite("search", "tomatoes", "--notes", notes).out
    assert "Planted.md" not in daycite("days", "--notes", notes).out

    (notes / "Planted.md").write_text("my own words")
    ran = daycite(*words)
    assert ran.code == 1 and "already exists" in ran.err and ran.out == ""
    assert (notes / "Planted.md").read_text() == "my own words"
    assert daycite(*words, "--overwrite").code == 0 and "tomatoes" in (notes / "Planted.md").read_text()
    assert daycite("questions", "undo", "--notes", notes).code == 0
    assert (notes / "Planted.md").read_text() == "my own words"


def test_doctor_counts_what_is_not_text(daycite: Daycite, notes: Path) -> None:
    assert "there are no PDFs or pictures" in daycite("doctor", "--notes", notes).out
    for name in ("a.pdf", "b.PDF", "garden/c.png", ".hidden/d.png", "e.heic"):
        (notes / name).parent.mkdir(exist_ok=True)
        (notes / name).write_bytes(b"x")
    assert "2 PDFs and 2 pictures: only text is read" in daycite("doctor", "--notes", notes).out


def test_a_linked_folder_is_named_or_followed(
    daycite: Daycite, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = write_notes(tmp_path / "notes", {"2024-11-06.md": "Slept.\n"})
    outside = write_notes(tmp_path / "outside", {"2024-11-05.md": "Tiled the attic with carpet.\n"})
    (notes / "lectures").symlink_to("../outside")
    assert "lectures: is a link to a folder elsewhere" in daycite("index", notes).out
    (tmp_path / "daycite.toml").write_text("follow_links = true\n")
    assert daycite("days", "--notes", notes).code == 2, "a folder from a stranger may not say so"
    (tmp_path / "daycite.toml").unlink()
    monkeypatch.setenv("DAYCITE_FOLLOW_LINKS", "1")
    assert "skipped" not in daycite("index", notes).out
    assert "lectures/2024-11-05.md" in daycite("search", "attic carpet", "--notes", notes).out
    assert "Tiled the attic" in daycite("show", "2024-11-05", "--notes", notes).out
    assert daycite("forget", outside / "2024-11-05.md", "--notes", notes).code == 0
    assert "attic" not in daycite("show", "2024-11-06", "--notes", notes).out
    assert daycite("show", "2024-11-05", "--notes", notes).code == 1
    daycite("forget", "--undo", "lectures/2024-11-05.md", "--notes", notes)
    monkeypatch.delenv("DAYCITE_FOLLOW_LINKS")
    assert daycite("show", "2024-11-05", "--notes", notes).code == 1
    assert "carpet" not in daycite("search", "attic carpet", "--notes", notes).out
