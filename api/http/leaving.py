"""Middleware: a client that goes away calls its request's Stop, whether its answer is streamed or not."""

import asyncio
from contextlib import suppress

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.actions.stopping import STOP_KEY, stop_of
from rag.llm.stream import Stop

_GONE: Message = {"type": "http.disconnect"}
_CLIENT_CLOSED_REQUEST = 499  # nginx's, for logs: nobody is there to read it


class Leaving:
    """ASGI middleware. The request's body has been read before: all that can still come is that the client is gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stop = scope[STOP_KEY] = Stop()
        heard: asyncio.Queue[Message] = asyncio.Queue()

        async def listen() -> None:
            while (message := await receive())["type"] != _GONE["type"]:
                heard.put_nowait(message)
            stop()
            heard.put_nowait(_GONE)

        listening = asyncio.create_task(listen())

        async def replayed() -> Message:
            message = await heard.get()
            if message is _GONE:
                heard.put_nowait(_GONE)  # for whoever asks again
            return message

        try:
            await self._app(scope, replayed, send)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


def request_stop(request: Request) -> Stop:
    """`stop_of`, as a dependency of a route."""
    return stop_of(request.scope)


def nobody_there(request: Request, error: Exception) -> Response:
    """What is sent where the work was stopped because nobody waits for it."""
    return Response(status_code=_CLIENT_CLOSED_REQUEST)
