"""The guard alone: what it refuses before a route is reached. With the app around it: test_app.py."""

import asyncio
import json
from typing import Any

import pytest

from api.http.guard import LONGEST_BODY, Guard


def test_a_long_body_is_refused_unread() -> None:
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": True}

    async def app(*given: object) -> None:
        raise AssertionError("it must not get here")

    def status(*headers: tuple[bytes, bytes]) -> int:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "path": "/query", "headers": [(b"host", b"localhost"), *headers]}
        asyncio.run(Guard(app, "127.0.0.1", "", False)(scope, receive, send))  # type: ignore[arg-type]
        assert isinstance(json.loads(sent[1]["body"])["detail"], str)
        return int(sent[0]["status"])

    assert status((b"content-length", str(LONGEST_BODY + 1).encode())) == 413 and read == 0
    assert status((b"content-length", b"many")) == 413 and read == 0
    assert status() == 413 and read <= LONGEST_BODY // 100_000 + 1


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> dict[str, Any]:
        await asyncio.sleep(60)
        raise AssertionError("it waits no more")

    async def app(*given: object) -> None:
        raise AssertionError("it must not get here")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    monkeypatch.setattr("api.http.guard.BODY_SECONDS", 0.05)
    scope = {"type": "http", "path": "/query", "headers": [(b"host", b"localhost")]}
    asyncio.run(Guard(app, "127.0.0.1", "", False)(scope, never, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408
