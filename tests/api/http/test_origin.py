"""What a browser says of the page that sent a request."""

import pytest

from api.http.guard import is_own_origin, is_own_site


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8765", "localhost:8765"),
        ("http://LOCALHOST:8765", "localhost:8765"),
        ("http://127.0.0.1:8765", "127.0.0.1:8765"),
        ("http://[::1]:8765", "[::1]:8765"),
        ("http://localhost", "localhost:80"),
        ("http://localhost:80", "localhost"),
    ],
)
def test_the_servers_own_pages(origin: str, host: str) -> None:
    assert is_own_origin(origin, "http", host)


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:8000", "http://localhost", "https://localhost:8765", "http://127.0.0.1:8765",
        "http://localhost.evil.example:8765", "http://evil.example", "null", "", "localhost:8765", "//localhost:8765",
        "http://localhost:8765/", "http://localhost:8765@evil.example", "http://localhost:8765#", "http://[localhost:8765",
        "http://localhost:x", "ws://localhost:8765", "file://localhost:8765", "http://localhost:8765 http://localhost:8765",
    ],
)  # fmt: skip
def test_other_pages(origin: str) -> None:
    assert not is_own_origin(origin, "http", "localhost:8765")


@pytest.mark.parametrize(
    ("site", "own"),
    [("none", True), ("same-origin", True), ("Same-Origin", True), ("same-site", False),
     ("cross-site", False), ("", False), ("same-origin, cross-site", False)],
)  # fmt: skip
def test_sites(site: str, own: bool) -> None:
    assert is_own_site(site) is own
