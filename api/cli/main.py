"""The command line: the group of commands, and how it is started.

Each command imports what it needs when it runs, so that `--help` and `days` do not wait for what they have no use for.
"""

import atexit
import gc
import sys

import click

from api.cli.commands.ask import query_command, search_command
from api.cli.commands.chat import chat_command
from api.cli.commands.collections import collections_command
from api.cli.commands.completion import completion_command
from api.cli.commands.digest import digest_command, on_command, themes_command, today_command
from api.cli.commands.doctor import doctor_command
from api.cli.commands.entries import days_command, show_command, timeline_command
from api.cli.commands.evaluate import evaluate_command
from api.cli.commands.exchange import export_command, import_command
from api.cli.commands.forget import forget_command
from api.cli.commands.index import index_command, watch_command
from api.cli.commands.model import model_command
from api.cli.commands.questions import questions_command
from api.cli.commands.serve import mcp_command, serve_command, token_command
from api.cli.terminal import say


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  daycite query "what did I learn about CNNs" --notes ~/journal
  daycite days 2020-03 2020-04 --notes ~/journal
  DAYCITE_NOTES=~/journal daycite show 2020-03-17

Settings come from the command line, then DAYCITE_* variables, then daycite.toml; `daycite doctor` shows them.""",
)
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.pass_context
def cli(context: click.Context, version: bool) -> None:
    """Ask your own dated notes; every answer cites the days it came from."""
    if version:
        from api.environment import version as installed

        say(f"daycite {installed()}")
        context.exit()
    if context.invoked_subcommand is None:
        say(context.get_help())


for command in (
    index_command, query_command, search_command, chat_command, days_command, show_command, timeline_command,
    digest_command, today_command, on_command, themes_command, questions_command, serve_command, mcp_command,
    watch_command, import_command, export_command, doctor_command, evaluate_command, forget_command,
    collections_command, model_command,
    completion_command, token_command,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Runs the command line; whatever goes wrong becomes one line and an exit code."""
    from api.cli.exits import run_command_line

    # Importing a thousand modules makes objects that live to the end. Python looks for garbage among them after every
    # 700 that are new, and twice when it ends: together a sixth of the time that a question takes.
    gc.set_threshold(5_000)
    atexit.register(gc.freeze)
    sys.exit(run_command_line(cli))
