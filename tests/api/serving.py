"""A real server of a folder, in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from api.http.app import create_app
from api.http.serve import listening, server_config
from api.parts.collection import Collection
from api.settings import read_settings


@contextmanager
def serving(notes: Path, **given: Any) -> Iterator[str]:
    """The server's address."""
    collection = Collection(read_settings(notes=notes, **given), notes)
    with listening("127.0.0.1", 0) as listener:
        server = uvicorn.Server(server_config(create_app(collection, collection.settings)))
        thread = threading.Thread(target=lambda: server.run([listener]))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(15)
    collection.close()
