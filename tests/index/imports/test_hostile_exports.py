"""An export from a stranger: nothing outside is read or written, nothing is unpacked without bounds, nothing runs."""

import base64
import io
import json
import os
import tarfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from index.errors import NotesError
from index.imports import archive as archives
from index.imports.archive import open_source
from index.imports.edn import edn_value
from index.imports.entry import ImportedEntry, media_name
from index.imports.export_kinds import EXPORT_KINDS
from index.imports.html_text import html_markdown
from index.imports.write_notes import note_text, write_entries
from index.notes.note import note_paths
from tests.hostile.counting import check_growth, lines_and_calls
from tests.index.imports.exports import DAY_ONE, PNG, enex, joplin_files, keep, tarred, zipped
from tests.index.imports.test_imports_of_apps import imported

_SECRET = b"a secret from outside"
_OUT = ("../out.md", "/etc/out.md", "..\\out.md", "a/../../out.md", "C:/out.md", ".hidden/out.md", "./../out.md")


def _only_inside(tmp_path: Path, folder: Path) -> None:
    made = {path.name for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(folder)}
    assert not any("out" in name for name in made), made
    assert all(path.resolve().is_relative_to(folder) for path in folder.rglob("*"))


@pytest.mark.parametrize("name", _OUT)
def test_no_name_in_an_archive_leads_anywhere_else(name: str, tmp_path: Path) -> None:
    journal = json.loads(json.dumps(DAY_ONE))
    journal["entries"][0]["uuid"] = name
    journal["entries"][0]["photos"][0]["md5"] = name
    files = {"Journal.json": json.dumps(journal), name: PNG}
    (tmp_path / "a.zip").write_bytes(zipped(files))
    (tmp_path / "a.jex").write_bytes(tarred(joplin_files() | {name: b"x"}))
    for number, source in enumerate(("a.zip", "a.jex")):
        with open_source(tmp_path / source) as archive:
            assert not any(".." in path or path.startswith("/") for path in archive.names)
        folder = tmp_path / f"notes{number}"
        imported(tmp_path / source, folder)
        _only_inside(tmp_path, folder)


def test_links_in_archives_and_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_bytes(_SECRET)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as made:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{'a' * 31}{int(kind)}.md")
            info.type, info.linkname = kind, str(tmp_path / "secret.json")
            made.addfile(info)
    (tmp_path / "a.jex").write_bytes(packed.getvalue())
    with open_source(tmp_path / "a.jex") as archive:
        assert archive.names == []
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    (folder / "deep").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.json")
    with open_source(folder) as archive:
        assert archive.names == []
    (folder / "swapped.json").write_bytes(b"{}")
    with open_source(folder) as archive:
        (folder / "swapped.json").unlink()
        (folder / "swapped.json").symlink_to(tmp_path / "secret.json")
        with pytest.raises(NotesError):
            archive.read("swapped.json")
    with pytest.raises(NotesError), open_source(folder / "pipe.json"):
        pass


def test_nothing_is_written_through_a_link_in_the_folder(tmp_path: Path) -> None:
    folder, out = tmp_path / "notes", tmp_path / "elsewhere"
    folder.mkdir()
    out.mkdir()
    (folder / "media").symlink_to(out)
    report = imported(keep(tmp_path), folder)
    assert list(out.iterdir()) == [] and any("outside" in each.reason for each in report.skipped)
    entry = ImportedEntry("x", date(2024, 5, 3), "", "", "Slept.")
    (folder / "2024-05-03 Slept.md").symlink_to(out / "made.md")
    write_entries("x", [entry], folder)
    assert list(out.iterdir()) == [] and len(note_paths(folder)[0]) == 2


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for number in range(12):
            made.writestr(f"{number}.json", b" " * 100_000_000)
    return packed.getvalue()


@pytest.mark.long
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(_bomb())
    (tmp_path / "nested.zip").write_bytes(zipped({"Export-Part-1.zip": _bomb()}))
    tracemalloc.start()
    for name in ("bomb.zip", "nested.zip"):
        with pytest.raises(NotesError, match="unpacks to"), open_source(tmp_path / name):
            pass
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["photos/backup.zip", "backup.zip", "a/Export-Part-1.zip", "Partner-1.zip"])
@pytest.mark.parametrize("data", [zipped({"README.md": b"# 2019-05-05"}), b"PK no zip"])
def test_a_zip_that_is_a_file_of_the_user_is_not_opened(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"Journal.json": json.dumps(DAY_ONE), name: data}))
    with open_source(tmp_path / "a.zip") as archive:
        assert archive.names == sorted(["Journal.json", name]) and archive.read(name) == data
    assert imported(tmp_path / "a.zip", tmp_path / "notes").written == 2


