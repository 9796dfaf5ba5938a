"""What tests of several rooms share: the default embedding model, prepared once a run; marks of what a test needs."""

import ctypes
import gc
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from index.embedding.embedder import Embedder, TokenCounter, load_embedder, load_tokenizer
from index.judge.judge import load_judge
from tests.marks import LONGER, mark, may_start_processes, without_processes

settings.register_profile("quick", max_examples=10, deadline=None)  # `make quick`: --hypothesis-profile=quick


def pytest_itemcollected(item: pytest.Item) -> None:
    mark(item)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with tests that take long come first: the many short ones then keep both processes busy to the end."""
    slow_files = {item.path for item in items if any(item.get_closest_marker(name) for name in LONGER)}
    items.sort(key=lambda item: item.path not in slow_files)


def pytest_collection_finish() -> None:
    """Thousands of tests are objects that stay: the garbage collector need not look at them again and again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Models that a file's tests opened are let go behind it: Python would wait for thousands of objects more."""
    if item.get_closest_marker("model") and (nextitem is None or nextitem.path != item.path):
        gc.collect()


def pytest_runtest_logfinish() -> None:
    """So are those of a test's own server: FastAPI keeps its last routes, and with them what they answer from."""
    remembered = sys.modules.get("fastapi.dependencies.models")
    caches = [kept for kept in vars(remembered).values() if hasattr(kept, "cache_clear")] if remembered else []
    if any(cache.cache_info().currsize for cache in caches):
        for cache in caches:
            cache.cache_clear()
        gc.collect()
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)  # the C library would keep it: 11 GB at the end of a run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    if may_start_processes(item):
        return (yield)
    with without_processes():
        return (yield)


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the default model and the judge are prepared (ten seconds, once)."""
    data_dir = tmp_path_factory.mktemp("model")
    load_embedder("", data_dir)
    load_judge(data_dir)
    return data_dir


@pytest.fixture(scope="session")
def embedder(model_dir: Path) -> Embedder:
    """The default model, as on this machine: int8 where the processor has the instructions."""
    return load_embedder("", model_dir)


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> TokenCounter:
    """The default model's tokenizer; needs nothing prepared."""
    return load_tokenizer("", tmp_path_factory.mktemp("no-model"))
