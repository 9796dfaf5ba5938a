"""A note as it is read, in a real browser: what it says is shown, and nothing of it works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import write_notes
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving
from tools.project import ROOT

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)

_PICTURE = ROOT / "examples" / "journal" / "assets" / "padding-sketch.png"
_DAY = """---
title: Reeds
---

# 2020-05-02

A **heron** stood in the reeds, see [[2020-05-04]] and [the plan](plan.md).

- [x] boots
- [ ] map

| bird | count |
|------|-------|
| heron | 2 |

![a sketch](sketch.png) ![none](https://evil.example/x.png) [away](https://evil.example/)

<img src=x onerror="document.title='hacked'"> <b>bold</b> [x](javascript:document.title='hacked')

The kingfisher *dived* twice below the weir.
"""
_NOTES = {
    "2020-05-02.md": _DAY,
    "2020-05-04.md": "# 2020-05-04\n\nRain.\n",
    "plan.md": "# Plan\n\nGo and look for the bittern.\n",
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    made = context.new_page()
    made.set_default_timeout(60_000)
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    context.close()
    assert not [url for url in asked if "127.0.0.1" not in url and not url.startswith("data:")]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = write_notes(tmp_path / "notes", _NOTES)
    (folder / "sketch.png").write_bytes(_PICTURE.read_bytes())
    return folder


@pytest.fixture
def url(notes: Path) -> Iterator[str]:
    with serving(notes, token="sesame") as address:
        yield address


def _open(page: Page, url: str, search: str) -> Any:
    page.goto(f"{url}/?{search}#token=sesame")
    reading = page.locator(".entry .reading")
    expect(reading).to_be_visible()
    return reading


def test_a_note_is_read_as_it_is_meant(page: Page, url: str) -> None:
    reading = _open(page, url, "day=2020-05-02")
    expect(reading.locator("strong")).to_have_text("heron")
    expect(reading.locator(".task").first).to_contain_text("boots")
    expect(reading.locator("td").first).to_have_text("heron")
    expect(reading.locator("img")).to_have_attribute("src", re.compile("^data:image/png"))
    assert page.evaluate("document.querySelector('.reading img').naturalWidth") > 100
    expect(reading).to_contain_text("away (https://evil.example/)")
    expect(reading).to_contain_text("<b>bold</b>")
    assert reading.locator("b, script, a[href^=http], a[href^=javascript], [onerror]").count() == 0
    assert "hacked" not in page.title()
    reading.locator("a", has_text="2020-05-04").click()
    expect(page.locator(".day-head h2")).to_have_text("Monday 4 May 2020")
    page.go_back()
    page.locator(".reading .to-note").click()
    expect(page.locator("#passage")).to_contain_text("look for the bittern")


def test_source_shows_the_file_and_its_lines(page: Page, url: str) -> None:
    _open(page, url, "day=2020-05-02")
    page.get_by_role("button", name="Source").click()
    line = page.locator(".entry .lines li", has_text="A **heron** stood")
    expect(line).to_have_attribute("data-line", "7")
    page.get_by_role("button", name="Reading").click()
    expect(page.locator(".entry .reading")).to_be_visible()


def test_a_whole_day_opens_at_the_cited_sentence_and_leads_back(page: Page, url: str) -> None:
    page.goto(f"{url}/?q=where+did+the+kingfisher+dive#token=sesame")
    page.locator(".statements .chip").first.click()
    page.locator("#passage").get_by_text("Open full day").click()
    marked = page.locator(".reading mark.cited")
    expect(marked.first).to_be_in_viewport()
    assert "".join(marked.all_inner_texts()).replace(" ", "") == "Thekingfisherdivedtwicebelowtheweir"
    page.get_by_text("Back to your answer").click()
    expect(page.locator(".turn h2")).to_have_text("where did the kingfisher dive")


def test_days_are_gone_to_by_date_and_by_month(page: Page, url: str) -> None:
    _open(page, url, "day=2020-05-02")
    page.locator(".month summary").click()
    expect(page.locator(".month-days a")).to_have_count(2)
    page.locator(".month-days a", has_text="4").click()
    expect(page.locator(".day-head h2")).to_have_text("Monday 4 May 2020")
    page.fill(".jump input", "2020-05-02")
    page.keyboard.press("Enter")
    expect(page.locator(".day-head h2")).to_have_text("Saturday 2 May 2020")
