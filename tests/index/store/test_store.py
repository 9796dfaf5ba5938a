"""One catalog, however many threads are the first to ask for it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.store import store as module
from index.store.catalog import Catalog
from index.store.store import Store


def test_the_first_requests_of_a_server_share_one_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    together = threading.Barrier(8)

    def opened(path: Path) -> Catalog:
        made.append(path)
        return Catalog(path)

    monkeypatch.setattr(module, "Catalog", opened)
    folder = tmp_path / "collection"
    store = Store(folder, tmp_path, lambda: folder.mkdir(exist_ok=True))

    def asked(_: int) -> Catalog:
        together.wait(10)
        return store.catalog

    with ThreadPoolExecutor(8) as pool:
        assert len({id(catalog) for catalog in pool.map(asked, range(8))}) == 1
    assert len(made) == 1
    store.close()
