"""A stream that is left early ends on the server, and leaves nothing behind."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rag.llm.find import LLM
from rag.llm.ollama import Ollama
from rag.llm.openai import OpenAIStyle
from rag.llm.stream import Patience

_LEFT = threading.Semaphore(0)


class _Talks(BaseHTTPRequestHandler):
    """Goes on sending words until the client is gone."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        as_events = self.path.startswith("/v1")
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if as_events else "application/x-ndjson")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            while True:
                data = _event() if as_events else _line()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()
        except OSError:
            _LEFT.release()


def _event() -> bytes:
    choice = {"index": 0, "delta": {"content": "word "}, "finish_reason": None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _line() -> bytes:
    message = {"role": "assistant", "content": "word "}
    return (json.dumps({"model": "m", "created_at": "2024-01-01T00:00:00Z", "message": message}) + "\n").encode()


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Talks)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("taken", range(6))
@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_leaving_early_ends_the_work_and_is_silent(
    url: str, kind: str, taken: int, caplog: pytest.LogCaptureFixture
) -> None:
    model: LLM = (
        Ollama(url, "m", "", 4096, False, Patience())
        if kind == "ollama"
        else OpenAIStyle(f"{url}/v1", "m", "", 4096, Patience())
    )
    with caplog.at_level(logging.DEBUG, "asyncio"):
        written = model.write(({"role": "user", "content": "?"},), None, 100)
        for _ in range(taken + 1):
            assert next(written) == "word "
        written.close()  # type: ignore[attr-defined]
    assert _LEFT.acquire(timeout=30), "the server was told"
    assert [
        record.message for record in caplog.records if "closing" in record.message or "exception" in record.message
    ] == []
