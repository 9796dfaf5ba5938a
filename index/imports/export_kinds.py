"""Which app an export comes from, as its files tell, and the entries in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from index.errors import NotesError
from index.imports.apps.apple_journal import apple_journal_entries, is_apple_journal
from index.imports.apps.day_one import day_one_entries, is_day_one
from index.imports.apps.diarium import diarium_entries, is_diarium
from index.imports.apps.evernote import evernote_entries, is_evernote
from index.imports.apps.joplin import is_joplin, joplin_entries
from index.imports.apps.journey import is_journey, journey_entries
from index.imports.apps.jrnl import is_jrnl_export, jrnl_entries
from index.imports.apps.keep import is_keep, keep_entries
from index.imports.apps.logseq import is_logseq, logseq_entries
from index.imports.apps.notion import is_notion, notion_entries
from index.imports.archive import Archive
from index.imports.entry import ImportedEntry, NotImported


@dataclass(frozen=True, slots=True)
class ExportKind:
    """An app, how its exports are told, and how they are read."""

    name: str
    is_of: Callable[[Archive], bool]
    entries: Callable[[Archive, tzinfo | None], Iterator[ImportedEntry | NotImported]]


EXPORT_KINDS = {
    "day-one": ExportKind("Day One", is_day_one, day_one_entries),
    "jrnl": ExportKind("jrnl", is_jrnl_export, jrnl_entries),
    "journey": ExportKind("Journey", is_journey, journey_entries),
    "diarium": ExportKind("Diarium", is_diarium, diarium_entries),
    "apple-journal": ExportKind("Apple Journal", is_apple_journal, apple_journal_entries),
    "keep": ExportKind("Google Keep", is_keep, keep_entries),
    "evernote": ExportKind("Evernote", is_evernote, evernote_entries),
    "joplin": ExportKind("Joplin", is_joplin, joplin_entries),
    "notion": ExportKind("Notion", is_notion, notion_entries),
    "logseq": ExportKind("Logseq", is_logseq, logseq_entries),
}
"""In the order in which they are tried: the surest sign first."""


def export_kind(archive: Archive) -> ExportKind:
    """The app that it comes from. Raises NotesError where no sign of one is found."""
    for kind in EXPORT_KINDS.values():
        try:
            if kind.is_of(archive):
                return kind
        except NotesError:  # a file of it cannot be read: another app's signs may be elsewhere
            continue
    names = ", ".join(kind.name for kind in EXPORT_KINDS.values())
    notes = bool(archive.ending(".md")) and archive.is_folder
    fix = "Markdown is read as it is: daycite index FOLDER" if notes else "Name the app with --app"
    raise NotesError(f"{archive.name} is no export that daycite knows ({names})", fix)
