"""A page of another site, or whoever is rebound to this machine: no request of theirs is answered with notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings

_OWN = "http://127.0.0.1:8765"
_FOREIGN: tuple[dict[str, str], ...] = (
    {"origin": "null"}, {"origin": "http://127.0.0.1"}, {"origin": "http://127.0.0.1:8000"},
    {"origin": "https://127.0.0.1:8765"}, {"origin": "http://127.0.0.1:8765."}, {"origin": "http://me@127.0.0.1:8765"},
    {"origin": "http://127.0.0.1:8765@evil.example"}, {"origin": "http://evil.example#127.0.0.1:8765"},
    {"origin": "http://[::1]:8765"}, {"origin": "http://[::ffff:127.0.0.1]:8765"}, {"origin": "http://2130706433:8765"},
    {"origin": "http://localhost:8765"}, {"origin": "http://127.0.0.1:8765, http://evil.example"}, {"origin": ""},
    {"origin": "http://127.0.0.1:08765x"}, {"origin": "chrome-extension://abcdef"}, {"origin": "moz-extension://abcdef"},
    {"origin": "http://127.1:8765"}, {"origin": "http://127.0.0.1:8765:8765"}, {"origin": "HTTP://127.0.0.1:8765/"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "CROSS-SITE"},
    {"sec-fetch-site": " same-site "}, {"sec-fetch-site": "unknown"}, {"sec-fetch-site": "same-origin,cross-site"},
    {"sec-fetch-site": "cross-site", "origin": _OWN}, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    {"host": "evil.example"}, {"host": "evil.example:8765"}, {"host": "127.0.0.1.evil.example"}, {"host": ""},
    {"host": "localhost.evil.example"}, {"host": "localhost.:8765"}, {"host": "evil.example#localhost"},
    {"host": "localhost@evil.example"}, {"host": "192.0.2.7"}, {"host": "[::2]:8765"}, {"host": "0.0.0.0:8765"},
    {"host": "127.0.0.2"},
    {"host": "2130706433"}, {"host": "0x7f.1"}, {"host": "127.1"}, {"host": "loca1host"},
    {"host": "127.0.0.1:8765 evil.example"}, {"host": "127.0.0.1:8765, evil.example"},
    {"host": "me@127.0.0.1:8765"},
    {"host": "127.0.0.1:8765/evil"}, {"host": "127.0.0.1:8765?"}, {"host": "[::1"},
    {"host": "evil.example", "x-forwarded-host": "localhost", "forwarded": "host=localhost"},
)  # fmt: skip
_WORDS = ("local region", "tomatoes", "lighthouses")


@pytest.fixture(scope="module")
def client(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    from tests.api.conftest import write_notes

    notes = write_notes(tmp_path_factory.mktemp("asked") / "journal")
    settings = read_settings(notes=notes, data_dir=model_dir, llm="off")
    collection = Collection(settings, notes)
    made = TestClient(create_app(collection, settings), base_url=_OWN)
    assert made.get("/days").status_code == 200
    yield made
    collection.close()


@pytest.mark.parametrize("headers", _FOREIGN, ids=str)
def test_it_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    asked = {"question": "CNN", "llm": False}
    for method, path in (
        ("GET", "/days"), ("HEAD", "/days"), ("OPTIONS", "/days"), ("GET", "/entries/ideas.md"), ("GET", "/questions"),
        ("GET", "/timeline?topic=CNN"), ("POST", "/index"), ("POST", "/query"), ("POST", "/v1/chat/completions"),
        ("POST", "/mcp"), ("GET", "/mcp"), ("DELETE", "/mcp"), ("GET", "/index/events"), ("GET", "/v1/models"),
        ("GET", f"{_OWN}//days"), ("GET", "/page/../days"), ("GET", "/page/%2e%2e/days"), ("GET", "/days/"),
    ):  # fmt: skip
        got = client.request(method, path, headers=headers, json=asked if method == "POST" else None)
        assert got.status_code in (400, 403, 404, 307, 405), (method, path, got.status_code)
        assert got.status_code in (400, 403) or path in (
            f"{_OWN}//days",
            "/page/../days",
            "/page/%2e%2e/days",
            "/days/",
        )
        assert not any(name.startswith("access-control") for name in got.headers)
        assert not any(words in got.text for words in _WORDS)


@pytest.mark.parametrize("headers", [h for h in _FOREIGN if "host" in h], ids=str)
def test_a_name_that_is_not_its_own_gets_not_even_the_page(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/", "/docs", "/page/scripts/main.js", "/health", "/favicon.ico"):
        assert client.get(path, headers=headers).status_code == 400


def test_two_names_at_once_are_refused(client: TestClient) -> None:
    for names in (("127.0.0.1:8765", "evil.example"), ("evil.example", "127.0.0.1:8765")):
        assert client.get("/days", headers=[("host", name) for name in names]).status_code == 400
