"""What another app exported -> notes in a folder."""

import os
from datetime import tzinfo
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from api.settings import Settings
from index.errors import NotesError, UsageError
from index.imports.archive import open_source
from index.imports.export_kinds import EXPORT_KINDS, export_kind
from index.imports.times import zone_named
from index.imports.write_notes import ImportReport, write_entries


def import_notes(source: Path, folder: Path, settings: Settings, app: str = "", timezone: str = "") -> ImportReport:
    """Writes every entry of the export that is no note in the folder yet.

    `timezone` is where entries were written whose times are in UTC; without it, what the settings say, else where this
    machine is. Raises NotesError where the one cannot be read, or the other written; UsageError for a zone of no place.
    """
    zone = _zone(timezone or settings.dates.timezone or "")
    place = Path(os.path.abspath(folder.expanduser()))
    given = os.path.realpath(source.expanduser())
    if os.path.isdir(given) and Path(os.path.realpath(place)).is_relative_to(given):
        raise UsageError(f"{folder} lies in what is to be imported", "Name another folder with --to")
    with open_source(source) as archive:
        kind = EXPORT_KINDS[app] if app else export_kind(archive)
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotesError(f"{place} cannot be made ({error.strerror})", "Name another folder with --to") from error
        return write_entries(kind.name, chain(archive.unread, kind.entries(archive, zone)), place)


def _zone(name: str) -> tzinfo | None:
    zone: ZoneInfo | None = zone_named(name)
    if name and zone is None:
        raise UsageError(f"there is no time zone {name[:60]!r}", "Write one as Europe/Vienna")
    return zone
