"""What commands take: folders, days, questions."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from api.cli.completions import FolderType
from api.dates import first_day, first_days, last_day, read_day

_Days = TypeVar("_Days")
_Command = TypeVar("_Command", bound=Callable[..., Any])
UNSOUND = re.compile("[\ud800-\udfff]+")
"""What no encoding has: bytes that are no text, halves of letters."""

folder = FolderType()


def _one_folder(context: click.Context, option: click.Parameter, folders: tuple[Path, ...]) -> Path | None:
    """Several folders are looked at as one that has them all in it."""
    if len(folders) < 2:
        return folders[0] if folders else None
    from api.parts.notes_folder import joined_folder
    from api.settings import read_settings

    return joined_folder(read_settings().data_dir, folders)


notes_option = click.option(
    "--notes",
    type=folder,
    multiple=True,
    callback=_one_folder,
    metavar="FOLDER",
    help="The notes folder; repeat it for several. Default: DAYCITE_NOTES.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, the same as over HTTP.")


def sound_text(text: str) -> str:
    """What was typed, with a sign in the place of what no encoding has: bytes that are no text, halves of letters."""
    return UNSOUND.sub("\ufffd", text)


def _day(read: Callable[[str], _Days]) -> Callable[[str], _Days]:
    """`read` as click calls it."""

    def day(text: str) -> _Days:
        try:
            return read(text)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return day


DAY, FIRST_DAY, LAST_DAY = _day(read_day), _day(first_day), _day(last_day)
SPAN_START = _day(first_days)
"""A first day, and the last one where a month or year alone is both."""


def llm_options(command: _Command) -> _Command:
    """Who phrases the answer."""
    for option in (
        click.option("--llm-url", metavar="URL", help="An OpenAI-compatible server instead of Ollama: http://…/v1."),
        click.option("--model", metavar="NAME", help="The language model to use, by the name its server gives it."),
        click.option(
            "--llm/--no-llm", default=None, help="Require a local language model, or use none. Default: if available."
        ),
    ):
        command = option(command)
    return command


def question_options(command: _Command) -> _Command:
    """The question and what narrows it."""
    for option in (
        click.option("--limit", type=click.IntRange(1, 100), metavar="N", help="At most this many days. Default: 10."),
        click.option("--today", type=DAY, metavar="DAY", help="The day to count “last week” from. Default: today."),
        click.option("--to", type=LAST_DAY, metavar="DAY", help="The last day to look at."),
        click.option("--from", "from_", type=FIRST_DAY, metavar="DAY", help="The first day to look at, as 2020-03-17."),
        click.argument("words", metavar="QUESTION", nargs=-1),
    ):
        command = option(command)
    return command
