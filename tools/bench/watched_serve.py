"""`daycite serve`, told from inside how late its event loop was: `python -m tools.bench.watched_serve FILE serve …`.

A task that sleeps for 5 ms writes what it overslept, in milliseconds, a line each, when the server ends.
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import uvicorn

from api.cli.main import cli

_NAP = 0.005


def main(told: Path, arguments: list[str]) -> None:
    startup, shutdown, late = uvicorn.Server.startup, uvicorn.Server.shutdown, list[float]()
    tasks: list[asyncio.Task[None]] = []

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(_NAP)
            late.append(time.perf_counter() - begun - _NAP)

    async def watched(self: uvicorn.Server, *args: Any, **kwargs: Any) -> None:
        tasks.append(asyncio.create_task(watch()))
        await startup(self, *args, **kwargs)

    async def written(self: uvicorn.Server, *args: Any, **kwargs: Any) -> None:
        tasks[0].cancel()
        told.write_text("\n".join(f"{1000 * seconds:.2f}" for seconds in late), encoding="utf-8")
        await shutdown(self, *args, **kwargs)

    uvicorn.Server.startup, uvicorn.Server.shutdown = watched, written  # type: ignore[method-assign]
    cli(arguments)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
