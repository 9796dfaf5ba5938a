"""The page as it is used day by day, in a real browser: beside an answer, while a model works, after notes are gone."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.parts.forgotten import remember_forgotten
from tests.api.conftest import write_notes
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)

_NOTES = {
    "owl.md": "# 2021-05-02\n\nThe barn owl left the tower at dusk, white as paper.\n",
    "oak.md": "# 2021-06-10\n\nPlanted an oak behind the shed.\n",
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", _NOTES)


@pytest.fixture
def url(notes: Path) -> Iterator[str]:
    with serving(notes) as address:
        yield address


def _opened(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 844}, has_touch=width < 500).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{url}/?q=what+did+the+barn+owl+do")
    expect(page.locator(".turn footer")).to_be_visible()
    page.locator(".statements .chip").first.click()
    expect(page.locator("#passage .lit mark")).to_contain_text("The barn owl left the tower")
    return page


def test_on_a_wide_screen_a_note_opens_beside_its_answer(browser: Browser, url: str) -> None:
    page = _opened(browser, url, 1400)
    drawer, sources = page.locator("#passage"), page.locator("#sources")
    answer, note = page.locator(".turn").bounding_box(), drawer.bounding_box()
    assert answer and note and note["x"] >= answer["x"] + answer["width"]
    expect(sources).to_be_hidden()
    page.locator("#passage .lines li").first.click()
    expect(drawer).to_be_visible()
    page.go_back()
    expect(drawer).to_be_hidden()
    expect(sources).to_be_visible()
    for close in (lambda: page.locator(".turn h2").click(), lambda: page.keyboard.press("Escape")):
        sources.locator("button").first.click()
        expect(drawer.locator(".lit").first).to_be_visible()
        close()
        expect(drawer).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    page.context.close()


def test_on_a_phone_a_note_opens_in_a_drawer(browser: Browser, url: str) -> None:
    page = _opened(browser, url, 390)
    assert page.locator("#passage").evaluate("(drawer) => drawer.matches(':modal')")
    page.go_back()
    expect(page.locator("#passage")).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    page.context.close()


def test_the_model_that_works_is_named_and_stopped(page: Page, url: str) -> None:
    page.route("**/model", lambda route: route.fulfill(json={"model": "tiny", "place": "", "why_none": ""}))
    page.route("**/query", lambda route: None)  # no answer comes
    page.goto(f"{url}/?q=owl")
    line = page.locator(".turn .seconds")
    expect(line).to_contain_text("tiny is working · ")
    line.get_by_role("button", name="Stop").click()
    expect(line).to_have_count(0)
    expect(page.locator(".turn")).to_contain_text("Stopped.")
    page.unroute("**/query")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".statements")).to_contain_text("barn owl")


def test_what_is_forgotten_leaves_the_tabs_that_show_it(page: Page, url: str, notes: Path) -> None:
    page.goto(f"{url}/?q=what+did+the+barn+owl+do")
    expect(page.locator(".statements")).to_contain_text("barn owl")
    data = Path(os.environ["DAYCITE_DATA_DIR"])
    remember_forgotten(data, notes / "owl.md")
    try:
        page.request.post(f"{url}/index")
        page.request.get(f"{url}/index/events")
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(page.get_by_text("left the tower")).to_have_count(0)
        page.goto(url)
        page.go_back()
        expect(page.locator(".turn footer")).to_be_visible()
        expect(page.get_by_text("left the tower")).to_have_count(0)
        assert "left the tower" not in page.evaluate("JSON.stringify(sessionStorage)")
    finally:
        remember_forgotten(data, notes / "owl.md", undo=True)


def test_the_order_of_dates_is_settled_where_it_is_in_doubt(page: Page, notes: Path, tmp_path: Path) -> None:
    write_notes(notes, {"a.md": "# 03/04/2021\n\nSowed peas.\n", "b.md": "# 05/06/2021\n\nSowed more peas.\n"})
    own = tmp_path / "config" / "daycite" / "daycite.toml"
    with serving(notes) as url:
        page.goto(f"{url}/?view=index")
        expect(page.locator("#who-answers")).to_contain_text("Last indexed: ")
        expect(page.locator("#who-answers")).to_contain_text("Answers are your notes’ own sentences")
        expect(page.locator("#settle")).to_contain_text(f"written to {own}, which counts for all your notes folders")
        page.get_by_role("button", name="4 March: the month comes first").click()
        expect(page.locator("#came-to")).to_contain_text(f"Written to {own}")
        expect(page.locator("#settle")).to_be_hidden()
        assert tomllib.loads(own.read_text("utf-8")) == {"dates": {"order": "mdy"}}
        page.get_by_role("button", name="Check for changes").click()
        expect(page.locator("#came-to")).to_have_text("No changes: everything was up to date.")
        page.goto(f"{url}/?day=2021-03-04")
        expect(page.locator(".entry")).to_contain_text("Sowed peas")


def test_a_new_question_leaves_the_thread_and_its_dates(browser: Browser, url: str) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(60_000)
    for begin in (lambda: page.click("#new-question"), lambda: page.keyboard.press("n")):
        page.goto(f"{url}/?q=what+did+the+barn+owl+do&from=2021&to=2021")
        expect(page.locator(".turn footer")).to_be_visible()
        page.locator("main").focus()
        begin()
        expect(page.locator(".turn")).to_have_count(0)
        expect(page.locator("#question")).to_be_focused()
        expect(page.locator("#question")).to_have_value("")
        expect(page.locator("#when-name")).to_have_text("Any time")
        expect(page.locator("#new-question")).to_be_hidden()
        assert page.url == f"{url}/"
        page.keyboard.type("new")
        expect(page.locator("#question")).to_have_value("new")
    page.context.close()


def test_where_no_model_answers_it_is_said_how_to_set_one_up(
    browser: Browser, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", "http://127.0.0.1:9")
    with serving(notes) as url:
        page = browser.new_context().new_page()
        page.set_default_timeout(60_000)
        for address in ("q=what+did+the+barn+owl+do", "view=index"):
            page.goto(f"{url}/?{address}")
            expect(page.locator("main")).to_contain_text("No local model found · Set one up")
            page.get_by_role("button", name="Set one up").click()
            expect(page.locator("#setup")).to_contain_text("ollama pull llama3.2")
            page.get_by_role("button", name="Close").click()
            expect(page.locator("#setup")).to_be_hidden()
        page.context.close()
    with serving(notes, llm="off") as url:
        page = browser.new_context().new_page()
        page.goto(f"{url}/?view=index")
        expect(page.locator("#who-answers")).to_contain_text("your notes’ own sentences")
        expect(page.get_by_role("button", name="Set one up")).to_have_count(0)
        page.context.close()
