"""The errors a user may see. Each says what is wrong and what to do next, in one line.

DayciteError            anything daycite itself gives up on         exit 1, HTTP 500
├── UsageError          the request cannot be meant                 exit 2, HTTP 422
├── NotFoundError       the thing asked for is not there            exit 1, HTTP 404
├── NotesError          the notes folder cannot be used             exit 1, HTTP 409
├── StoreError          the collection on disk cannot be used       exit 1, HTTP 503
│   ├── BusyError       another process is writing it               exit 1, HTTP 503
│   └── DamagedError    its files are broken; notes can mend it     exit 1, HTTP 503
├── ModelError          the embedding model cannot be used          exit 1, HTTP 503
└── LLMError            the language model cannot be used           exit 1, HTTP 503
"""

import re

_PASSWORD = re.compile(r"(?<=://)(?:[^\s/?#]{0,500}@|[^\s/?#@:]{0,200}:[^\s@]{1,300}@)")

_KEY = re.compile(r"([?&][\w.-]{0,40}(?:key|token|pass|pwd|pw|secret|auth|sig)[\w.-]{0,40}=)[^\s&#'\"]+", re.IGNORECASE)


def without_passwords(text: str) -> str:
    """Addresses without the names, passwords and keys in them: "http://me:secret@host/?key=k" -> "http://host/?key=…"."""
    return _KEY.sub(r"\1…", _PASSWORD.sub("", text))


def failure_line(error: BaseException) -> str:
    """What is said of an error that nobody foresaw, in one line."""
    return without_passwords(" ".join(f"daycite failed: {type(error).__name__}: {error}".split()))


class DayciteError(Exception):
    """`message` says what is wrong, `fix` what the user can do about it; passwords in addresses are left out."""

    exit_code = 1
    http_status = 500

    def __init__(self, message: str, fix: str = "") -> None:
        self.message = without_passwords(message)
        self.fix = without_passwords(fix)
        super().__init__(self.message)

    def __str__(self) -> str:
        """One line: the message, then the remedy."""
        line = f"{self.message}. {self.fix}" if self.fix else self.message
        return " ".join(line.split())


class UsageError(DayciteError):
    exit_code = 2
    http_status = 422


class NotFoundError(DayciteError):
    http_status = 404


class NotesError(DayciteError):
    http_status = 409


class StoreError(DayciteError):
    http_status = 503


class BusyError(StoreError):
    pass


class DamagedError(StoreError):
    pass


class ModelError(DayciteError):
    http_status = 503


class LLMError(DayciteError):
    http_status = 503