@pytest.mark.parametrize(
    "name", ["Export-0a-Part-2.zip", "Part-2.zip", "ExportBlock-1b-2c.zip", "0a_ExportBlock-1b-Part-1.zip"]
)
def test_parts_are_opened_and_a_damaged_one_is_named(name: str, tmp_path: Path) -> None:
    page = zipped({f"Plans {'0a' * 16}.md": "# Plans\n\nLearn to ski.\n"})
    good = "Export-0a-Part-1.zip"
    (tmp_path / "a.zip").write_bytes(zipped({good: zipped({f"Thaw {'1b' * 16}.md": "# Thaw\n\nWet.\n"}), name: page}))
    assert imported(tmp_path / "a.zip", tmp_path / "notes").written == 2
    (tmp_path / "b.zip").write_bytes(zipped({good: page, name: page[:60]}))
    with open_source(tmp_path / "b.zip") as archive:
        assert [each.name for each in archive.unread] == [name] and len(archive.names) == 1


def test_a_file_that_is_longer_than_it_says_or_may_be_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.json": b"[" + b"1," * 5_000 + b"1]"}))
    with open_source(tmp_path / "a.zip") as archive, pytest.raises(NotesError, match="more than"):
        archive.read("a.json", most=1_000)
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.md": b"x" for n in range(5)}))
    with pytest.raises(NotesError, match="more than 3 files"), open_source(tmp_path / "many.zip"):
        pass


_LAUGHS = ' [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]'
_OUTSIDE = ' [<!ENTITY a SYSTEM "file:///etc/passwd">]'
_BY_PARAMETER = ' [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]'


