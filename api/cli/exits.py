"""A click command -> exit code: whatever goes wrong becomes one line. 2 for usage, 1 for failure, 130 for Ctrl-C."""

import os
import sqlite3
import sys

import click

from api.environment import debugging
from index.errors import DayciteError, without_passwords


def run_command_line(command: click.Command) -> int:
    """The exit code. A traceback is shown only where DAYCITE_DEBUG is set."""
    _never_fail_to_print()
    try:
        code = command.main(prog_name="daycite", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        _forget_output()
        return 1
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the outermost door
        if debugging():
            import traceback

            traceback.print_exc()
        line, code = error_line(error)
        if line and sys.stderr is not None:
            sys.stderr.write(f"daycite: {line}\n")
        if isinstance(error, OSError):
            _forget_output()
        return code


def error_line(error: BaseException) -> tuple[str, int]:
    """(one line for the user, exit code)."""
    from index.text.foreign import one_line

    if isinstance(error, DayciteError):
        return one_line(str(error)), error.exit_code
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        see = f" See {context.command_path} --help" if context else ""
        message = error.format_message().rstrip(".")
        return one_line(f"{message}{'' if message.endswith('?') else '.'}{see}"), error.exit_code
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "", 130
    from index.database_errors import is_busy

    if isinstance(error, sqlite3.OperationalError) and is_busy(error):
        return "another daycite process is writing these notes' collection. Try again in a moment", 1
    if isinstance(error, MemoryError):
        return "this machine is out of memory. Close other programs, or split your largest notes", 1
    if isinstance(error, RuntimeError) and "home directory" in str(error):  # of pathlib, for a path that begins with ~
        return "your home folder is not known, so ~ names none. Set HOME, or write the path in full", 2
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return one_line(f"{error.strerror}{where}. Set DAYCITE_DEBUG=1 to see where"), 1
    return one_line(
        without_passwords(f"unexpected error: {type(error).__name__}: {error}") + ". Set DAYCITE_DEBUG=1 to see where"
    ), 1


def _never_fail_to_print() -> None:
    """A sign that the terminal's encoding has not is spelled out, "é" -> "\\xe9"."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """What could not be written must not be tried again when Python ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return
