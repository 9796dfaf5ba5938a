"""What every command needs: the settings, the collection of a folder, and a line to either stream."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from index.errors import without_passwords
from index.text.foreign import one_line, printable, printable_json

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from api.settings import Settings


_Result = TypeVar("_Result")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b(?!\.\w)")
_LEAD = re.compile(r"\s*(?:[-x*] )?")
_NARROWEST = 20
_FAINT = re.compile(r"^Sources$|^\(.*\)$|(?<=  )\S+:\d+(?:-\d+)?(?=\s|$)", re.MULTILINE)


def settings_of(notes: Path | None, **given: Any) -> "Settings":
    """The settings in force, with what the command line gave over all else."""
    from api.settings import read_settings

    return read_settings(notes=notes, **given)


def collection_of(notes: Path | None, settings: "Settings | None" = None) -> "Collection":
    """The collection of the folder named, or of the settings' own. Raises UsageError when neither is given."""
    from api.parts.collection import Collection
    from index.errors import UsageError

    settings = settings or settings_of(notes)
    _ask_for_chroma(settings)
    if settings.notes is None:
        raise UsageError("no notes folder is named", "Use --notes FOLDER, or set DAYCITE_NOTES")
    collection = Collection(settings, settings.notes, announce)
    click.get_current_context().call_on_close(collection.close)
    return collection


def confirmed(question: str) -> bool:
    """Whether the user says yes; no where nobody can be asked."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()):
        return False
    return click.confirm(f"daycite: {question}", default=False, err=True)


def _ask_for_chroma(settings: "Settings") -> None:
    """Asks once where the vectors are to go to another machine; without a yes nothing is sent there."""
    if settings.chroma and not settings.allow_remote_chroma:
        from api.parts.consent import may_send
        from index.machine import whereabouts

        if whereabouts(settings.chroma) == "elsewhere":
            may_send(settings, "chroma", settings.chroma, confirmed)


def refresh(collection: "Collection") -> None:
    """Brings the collection up to date with its folder, with bars on a terminal where that takes long."""
    from api.cli.progress import Bars
    from api.parts.served import bring_up_to_date

    with Bars() as bars:
        bring_up_to_date(collection, announce, bars)


class _LiveLine:
    """A line of stderr that says what goes on now, and goes when anything else is printed."""

    def __init__(self) -> None:
        self.shown = False

    def clear(self) -> None:
        if self.shown and sys.stderr is not None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        self.shown = False

    def show(self, words: str) -> None:
        self.clear()
        if words and sys.stderr is not None:
            width = get_terminal_size().columns - 1
            sys.stderr.write(one_line(without_passwords(words))[:width])
            sys.stderr.flush()
            self.shown = True


_live_line = _LiveLine()


def live_line() -> Callable[[str], None] | None:
    """What shows what goes on now, "" to show nothing; None where stderr is no terminal."""
    return _live_line.show if sys.stderr is not None and sys.stderr.isatty() else None


def say(text: str) -> None:
    """A line of the result; it is seen at once, also through a pipe. Whatever it holds, it cannot steer a terminal."""
    text = printable(text)
    if sys.stdout is not None and sys.stdout.isatty():
        text = wrapped(text, get_terminal_size().columns)
    _write(coloured(text) if sys.stdout is not None and shows_colour(sys.stdout) else text)


def wrapped(text: str, width: int) -> str:
    """Lines that are too long, broken between words; what follows stands below the first word of the line."""
    return "\n".join(_wrapped_line(line, width) if len(line) > width else line for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    from textwrap import fill

    lead = _LEAD.match(line)
    indent = " " * min(len(lead[0]) if lead else 0, width // 2)
    return fill(line, max(width, _NARROWEST), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def say_json(result: object, kind: Any) -> None:
    """The result as JSON of the type `kind`, as every door gives it."""
    from pydantic import TypeAdapter

    _write(printable_json(TypeAdapter(kind).dump_json(result, indent=2).decode()))


def _write(text: str) -> None:
    _live_line.clear()
    if sys.stdout is not None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def shows_colour(stream: TextIO) -> bool:
    """Whether it is a terminal that shows colour, and nobody asked for none."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str) -> str:
    """Days in green, files and what made the answer fainter: the eye goes to when. Made of text already printable."""
    text = _DAY.sub("\x1b[32m\\g<0>\x1b[39m", text)
    return _FAINT.sub("\x1b[2m\\g<0>\x1b[22m", text)


def announce(words: str) -> None:
    """What a person should know meanwhile: never part of the result."""
    if sys.stderr is not None:
        _live_line.clear()
        sys.stderr.write(f"daycite: {one_line(without_passwords(words))}\n")
        sys.stderr.flush()


def print_result(result: _Result, kind: Any, text: Callable[[_Result], str], as_json: bool) -> None:
    """The result as `text` writes it, nothing where that is empty; or as JSON of the type `kind`."""
    if not as_json:
        lines = text(result)
        if lines:
            say(lines)
        return
    say_json(result, kind)
