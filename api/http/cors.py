"""Named origins: the pages of other programs that the settings let in, and what their browsers ask first (CORS)."""

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

_METHODS = "GET, POST, DELETE"
_REMEMBERED_SECONDS = "600"
_READABLE = "mcp-session-id, retry-after, www-authenticate"
_NAMES = re.compile(r"[\w\-., ]{1,2000}", re.ASCII)


class NamedOrigins:
    """The origins of `allow_origins`; none of them needs less than the server's own pages: the token above all."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(origins)

    def of(self, scope: Scope) -> str:
        """The request's origin as its browser wrote it, where it is one of them; "" else."""
        sent = Headers(scope=scope).getlist("origin")
        return sent[0] if len(sent) == 1 and sent[0].lower() in self._origins else ""


def is_preflight(scope: Scope) -> bool:
    """Whether a browser asks what a page may ask: it does so without the token."""
    return scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)


async def answer_preflight(scope: Scope, send: Send) -> None:
    """What a page of a named origin may ask: everything, with the headers that it means to send."""
    asked = Headers(scope=scope)
    names = asked.get("access-control-request-headers", "")
    headers = {
        "access-control-allow-methods": _METHODS,
        "access-control-allow-headers": names if _NAMES.fullmatch(names) else "authorization, content-type",
        "access-control-max-age": _REMEMBERED_SECONDS,
    }
    if "access-control-request-private-network" in asked:
        headers["access-control-allow-private-network"] = "true"
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def let_read(send: Send, origin: str) -> Send:
    """`send`, with which a page of `origin` may read what it gets, errors too. Cookies are never meant."""
    own = (
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-expose-headers", _READABLE.encode()),
        (b"vary", b"Origin"),
    )

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sent
