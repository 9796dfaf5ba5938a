"""What the page must hold everywhere: no rule of axe broken, nothing that is read moves, its size, a long journal."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from api.http.routes_page import FOLDER
from tests.api.conftest import write_notes
from tests.api.page.axe import WHY_NOT as NO_AXE
from tests.api.page.axe import axe, violations
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving
from tools.project import ROOT

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)

_JOURNAL = ROOT / "examples" / "journal"
_MOST_BYTES = 120_000
_SHIFTS = """window.shifts = 0;
const noted = (list) => list.getEntries().forEach((each) => { if (!each.hadRecentInput) window.shifts += each.value; });
new PerformanceObserver(noted).observe({type: "layout-shift", buffered: true});"""
_VIEWS = (
    "",
    "q=what+did+I+learn+about+overfitting",
    "q=how+many+days+did+I+write+in+2025",
    "q=what+did+I+do+in+May+2025",
    "q=when+did+I+start+the+challenge",
    "q=which+wine+did+grandmother+serve+in+Lisbon",
    "q=overfitting&from=soon",
    "day=2025-05-24",
    "day=2025-05-24&show=source",
    "day=2025-05-04",
    "day=nonsense",
    "view=questions",
    "view=index",
)


@pytest.fixture(scope="module")
def url(model_dir: Path) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAYCITE_DATA_DIR", str(model_dir))
        patch.setenv("DAYCITE_OLLAMA_URL", "http://127.0.0.1:9")
        with serving(_JOURNAL, llm="off") as address:
            yield address


def _page(browser: Browser, **how: Any) -> Page:
    page = browser.new_context(**how).new_page()
    page.set_default_timeout(60_000)
    return page


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_rule_of_axe_is_broken(width: int, theme: Any, browser: Browser, url: str) -> None:
    if not axe():
        pytest.skip(NO_AXE)
    page = _page(browser, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
    broken = {}
    for view in _VIEWS:
        page.goto(f"{url}/?{view}")
        page.wait_for_load_state("networkidle", timeout=120_000)  # open questions are answered one by one
        if broken_here := violations(page):
            broken[view] = broken_here
        if view == "":
            page.click("#when summary")
            if broken_here := violations(page):
                broken["the menu of times"] = broken_here
        if view == "view=index":
            page.evaluate("document.getElementById('settle').hidden = false")
            if broken_here := violations(page):
                broken["the order of dates"] = broken_here
        if view == _VIEWS[1]:
            page.locator(".statements .chip").first.click()
            expect(page.locator("#passage .lit").first).to_be_visible()
            if broken_here := violations(page):
                broken["the note of a citation"] = broken_here
    page.context.close()
    assert not broken


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_that_is_read_moves_when_the_first_answer_comes(width: int, browser: Browser, url: str) -> None:
    page = _page(browser, viewport={"width": width, "height": 844})
    page.add_init_script(_SHIFTS)
    page.goto(f"{url}/?q=what+did+I+learn+about+overfitting")
    expect(page.locator(".turn footer")).to_be_visible(timeout=60_000)  # the first answer has the notes indexed
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("window.shifts")
    page.context.close()
    assert shifts < 0.05


def test_on_a_phone_the_answer_is_on_the_first_screen(browser: Browser, url: str) -> None:
    page = _page(browser, viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{url}/?q=what+did+I+learn+about+overfitting")
    expect(page.locator(".statements li").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".calendar-box")).to_be_hidden()
    page.get_by_role("button", name="Calendar").click()
    cell = page.locator(".calendar-box .cell[data-cited]").first
    expect(cell).to_be_visible()
    box = cell.bounding_box()
    assert box and box["width"] >= 24 and box["height"] >= 24
    page.context.close()


def test_scripts_and_styles_are_small() -> None:
    own = [file for file in FOLDER.rglob("*") if file.suffix in (".js", ".css") and not file.stem.startswith("docs")]
    assert sum(file.stat().st_size for file in own) <= _MOST_BYTES


def test_ten_thousand_days_are_shown(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(1998, 1, 1) + timedelta(n) for n in range(10_000)]
    timeline = {
        "topic": "",
        "window": None,
        "days": [{"date": f"{d}", "strength": 0, "words": 90, "title": ""} for d in days],
    }
    with serving(write_notes(tmp_path / "notes")) as url:
        page = _page(browser)
        page.route("**/timeline", lambda route: route.fulfill(json=timeline))
        page.goto(url)
        expect(page.locator(".years .cell").first).to_be_visible()
        assert page.locator(".years .cell").count() < 1500, "years are drawn as they are asked for"
        page.context.close()
