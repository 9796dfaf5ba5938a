"""A notes folder that is watched: what is saved there is in the collection within a second."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from api.parts.collection import Collection
from index.errors import BusyError, DayciteError
from index.exclusion.walk import IGNORE_FILE
from index.notes.folders import follows_links, homes
from index.notes.markup.suffixes import NOTE_SUFFIXES
from index.notes.note import note_paths
from index.store.store import Announce
from index.sync.run import SyncReport

_STEP_MS = 50
_SETTLE_MS = 400  # editors save in several steps: these are taken together


def keep_current(
    collection: Collection,
    report: Callable[[SyncReport], None],
    announce: Announce,
    stop: threading.Event | None = None,
) -> None:
    """Indexes after each change until `stop` is set; `report` gets what each run did that changed something.

    What cannot be done now is announced, and tried again with the next change.
    """
    watch_folder(collection.root, lambda: _index(collection, report, announce), stop)


def watch_folder(root: Path, changed: Callable[[], None], stop: threading.Event | None = None) -> None:
    """Calls `changed` soon after notes under `root` were saved, moved or deleted."""
    from watchfiles import Change, watch

    if follows_links(root):
        with suppress(DayciteError):  # the run that reads the notes tells of it
            note_paths(root)  # which finds the linked folders
    places = homes(root)

    def concerns(change: Change, path: str) -> bool:
        """Notes, and folders that come or go with notes in them; no hidden ones."""
        file = Path(path)
        inside = next((file.relative_to(home).parts for home in places if file.is_relative_to(home)), file.parts)
        hidden = any(part.startswith(".") for part in inside)
        if file.name == IGNORE_FILE:
            return True
        return not hidden and (file.suffix.lower() in NOTE_SUFFIXES or not file.suffix)

    for _ in watch(
        *places, watch_filter=concerns, debounce=_SETTLE_MS, step=_STEP_MS, stop_event=stop, raise_interrupt=True
    ):
        changed()


def _index(collection: Collection, report: Callable[[SyncReport], None], announce: Announce) -> None:
    try:
        done = collection.sync()
    except BusyError:
        announce("another daycite process is indexing these notes")
    except DayciteError as error:
        announce(str(error))
    else:
        if done.added or done.changed or done.removed:
            report(done)
