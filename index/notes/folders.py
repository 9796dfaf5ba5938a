"""Several notes folders as one: a folder of links to them, in the data folder, whose notes are named by link and path.

    <data folder>/joined/journal+work-1a2b3c4d/journal -> /home/me/journal
                                               work    -> /home/me/work

Links that lead out of a notes folder are not followed; these are, for it is the user who named where they lead, in
this very run. Nothing on disk makes a folder such a one: whatever lies in or beside a cloned folder opens no other.

Where the user says so (`follow_links`), links to folders are followed too: each is then a place of its own, which no
note in it may lead out of. A folder is followed once, and none that holds the notes folder itself.
"""

import errno
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_FOLDER = "joined"
_LONGEST = 60
_JOINED: dict[str, dict[str, str]] = {}
"""Joined folder -> its links and the folder that each stands for, of those that this process was told to join."""
_FOLLOWED: dict[str, dict[str, str]] = {}
"""Folder -> its followed links, as paths in it, and where each leads; only of those where links are to be followed."""


class Outside(OSError):
    """A path that leads out of the notes folder."""

    def __init__(self) -> None:
        super().__init__(errno.EXDEV, "it leads out of the notes folder")


def join_folders(data_dir: Path, folders: Sequence[Path]) -> Path:
    """The folder that has all of `folders` in it, made when it is not there yet; the folder itself where there is one.

    Its place does not depend on their order. Raises OSError when it cannot be made.
    """
    targets = sorted({os.path.realpath(folder.expanduser()) for folder in folders})
    if len(targets) == 1:
        return folders[0]
    place = _place(data_dir, targets)
    for folder in (data_dir, place.parent, place):  # each for its user alone
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, target in zip(_names(targets), targets, strict=True):
        link = place / name
        if not link.is_symlink() or os.readlink(link) != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target, target_is_directory=True)
    _JOINED[str(place)] = {str(place / name): target for name, target in zip(_names(targets), targets, strict=True)}
    return place


def links_of(root: Path) -> tuple[str, ...]:
    """The paths of a joined folder's links, () for any other folder."""
    return tuple(sorted(_JOINED.get(str(root), ())))


class LinkedFolders:
    """The links to folders elsewhere that are met while a folder is listed: which are followed, and which not, and why.

    They are followed once all else is listed, in order of their paths: the disk's order does not matter.
    """

    def __init__(self, root: Path) -> None:
        self._follows = follows_links(root)
        self._root = root
        self._homes = [os.path.realpath(home) for home in _JOINED.get(str(root), {}).values() or (root,)]
        self._waiting: dict[str, str] = {}
        self.followed: dict[str, str] = {}

    def met(self, path: str, link: str) -> str:
        """Why it is not followed, "" where it is, or leads to where is read anyway."""
        target = os.path.realpath(link)
        if any(is_within(target, home) for home in (*self._homes, *self.followed.values())):
            return ""
        if not self._follows:
            return (
                "is a link to a folder elsewhere, which is not followed: set follow_links, or name that folder as a"
                " notes folder too"
            )
        if any(is_within(home, target) for home in self._homes):
            return "is a link to a folder that the notes folder itself lies in, which is not followed"
        self._waiting[path] = target
        return ""

    def is_followed(self, folder: str) -> bool:
        """Whether a link leads to it, so that it is listed there already."""
        return bool(self.followed) and os.path.realpath(folder) in self.followed.values()

    def next(self) -> tuple[str, str] | None:
        """(path of a link, where it leads) that is to be listed now; None where there is no more."""
        while self._waiting:
            path = min(self._waiting)
            target = self._waiting.pop(path)
            if not any(is_within(target, known) for known in self.followed.values()):
                self.followed[path] = target
                return path, target
        followed_links(self._root, self.followed)
        return None


def is_within(path: str, folder: str) -> bool:
    """Whether a path without links is that folder, or below it."""
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def forget(data_dir: Path, root: Path) -> None:
    """Removes a joined folder of this data folder with its links; any other folder is left alone."""
    if root.parent != data_dir / _FOLDER or not root.is_dir():
        return
    _JOINED.pop(str(root), None)
    for link in root.iterdir():
        if link.is_symlink():
            link.unlink()
    for folder in (root, root.parent):
        if not any(folder.iterdir()):
            folder.rmdir()


def follow_links(root: Path, follow: bool) -> None:
    """Whether links to folders elsewhere are followed in this folder; which there are is known once it is listed."""
    if follow:
        _FOLLOWED.setdefault(str(root), {})
    else:
        _FOLLOWED.pop(str(root), None)


def follows_links(root: Path) -> bool:
    """Whether links to folders elsewhere are to be followed in this folder."""
    return str(root) in _FOLLOWED


def followed_links(root: Path, found: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Path of each followed link -> where it leads; `found` are those that there are now."""
    if found is not None and follows_links(root):
        _FOLLOWED[str(root)] = dict(found)
    return _FOLLOWED.get(str(root), {})


def homes(root: Path) -> tuple[str, ...]:
    """Where the notes of `root` really lie: no note may be read from or written to another place."""
    own = tuple(_JOINED.get(str(root), {}).values()) or (os.path.realpath(root),)
    return (*own, *followed_links(root).values())


def home_of(root: Path, path: str) -> tuple[str, str]:
    """(where the note at `path`, relative to `root`, must lie; its path there): of a joined folder one of several.

    Raises Outside for what lies in none of them.
    """
    links = followed_links(root)
    parts = path.split("/") if links else []
    for end in range(len(parts) - 1, 0, -1):  # the last of several links that it goes through
        if target := links.get("/".join(parts[:end])):
            return target, "/".join(parts[end:])
    return named_home(root, path)


def named_home(root: Path, path: str) -> tuple[str, str]:
    """As `home_of`, of the folders that the user named: followed links are parts of the path."""
    joined = _JOINED.get(str(root))
    if joined is None:
        return os.path.realpath(root), path
    name, _, inside = path.partition("/")
    home = joined.get(os.path.join(root, name))
    if home is None or not inside:
        raise Outside
    return home, inside


def is_at_home(root: Path, path: str) -> bool:
    """Whether `path`, relative to `root`, lies where the notes of `root` do, whatever links it goes through."""
    full = os.path.realpath(os.path.join(root, path))
    return any(full != home and os.path.commonpath((home, full)) == home for home in homes(root))


def _place(data_dir: Path, targets: Sequence[str]) -> Path:
    names = re.sub(r"[^A-Za-z0-9+]+", "-", "+".join(_names(targets)))[:_LONGEST].strip("-+")
    digest = hashlib.sha256("\n".join(targets).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return data_dir / _FOLDER / f"{names}-{digest}"


def _names(targets: Sequence[str]) -> list[str]:
    """A name for each folder: its own, with a number where an earlier one has it."""
    names: list[str] = []
    for target in targets:
        own = name = os.path.basename(target).lstrip(".") or "notes"
        count = 1
        while name.casefold() in {other.casefold() for other in names}:
            count += 1
            name = f"{own}-{count}"
        names.append(name)
    return names