@pytest.mark.parametrize("head", [_LAUGHS, _OUTSIDE, _BY_PARAMETER])
def test_xml_with_entities_of_its_own_is_refused(head: str, tmp_path: Path) -> None:
    note = "<note><title>&a;</title><created>20210307T230500Z</created><content>x</content></note>"
    (tmp_path / "a.enex").write_text(enex(note, head))
    report = imported(tmp_path / "a.enex", tmp_path / "notes")
    assert report.written == 0 and "entities of its own" in report.skipped[0].reason


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<note><title>x</title>", "not sound XML"),
        ("<a>" * 200 + "</a>" * 200, "nested too deep"),
        ("<note><title>x</title><content>y</content><resource><data>!!</data></resource></note>", "damaged"),
    ],
)
def test_broken_xml_is_told(body: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.enex").write_text(enex(body))
    report = imported(tmp_path / "a.enex", tmp_path / "notes")
    assert any(said in each.reason for each in report.skipped)


def test_names_of_media_are_plain(tmp_path: Path) -> None:
    for path in (
        "../../a.png",
        "a\n](x)<b>.png",
        ".bashrc",
        "a.md",
        "x" * 500 + ".png",
        "a.p/ng",
        "con",
        "a.png\0.exe",
    ):
        name = media_name("key", path)
        assert name == Path(name).name and not name.startswith(".") and len(name) < 100
        assert not set(name) & set("()[]<>\n\\ \0") and not name.endswith((".md", ".txt", ".org"))
    data = base64.b64encode(b"# 2020-01-01\n\nSpoof").decode()
    note = (
        "<note><title>x</title><content>y</content><resource><data>" + data + "</data><mime>text/markdown</mime>"
        "<resource-attributes><file-name>../../spoof.md</file-name></resource-attributes></resource></note>"
    )
    (tmp_path / "a.enex").write_text(enex(note))
    imported(tmp_path / "a.enex", tmp_path / "notes")
    assert len(note_paths(tmp_path / "notes")[0]) == 1, "a file of a note is no note"


@pytest.mark.parametrize(
    "value",
    ["a\n---\nprivate: false", 'x"\ndate: 1999-01-01\ny: "', "---\n", "\u2028date: 1999-01-01", "a: [b", "{{x}}"],
)
def test_no_value_breaks_out_of_the_front_matter(value: str) -> None:
    from index.notes.note import note_from_bytes

    entry = ImportedEntry(f"app/{value}", date(2024, 5, 3), value, value, "Slept.", (value,), value)
    note = note_from_bytes("a.md", note_text(entry).encode())
    assert note.meta["date"] == "2024-05-03" and set(note.meta) <= {
        "imported", "date", "timezone", "place", "tags"
    }  # fmt: skip
    assert note.lines[-1] == "Slept." and not note.problems


@pytest.mark.parametrize(
    "html",
    ["<div>", "<ul><li>", "<b>", "<i>x</b>", "<![CDATA[", "<!--", "<a href='", "<a href='x'>", "&#9", "</p>", "<pre>x",
     "<table><tr><td>", "<", "<blockquote>x", "<script>", "<en-todo/>", "<b><p>x</p>"],
)  # fmt: skip
def test_html_costs_no_more_than_it_is_long(html: str) -> None:
    def work(times: int) -> float:
        return lines_and_calls(lambda: html_markdown(html * 300 * times)) / times

    check_growth([work(times) for times in (1, 2, 4)])


def test_html_becomes_plain_markdown() -> None:
    html = (
        "<h2>Head</h2><p>One <b>bold </b>and <a href='https://a.example/'>a link</a>,<br>two</p><script>x()</script>"
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><pre>x = 1\n  y</pre><blockquote><p>q</p></blockquote>"
        "<a href='javascript:x'>no</a><div># 1999-01-01</div><table><tr><th>k</th></tr><tr><td>v|w</td></tr></table>"
    )
    assert html_markdown(html)[0].split("\n") == [
        "## Head", "", "One **bold** and [a link](https://a.example/),", "two", "", "1. a", "  - b", "2. c", "", "```",
        "x = 1", "  y", "```", "", "> q", "", "no", "", "\\# 1999-01-01", "", "| k |", "| --- |", "| v\\|w |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 5_000, '"' + "\\" * 9_999, "#_" * 50_000, ")", "#uuid", "^" * 9_999]
)
def test_edn_that_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        edn_value(text)


@pytest.mark.parametrize("app", EXPORT_KINDS)
def test_values_of_other_kinds_than_expected_break_nothing(app: str, tmp_path: Path) -> None:
    odd: list[object] = [
        None,
        1,
        "x",
        [],
        {},
        [[]],
        {"entries": 5},
        {"entries": [None, 1, {"creationDate": 5, "date": []}]},
    ]
    odd += [{"date_journal": [], "text": 5, "tags": 7}, {"date_journal": 1e300}, {"date_journal": "1", "photos": [[]]}]
    odd += [{"userEditedTimestampUsec": {}, "isTrashed": 0, "labels": [5]}, [{"date": 5, "html": 5}], 10**400]
    files: dict[str, str | bytes] = {f"Entries/{n}.json": json.dumps(value) for n, value in enumerate(odd)}
    files |= {
        "x.json": b"\xff\xfe\x00",
        "Entries/a.html": b"\xff<div class=pageHeader>",
        "a.enex": b"\xff",
        "a.edn": "{:a",
    }
    files |= {f"{'a' * 32}.md": b"\xff\n\ntype_: 1", f"b {'a' * 32}.csv": '"a\n\x00,b'}
    (tmp_path / "odd.zip").write_bytes(zipped(files))
    (tmp_path / "notes").mkdir()
    with open_source(tmp_path / "odd.zip") as archive:
        try:
            write_entries(app, EXPORT_KINDS[app].entries(archive, None), tmp_path / "notes")
        except NotesError as error:
            assert "\n" not in error.message


@pytest.mark.parametrize("inside", ["Export.json", "photos/x.jpeg", "Notebook.enex"])
def test_a_damaged_archive_is_told(inside: str, tmp_path: Path) -> None:
    note = enex("<note><title>x</title><content>y</content></note>" * 500)
    files = {"Export.json": json.dumps(DAY_ONE), "Notebook.enex": note, "photos/x.jpeg": PNG * 500}
    data = bytearray(zipped({inside: files[inside]}))
    data[40 : len(data) // 2] = bytes(reversed(data[40 : len(data) // 2]))
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (tmp_path / "notes").mkdir()
    for kind in ("day-one", "evernote"):
        try:
            with open_source(tmp_path / "a.zip") as archive:
                report = write_entries(kind, EXPORT_KINDS[kind].entries(archive, None), tmp_path / "notes")
            assert report.written == 0 or report.skipped
        except NotesError as error:
            assert "\n" not in error.message


def test_no_file_that_only_looks_like_ours_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / ".2024-05-03 Slept.md.part").write_text("mine")
    write_entries("x", [ImportedEntry("x", date(2024, 5, 3), "", "", "Slept.")], folder)
    assert sorted(path.name for path in folder.iterdir()) == [".2024-05-03 Slept.md.part", "2024-05-03 Slept.md"]
