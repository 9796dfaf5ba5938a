"""A small export of each app, made by hand as the app's documentation and its own files have it."""

import base64
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n and more"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            content = data.encode() if isinstance(data, str) else data
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def unpacked(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def _put(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "1546F37361264E129200B2CA6A885855",
            "creationDate": "2017-06-28T15:38:37Z",
            "timeZone": "Asia/Taipei",
            "tags": ["diving", "islands"],
            "text": "# Hot springs\n\n![](dayone-moment://AD6F2A6EC10C41AEA35E94BAD169936D)\n\nNever again in July\\.",
            "location": {"placeName": "Zhaori", "localityName": "Green Island", "country": "Taiwan"},
            "photos": [
                {"identifier": "AD6F2A6EC10C41AEA35E94BAD169936D", "md5": "0123456789abcdef0123456789abcdef",
                 "type": "jpeg", "orderInEntry": 0}
            ],
        },
        {
            "uuid": "B" * 32,
            "creationDate": "2017-12-31T23:30:00Z",
            "timeZone": "Europe/Vienna",
            "richText": json.dumps({"contents": [{"text": "Fireworks "}, {"text": "over the Danube."}], "meta": {}}),
        },
    ],
}  # fmt: skip


def day_one(folder: Path) -> Path:
    files = {"Journal.json": json.dumps(DAY_ONE), "photos/0123456789abcdef0123456789abcdef.jpeg": PNG}
    return _put(folder / "Export.zip", zipped(files))


def jrnl(folder: Path) -> Path:
    entries = [
        {"title": "Dentist.", "body": "No holes @health", "date": "2024-05-03", "time": "18:05", "tags": ["@health"],
         "starred": False},
        {"title": "A second one.", "body": "", "date": "2024-05-03", "time": "18:05", "tags": [], "starred": True},
    ]  # fmt: skip
    return _put(folder / "jrnl.json", json.dumps({"tags": {"@health": 1}, "entries": entries}))


def journey(folder: Path) -> Path:
    old = {
        "id": "1625494049547-4BbDhzcByTFSg6MW", "date_modified": 1625494100149, "date_journal": 1625176800000,
        "timezone": "Europe/Vienna",
        "text": "<p dir=\"auto\">Swam in the <strong>Alte Donau</strong>.</p>\n<p>Cold.</p>",
        "preview_text": "", "mood": 0, "lat": 1.7976931348623157e308, "lon": 1.7976931348623157e308, "address": "",
        "photos": ["1625494049547-4BbDhzcByTFSg6MW-1.jpg"], "tags": ["swimming"], "type": "html",
    }  # fmt: skip
    new = {
        "id": "abc", "dateOfJournal": "2024-03-09T20:00:00.000Z", "timezone": "Asia/Tokyo", "text": "Ramen, alone.",
        "type": "markdown", "attachments": [], "tags": [], "schemaVersion": 2, "address": "Tokyo",
    }  # fmt: skip
    files = {f"{old['id']}.json": json.dumps(old), f"{old['id']}-1.jpg": PNG, "abc.json": json.dumps(new)}
    return _put(folder / "journey-1634676654284.zip", zipped(files))


def diarium(folder: Path) -> Path:
    entries = [
        {"date": "2010-10-26T15:47:53.48828", "heading": "The lake", "html": "<p>Rowed <i>twice</i> around it.</p>",
         "rating": 4, "tags": ["rowing"], "people": ["Ana"], "location": [40.1, -82.9]},
        {"date": "2010-10-26T21:00:00", "heading": "", "html": "<p>Rain at last.</p>"},
    ]  # fmt: skip
    files = {"Diarium.json": json.dumps(entries), "media/2010-10-26_154753488/boat.png": PNG}
    return _put(folder / "diarium.zip", zipped(files))


_APPLE = """<!DOCTYPE html>
<html dir="auto"><head><style>span.s1 {{font-weight: bold;}}</style><title></title></head><body>
<p class="p1"><span class="s1"><div class='pageContainer'>    <div class="pageHeader">{day}</div>
<div class="assetGrid"><div id="IMG2" class="gridItem assetType_photo"><img src="../Resources/IMG2.heic"
class="asset_image"/></div><div id="C1" class="gridItem assetType_contact">
<div class="gridItemOverlayText gridItemOverlayHeader">Mom</div></div></div>
<div class='title'>{title}</div><div class='bodyText'></span></p>
<p class="p2"><span class="s2">{text}</span></p>
<p class="p2"><span class="s2">Paragraph two.</span></p>
<p class="p1"><span class="s1"></div></div></span></p></body></html>"""


