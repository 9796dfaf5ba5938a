"""A cited day -> a link to it as the notes of the folder write links: `[[2020-03-19]]`, Markdown, Hugo's ref, org.

    day_link(link_style, "wiki", "a.md", date(2020, 3, 19), "log.md", 12) -> "[[log#2020-03-19 Thursday|2020-03-19]]"

Where no link can be written safely the date stands alone.
"""

import os
import re
from datetime import date

from index.dates.labels import read_label
from index.dates.paths import path_date
from index.notes.note import Note, note_from_bytes
from index.notes.opening import note_bytes
from index.text.inline import plain
from index.write_back.link_style import Links, LinkStyle, file_stem

_HEADING_ID = re.compile(r"\{#([\w.:-]{1,100})\s*[^}]*\}\s*$")
_ORG_ID = re.compile(r"^\s*:ID:\s*(\S{1,80})\s*$", re.IGNORECASE)
_ORG_STATE = re.compile(r"^(?:TODO|DONE|NEXT|WAITING|HOLD|DEFERRED|CANCELL?ED|STARTED)\s+|\s+:[\w@:]+:\s*$")
_BAD_NAME = re.compile(r"[\[\]|#^\x00-\x1f\"<>{}]|--|%%")
_ESCAPED = re.compile(r"[\s()<>%#?\"'`\[\]{}|\\*]|--")
_LOGSEQ_TOKEN = re.compile(r"yyyy|yy|MMMM|MMM|MM|M|dd|do|d|EEEE|EEE|EE|E|'[^']*'")


def day_link(link_style: LinkStyle, kind: Links, from_path: str, day: date | None, path: str, line: int) -> str:
    """The link from the note `from_path` to `day`, which stands on that line of `path` (0: anywhere)."""
    label = day.isoformat() if day else _shown(file_stem(path))
    if _BAD_NAME.search(path):
        return label
    heading = _heading(link_style, day, path, line)
    if kind == "logseq":
        return _logseq(link_style, day, path, label)
    if kind == "wiki":
        return _wiki(link_style, path, heading, label)
    if kind in ("org", "org-id"):
        return _org(link_style, kind, from_path, path, heading, label)
    if kind == "post_url":
        return f"[{label}]({{% post_url {file_stem(path)} %}}{_anchor(heading)})" if "_posts" in path else label
    if kind in ("ref", "relref"):
        return f'[{label}]({{{{< {kind} "{_hugo_path(link_style, path)}{_anchor(heading)}" >}}}})'
    if kind == "filename":
        return f"[{label}]({{filename}}{_relative(from_path, path)})"
    if kind == "markdown":
        return f"[{label}]({_relative(from_path, path)}{_anchor(heading)})"
    return label


def _shown(name: str) -> str:
    return " ".join(re.sub(r"[\[\]<>{}|`%$\\]|--", " ", name).split())


def _heading(link_style: LinkStyle, day: date | None, path: str, line: int) -> str:
    """The heading that the day stands under, as written; "" where the whole note is the day's, or none names it."""
    whole = path_date(path)
    if day is None or whole is not None and (whole.year, whole.month, whole.day) == (day.year, day.month, day.day):
        return ""
    above, below = "", ""
    for block in link_style.headings(path):
        written = read_label(plain(block.text)).date
        if written and written.names_day and (written.month in (None, day.month)) and written.day in (None, day.day):
            if not line or block.line_start <= line:
                above = block.text
            else:
                below = below or block.text
    return above or below  # the line may be from before the note grew


def _note(link_style: LinkStyle, path: str) -> Note | None:
    try:
        return note_from_bytes(path, note_bytes(link_style.root, path))
    except OSError:
        return None


def _wiki(link_style: LinkStyle, path: str, heading: str, label: str) -> str:
    name = file_stem(path) if link_style.stems[file_stem(path).casefold()] < 2 else os.path.splitext(path)[0]
    if not path.lower().endswith(".md"):  # only of notes in Markdown is the ending left out
        name += os.path.splitext(path)[1]
    inside = f"{name}#{_obsidian_heading(heading)}" if heading else name
    return f"[[{inside}]]" if inside == label else f"[[{inside}|{label}]]"


def _obsidian_heading(heading: str) -> str:
    return " ".join(re.sub(r"[#|^\[\]%\\:]", " ", plain(_HEADING_ID.sub("", heading))).split())


def _logseq(link_style: LinkStyle, day: date | None, path: str, label: str) -> str:
    """Logseq links to titles: a journal's is its day in the graph's own format, a page's its name."""
    whole = path_date(path)
    if day and whole and (whole.year, whole.month, whole.day) == (day.year, day.month, day.day):
        return f"[[{logseq_title(day, link_style.logseq_title or 'MMM do, yyyy')}]]"
    return f"[[{file_stem(path).replace('___', '/')}]]" + (f" {label}" if day else "")


def logseq_title(day: date, written: str) -> str:
    """date(2020, 11, 27), "MMM do, yyyy" -> "Nov 27th, 2020" """
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    parts = {
        **{"yyyy": f"{day:%Y}", "yy": f"{day:%y}", "MMMM": f"{day:%B}", "MMM": f"{day:%b}", "MM": f"{day:%m}"},
        **{"M": str(day.month), "dd": f"{day:%d}", "do": f"{day.day}{ending}", "d": str(day.day)},
        **{"EEEE": f"{day:%A}", "EEE": f"{day:%a}", "EE": f"{day:%a}", "E": f"{day:%a}"},
    }
    return _LOGSEQ_TOKEN.sub(lambda m: parts.get(m[0], m[0].strip("'")), written)


def _org(link_style: LinkStyle, kind: Links, from_path: str, path: str, heading: str, label: str) -> str:
    if kind == "org-id" and not heading:
        note = _note(link_style, path)
        match = next((m for line in (note.lines[:30] if note else ()) if (m := _ORG_ID.match(line))), None)
        if match:
            return f"[[id:{match[1]}][{label}]]"
    title = " ".join(_ORG_STATE.sub("", heading).split())
    search = f"::*{title}" if title and not _BAD_NAME.search(title) else ""
    where = os.path.relpath(path, os.path.dirname(from_path) or ".").replace(os.sep, "/")
    return f"[[file:{where}{search}][{label}]]"


def _relative(from_path: str, path: str) -> str:
    where = os.path.relpath(path, os.path.dirname(from_path) or ".").replace(os.sep, "/")
    return _ESCAPED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), where)


def _hugo_path(link_style: LinkStyle, path: str) -> str:
    """Hugo finds a page by its path below `content`; a missing one would end its build, so nothing shorter is tried."""
    inside = path.removeprefix(link_style.content)
    return (
        f"/{inside}"
        if link_style.content
        else (file_stem(path) if link_style.stems[file_stem(path).casefold()] == 1 else inside)
    )


def _anchor(heading: str) -> str:
    """The id that Hugo, Jekyll and GitHub give a heading: its own `{#id}`, else its words."""
    if not heading:
        return ""
    own = _HEADING_ID.search(heading)
    if own:
        return f"#{own[1]}"
    words = re.sub(r"[^\w\- ]", "", plain(heading).lower())
    return f"#{words.strip().replace(' ', '-')}" if words.strip() else ""
