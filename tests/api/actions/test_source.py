"""No path outside of the notes folder can be read through any route."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.actions.source import source
from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from index.errors import NotFoundError

_SECRET = "the secret outside"


@pytest.fixture
def collection(notes: Path) -> Iterator[Collection]:
    (notes.parent / "secret.md").write_text(f"# 2020-03-19\n\n{_SECRET}\n")
    (notes / ".hidden.md").write_text(f"{_SECRET}\n")
    (notes / "picture.png").write_text(f"{_SECRET}\n")
    (notes / "out.md").symlink_to(notes.parent / "secret.md")
    (notes / "beyond").symlink_to(notes.parent, target_is_directory=True)
    (notes / "within.md").symlink_to(notes / "2020-03-17.md")
    made = Collection(read_settings(notes=notes), notes)
    yield made
    made.close()


@pytest.fixture
def client(collection: Collection) -> TestClient:
    return TestClient(create_app(collection, collection.settings), base_url="http://127.0.0.1")


def test_a_note_is_given_with_its_lines_and_entries(client: TestClient) -> None:
    told = client.get("/entries/garden/2020-04-01.md").json()
    assert told["path"] == "garden/2020-04-01.md" and told["total"] == 3
    assert told["lines"][2] == {"number": 3, "text": "Planted tomatoes and beans behind the house.", "heading": False}
    assert [entry["date"] for entry in told["entries"]] == ["2020-04-01"]
    assert [line["number"] for line in client.get("/entries/2020-03-17.md?from=3&to=4").json()["lines"]] == [3, 4]
    assert client.get("/entries/2020-03-17.md?from=90").json()["lines"] == []
    assert client.get("/entries/2020-03-17.md?from=4&to=3").status_code == 422
    assert client.get("/entries/2020-03-17.md?from=0").status_code == 422
    assert client.get("/entries/within.md").status_code == 200, "a link that stays in the folder"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.md", "garden/../../secret.md", "..%2fsecret.md", "%2e%2e/secret.md", "%2e%2e%2fsecret.md",
        "%252e%252e%252fsecret.md", "..%5csecret.md", "....//secret.md", "%2e/2020-03-17.md", "garden//2020-04-01.md",
        "/etc/passwd", "%2fetc%2fpasswd", "~/secret.md", "file:///etc/passwd", "2020-03-17.md%00.png", "2020-03-17.md/",
        "out.md", "beyond/secret.md", ".hidden.md", "picture.png", "", ".", "..", "nothing.md", "GARDEN/2020-04-01.md",
        "%ff", "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_note_of_the_folder_is_not_there(path: str, client: TestClient) -> None:
    for url in (f"/entries/{path}", f"/days/{path}", f"/page/{path}", f"/{path}"):
        got = client.get(url)
        assert got.status_code in (200, 404, 405, 422)
        assert _SECRET not in got.text and "root:" not in got.text
        if url.startswith("/entries/") and str(got.request.url).startswith("http://127.0.0.1/entries/"):
            assert got.status_code == 404


def test_a_name_with_the_end_of_a_line_in_it_is_one(client: TestClient, notes: Path) -> None:
    (notes / "new\nline.md").write_text("# 2021-01-01\n\nA whale swam by.\n")
    assert client.get("/entries/new%0Aline.md").json()["path"] == "new\nline.md"
    assert client.get("/entries/2020-03-17.md%0A").status_code == 404, "a note is asked for by its own name only"


def test_an_absolute_path_of_a_note_is_no_name_of_it(collection: Collection) -> None:
    for path in (str(collection.root / "2020-03-17.md"), "../journal/2020-03-17.md", "garden/../2020-03-17.md"):
        with pytest.raises(NotFoundError):
            source(collection, path)


def test_of_a_long_note_a_piece_is_given(collection: Collection) -> None:
    (collection.root / "long.md").write_text("line\n" * 12_000)
    assert len(source(collection, "long.md").lines) == 5_000
    assert [line.number for line in source(collection, "long.md", 11_999, 10**9).lines] == [11_999, 12_000]
