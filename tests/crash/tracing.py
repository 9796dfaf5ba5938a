"""What a process and all that it starts ask of the network and write to disk, as the kernel sees it (strace)."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# With seccomp the other calls are not stopped at, so that a traced command is hardly slower.
_FILES = (
    "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,mknodat"
)
STRACE = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "300", "-e", f"trace=network,{_FILES}"]

_PEER = re.compile(
    r'sin_port=htons\((?P<port>\d+)\), sin_addr=inet_addr\("(?P<four>[^"]+)"\)'
    r'|sin6_port=htons\((?P<port6>\d+)\),.*?inet_pton\(AF_INET6, "(?P<six>[^"]+)"'
)
_SENDS = re.compile(r"^(?:\d+ +)?(?:connect|sendto|sendmsg|sendmmsg)\(")
_NAMING = re.compile(r'sun_path="[^"]*(?:resolve|avahi)[^"]*"')  # what looks names up for others
_DNS = 53
_WRITES = re.compile(
    r"^(?:\d+ +)?(?:open(?:at2?)?\(.*(?:O_WRONLY|O_RDWR|O_CREAT)"
    r"|(?:creat|mkdir|rename|link|symlink|truncate|mknod)\w*\()"
)
_PATHS = re.compile(r'"(?P<path>/[^"]*)"')
_FAILED = re.compile(r"\) = -1 ")


@dataclass(frozen=True, slots=True)
class Traced:
    """How a traced command ended, and the lines of its calls."""

    ended: "subprocess.CompletedProcess[str]"
    calls: tuple[str, ...]


def traced(command: Iterable[str], log: Path, environment: dict[str, str], given: str = "") -> Traced:
    """Runs the command to its end."""
    ended = subprocess.run(
        [*STRACE, "-o", str(log), *command],
        env=environment, input=given, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    return Traced(ended, read_calls(log))


def read_calls(log: Path) -> tuple[str, ...]:
    return tuple(log.read_text("utf-8", errors="replace").splitlines())


def forbidden(calls: Iterable[str], may_write: Iterable[Path]) -> list[str]:
    """The calls that reach for another machine, look up a name, or write outside the folders in `may_write`."""
    folders = list(may_write)
    return [call for call in calls if _leaves(call) or any(_outside(call, folders))]


def _leaves(call: str) -> bool:
    if not _SENDS.search(call):
        return False
    peer = _PEER.search(call)
    if peer is None:
        return bool(_NAMING.search(call))
    here = (peer["four"] or "").startswith("127.") or peer["six"] == "::1"
    return not here or int(peer["port"] or peer["port6"]) == _DNS


def _outside(call: str, folders: Sequence[Path]) -> Iterator[str]:
    """The paths that the call changed outside the folders, which may be made with their parents."""
    if not _WRITES.search(call) or _FAILED.search(call):
        return
    for path in _PATHS.findall(call):
        if not path.startswith(("/dev/", "/proc/")) and not any(_within(Path(path), folder) for folder in folders):
            yield path


def _within(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) or folder.is_relative_to(path)
