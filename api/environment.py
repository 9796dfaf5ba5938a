"""What daycite finds around it: its installed version, whether it is being debugged, the user's editor."""

import os
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

# What a browser would run, or fetch from elsewhere, when such a link is followed.
_NEVER = frozenset(("javascript", "data", "vbscript", "blob", "about", "http", "https", "ftp", "ws", "wss"))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def version() -> str:
    """The installed version; "unknown" where the code runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("daycite")
    except PackageNotFoundError:
        return "unknown"


def debugging() -> bool:
    """Whether DAYCITE_DEBUG=1 asks for tracebacks. Not a setting: it must work where the settings cannot be read."""
    return os.environ.get("DAYCITE_DEBUG", "") not in ("", "0")


def ollama_address() -> str:
    """Where OLLAMA_HOST says that Ollama listens, read as Ollama's own client does: a host, a port, an address.

    "0.0.0.0", which listens everywhere, is on this machine: "http://127.0.0.1:11434".
    """
    host = os.environ.get("OLLAMA_HOST", "").strip().strip("\"'")
    scheme, rest = host.split("://", 1) if "://" in host else ("", host)
    parts = urlsplit(f"//{rest}")
    try:
        port = parts.port
    except ValueError:
        port = None
    name = parts.hostname or ""
    name = "127.0.0.1" if name in ("", "0.0.0.0", "::") else f"[{name}]" if ":" in name else name
    default = {"http": 80, "https": 443}.get(scheme, 11434)
    return f"{scheme or 'http'}://{name}:{port or default}{parts.path.rstrip('/')}"


def sound_link(template: str) -> str:
    """`template` itself. Raises ValueError where it is no address of a program on this machine."""
    scheme = _SCHEME.match(template)
    if template and (scheme is None or scheme[1].lower() in _NEVER or "{path}" not in template):
        raise ValueError("an editor's address with {path} in it, such as vscode://file/{root}/{path}:{line}")
    return template


def with_sound_password(url: str) -> str:
    """An address with a password, with its scheme. Raises ValueError where it is not known where the password ends."""
    url = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(url)
        sound = parts.port != 0 and bool(parts.hostname) and "@" in parts.netloc and not re.search(r"\s", url)
    except ValueError:
        sound = False
    if sound:
        return url
    raise ValueError("write / ? # @ and spaces in the name and the password as %2F %3F %23 %40 and %20")


def editor_link(template: str, root: Path) -> str:
    """With {root} filled in; a vault of Obsidian's opens there where nothing else is set; "" for none."""
    if not template and (root / ".obsidian").is_dir():
        template = "obsidian://open?path={root}/{path}"
    there = quote(root.as_posix(), safe="/:")
    return template.replace("/{root}", there if there.startswith("/") else f"/{there}").replace("{root}", there)


def sound_origin(origin: str) -> str:
    """An origin as browsers send it: "app://obsidian.md". Raises ValueError for anything else, "*" and "null" too."""
    plain = origin.strip().rstrip("/").lower()
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*://(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", plain):
        raise ValueError(f"{origin!r} is no origin; write it as app://obsidian.md or http://localhost:3000")
    return plain
