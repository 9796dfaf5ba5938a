"""Events of an answer -> server-sent events: `days` at once, `statement`…, then `done` with all of it, or `error`.

`retracted` says that the statements sent so far are void: those that hold follow.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter
from sse_starlette import EventSourceResponse, ServerSentEvent

from index.errors import DayciteError, failure_line
from rag.answer.result import Answer, DaysFound, Event, Lead, Retracted
from rag.evidence.citations import Statement
from rag.llm.stream import Stopped

EVENT_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, server-sent events: `days`, `statement`…, and `done` or `error`; "
        "`retracted` where the statements so far are void",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
_KINDS: dict[type, tuple[str, TypeAdapter[Any]]] = {
    kind: (name, TypeAdapter(kind))
    for kind, name in (
        (DaysFound, "days"),
        (Statement, "statement"),
        (Retracted, "retracted"),
        (Answer, "done"),
    )
}


def event_stream(events: Iterable[Event]) -> EventSourceResponse:
    """The response; a client that goes away has called the request's Stop: the events end by themselves."""
    return EventSourceResponse(_sent(events))


def _sent(events: Iterable[Event]) -> Iterator[ServerSentEvent]:
    try:
        for event in events:
            if not isinstance(event, Lead):  # `done` has it
                name, adapter = _KINDS[type(event)]
                yield ServerSentEvent(adapter.dump_json(event).decode(), event=name)
    except Stopped:
        return
    except DayciteError as error:
        yield _error(str(error))
    except Exception as error:  # noqa: BLE001  the answer has begun: no other door can tell of it any more
        yield _error(failure_line(error))


def _error(detail: str) -> ServerSentEvent:
    return ServerSentEvent(json.dumps({"detail": detail}, ensure_ascii=False), event="error")
