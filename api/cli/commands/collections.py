"""`daycite collections`: what is indexed of which folders, how large it is, and how it goes away or follows a move."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from api.cli.options import folder
from api.cli.terminal import say
from index.errors import without_passwords
from index.text.foreign import one_line, printable_json

if TYPE_CHECKING:
    from api.settings import Settings


@dataclass(frozen=True, slots=True)
class Listed:
    """One collection: the notes it is of, where it is, and what it holds."""

    notes: str
    folder: str
    exists: bool
    """Whether the folder of notes is still there."""
    files: int
    passages: int
    bytes: int
    problem: str = ""


def listed(data_dir: Path) -> Iterator[Listed]:
    """Every collection of the data folder, by the name of its notes."""
    from api.parts.place import collection_folders
    from index.errors import StoreError
    from index.store.catalog import Catalog
    from index.store.store import CATALOG_FILE

    for notes, place in collection_folders(data_dir):
        files, passages, problem = 0, 0, ""
        if (place / CATALOG_FILE).is_file():
            try:
                catalog = Catalog(place / CATALOG_FILE)
                counts = catalog.counts()
                files, passages = counts.files, counts.passages
                catalog.close()
            except StoreError as error:
                problem = error.message
        yield Listed(notes, str(place), Path(notes).is_dir(), files, passages, _size(place), problem)


def _size(place: Path) -> int:
    size = 0
    for within, _, names in os.walk(place):
        for name in names:
            path = Path(within, name)
            size += path.stat().st_size if path.is_file() else 0
    return size


def place_of_notes(data_dir: Path, notes: Path) -> Path:
    """Where the collection of a folder is, also of one that is gone. Raises NotFoundError where there is none."""
    from api.parts.place import collection_folder
    from index.errors import NotFoundError

    root = Path(os.path.abspath(notes.expanduser()))
    place = collection_folder(data_dir, root)
    if not place.is_dir():
        raise NotFoundError(f"{root} is not indexed", "See daycite collections list")
    return place


def rename(settings: "Settings", old: Path, new: Path) -> None:
    """Gives the collection of `old` to `new`: the notes were moved. Raises StoreError where `new` has one."""
    from api.parts.forgotten import move_forgotten
    from api.parts.notes_folder import notes_folder
    from api.parts.place import collection_folder, write_notes_path
    from index.errors import StoreError
    from index.store.writer_lock import WriterLock

    root = notes_folder(new)
    place = place_of_notes(settings.data_dir, old)
    target = collection_folder(settings.data_dir, root)
    if target.exists():
        raise StoreError(f"{root} already has a collection", f"Remove it first: daycite collections remove {root}")
    with WriterLock(place).held(0):
        write_notes_path(place, root)
        place.rename(target)
    move_forgotten(settings.data_dir, Path(os.path.abspath(old.expanduser())), root)


def remove(settings: "Settings", notes: Path) -> None:
    """Takes away all that was indexed of a folder; its notes are not touched."""
    from index.notes.folders import forget
    from index.store.writer_lock import WriterLock

    place = place_of_notes(settings.data_dir, notes)
    with WriterLock(place).held(0):
        _remove_from_server(settings, place)
        shutil.rmtree(place)
    forget(settings.data_dir, Path(os.path.abspath(notes.expanduser())))
    parent = place.parent
    if not any(parent.iterdir()):
        parent.rmdir()


def _remove_from_server(settings: "Settings", place: Path) -> None:
    from api.parts.collection import chroma_server
    from index.store.catalog import Catalog
    from index.store.chroma_server import remove_from
    from index.store.store import CATALOG_FILE

    server = chroma_server(settings)
    if server is None or not (place / CATALOG_FILE).is_file():
        return
    catalog = Catalog(place / CATALOG_FILE)
    name = catalog.state.server_collection
    catalog.close()
    if name:
        remove_from(replace(server, collection=name))


_SECRET = frozenset(("token", "chroma_token", "llm_key"))
_OF_THIS_MACHINE = frozenset(("notes", "data_dir", "host", "port"))


def exported(settings: "Settings") -> str:
    """The settings in force that differ from the defaults, as TOML; without secrets and paths of this machine."""
    changed = settings.model_dump(mode="json", exclude_defaults=True, exclude=set(_SECRET | _OF_THIS_MACHINE))
    tables = {name: value for name, value in changed.items() if isinstance(value, dict)}
    plain = {name: value for name, value in changed.items() if name not in tables and value is not None}
    return "".join([*(_line(name, value) for name, value in plain.items()), *_tables(tables)])


def _tables(tables: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, table in tables.items():
        title = f"{above}{json.dumps(name)}"
        inner = {key: value for key, value in table.items() if isinstance(value, dict)}
        yield f"\n[{title}]\n"
        yield from (_line(key, value) for key, value in table.items() if key not in inner and value is not None)
        yield from _tables(inner, f"{title}.")


def _line(name: str, value: object) -> str:
    value = without_passwords(value) if isinstance(value, str) else value
    return printable_json(f"{json.dumps(name)} = {json.dumps(value, ensure_ascii=False)}\n")


def imported(text: str, over: bool) -> Path:
    """Writes checked settings into the user's daycite.toml -> the file. Raises UsageError where they are not valid."""
    import tomllib

    from pydantic import ValidationError

    from api.settings import Settings
    from api.settings_files import usual_place
    from index.errors import UsageError

    try:
        Settings(**tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        message = f"these settings are not valid ({reason})"
        raise UsageError(message, "Use a file that daycite collections export printed") from error
    target = usual_place()
    if target.exists() and not over:
        raise UsageError(f"{target} already exists", "Use --force to overwrite it")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target


@click.group(
    "collections",
    epilog="\b\nExamples:\n  daycite collections list\n  daycite collections rename ~/journal ~/notes",
)
def collections_command() -> None:
    """List, move and remove collections."""


def _indexed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The folders that are indexed, for the Tab key, which tells no errors; and what the shell itself finds."""
    try:
        known = [str(row.notes) for row in listed(_settings().data_dir)]
    except Exception:  # noqa: BLE001  whatever is wrong is told by the command itself
        known = []
    items = [CompletionItem(notes) for notes in known if notes.startswith(incomplete)]
    return items or [CompletionItem(incomplete, type="dir")]


def _settings() -> "Settings":
    from api.settings import read_settings

    return read_settings()


@collections_command.command("list", epilog="\b\nExample:\n  daycite collections list --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def _list(as_json: bool) -> None:
    """List each collection: its notes folder, how many files and passages it has, and its size on disk."""
    from dataclasses import asdict

    rows = list(listed(_settings().data_dir))
    if as_json:
        say(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=True))
        return
    if not rows:
        say("nothing is indexed yet")
    for row in rows:
        state = row.problem or ("" if row.exists else "the folder is gone: rename or remove this collection")
        size = f"{row.files} files  {row.passages} passages  {row.bytes / 1e6:.1f} MB"
        say(one_line(f"{row.notes}: {size}  {state}"))


@collections_command.command("size", epilog="\b\nExample:\n  daycite collections size ~/journal")
@click.argument("notes", type=folder, shell_complete=_indexed)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def _size_of(notes: Path, as_json: bool) -> None:
    """Show how much disk space the collection of the folder NOTES takes, part by part."""
    from index.store.store import CATALOG_FILE, VECTORS_FOLDER

    place = place_of_notes(_settings().data_dir, notes)
    parts = {"catalog and word index": f"{CATALOG_FILE}*", "vectors": VECTORS_FOLDER, "damaged, set aside": "*.damaged"}
    sizes = {
        part: sum(_size(path) if path.is_dir() else path.stat().st_size for path in place.glob(pattern))
        for part, pattern in parts.items()
    }
    if as_json:
        say(json.dumps(sizes, indent=2))
        return
    for part, size in sizes.items():
        say(f"{part:<23} {size / 1e6:8.1f} MB")


@collections_command.command("rename", epilog="\b\nExample:\n  daycite collections rename ~/journal ~/notes")
@click.argument("old", type=folder, shell_complete=_indexed)
@click.argument("new", type=folder)
def _rename(old: Path, new: Path) -> None:
    """Follow a notes folder that you moved from OLD to NEW, without indexing it again."""
    rename(_settings(), old, new)


@collections_command.command("remove", epilog="\b\nExample:\n  daycite collections remove ~/journal")
@click.argument("folders", type=folder, metavar="NOTES...", nargs=-1, required=True, shell_complete=_indexed)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def _remove(folders: tuple[Path, ...], yes: bool) -> None:
    """Remove the index of the folder NOTES, or of several used together; your notes stay."""
    from api.parts.notes_folder import joined_folder

    settings = _settings()
    notes = folders[0] if len(folders) == 1 else joined_folder(settings.data_dir, folders)
    place_of_notes(settings.data_dir, notes)
    if not yes:
        click.confirm(f"Remove the index of {one_line(str(notes))}? Your notes stay", abort=True, err=True)
    remove(settings, notes)


@collections_command.command("export", epilog="\b\nExample:\n  daycite collections export > settings.toml")
def _export() -> None:
    """Print your settings as a daycite.toml, without secrets or paths of this machine."""
    say(exported(_settings()).removesuffix("\n"))


@collections_command.command("import", epilog="\b\nExample:\n  daycite collections import settings.toml")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--force", is_flag=True, help="Overwrite existing settings.")
def _import(file: Any, force: bool) -> None:
    """Save the settings in FILE (- for standard input) as your own."""
    say(f"settings saved to {imported(file.read(), force)}")
