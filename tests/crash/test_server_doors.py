"""A Chroma server behind a proxy that speaks TLS and wants a token, as one that is reached over a network should."""

import http.client
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreError
from index.store.chroma_server import Server, remove_from
from index.store.vectors import Vectors
from tests.crash.chroma_process import CHROMA, Chroma

pytestmark = [
    pytest.mark.usefixtures("vectors_closed"),
    pytest.mark.skipif(not CHROMA.exists(), reason="chroma's command is not installed"),
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),  # Chroma's client leaves sockets open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
_TOKEN = "sesame"
_OPENSSL = shutil.which("openssl")


def _handler(port: int) -> type[BaseHTTPRequestHandler]:
    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.headers.get("authorization") != f"Bearer {_TOKEN}":
                self._answer(401, b'{"error":"AuthError","message":"Unauthorized"}')
                return
            onward = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
            onward.request(self.command, self.path, body, kept)
            reply = onward.getresponse()
            self._answer(reply.status, reply.read())
            onward.close()

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = do_PUT = _pass

        def log_message(self, *args: object) -> None:
            pass

    return Proxy


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if _OPENSSL is None:
        pytest.skip("openssl's command is not installed: no certificate can be made")
    made = tmp_path / "certificate.pem"
    command = [
        _OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", str(tmp_path / "key.pem"), "-out", str(made),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture
def proxy(chroma: Chroma, certificate: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("localhost", 0), _handler(chroma.port))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_vectors_go_over_tls_with_a_token(
    proxy: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Server(proxy, "behind-a-door", token=_TOKEN)
    rows = np.eye(4, dtype=np.float32)
    vectors = Vectors(tmp_path, server)
    vectors.stamp(1)
    vectors.put([1, 2, 3, 4], rows)
    assert vectors.nearest(rows[2], 1)[0][0] == 3 and Vectors(tmp_path, server).ids() == {1, 2, 3, 4}
    remove_from(server)


@pytest.mark.parametrize("token", ["", "wrong"])
def test_who_has_no_token_is_told(
    token: str, proxy: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr("index.store.chroma_server._WAITS", ())
    with pytest.raises(StoreError) as raised:
        Vectors(tmp_path, Server(proxy, "x", token=token))
    assert "DAYCITE_CHROMA_TOKEN" in str(raised.value) and "\n" not in str(raised.value)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(proxy: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as raised:
        Vectors(tmp_path, Server(proxy, "x", token=_TOKEN))
    assert "is not trusted. Set SSL_CERT_FILE" in str(raised.value) and "\n" not in str(raised.value)
