"""Whether a browser sent a request for a page of another server: by the Origin and Sec-Fetch-Site that it adds itself.

A page of another port of this machine is another's: it may belong to another user or program.
"""

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_OWN_SITES = frozenset(("same-origin", "none"))  # "none": typed, or opened from a bookmark


def is_own_origin(origin: str, scheme: str, host: str) -> bool:
    """Whether `origin` is just what a page of the server at that Host header would send: scheme, name and port."""
    sent = _address(*origin.split("://", 1)) if "://" in origin else None
    return sent is not None and sent == _address(scheme, host)


def is_own_site(site: str) -> bool:
    """Whether Sec-Fetch-Site lets a request through to what only this server's own pages may ask for.

    Programs, and browsers on addresses without TLS that are not this machine, send none.
    """
    return site.strip().lower() in _OWN_SITES


def host_name(netloc: str) -> str:
    """The host without its port and brackets: "[::1]:8765" -> "::1"; "" when it cannot be read."""
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""


def _address(scheme: str, netloc: str) -> tuple[str, str, int] | None:
    """(scheme, name, port); None for what is no such address."""
    scheme = scheme.lower()
    if not netloc or set(netloc) & set("/?#@\\ ") or scheme not in _DEFAULT_PORTS:
        return None
    try:
        parts = urlsplit(f"//{netloc}")
        return scheme, parts.hostname or "", parts.port or _DEFAULT_PORTS[scheme]
    except ValueError:
        return None
