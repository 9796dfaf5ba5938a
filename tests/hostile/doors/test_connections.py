"""Connections that send no whole request end, and keep nobody out."""

import socket
from pathlib import Path

import httpx
import pytest

from tests.api.serving import serving


def _opened(url: str, sent: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=10)
    made.sendall(sent)
    return made


def _ended(connection: socket.socket) -> bool:
    """Whether the server closes it, while it is waited for; it may say why before."""
    try:
        while connection.recv(65536):
            pass
        return True
    except ConnectionError:
        return True
    except TimeoutError:
        return False


_HALF = (
    b"", b"G", b"GET / HT", b"GET /health HTTP/1.1\r\nhost: localhost\r\nx: y",
    b"\r\n\r\n", b"POST /query HTTP/1.1\r\n",
    b"GET /" + b"a" * 60_000, b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 5_000, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r",
    b"GET /health HTTP/1.1\r\nhost: localhost\r\n folded: ", b"GET /health HTTP/1.1\r\nhost: localhost\r\nx", b" ",
)  # fmt: skip


@pytest.mark.parametrize("sent", _HALF, ids=range(len(_HALF)))
def test_a_head_that_does_not_come_is_given_up(notes: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr("api.http.connections.HEAD_SECONDS", 0.2)
    with serving(notes, token="sesame") as url, _opened(url, sent) as connection:
        assert _ended(connection)


def test_a_head_that_comes_in_drops_is_given_up(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.connections.HEAD_SECONDS", 0.3)
    with serving(notes) as url, _opened(url, b"GET / HTTP/1.1\r\nhost: localhost\r\nx: ") as connection:
        connection.settimeout(0.05)
        for _ in range(400):
            try:
                connection.sendall(b"y")
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
        raise AssertionError("it still waits")


def test_half_a_second_request_is_given_up_too(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.connections.HEAD_SECONDS", 0.3)
    whole = b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with serving(notes) as url, _opened(url, whole + b"GET / HT") as connection:
        told = b""
        while piece := connection.recv(65536):
            told += piece
        assert b"200 OK" in told


def test_the_oldest_of_many_gives_way_and_who_asks_is_answered(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.connections.MOST_SILENT", 5)
    with serving(notes) as url:
        connections = [_opened(url, b"GET / HT") for _ in range(20)]
        assert httpx.get(f"{url}/health").status_code == 200
        assert _ended(connections[0])
        connections[-1].sendall(b"TP/1.1\r\nhost: localhost\r\n\r\n")
        assert connections[-1].recv(12) == b"HTTP/1.1 200"
        for connection in connections:
            connection.close()
