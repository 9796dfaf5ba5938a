"""The secret of `daycite serve`: made once, kept in the data folder for this user alone, and found again there."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from index.errors import StoreError

_FILE = "token"
_LONGEST = 1_000  # bytes


def made_token() -> str:
    """A new secret of 256 bits, in letters that fit into an address and a header."""
    return secrets.token_urlsafe(32)


def kept_token(data_dir: Path) -> str:
    """The secret of this data folder, made where there is none or others could have read it. Raises StoreError."""
    file = data_dir / _FILE
    try:
        known = _known(file)
        if known:
            return known
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _written(file, made_token())
    except OSError as error:
        message = f"the token of the server cannot be kept in {file} ({error.strerror or error})"
        raise StoreError(message, "Set DAYCITE_TOKEN, or set DAYCITE_DATA_DIR to a folder you can write to") from error


def _known(file: Path) -> str:
    """What is kept, "" where there is nothing to be trusted: a link, another user's file, one that others can read."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return ""
    try:
        status = os.fstat(handle)
        theirs = hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or bool(status.st_mode & 0o077))
        if theirs or not stat.S_ISREG(status.st_mode):
            return ""
        text = os.read(handle, _LONGEST).decode("ascii", "replace").strip()
    finally:
        os.close(handle)
    return text if text and all("!" <= sign <= "~" for sign in text) else ""


def _written(file: Path, token: str) -> str:
    """Puts the token there whole, over whatever is there; one that another process put there meanwhile counts."""
    beside = file.with_name(f".{_FILE}-{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "w", encoding="ascii") as opened:
            opened.write(f"{token}\n")
        try:
            os.link(beside, file)
        except FileExistsError:
            known = _known(file)
            if known:
                return known
            os.replace(beside, file)
        except OSError:  # a file system without hard links
            os.replace(beside, file)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
    return token
