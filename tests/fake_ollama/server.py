"""The server: routes, status codes and bodies as in Ollama's server/routes.go."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.fake_ollama.honest import honest
from tests.fake_ollama.models import Model
from tests.fake_ollama.prompt import Read, read
from tests.fake_ollama.schema import constrained
from tests.fake_ollama.script import Answerer, Reply, Script

_DEFAULT_CONTEXT = 4096


class FakeOllama:
    """What a test scripts and looks at."""

    def __init__(self, models: tuple[Model, ...]) -> None:
        self.models = list(models)
        self.script = Script([Reply(honest)])
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.read: list[Read] = []
        self.loads: list[tuple[str, int]] = []
        """(model, window) of each load: another window is another load."""
        self.listing: bytes | None = None
        """Answered to /api/tags in place of the models."""
        self.deserted = threading.Event()
        """Set when a client went away before its answer was over."""
        self.url = ""
        self.is_real = False
        """Another server stands at `url`, which no script reaches."""

    @property
    def chats(self) -> list[dict[str, Any]]:
        return [body for path, body in self.requests if path == "/api/chat" and body.get("messages")]

    def says(self, *replies: "Reply | str | Answerer") -> None:
        """The replies to come, the last one again and again; skips the test where the server is real."""
        if self.is_real:
            pytest.skip("a real server cannot be told what to answer")
        self.script = Script([reply if isinstance(reply, Reply) else Reply(reply) for reply in replies])

    def model(self, name: str) -> Model | None:
        full = name if ":" in name else f"{name}:latest"
        return next((m for m in self.models if m.name == full or m.name == name), None)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeOllama

    def do_GET(self) -> None:
        self.fake.requests.append((self.path, {}))
        if self.path == "/api/version":
            self._json({"version": "0.12.3"})
        elif self.path == "/api/tags":
            if self.fake.listing is not None:
                self._send(200, self.fake.listing)
            else:
                self._json({"models": [model.listed() for model in self.fake.models]})
        elif self.path == "/api/ps":
            loaded = [{"name": name, "context_length": window} for name, window in self.fake.loads[-1:]]
            self._json({"models": loaded})
        elif self.path == "/":
            self._send(200, b"Ollama is running", "text/plain; charset=utf-8")
        else:
            self._send(404, b"404 page not found", "text/plain")

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"] or 0))
        try:
            body = json.loads(sent)
        except ValueError:
            self._json({"error": "invalid character 'x' looking for beginning of value"}, 400)
            return
        self.fake.requests.append((self.path, body))
        model = self.fake.model(str(body.get("model", "")))
        if model is None:
            self._json({"error": f"model '{body.get('model', '')}' not found"}, 404)
        elif self.path == "/api/show":
            self._json(model.shown())
        elif self.path == "/api/chat":
            self._chat(model, body)
        else:
            self._send(404, b"404 page not found", "text/plain")

    def _chat(self, model: Model, body: dict[str, Any]) -> None:
        capabilities = model.capabilities or ("completion",)
        if "completion" not in capabilities:
            self._json({"error": f'"{model.name}" does not support chat'}, 400)
            return
        if body.get("think") and "thinking" not in capabilities:
            self._json({"error": f'"{model.name}" does not support thinking'}, 400)
            return
        window = min(int(body.get("options", {}).get("num_ctx", _DEFAULT_CONTEXT)), model.context or 10**9)
        if not self.fake.loads or self.fake.loads[-1] != (model.name, window):
            self.fake.loads.append((model.name, window))
        if not body.get("messages"):
            self._json(
                {**_head(model), "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "load"}
            )
            return
        reply = self.fake.script.next()
        if reply.body is not None:
            self._send(200, reply.body, "application/x-ndjson")
        elif reply.no_format and isinstance(body.get("format"), dict):
            told = "json: cannot unmarshal object into Go struct field ChatRequest.format of type string"
            self._json({"error": told}, 400)
        elif reply.status != 200:
            self._json({"error": reply.error}, reply.status)
        else:
            time.sleep(reply.load_seconds)
            self._generate(model, body, reply, read(body["messages"], window))

    def _generate(self, model: Model, body: dict[str, Any], reply: Reply, prompt: Read) -> None:
        self.fake.read.append(prompt)
        lines, reason = _lines(body, reply, prompt, model)
        try:
            self.send_response(200)
            self.send_header("content-type", "application/x-ndjson")
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for number, message in enumerate(lines):
                if self._misbehaves(reply, number):
                    return
                self._line({**_head(model), "message": message, "done": False})
                time.sleep(reply.pause_seconds)
            if self._misbehaves(reply, len(lines), at_end=True):
                return
            last = {"role": "assistant", "content": ""}
            counts = {"prompt_eval_count": prompt.tokens, "eval_count": len(lines), "total_duration": 5_000_000}
            self._line({**_head(model), "message": last, "done": True, "done_reason": reason, **counts})
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.fake.deserted.set()
            self.close_connection = True

    def _misbehaves(self, reply: Reply, number: int, at_end: bool = False) -> bool:
        """Does what the script says comes before line `number`; True where nothing comes after it."""

        def due(after: int | None) -> bool:
            return after is not None and (number == after or at_end and number < after)

        if due(reply.error_after):
            self._line({"error": reply.error})
            self.wfile.write(b"0\r\n\r\n")
            return True
        if due(reply.garbage_after):
            self._raw(b"<html>502 Bad Gateway</html>\n")
        if due(reply.cut_after):
            self.close_connection = True
            self.connection.shutdown(2)
            return True
        return False

    def _line(self, value: object) -> None:
        self._raw(json.dumps(value, ensure_ascii=False).encode() + b"\n")

    def _raw(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _json(self, value: object, status: int = 200) -> None:
        self._send(status, json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, data: bytes, kind: str = "application/json; charset=utf-8") -> None:
        try:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _head(model: Model) -> dict[str, Any]:
    return {"model": model.name, "created_at": "2025-10-01T12:00:00.000000Z"}


def _lines(body: dict[str, Any], reply: Reply, prompt: Read, model: Model) -> tuple[list[dict[str, str]], str]:
    """The messages of a stream, and why it ended: thinking counts against num_predict as words do."""
    wish = reply.content(prompt.text, body) if callable(reply.content) else reply.content
    if isinstance(body.get("format"), dict) and not reply.ignores_format:
        wish = constrained(wish, body["format"])
    think = body.get("think")
    thinks = bool(reply.thinking) and "thinking" in (model.capabilities or ()) and think is not False
    thought = (
        [{"role": "assistant", "content": "", "thinking": part} for part in _parts(reply.thinking)] if thinks else []
    )
    if reply.think_tags:
        wish = f"<think>\n{reply.thinking}\n</think>\n\n{wish}"
    said = [{"role": "assistant", "content": part} for part in _parts(wish)]
    most = int(body.get("options", {}).get("num_predict", -1))
    lines = thought + said
    if reply.endless and said:
        lines += said * (max(most, 0) // len(said) + 1)
    return (lines[:most], "length") if 0 <= most < len(lines) else (lines, "stop")


def _parts(text: str) -> list[str]:
    """Pieces of four characters, as tokens come."""
    return [text[i : i + 4] for i in range(0, len(text), 4)]


@contextmanager
def serving(*models: Model) -> Iterator[FakeOllama]:
    """The server, on a port of its own."""
    fake = FakeOllama(models)
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