def apple_journal(folder: Path) -> Path:
    entries = (
        ("2024-11-03_Youve_connected", "Sunday, 3 November 2024", "You’ve connected", "Called her from the train."),
        ("2025-01-07", "Dienstag, 7. Januar 2025", "", "Schnee bis zum Fenster."),
    )
    files: dict[str, str | bytes] = {
        f"AppleJournalEntries/Entries/{name}.html": _APPLE.format(day=day, title=title, text=text)
        for name, day, title, text in entries
    }
    files |= {"AppleJournalEntries/Resources/IMG2.heic": PNG, "AppleJournalEntries/index.html": "<html></html>"}
    return unpacked(folder / "unzipped", files)


def keep(folder: Path) -> Path:
    note = {
        "color": "DEFAULT", "isTrashed": False, "isPinned": False, "isArchived": True, "title": "Shopping",
        "listContent": [{"text": "milk", "isChecked": True}, {"text": "nails", "isChecked": False}],
        "attachments": [{"filePath": "17a.jpg", "mimetype": "image/jpeg"}], "labels": [{"name": "home"}],
        "userEditedTimestampUsec": 1577923200000000, "createdTimestampUsec": 1577836200000000,
    }  # fmt: skip
    gone = {"isTrashed": True, "textContent": "old", "title": "", "userEditedTimestampUsec": 1577923200000000}
    files = {
        "Takeout/Keep/Shopping.json": json.dumps(note), "Takeout/Keep/Shopping.html": "<html></html>",
        "Takeout/Keep/17a.jpeg": PNG, "Takeout/Keep/gone.json": json.dumps(gone), "Takeout/archive_browser.html": "",
    }  # fmt: skip
    return _put(folder / "takeout-20200101.zip", zipped(files))


