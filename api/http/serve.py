"""Settings + a collection -> a running server: its address taken, the notes indexed, the model warm, then uvicorn."""

import errno
import gc
import ipaddress
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from api.actions.ask import llm_settings
from api.http.app import create_app
from api.parts.collection import Collection
from api.parts.indexing import Indexing, UnderWayError
from api.parts.token import kept_token, made_token
from api.parts.watch import watch_folder
from api.settings import Settings
from index.errors import DayciteError, LLMError, UsageError
from index.store.store import Announce
from index.text.foreign import one_line
from rag.answer.ask import search
from rag.question.read import read_question

if TYPE_CHECKING:
    import uvicorn

_GRACE_SECONDS = 3


OPENED = "without a token, every user and every program of this machine can read your notes, and start indexing"


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve."""

    watch: bool = False
    """Whether the notes are indexed as soon as they are saved."""
    needs_token: bool = True
    """Whether clients must send a token: that of the settings, else the one that is kept in the data folder."""


def serve(
    collection: Collection, settings: Settings, refresh: Callable[[], None], announce: Announce, how: Serving
) -> None:
    """Serves until it is interrupted, once the address is ours and `refresh` has brought the collection up to date."""
    with listening(settings.host, settings.port) as listener:
        address = listener.getsockname()
        open_to_others = not ipaddress.ip_address(address[0].split("%")[0]).is_loopback
        if open_to_others and not (settings.token and how.needs_token):
            message = f"{settings.host} can be reached from other machines, which could then read your notes"
            raise UsageError(message, "Set DAYCITE_TOKEN to a secret that clients must send, or use --host 127.0.0.1")
        settings, key = _with_token(settings, how.needs_token)
        if not how.needs_token:
            announce(OPENED)
        refresh()
        app = create_app(collection, settings, open_to_others, key)
        search(read_question("warm up", date.today()), app.state.served.sources(), 1)
        if how.watch:
            threading.Thread(target=_watch, args=(app.state.indexing, collection.root), daemon=True).start()
        threading.Thread(target=_preload, args=(settings, announce), daemon=True).start()
        host = f"[{address[0]}]" if ":" in address[0] else address[0]
        opening = f"/#token={key}" if key else ""
        sys.stdout.write(f"daycite serves {one_line(str(collection.root))} on http://{host}:{address[1]}{opening}\n")
        sys.stdout.flush()
        _run(app, listener)


def _with_token(settings: Settings, needs_token: bool) -> tuple[Settings, str]:
    """(settings with the token in force, the key that the page gets by the address that is printed).

    The key is another one at each start: who has its port later, when this server is gone, gets nothing of use from a
    browser that remembers it. A token that the user has set is asked for by the page; it is printed nowhere.
    """
    if not needs_token:
        return settings.model_copy(update={"token": ""}), ""
    if settings.token:
        return settings, ""
    return settings.model_copy(update={"token": kept_token(settings.data_dir)}), made_token()


def _preload(settings: Settings, announce: Announce) -> None:
    """Has the LLM loaded before the first question; what cannot be had is told by the first answer."""
    if settings.llm == "off":
        return
    from rag.llm.find import find_llm

    try:
        llm = find_llm(llm_settings(settings))
        llm.preload()
        announce(f"{llm.name} is loaded and will write the answers")
    except LLMError as error:
        if settings.llm == "on" or settings.model:
            announce(str(error))


def _watch(indexing: Indexing, root: Path) -> None:
    def changed() -> None:
        while indexing.progress.running:
            time.sleep(0.05)
        with suppress(UnderWayError):  # by a request of just now, which sees the change as well
            indexing.start()

    watch_folder(root, changed)


def server_config(app: FastAPI) -> "uvicorn.Config":
    """How uvicorn serves the app."""
    import uvicorn

    from api.http.connections import BoundedProtocol

    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _run(app: FastAPI, listener: socket.socket) -> None:
    import uvicorn

    config = server_config(app)
    # Threads that compute hand over to the one that listens ten times sooner than by default: it must never wait long.
    sys.setswitchinterval(0.0005)
    # What is loaded by now stays: looking through all of it for garbage would hold up a request by a tenth of a second.
    gc.collect()
    gc.freeze()
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        # A thread that still waits for an LLM would hold the process for minutes; the collection on disk is made to
        # stand an end at any instant.
        sys.stdout.flush()
        os._exit(130)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Taken before anything else, so that a port in use is told at once."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except (socket.gaierror, UnicodeError) as error:
        raise UsageError(f"{host!r} is not an address of this machine", "Try --host 127.0.0.1") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise DayciteError(
                f"port {port} of {host} is in use",
                f"Stop the program that uses it, or choose another: --port {port + 1}",
            ) from error
        if error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(f"{host!r} is not an address of this machine", "Try --host 127.0.0.1") from error
        raise DayciteError(
            f"port {port} of {host} cannot be used ({error.strerror})", "Choose another: --port"
        ) from error
