"""A tool's call: its work in a thread, progress meanwhile, errors in a line; cancelling stops the language model."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import CallToolResult, TextContent
from pydantic import ValidationError

from api.actions.stopping import stop_of
from api.agents.bounded import as_json
from api.parts.served import Served
from index.errors import DayciteError
from index.text.foreign import one_line, printable_json
from rag.llm.stream import Stop, Stopped

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context

_BEAT_SECONDS = 1.0  # between two notes of progress
_INDEXING = "indexing"


@dataclass(slots=True)
class Calling:
    """One call as its work sees it."""

    stop: Stop = field(default_factory=Stop)
    """Called when nobody waits for the result any more."""
    doing: str = ""
    """What it is at, in words, for who asked for progress."""

    def live(self, words: str) -> None:
        """What goes on now, from the thread that works."""
        self.doing = words


Work = Callable[[Calling], dict[str, Any]]


async def tool_result(served: Served, context: "Context[Any, Any]", work: Work) -> CallToolResult:
    """What `work` gives as JSON, with how far indexing is where it goes on. Raises ToolError."""
    calling = Calling(_stop_of_request(context))

    def serialised() -> str:
        if calling.stop.asked:
            raise Stopped
        values = work(calling)
        how_far = served.how_far()
        return printable_json(as_json({**({_INDEXING: how_far} if how_far else {}), **values}))

    task = asyncio.ensure_future(asyncio.to_thread(serialised))
    try:
        await _watched(task, served, context, calling)
        text = task.result()
    except asyncio.CancelledError:
        calling.stop()
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # nobody else asks for it
        raise
    except Stopped as error:
        raise ToolError("stopped: the client went away") from error
    except (DayciteError, ValidationError) as error:
        raise ToolError(" ".join(filter(None, (in_a_line(error), _so_far(served))))) from error
    return CallToolResult(content=[TextContent(type="text", text=text)])


async def _watched(task: "asyncio.Future[str]", served: Served, context: "Context[Any, Any]", calling: Calling) -> None:
    """Waits for the task, and tells who asked for it how far it is."""
    beats = 0
    while not (await asyncio.wait({task}, timeout=_BEAT_SECONDS))[0]:
        beats += 1
        doing = served.how_far() or calling.doing or "searching the notes"
        await context.report_progress(beats, message=one_line(doing))


def _stop_of_request(context: "Context[Any, Any]") -> Stop:
    request = context.request_context.request
    return stop_of(request.scope) if request is not None and hasattr(request, "scope") else Stop()


def _so_far(served: Served) -> str:
    how_far = served.how_far()
    return f"({how_far})" if how_far else ""


def in_a_line(error: Exception) -> str:
    """The error's words; of arguments that are not valid, the first."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])).rstrip("_")
        return one_line(f"{where}: {str(first['msg']).removeprefix('Value error, ')}".removeprefix(": "))
    return one_line(str(error))


async def resource_text(served: Served, work: Callable[[], str]) -> str:
    """What `work` gives. Raises ResourceError."""

    def looked() -> str:
        served.look()
        return work()

    try:
        return await asyncio.to_thread(looked)
    except DayciteError as error:
        raise ResourceError(one_line(str(error))) from error
