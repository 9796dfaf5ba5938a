"""Middleware: checks the Host, Origin, token and size of each request; a failure becomes one line, not a traceback.

A page in the user's browser can reach a server on this machine. It is kept out by the Host header (DNS rebinding) and
the Origin and Sec-Fetch-Site headers that its browser sends; of other origins only those that the settings name are
let in (cors.py).
"""

import asyncio
import ipaddress
import re
import secrets
import sys
import traceback
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.environment import debugging
from api.http.cors import NamedOrigins, answer_preflight, is_preflight, let_read
from api.http.problems import MEDIA_TYPE, problem_bytes, problem_for, problem_response
from api.parts.own_user import comes_from_own_user
from index.errors import failure_line
from index.text.foreign import one_line, printable, printable_json_bytes

LONGEST_BODY = 1_000_000  # bytes
BODY_SECONDS = 30.0  # for all of the body: a slower client is refused
LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
# What a browser must load before it can ask for the token: files of the package, without a word of the notes. A browser
# sends no token with an address that is typed, so the pages themselves are open; what they then ask for is not, not
# even the description of the requests.
OPEN_PATHS = frozenset(("/", "/docs", "/health", "/favicon.ico"))
OPEN_FOLDERS = ("/page/",)
_TOO_LONG = f"the request is longer than {LONGEST_BODY:,} bytes. Ask a shorter question"
_TOO_SLOW = f"the request's body did not arrive within {BODY_SECONDS:.0f} seconds. Send it again"
_OWN_ADDRESS = "Open the address it printed when it started"
_LET_IN = "Open the address it printed when it started, or name that origin in DAYCITE_ALLOW_ORIGINS"
_NO_TOKEN = "send the header Authorization: Bearer with the server's DAYCITE_TOKEN, or what daycite token prints"
STRICT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "content-security-policy": STRICT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}

_EVENTS = "text/event-stream"
_JSON = ("application/json", "application/problem+json", _EVENTS)

_HOST = re.compile(r"[^\s/?#@\\,]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_OWN_SITES = frozenset(("same-origin", "none"))  # "none": typed, or opened from a bookmark


class Guard:
    """ASGI middleware. `open_to_others`: any IP address is a good Host too: those cannot be rebound.

    `key` is the secret that the page gets by its address: it is good for as long as the server runs. Where there is
    one, the token was made and not set by the user, and the user's own programs need none, where the system tells them.
    `origins`: those whose pages may ask too.
    """

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        token: str,
        open_to_others: bool,
        key: str = "",
        origins: Iterable[str] = (),
    ) -> None:
        self._app, self._origins = app, NamedOrigins(origins)
        self._hosts = LOOPBACK_NAMES | {host.lower()}
        self._secrets = tuple(secret.encode() for secret in (token, key) if token and secret)
        self._trusts_own = bool(key) and not open_to_others
        self._open = open_to_others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        origin = self._origins.of(scope)
        if origin:
            send = let_read(send, origin)
        refused = self._refusal(scope, origin)
        if refused:
            await _reply(scope, send, *refused)
            return
        if origin and is_preflight(scope):
            await answer_preflight(scope, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(receive)
        except TimeoutError:
            await _reply(scope, send, 408, _TOO_SLOW, {"connection": "close"})
            return
        if body is None:
            await _reply(scope, send, 413, _TOO_LONG)
            return
        await self._answered(scope, replayed(body, receive), send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                present = {name for name, _ in message["headers"]}
                more = [(name, value) for name, value in _raw(_ALWAYS) if name not in present]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except asyncio.CancelledError:  # by uvicorn, which waits for an answer only so long when it is to end
            if not started:
                await _reply(
                    scope, send, 503, "the server stopped before it had the answer. Ask again when it is running"
                )
        except Exception as error:  # noqa: BLE001  the outermost place: any failure becomes one line
            line = failure_line(error)
            sys.stderr.write(f"{printable(traceback.format_exc()) if debugging() else one_line(line)}\n")
            if not started:
                await _reply(scope, send, 500, line)

    def _refusal(self, scope: Scope, named: str) -> tuple[int, str, dict[str, str]] | None:
        """(status, detail, headers) for a request that is refused, else None. `named`: its origin, if it is let in."""
        headers, path, scheme = Headers(scope=scope), scope["path"], scope.get("scheme", "http")
        for host in map(host_name, headers.getlist("host") or [""]):
            if not self._is_ours(host):
                return 400, f"this server does not answer to the name {host[:200]!r}. {_OWN_ADDRESS}", {}
        is_open = path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)
        for origin in headers.getlist("origin"):
            if not (named and origin == named) and not is_own_origin(origin, scheme, headers.get("host", "")):
                return 403, f"pages from {origin[:200]!r} may not use this server. {_LET_IN}", {}
        if not is_open and not named and not all(map(is_own_site, headers.getlist("sec-fetch-site"))):
            return 403, f"pages of other servers may not use this one. {_OWN_ADDRESS}", {}
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return 413, _TOO_LONG, {}
        if (
            self._secrets
            and not is_open
            and not (named and is_preflight(scope))
            and not (self._has_token(headers.get("authorization", "")) or self._is_own_program(scope))
        ):
            return 401, _NO_TOKEN, {"www-authenticate": "Bearer"}
        return None

    def _is_own_program(self, scope: Scope) -> bool:
        client, server = scope.get("client"), scope.get("server")
        if not (self._trusts_own and client and server):
            return False
        return comes_from_own_user((client[0], client[1]), (server[0], server[1] or 0))

    def _is_ours(self, host: str) -> bool:
        return host in self._hosts or (self._open and _is_address(host))

    def _has_token(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        given = token.strip().encode("latin-1")
        return scheme.lower() == "bearer" and any([secrets.compare_digest(given, known) for known in self._secrets])


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
        return urlsplit(f"//{netloc}").hostname or "" if _HOST.fullmatch(netloc) else ""
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


class PrintableJson:
    """ASGI middleware: JSON and events that mean the same, and can be printed on a terminal, as by curl.

    Each body, or piece of a stream, is whole JSON in UTF-8, so that no sign is cut in two.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun: Message | None = None

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                if kind.startswith(_JSON):
                    begun = message
                    if not kind.startswith(_EVENTS):  # whose length is not known before: its head need not wait
                        return
                    begun = {}
            elif begun is not None:
                message = {**message, "body": printable_json_bytes(message.get("body", b""))}
                if begun:
                    start, begun = begun, {}
                    headers = MutableHeaders(raw=list(start["headers"]))
                    if "content-length" in headers:
                        headers["content-length"] = str(len(message["body"]))
                    await send({**start, "headers": headers.raw})
            await send(message)

        await self._app(scope, receive, sent)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _body(receive: Receive) -> bytes | None:
    """What was sent; None as soon as it is too long."""
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LONGEST_BODY:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """The receive of a request whose body has been read, which gives it once more."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _reply(scope: Scope, send: Send, status: int, detail: str, headers: Mapping[str, str] = {}) -> None:
    body = printable_json_bytes(problem_bytes(problem_for(scope["path"], problem_response(status, detail))))
    named = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), **_ALWAYS, **headers}
    await send({"type": "http.response.start", "status": status, "headers": _raw(named)})
    await send({"type": "http.response.body", "body": body})


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
