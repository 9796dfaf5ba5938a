"""uvicorn's protocol, with a bound on how long a request's head may take, and on how many connections ask nothing.

What a client without the token can hold is its connection until a request's head is there: it is refused then. Of the
connections that send no whole head the oldest gives way, so that they keep nobody out.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_SECONDS = 10.0  # for a request's head: what sends it slower is no browser or program
MOST_SILENT = 100
"""Connections without a request, at most."""
_SILENT: "dict[BoundedProtocol, None]" = {}

_Protocol: Any = AutoHTTPProtocol


class BoundedProtocol(_Protocol):  # type: ignore[misc]
    """One connection."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._wait_no_more()

    def _wait(self) -> None:
        """From the first silence on, whatever is sent, until a request is there."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait_no_more()
        elif self._late is None:
            self._late = asyncio.get_running_loop().call_later(HEAD_SECONDS, self._give_up)
            _SILENT[self] = None
            if len(_SILENT) > MOST_SILENT:
                next(iter(_SILENT))._give_up()

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
        _SILENT.pop(self, None)

    def _give_up(self) -> None:
        self._wait_no_more()
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
