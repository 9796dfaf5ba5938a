"""`daycite forget`: a note is left out from now on, and what is known of it removed at once."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import folder, notes_option
from api.cli.terminal import announce, collection_of, say, settings_of

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from api.settings import Settings


@click.command(
    "forget",
    epilog="""\b
Examples:
  daycite forget diary/2020-03-17.md --notes ~/journal
  daycite forget ~/journal/therapy
  daycite forget --undo ~/journal/therapy""",
)
@click.argument("paths", type=folder, metavar="PATH...", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Read it again from now on.")
@notes_option
def forget_command(paths: tuple[Path, ...], undo: bool, notes: Path | None) -> None:
    """Forget a note, or a folder of notes, at once.

    What daycite knows of PATH is removed from its data folder, and PATH is not read again until you say --undo. The
    file itself is not touched. A note that is moved or copied without a change stays forgotten.
    """
    from api.parts.exclusion import forget_unindexed
    from api.parts.forgotten import remember_forgotten

    settings = settings_of(notes)
    collection = collection_of(notes, settings)
    before = collection.store.catalog_as_it_is()
    passages = before.counts().passages if before else 0
    found = [_inside(collection, path) for path in paths]
    for path in found:
        remember_forgotten(settings.data_dir, path, undo)
    for touched in _collections(settings, collection, found):
        if not touched.store.exists:
            forget_unindexed(touched.folder)
        else:
            touched.sync()
            if touched.catalog.state.unclean:
                announce("another program is using what is indexed: the next question removes what is left of it")
    count = collection.catalog.counts().passages - passages if collection.store.exists else 0
    shown = ", ".join(map(str, paths))
    if undo:
        say(f"{shown}: read again, {max(count, 0)} passages added")
    else:
        say(f"{shown}: forgotten, {max(-count, 0)} passages removed. To read it again: daycite forget --undo")


def _inside(collection: "Collection", path: Path) -> Path:
    """The file or folder, as it lies on the disk. Raises UsageError where it is not among the notes."""
    from index.errors import UsageError
    from index.notes.folders import homes

    if collection.settings.follow_links:
        collection.scan()  # which finds the linked folders
    places = homes(collection.root)
    named = path.expanduser()
    tried = [Path(os.path.realpath(base / named)) for base in (Path.cwd(), collection.root)]
    among = [p for p in tried if any(p.is_relative_to(home) for home in places)]
    if not among:
        raise UsageError(f"{path} is not among the notes in {collection.root}", "Name a file or folder of your notes")
    found = next((p for p in among if p.exists()), None)
    if found is None:
        announce(f"{path} is not there any more: only what is known of that path is removed")
    return found or among[-1]


def _collections(settings: "Settings", named: "Collection", paths: "Sequence[Path]") -> "Iterator[Collection]":
    """Every collection that the paths may be in: of the same folder, of one above or below, or of several joined."""
    from api.parts.collection import Collection
    from api.parts.place import collection_folders
    from index.errors import DayciteError
    from index.notes.folders import homes

    yield named
    for notes, place in collection_folders(settings.data_dir):
        if place == named.folder:
            continue
        try:
            other = Collection(settings, _rejoined(settings, Path(notes)), announce)
        except (DayciteError, OSError):  # its folder is gone: nothing of it is read any more
            continue
        if settings.follow_links:
            other.scan()  # which finds the linked folders
        here = [Path(home) for home in homes(other.root)]
        if other.folder == place and any(p.is_relative_to(h) or h.is_relative_to(p) for p in paths for h in here):
            yield other
        other.close()


def _rejoined(settings: "Settings", notes: Path) -> Path:
    """A folder of links to several folders is of use only where this process was told of them."""
    from api.parts.notes_folder import joined_folder

    if notes.parent != settings.data_dir / "joined":
        return notes
    return joined_folder(settings.data_dir, [Path(os.readlink(link)) for link in notes.iterdir() if link.is_symlink()])
