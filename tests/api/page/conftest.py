"""A page of its own in Chromium."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    context = browser.new_context()
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()
