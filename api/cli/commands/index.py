"""`daycite index` and `daycite watch`: what is indexed, and kept so."""

from pathlib import Path

import click

from api.cli.options import folder, json_option, notes_option
from api.cli.terminal import announce, collection_of, print_result, refresh, say


@click.command(epilog="\b\nExample:\n  daycite index ~/journal ~/work-log")
@click.argument("notes", nargs=-1, type=folder)
@click.option("--rebuild", is_flag=True, help="Forget what is indexed and index everything again.")
@json_option
def index_command(notes: tuple[Path, ...], rebuild: bool, as_json: bool) -> None:
    """Index each folder of NOTES, or bring its index up to date.

    Only what changed is read again. Your notes are never changed.
    """
    from api.cli.progress import Bars
    from api.cli.text.printing import summary_text
    from api.parts.indexing import Indexed
    from api.parts.no_notes import no_notes

    indexed: list[Indexed] = []
    for number, collection in enumerate([collection_of(path) for path in notes] or [collection_of(None)]):
        if rebuild:
            collection.store.rebuild()
        with Bars() as bars:
            report = collection.sync(bars)
        counts = collection.catalog.counts()
        if not counts.entries:
            raise no_notes(collection, report.skipped)
        indexed.append(Indexed(str(collection.root), report, counts))
        if not as_json:
            say(("\n" if number else "") + summary_text(collection.root, report, counts))
        advice = collection.languages().advice
        if advice:
            announce(advice)
    if as_json:
        print_result(indexed, list[Indexed], str, as_json)


@click.command(epilog="\b\nExample:\n  daycite watch --notes ~/journal")
@notes_option
def watch_command(notes: Path | None) -> None:
    """Index each note as soon as it is saved.

    Questions pick up changes by themselves; this saves them the wait. Press Ctrl-C to stop.
    """
    from api.cli.text.printing import summary_text
    from api.parts.watch import keep_current

    collection = collection_of(notes)
    refresh(collection)
    announce(f"watching {collection.root}")
    keep_current(
        collection, lambda report: say(summary_text(collection.root, report, collection.catalog.counts())), announce
    )
