"""A request's scope -> the Stop that is called when its client goes away."""

from collections.abc import MutableMapping
from typing import Any

from rag.llm.stream import Stop

STOP_KEY = "daycite.stop"


def stop_of(scope: MutableMapping[str, Any]) -> Stop:
    """What ends the work for a request; one that nobody calls where nobody watches the client."""
    stop: Stop = scope.get(STOP_KEY) or Stop()
    return stop
