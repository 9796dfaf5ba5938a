"""/mcp: the Model Context Protocol over streamable HTTP, in both its forms. Its SDK is imported when first asked.

Until the revision of 2025-11-25 a client begins a session with `initialize`, which lets it cancel and get progress;
since that of 2026-07-28 each request stands alone. Such requests are also taken of older clients, as from curl.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from starlette.routing import Route

from api.http.guard import replayed
from api.parts.served import Served
from api.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_MOST_SESSIONS = 100
_IDLE_SECONDS = 1_800.0


@dataclass(frozen=True, slots=True)
class _Running:
    """The two apps, and the task in which their sessions live."""

    with_sessions: "ASGIApp"
    alone: "ASGIApp"
    task: "asyncio.Task[None]"


class McpDoor:
    """An ASGI app."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served, self._settings = served, settings
        self._running: _Running | None = None
        self._lock = asyncio.Lock()

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        async with self._lock:
            if self._running is None or self._running.task.done():
                self._running = await self._begun()
        headers = Headers(scope=scope)
        takes_events = "text/event-stream" in headers.get("accept", "")
        body = await _body_of(receive) if scope["method"] == "POST" else b""
        # What takes events may get progress in them, which the app with sessions gives to the newer form too.
        of_sessions = scope["method"] != "POST" or _is_of_newer_form(headers) or _begins_session(body)
        keeps = "mcp-session-id" in headers or takes_events and of_sessions
        app = self._running.with_sessions if keeps else self._running.alone
        await app(scope, replayed(body, receive), send)

    async def _begun(self) -> _Running:
        from mcp.server.transport_security import TransportSecuritySettings

        from api.mcp import mcp_server

        # The guard before this door has looked at Host, Origin, token and size.
        unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        with_sessions, alone = mcp_server(self._served, self._settings), mcp_server(self._served, self._settings)
        apps: tuple[ASGIApp, ASGIApp] = (
            with_sessions.streamable_http_app(
                transport_security=unguarded, max_sessions=_MOST_SESSIONS, session_idle_timeout=_IDLE_SECONDS
            ),
            alone.streamable_http_app(stateless_http=True, json_response=True, transport_security=unguarded),
        )
        begun = asyncio.Event()

        async def run() -> None:
            async with with_sessions.session_manager.run(), alone.session_manager.run():
                begun.set()
                await asyncio.Event().wait()  # until the loop ends

        task, running = asyncio.create_task(run()), asyncio.create_task(begun.wait())
        await asyncio.wait((task, running), return_when=asyncio.FIRST_COMPLETED)
        if task.done():  # it failed: else all that ask would wait for it
            running.cancel()
            task.result()
        return _Running(*apps, task)


def _is_of_newer_form(headers: Headers) -> bool:
    """Whether it names a revision without sessions: these began in 2026."""
    return headers.get("mcp-protocol-version", "") >= "2026"


def _begins_session(body: bytes) -> bool:
    try:
        asked: Any = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(asked, dict) and asked.get("method") == "initialize"


async def _body_of(receive: "Receive") -> bytes:
    """The guard has read all of it, and bounded its length."""
    message = await receive()
    return bytes(message.get("body", b""))


def mcp_route(served: Served, settings: Settings) -> Route:
    return Route("/mcp", McpDoor(served, settings), methods=["GET", "POST", "DELETE"], include_in_schema=False)
