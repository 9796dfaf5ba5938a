"""A stand-in for servers that speak as OpenAI's does (llama.cpp, LM Studio, vLLM), over a real socket."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class FakeOpenAI:
    """What a test scripts and looks at."""

    models: list[dict[str, Any]] = field(default_factory=lambda: [{"id": "qwen2.5-7b", "max_model_len": 6000}])
    says: "str | Callable[[str], str]" = ""
    status: int = 200
    error: str = ""
    refuses_schema: bool = False
    cut: bool = False
    timings: dict[str, Any] | None = None
    """What llama.cpp's server tells of its work at the end of an answer."""
    key: str = ""
    """What a client must send; "" for none."""
    loads_for: int = 0
    """How many more requests llama.cpp's server refuses, whatever they ask, while it loads its model."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeOpenAI

    def _let_in(self) -> bool:
        if self.fake.loads_for:
            self.fake.loads_for -= 1
            self._json({"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}, 503)
            return False
        if not self.fake.key or self.headers["authorization"] == f"Bearer {self.fake.key}":
            return True
        self._json({"error": {"message": "Invalid API Key", "type": "authentication_error", "code": 401}}, 401)
        return False

    def do_GET(self) -> None:
        if not self._let_in():
            return
        listed = [{"object": "model", "created": 1, "owned_by": "me", **model} for model in self.fake.models]
        self._json({"object": "list", "data": listed})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if not self._let_in():
            return
        self.fake.asked.append(body)
        if self.fake.refuses_schema and "response_format" in body:
            self._json({"error": {"message": "response_format json_schema is not supported", "code": 400}}, 400)
        elif self.fake.status != 200:
            self._json({"error": {"message": self.fake.error, "code": self.fake.status}}, self.fake.status)
        else:
            self._stream(body)

    def _stream(self, body: dict[str, Any]) -> None:
        prompt = body["messages"][-1]["content"]
        text = self.fake.says(prompt) if callable(self.fake.says) else self.fake.says
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        for at in range(0, len(text), 5):
            delta = {"index": 0, "delta": {"content": text[at : at + 5]}, "finish_reason": None}
            self._event({**head, "choices": [delta]})
        if not self.fake.cut:
            last = {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
            self._event(last | ({"timings": self.fake.timings} if self.fake.timings else {}))
            usage = {"prompt_tokens": len(prompt) // 4, "completion_tokens": 9, "total_tokens": len(prompt) // 4 + 9}
            self._event({**head, "choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, value: object) -> None:
        self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())
        self.wfile.flush()

    def _json(self, value: object, status: int = 200) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def serving_openai() -> Iterator[FakeOpenAI]:
    fake = FakeOpenAI()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
