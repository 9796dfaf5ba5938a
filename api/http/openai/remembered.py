"""Responses that a later request may follow by their id, in memory: the last of them, until the server stops."""

import threading
from collections import OrderedDict

from api.requests import Exchange
from index.errors import NotFoundError

_MOST = 200


class RememberedResponses:
    """Id -> the questions and answers up to that response."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, id: str, talk: tuple[Exchange, ...]) -> None:
        with self._lock:
            self._kept[id] = talk
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def before(self, id: str | None) -> tuple[Exchange, ...]:
        """What was said up to the response. Raises NotFoundError where it is not kept."""
        if not id:
            return ()
        with self._lock:
            talk = self._kept.get(id)
        if talk is None:
            raise NotFoundError(f"there is no response {id[:100]!r}", "Send the whole conversation as the input")
        return talk
