"""What exists on some platforms only is used behind a guard: daycite runs on Linux, macOS and Windows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.project import ROOT

_FILES = sorted(file for room in ("index", "rag", "api") for file in (ROOT / room).rglob("*.py"))
_OF_SOME = {
    "os": {
        "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "chown", "chroot", "fchdir", "fchmod", "fchown", "fork", "forkpty",
        "getegid", "geteuid", "getgid", "getlogin", "getpgid", "getuid", "getxattr", "kill", "killpg", "lchown",
        "listxattr", "mkfifo", "mknod", "posix_fadvise", "sched_getaffinity", "setsid", "setuid", "setxattr", "statvfs",
        "sync", "sysconf", "umask", "uname", "wait", "waitpid",
    },
    "signal": {"SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGUSR2", "alarm", "pthread_kill"},
    "time": {"tzset"},
    "socket": {"AF_UNIX", "SO_PEERCRED"},
}  # fmt: skip
_MODULES = {"fcntl", "grp", "msvcrt", "pty", "pwd", "resource", "syslog", "termios", "tty", "winreg"}
_PLACES = ("/proc/", "/tmp/", "/etc/", "/sys/")
_ASKS = {"hasattr", "getattr", "sys.platform", "os.name", "platform.system", "suppress"}


def _unguarded(source: str) -> Iterator[str]:
    """ "12: os.fork" for each use that no guard stands above."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        name = _of_some(node)
        if name and not _guarded(node, parents):
            yield f"{getattr(node, 'lineno', 0)}: {name}"


def _of_some(node: ast.AST) -> str:
    match node:
        case ast.Attribute(value=ast.Name(id=module), attr=name) if name in _OF_SOME.get(module, ()):
            return f"{module}.{name}"
        case ast.Import(names=names):
            return next((alias.name for alias in names if alias.name in _MODULES), "")
        case ast.ImportFrom(module=str(module)) if module in _MODULES:
            return module
        case ast.ImportFrom(module=str(module), names=names):
            return next((f"{module}.{alias.name}" for alias in names if alias.name in _OF_SOME.get(module, ())), "")
        case ast.Constant(value=str(text)) if text.startswith(_PLACES):
            return text
    return ""


def _guarded(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Inside an `if`, `and` or `with suppress` that asks for the platform, or a `try` that catches the lack."""
    while node in parents:
        node = parents[node]
        tests = {ast.If: "test", ast.IfExp: "test", ast.BoolOp: "values", ast.With: "items", ast.comprehension: "ifs"}
        asked = getattr(node, tests.get(type(node), ""), [])
        if any(ask in ast.unparse(part) for part in (asked if isinstance(asked, list) else [asked]) for ask in _ASKS):
            return True
        if isinstance(node, ast.Try) and node.handlers:
            return True
    return False


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_some_platforms_lack_is_guarded(file: Path) -> None:
    allowed = {"index/embedding/cpu.py": ["8: /proc/cpuinfo"]}  # where it is opened the error is caught
    assert list(_unguarded(file.read_text("utf-8"))) == allowed.get(file.relative_to(ROOT).as_posix(), [])


@pytest.mark.parametrize(
    ("source", "finds"),
    [
        ("import os\nos.fork()", ["2: os.fork"]),
        ("import fcntl", ["1: fcntl"]),
        ("from os import fchmod", ["1: os.fchmod"]),
        ("open('/proc/self/status')", ["1: /proc/self/status"]),
        ("import os\nif hasattr(os, 'fork'):\n    os.fork()", []),
        ("import os, sys\nif sys.platform != 'win32':\n    os.fork()", []),
        ("import os\nif x:\n    os.fork()", ["3: os.fork"]),
        ("try:\n    import fcntl\nexcept ImportError:\n    fcntl = None", []),
        ("import os\nflags = os.O_NOFOLLOW if hasattr(os, 'O_NOFOLLOW') else 0", []),
    ],
    ids=str,
)
def test_a_use_without_a_guard_is_found(source: str, finds: list[str]) -> None:
    assert list(_unguarded(source)) == finds
