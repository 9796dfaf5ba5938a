"""/mcp: the Model Context Protocol over streamable HTTP. Its SDK is imported when the first agent asks."""

import asyncio
from typing import TYPE_CHECKING

from starlette.routing import Route

from api.parts.served import Served
from api.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class McpDoor:
    """An ASGI app. Each request stands alone (no session is kept), so nothing is held for a client that went away."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served, self._settings = served, settings
        self._app: ASGIApp | None = None
        self._running: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        async with self._lock:
            if self._app is None or self._running is None or self._running.done():
                await self._begin()
        assert self._app is not None
        await self._app(scope, receive, send)

    async def _begin(self) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        from api.mcp import mcp_server

        server = mcp_server(self._served, self._settings)
        # The guard before this door has looked at Host, Origin, token and size.
        unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        self._app = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=unguarded)
        begun = asyncio.Event()

        async def run() -> None:
            async with server.session_manager.run():
                begun.set()
                await asyncio.Event().wait()  # until the loop ends

        self._running = asyncio.create_task(run())
        await begun.wait()


def mcp_route(served: Served, settings: Settings) -> Route:
    return Route("/mcp", McpDoor(served, settings), methods=["GET", "POST", "DELETE"], include_in_schema=False)
