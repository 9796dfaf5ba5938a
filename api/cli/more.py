"""Further commands: `daycite timeline`, `watch`, `mcp`, `completion`."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from api.cli.options import DAY, FIRST_DAY, LAST_DAY, json_option, notes_option
from api.cli.terminal import announce, collection_of, refresh, say, settings_of


@click.command(
    epilog="""\b
Examples:
  daycite timeline CNNs
  daycite timeline "the garden" --from 2024
  daycite timeline --json | jq '.days[].date'"""
)
@click.argument("words", metavar="[TOPIC]", nargs=-1)
@click.option("--from", "from_", type=FIRST_DAY, metavar="DAY", help="The first day to look at, as 2020-03-17.")
@click.option("--to", type=LAST_DAY, metavar="DAY", help="The last day to look at.")
@click.option("--today", type=DAY, metavar="DAY", help="The day from which “last week” counts. Default: today.")
@notes_option
@json_option
def timeline_command(
    notes: Path | None, as_json: bool, words: tuple[str, ...], from_: Any, to: Any, today: Any
) -> None:
    """Draw a calendar of the days that speak to a TOPIC.

    A year is a block, weeks are its columns, and the days that speak most are darkest. Without a topic it shows how
    much was written on each day.
    """
    from datetime import date

    from api.dates import check_span
    from api.parts.served import retry_if_damaged
    from rag.answer.timeline import Timeline
    from rag.answer.timeline import timeline as made
    from rag.question.read import read_question

    check_span(from_, to)
    topic = " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    question = read_question(topic, today or date.today(), from_, to) if topic else None
    collection = collection_of(notes)
    refresh(collection)
    found = retry_if_damaged(collection, partial(refresh, collection), lambda: made(question, collection.sources()))
    if as_json:
        from pydantic import TypeAdapter

        say(TypeAdapter(Timeline).dump_json(found, indent=2).decode())
    else:
        from api.cli.calendar import print_calendar

        print_calendar(found, from_, to)


@click.command(epilog="\b\nExample:\n  daycite watch --notes ~/journal")
@notes_option
def watch_command(notes: Path | None) -> None:
    """Index each note as soon as it is saved.

    Press Ctrl-C to end it. A question picks up changes by itself; this saves it the wait.
    """
    from api.cli.printing import summary_text
    from api.parts.watch import keep_current

    collection = collection_of(notes)
    refresh(collection)
    announce(f"watching {collection.root}")
    keep_current(
        collection, lambda report: say(summary_text(collection.root, report, collection.catalog.counts())), announce
    )


@click.command(
    epilog="""\b
Example, in the settings of an agent's program:
  {"mcpServers": {"daycite": {"command": "daycite", "args": ["mcp", "--notes", "/home/me/journal"]}}}"""
)
@click.option("--allow-write", is_flag=True, help="Also offer to write answers below open questions in your notes.")
@notes_option
def mcp_command(notes: Path | None, allow_write: bool) -> None:
    """Serve agents, by the Model Context Protocol.

    It talks on standard input and output. Its tools: search_notes, ask_notes, get_day, timeline, open_questions.
    They only read, unless --allow-write is given. `daycite serve` offers the same, read-only, over HTTP at /mcp.
    """
    settings = settings_of(notes)
    collection = collection_of(notes, settings)
    from api.mcp import mcp_server
    from api.parts.served import Served

    mcp_server(Served(collection), settings, allow_write).run("stdio")


@click.command(
    epilog="""\b
Examples:
  daycite completion bash > ~/.local/share/bash-completion/completions/daycite
  daycite completion zsh > ~/.zfunc/_daycite
  daycite completion fish > ~/.config/fish/completions/daycite.fish"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what lets the Tab key complete in your SHELL.

    It completes commands and their options.
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    say(made(context.find_root().command, {}, "daycite", "_DAYCITE_COMPLETE").source())


COMMANDS = (timeline_command, watch_command, mcp_command, completion_command)
