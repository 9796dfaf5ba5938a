"""`daycite serve` and `daycite mcp`: the page and the doors for programs."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import notes_option
from api.cli.terminal import announce, collection_of, confirmed, refresh, say, settings_of

if TYPE_CHECKING:
    from api.settings import Settings

_LEAVING_SECONDS = 1.5  # that a client's leaving waits for what is being indexed: clients end a server after two


@click.command(
    epilog="""\b
Examples:
  daycite serve --notes ~/journal --port 9000
  DAYCITE_TOKEN=… daycite serve --notes ~/journal --host 0.0.0.0"""
)
@click.option(
    "--host",
    metavar="ADDRESS",
    help="The address to listen on. To be reached from other machines, set DAYCITE_TOKEN too.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes any free one.")
@click.option("--watch", is_flag=True, help="Index each note as soon as it is saved, not only when you ask.")
@click.option(
    "--no-token",
    is_flag=True,
    help="Ask for no token: every user and program of this machine can then read your notes.",
)
@notes_option
def serve_command(notes: Path | None, host: str | None, port: int | None, watch: bool, no_token: bool) -> None:
    """Serve a web page to ask and read your notes, and an API.

    Open the address that it prints: the key in it lets your browser in, and no other user of this machine. Programs
    send the token that `daycite token` prints. /docs lists the requests, /v1 is compatible with OpenAI's API, and /mcp
    serves agents over the Model Context Protocol, read-only. Press Ctrl-C to stop.
    """
    settings = settings_of(notes, host=host, port=port)
    collection = collection_of(notes, settings)
    _ask_for_llm(settings)
    from api.http.serve import Serving
    from api.http.serve import serve as serve_until_interrupted

    serve_until_interrupted(collection, settings, partial(refresh, collection), announce, Serving(watch, not no_token))


@click.command(
    epilog="""\b
Example:
  curl -H "Authorization: Bearer $(daycite token)" http://127.0.0.1:8765/days"""
)
def token_command() -> None:
    """Print the token that programs send to `daycite serve`.

    It is DAYCITE_TOKEN where that is set, else one that is kept in the data folder, which only you can read.
    """
    from api.parts.token import kept_token

    settings = settings_of(None)
    say(settings.token or kept_token(settings.data_dir))


def _ask_for_llm(settings: "Settings") -> None:
    """On a terminal, asks before anything is served: requests can ask nobody."""
    if settings.llm == "off" or settings.allow_remote_llm or sys.stdin is None or not sys.stdin.isatty():
        return
    from contextlib import suppress
    from dataclasses import replace

    from api.actions.ask import llm_settings
    from index.errors import LLMError
    from rag.llm.find import find_llm

    with suppress(LLMError):  # told by the first answer
        find_llm(replace(llm_settings(settings, confirm=confirmed), waits=False))


@click.command(
    epilog="""\b
Example, in the settings of an agent's program:
  {"mcpServers": {"daycite": {"command": "daycite", "args": ["mcp", "--notes", "/home/me/journal"]}}}"""
)
@click.option("--no-llm", is_flag=True, help="Answer with your notes' own sentences, also where a model runs.")
@click.option("--allow-write", is_flag=True, help="Also offer to write answers into notes and to settle questions.")
@notes_option
def mcp_command(notes: Path | None, no_llm: bool, allow_write: bool) -> None:
    """Serve your notes to agents over the Model Context Protocol.

    It uses standard input and output. Its tools: search_notes, ask_notes, get_day, timeline, digest, on_this_day,
    themes, open_questions. They only read, unless --allow-write is given. `daycite serve` offers the same, read-only,
    over HTTP at /mcp.

    New notes are indexed in the background: until that is done, results are of what is read so far, and say so.
    """
    settings = settings_of(notes, llm="off" if no_llm else None)
    collection = collection_of(notes, settings)
    from api.agents.at_once import ServedAtOnce
    from api.mcp import mcp_server

    sys.setswitchinterval(0.0005)  # the thread that indexes hands over soon to the one that listens
    served = ServedAtOnce(collection)
    served.begin()
    mcp_server(served, settings, allow_write).run("stdio")
    served.finish(_LEAVING_SECONDS)