def enex(body: str, head: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd"{head}>
<en-export export-date="20201125T144417Z" application="Evernote" version="10">{body}</en-export>"""


def evernote(folder: Path) -> Path:
    digest = hashlib.md5(PNG, usedforsecurity=False).hexdigest()
    content = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note><div>Sowed &amp; watered.</div>
<div><en-todo checked="true"/>peas</div><div><en-todo/>beans</div><en-media type="image/png" hash="{digest}"/>
<div><br/></div></en-note>"""
    note = f"""<note><title>Garden &amp; shed</title><created>20210307T230500Z</created>
<updated>20210309T051855Z</updated><tag>garden</tag><note-attributes><author>me</author></note-attributes>
<content><![CDATA[{content}]]></content><resource><data encoding="base64">
{base64.b64encode(PNG).decode()}
</data><mime>image/png</mime><resource-attributes><file-name>bed.png</file-name></resource-attributes></resource>
</note>"""
    return _put(folder / "Notebook.enex", enex(note))


_JOPLIN = """{title}

{body}

id: {id}
parent_id: {parent}
created_time: 2020-04-15T18:52:38.528Z
updated_time: 2022-05-05T02:36:59.084Z
is_conflict: 0
is_todo: {todo}
todo_completed: 0
user_created_time: 2020-04-15T22:30:00.000Z
user_updated_time: 2022-05-05T02:36:59.084Z
encryption_applied: 0
markup_language: 1
deleted_time: {deleted}
type_: 1"""


def joplin_files() -> dict[str, str | bytes]:
    note, gone, tag, resource, notebook = ("1" * 32, "2" * 32, "3" * 32, "4" * 32, "5" * 32)
    body = f"id: is not what it says\n\n![bed](:/{resource}) and [the other](:/{gone})"
    return {
        f"{note}.md": _JOPLIN.format(title="Read a paper", body=body, id=note, parent=notebook, todo=1, deleted=0),
        f"{gone}.md": _JOPLIN.format(title="Gone", body="x", id=gone, parent=notebook, todo=0, deleted=1650000000000),
        f"{notebook}.md": f"Work\n\nid: {notebook}\ntype_: 2",
        f"{tag}.md": f"reading\n\nid: {tag}\ntype_: 5",
        f"{'6' * 32}.md": f"id: {'6' * 32}\nnote_id: {note}\ntag_id: {tag}\ntype_: 6",
        f"{resource}.md": f"bed.png\n\nid: {resource}\nmime: image/png\nfile_extension: png\ntype_: 4",
        f"resources/{resource}.png": PNG,
    }


def joplin(folder: Path) -> Path:
    return _put(folder / "notes.jex", tarred(joplin_files()))


def notion(folder: Path) -> Path:
    one, two, base = "0a" * 16, "1b" * 16, "2c" * 16
    part = {
        f"Journal {base}/First snow {one}.md": "# First snow\n\nDate: November 3, 2024 9:40 PM\nTags: winter, home\n"
        "Mood: fine\n\nNote: not a property. Shovelled ![](First%20snow/photo%201.png) "
        f"and see [Plans](../Plans%20{two}.md).\n",
        f"Journal {base}/First snow/photo 1.png": PNG,
        f"Plans {two}.md": "# Plans\n\nLearn to ski.\n",
        f"Journal {base}.csv": "Name,Date\nFirst snow,\n",
        f"Journal {base}_all.csv": "\ufeffName,Date,Tags,Mood\n"
        "First snow,\"November 3, 2024 9:40 PM\",\"winter, home\",fine\n"
        "Thaw,\"March 1, 2025\",,wet\n",
    }  # fmt: skip
    return _put(folder / "Export-abc.zip", zipped({"Export-abc-Part-1.zip": zipped(part)}))


def logseq(folder: Path) -> Path:
    page = "11111111-2222-4333-8444-555555555555"
    text = f"""{{:properties {{:user.property/mood {{:logseq.property/type :default}}}} :classes {{}}
 :pages-and-blocks
 [{{:page {{:build/journal 20250220}}
   :blocks [{{:block/title "Walked to the [[{page}]]" :build/tags #{{:logseq.class/Task}}
             :build/children [{{:block/title "two lines\\nof \\"it\\""}}]}}]}}
  {{:page {{:block/title "harbour" :block/uuid #uuid "{page}" :build/keep-uuid? true}}
   :blocks [{{:block/title "Boats."}} #_ {{:block/title "left out"}}]}}
  {{:page {{:build/journal 20250221}}}}] ; no blocks
 :logseq.db.sqlite.export/schema-version {{:major 65}}}}"""
    return _put(folder / "graph_1763407592.edn", text)


def logseq_markdown(folder: Path) -> Path:
    files = {"Feb 20th, 2025.md": "- Walked\n\t- ![x](../assets/boat.png)\n", "harbour.md": "- Boats.\n",
             "empty.md": "- \n", "assets/boat.png": PNG}  # fmt: skip
    return _put(folder / "graph_markdown_1756128259.zip", zipped(files))


Expected = tuple[str | None, str, str, str, tuple[str, ...]]
"""Day, time, time zone, a piece of the text, tags."""

EXPORTS: dict[str, tuple[Callable[[Path], Path], str, int, tuple[Expected, ...]]] = {
    "day one": (day_one, "Day One", 1, (
        ("2017-06-28", "23:38", "Asia/Taipei", "Never again in July.", ("diving", "islands")),
        ("2018-01-01", "00:30", "Europe/Vienna", "Fireworks over the Danube.", ()),
    )),
    "jrnl": (jrnl, "jrnl", 0, (
        ("2024-05-03", "18:05", "", "No holes", ("health",)),
        ("2024-05-03", "18:05", "", "A second one.", ()),
    )),
    "journey": (journey, "Journey", 1, (
        ("2021-07-02", "00:00", "Europe/Vienna", "Swam in the **Alte Donau**.\n\nCold.", ("swimming",)),
        ("2024-03-10", "05:00", "Asia/Tokyo", "Ramen, alone.", ()),
    )),
    "diarium": (diarium, "Diarium", 1, (
        ("2010-10-26", "15:47", "", "# The lake\n\nRowed *twice* around it.", ("rowing", "Ana")),
        ("2010-10-26", "21:00", "", "Rain at last.", ()),
    )),
    "apple journal": (apple_journal, "Apple Journal", 2, (
        ("2024-11-03", "", "", "Called her from the train.\n\nParagraph two.", ()),
        ("2025-01-07", "", "", "Schnee bis zum Fenster.", ()),
    )),
    "keep": (keep, "Google Keep", 1, (
        ("2020-01-01", "07:50", "Asia/Manila", "- [x] milk\n- [ ] nails", ("home",)),
    )),
    "evernote": (evernote, "Evernote", 1, (
        ("2021-03-08", "07:05", "Asia/Manila", "Sowed & watered.\n\n- [x] peas\n\n- [ ] beans", ("garden",)),
    )),
    "joplin": (joplin, "Joplin", 1, (
        ("2020-04-16", "06:30", "Asia/Manila", "- [ ] Read a paper\n\nid: is not what it says", ("reading",)),
    )),
    "notion": (notion, "Notion", 1, (
        ("2024-11-03", "21:40", "", "- Mood: fine\n\nNote: not a property. Shovelled", ("winter", "home")),
        ("2025-03-01", "", "", "- Mood: wet", ()),
        (None, "", "", "Learn to ski.", ()),
    )),
    "logseq": (logseq, "Logseq", 0, (
        ("2025-02-20", "", "", "- Walked to the [[harbour]]\n  - two lines\n    of \"it\"", ()),
        (None, "", "", "# harbour\n\n- Boats.", ()),
    )),
    "logseq markdown": (logseq_markdown, "Logseq", 1, (
        ("2025-02-20", "", "", "- Walked", ()),
        (None, "", "", "- Boats.", ()),
    )),
}  # fmt: skip
"""App -> (what makes its export, its name, how many files of media, its entries by day)."""
