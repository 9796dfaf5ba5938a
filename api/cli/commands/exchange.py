"""`daycite import` and `daycite export`: notes from other apps, and days as one document."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.completions import FileType
from api.cli.options import LAST_DAY, SPAN_START, folder, llm_options, notes_option, sound_text
from api.cli.terminal import announce, collection_of, confirmed, live_line, print_result, refresh, say, settings_of

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from rag.document.document import Document

_APPS = (
    "day-one", "jrnl", "journey", "diarium", "apple-journal", "keep", "evernote", "joplin", "notion", "logseq",
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  daycite import ~/Downloads/Export.zip --to ~/journal
  daycite import Notebook.enex --to ~/journal --timezone Europe/Vienna"""
)
@click.argument("source", type=FileType())
@click.option("--to", "into", type=folder, required=True, metavar="FOLDER", help="Where the notes are written.")
@click.option("--app", type=click.Choice(_APPS), help="Where the export comes from. Default: what its files tell.")
@click.option(
    "--timezone",
    metavar="ZONE",
    help="Where you wrote what has its time in UTC. Default: the setting dates.timezone, else this machine's.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_command(source: Path, into: Path, app: str | None, timezone: str | None, as_json: bool) -> None:
    """Write the entries of another app's export as notes.

    SOURCE is the file or folder that the app exported: of Day One, jrnl, Journey, Diarium, Apple Journal, Google Keep,
    Evernote, Joplin, Notion or Logseq. Each entry becomes a Markdown file with its date, time and time zone, with its
    pictures in the folder `media`. Run it again with a later export: only new entries are added, and no file is ever
    changed.
    """
    from api.cli.text.imports import import_text
    from api.exchange.import_notes import import_notes
    from index.imports.write_notes import ImportReport

    report = import_notes(source, into, settings_of(None), app or "", timezone or "")
    print_result(report, ImportReport, import_text, as_json)


@click.command(
    epilog="""\b
Examples:
  daycite export 2020-03 --output March.md
  daycite export 2020 --topic "the garden" --format html --output garden.html
  daycite export --question "when did I plant tomatoes" """
)
@click.argument("from_", metavar="[FROM]", required=False, type=SPAN_START)
@click.argument("to", metavar="[TO]", required=False, type=LAST_DAY)
@click.option("--topic", default="", metavar="WORDS", help="Only entries that have these words.")
@click.option("--question", default="", metavar="WORDS", help="Instead of days: an answer and the entries it cites.")
@click.option("--format", "form", type=click.Choice(["md", "html"]), default="md", help="Default: md.")
@click.option("--output", type=FileType(), metavar="FILE", help="Where it is written. Default: it is printed.")
@click.option("--overwrite", is_flag=True, help="With --output: replace the file that is there.")
@llm_options
@notes_option
def export_command(
    notes: Path | None, form: str, output: Path | None, overwrite: bool, llm_url: str | None, **options: Any
) -> None:
    """Make one document of some days, citing file and lines.

    FROM and TO are days such as 2020-03-17, or whole months or years; a month or year alone is the span. Without either
    it is every day. What is private is left out.
    """
    from api.exchange.export_days import write_document
    from api.exchange.output_file import check_output
    from api.parts.served import retry_if_damaged
    from index.errors import UsageError
    from rag.document.html_document import html_document
    from rag.document.markdown_document import markdown_document

    if overwrite and output is None:
        raise UsageError("--overwrite does nothing without --output", "Add --output FILE")
    collection = collection_of(notes, settings_of(notes, llm_url=llm_url))
    if output is not None:
        check_output(collection, output, overwrite)
    if options["topic"] or options["question"]:
        refresh(collection)
    document = retry_if_damaged(collection, partial(refresh, collection), lambda: _document(collection, options))
    text = html_document(document) if form == "html" else markdown_document(document)
    if output is None:
        say(text.rstrip("\n"))
    else:
        announce(f"written to {write_document(collection, text, output, overwrite)}")


def _document(collection: "Collection", options: dict[str, Any]) -> "Document":
    from api.exchange.export_days import document_of_answer, document_of_days
    from index.errors import UsageError

    first, alone = options["from_"] or (None, None)
    topic, question = (sound_text(options[name]) for name in ("topic", "question"))
    if not question:
        return document_of_days(collection, first, options["to"] or alone, topic)
    if topic:
        raise UsageError("--question cannot be combined with --topic", "Use one or the other")
    from api.actions.ask import answer_events, find_writer, last_answer, read_asked
    from api.requests import Ask

    narrowed: dict[str, Any] = {"from_": first, "to": options["to"] or alone}
    ask = Ask(question=question, model=options["model"], llm=options["llm"], **narrowed)
    asked = read_asked(ask)
    writing = find_writer(ask, collection.settings, announce, confirmed, live_line())
    answer = last_answer(answer_events(ask, asked, collection.sources(), writing, collection.settings))
    return document_of_answer(collection, answer)
