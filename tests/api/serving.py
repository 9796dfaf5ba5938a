"""A real server of a folder, in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from api.http.app import create_app
from api.http.serve import listening
from api.parts.collection import Collection
from api.settings import read_settings


@contextmanager
def serving(notes: Path, **given: Any) -> Iterator[str]:
    """The server's address."""
    collection = Collection(read_settings(notes=notes, **given), notes)
    with listening("127.0.0.1", 0) as listener:
        config = uvicorn.Config(create_app(collection, collection.settings), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: server.run([listener]))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(15)
    collection.close()
