"""The page in a real browser, against a real server."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from api.http.routes_page import FOLDER
from tests.api.conftest import JOURNAL, write_notes
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving

browsing = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)

_SERVER_ENDED = "ERR_CONNECTION_REFUSED"  # a test's server ends before its pages
_NASTY = "<img src=x onerror=\"document.title='hacked'\"> **bold** [x](javascript:alert(1)) & CNN <b>kernels</b>"
_NOTES = JOURNAL | {
    "2019-03-17.md": "# 2019-03-17\n\nA walk by the river, a year before the networks.\n",
    "2020-03-20.md": f"# 2020-03-20 {_NASTY}\n\nThere was a long talk on {_NASTY} and their weights.\n",
    "2020-03-25.md": "# 2020-03-25\n\nA convolution kernel is a small matrix of weights that slides over the image.\n",
    "ask.md": "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n- Why is the sea salty?\n",
}


@pytest.fixture
def url(notes: Path) -> Iterator[str]:
    write_notes(notes, _NOTES)
    with serving(notes) as address:
        yield address


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Opens pages; none of them may say an error, break its policy, or ask anywhere else for anything."""
    wrong: list[str] = []
    contexts = []

    def page(address: str, allowed: str = "^$", **how: Any) -> Page:
        context = browser.new_context(**how)
        contexts.append(context)
        made = context.new_page()
        made.set_default_timeout(60_000)
        base = "/".join(address.split("/")[:3])

        def said(message: Any) -> None:
            if message.type in ("error", "warning") and not re.search(f"{allowed}|{_SERVER_ENDED}", message.text):
                wrong.append(message.text)

        made.on("console", said)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.on("request", lambda r: None if r.url.startswith((f"{base}/", "data:")) else wrong.append(r.url))
        made.goto(address)
        return made

    yield page
    for context in contexts:
        context.close()
    assert not wrong


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")


@browsing
def test_a_question_is_answered_with_days_that_open_at_the_quoted_words(opens: Opens, url: str) -> None:
    page = opens(url)
    _ask(page, "what does a CNN neuron see?")
    statement = page.locator(".statements li", has_text="small local region")
    expect(statement).to_be_visible()
    expect(page.locator(".found .day-row").first).to_be_visible()
    statement.locator(".chip", has_text="17 Mar 2020").click()
    drawer = page.locator("#passage")
    expect(drawer.locator("h2")).to_have_text("Tuesday 17 March 2020")
    expect(drawer.locator("header")).to_contain_text("2020-03-17.md, line 3")
    expect(drawer.locator(".lit mark")).to_contain_text("CNN neurons see a small local region of the image")
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()
    expect(page.locator('.cell[data-day="2020-03-17"]')).to_have_attribute("data-cited", "")
    expect(page.locator(".turn footer")).to_contain_text("Your notes’ own sentences")


@browsing
def test_a_passage_opens_in_the_editor(opens: Opens, notes: Path) -> None:
    with serving(notes, editor_link="vscode://file/{root}/{path}:{line}") as url:
        page = opens(f"{url}/?q=tomatoes")
        page.locator(".statements .chip").first.click()
        link = page.locator("#passage .links a", has_text="Open in your editor")
        expect(link).to_have_attribute("href", f"vscode://file{notes.as_posix()}/garden/2020-04-01.md:3")


@browsing
def test_the_address_keeps_the_thread(opens: Opens, url: str) -> None:
    page = opens(url)
    _ask(page, "what does a CNN neuron see?")
    page.fill("#next", "and what did I plant?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").nth(1).locator(".statements li").first).to_contain_text("tomatoes")
    assert page.url.count("q=") == 2
    again = opens(page.url)
    expect(again.locator(".turn h2")).to_have_text(["what does a CNN neuron see?", "and what did I plant?"])
    expect(again.locator(".turn").nth(1).locator(".statements li").first).to_contain_text("tomatoes")
    expect(again.locator("#question")).to_have_value("what does a CNN neuron see?")
    page.go_back()
    expect(page.locator(".turn")).to_have_count(1)


@browsing
def test_a_window_is_typed_dragged_or_chosen_by_keys(opens: Opens, url: str) -> None:
    page = opens(url)
    page.click("#when summary")
    page.fill("#when-words", "in April 2020")
    page.keyboard.press("Enter")
    expect(page.locator("#when-name")).to_have_text("1 Apr 2020 to 30 Apr 2020")
    expect(page.locator(".menu-box")).to_be_hidden()
    _ask(page, "CNN")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".notice .window")).to_contain_text("1 Apr 2020 to 30 Apr 2020")
    assert "from=2020-04-01" in page.url
    page.click("#clear-window")
    expect(page.locator("#when-name")).to_have_text("Any time")
    expect(page.locator(".statements li").first).to_contain_text("CNN")
    start, end = (page.locator(f'.cell[data-day="{day}"]') for day in ("2020-03-16", "2020-03-17"))
    start.hover()
    page.mouse.down()
    end.hover()
    page.mouse.up()
    expect(page.locator("#to")).to_have_value("2020-03-17")
    assert page.input_value("#from") == "2020-03-16"
    expect(page.locator(".notice .window")).to_contain_text("16 Mar 2020 to 17 Mar 2020")
    page.click("#clear-window")
    page.locator('.cell[tabindex="0"]').first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#from")).to_have_value(re.compile(r"\d{4}-01-01"))
    page.click("#when summary")
    page.select_option("#when-year", "2019")
    expect(page.locator("#when-name")).to_have_text("1 Jan 2019 to 31 Dec 2019")
    page.click("#when summary")
    page.fill("#from", "2020-03-18")
    page.fill("#to", "2020-04-01")
    page.locator("#by-days button").click()
    expect(page.locator("#when-name")).to_have_text("18 Mar 2020 to 1 Apr 2020")


@browsing
def test_a_span_is_chosen_by_two_taps(opens: Opens, url: str) -> None:
    page = opens(url, viewport={"width": 390, "height": 844}, has_touch=True)
    page.get_by_role("button", name="Choose dates").tap()
    page.locator('.cell[data-day="2020-03-18"]').tap()
    page.locator('.cell[data-day="2020-03-16"]').tap()
    expect(page.locator("#when-name")).to_have_text("16 Mar 2020 to 18 Mar 2020")
    page.locator('.cell[data-day="2020-03-17"]').tap()
    expect(page.locator("#view-journal h2")).to_have_text("Tuesday 17 March 2020")


@browsing
def test_the_calendar_is_read_with_keys_and_opens_days(opens: Opens, url: str) -> None:
    page = opens(url)
    cell = page.locator('.cell[data-day="2020-03-17"]')
    expect(cell).to_have_attribute("aria-label", re.compile("Tuesday 17 March 2020, .* words"))
    assert page.locator('.cell[tabindex="0"]').count() == 1, "one stop for the Tab key"
    cell.hover()
    expect(page.locator(".tip")).to_contain_text("Tuesday 17 March 2020")
    cell.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('.cell[data-day="2020-03-18"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#view-journal h2")).to_have_text("Wednesday 18 March 2020")
    page.go_back()
    _ask(page, "tomatoes")
    expect(page.locator('.cell[data-day="2020-04-01"]')).to_have_attribute("data-level", re.compile("[34]"))
    expect(page.locator('.cell[data-day="2020-03-18"]')).to_have_attribute("data-level", "0")


@browsing
def test_a_month_of_the_calendar_leads_to_what_it_was_about(opens: Opens, url: str) -> None:
    page = opens(url)
    expect(page.get_by_title("What this month was about")).to_have_count(3)  # of the months with notes
    page.locator(".months a", has_text="Apr").click()
    expect(page.locator(".statements")).to_contain_text("Planted tomatoes and beans")
    assert "2020-04" in page.url


@browsing
def test_the_notes_are_a_journal(opens: Opens, url: str) -> None:
    page = opens(f"{url}/?day=2020-03-17", allowed="404")
    expect(page.locator(".entry .reading")).to_contain_text("CNN neurons see")
    expect(page.locator(".other-years")).to_contain_text("2019")
    page.click(".day-foot a[rel=next]")
    expect(page.locator(".day-head h2")).to_have_text("Wednesday 18 March 2020")
    page.keyboard.press("j")
    expect(page.locator(".day-head h2")).to_have_text("Tuesday 17 March 2020")
    page.click(".other-years a")
    expect(page.locator(".entry")).to_contain_text("A walk by the river")
    expect(page.locator(".day-head .none")).to_contain_text("the first day")
    page.goto(f"{url}/?day=2020-03-19")
    expect(page.locator("#view-journal .card h3")).to_have_text("Nothing was written on this day")
    page.click("header.top nav a[data-view=journal]")
    expect(page.locator(".day-head h2")).to_have_text("Wednesday 1 April 2020")


@browsing
def test_open_questions_are_listed_answered_and_written_only_when_asked(opens: Opens, url: str, notes: Path) -> None:
    page = opens(url)
    page.click("#nav-questions")
    card = page.locator(".open-question", has_text="What is a convolution")
    before = (notes / "ask.md").read_text()
    expect(page.locator("#found-count")).to_have_text("1 has an answer in your notes")
    expect(page.locator(".question-month").first).to_contain_text("What is a convolution")
    expect(card.locator(".statements")).to_contain_text("small matrix of weights")
    salty = page.locator(".open-question", has_text="salty")
    salty.get_by_role("button", name="Answer from my notes").click()
    expect(salty).to_contain_text("Your notes don’t say")
    card.get_by_role("button", name="Write into note").click()
    expect(card.locator("pre.diff .added").first).to_be_visible()
    assert (notes / "ask.md").read_text() == before, "nothing is written before the second word"
    card.get_by_role("button", name="Change my note").click()
    expect(card.locator(".fine")).to_contain_text("Added to ask.md")
    assert "small matrix of weights" in (notes / "ask.md").read_text()


@browsing
def test_what_notes_say_is_never_html(opens: Opens, url: str) -> None:
    page = opens(url)
    _ask(page, "CNN <b>kernels</b> weights")
    expect(page.locator(".turn h2")).to_have_text("CNN <b>kernels</b> weights")
    expect(page.locator(".found .day-row", has_text="<img src=x").first).to_be_visible()
    page.locator(".found .day-row", has_text="<img src=x").first.click()
    expect(page.locator("#passage .lines")).to_contain_text('<img src=x onerror="document')
    page.goto(f"{url}/?day=2020-03-20")
    expect(page.locator(".entry")).to_contain_text("<b>kernels</b>")
    assert page.locator("img:not(header.top img), .entry b, #passage b, .entry a[href*=script]").count() == 0
    assert "hacked" not in page.title()
    for dates in ("", "&from=%3Cb%3E"):
        page.goto(f"{url}/?q=%3Cscript%3Edocument.title%3D'hacked'%3C%2Fscript%3E{dates}")
        expect(page.locator("#window-wrong" if dates else ".turn h2")).to_contain_text("date" if dates else "<script>")
    assert "hacked" not in page.evaluate("document.body.dataset.x || ''")


@browsing
def test_silence_errors_and_no_notes_are_told(opens: Opens, url: str, tmp_path: Path) -> None:
    page = opens(url, allowed="503|422|Failed to load")
    _ask(page, "which wine did grandmother serve in Lisbon")
    expect(page.locator(".silence h3")).to_have_text("Your notes don’t say.")
    page.select_option("#wording", "yes")
    _ask(page, "CNN")
    trouble = page.locator(".turn .trouble")
    expect(trouble).to_contain_text("Ollama is not running")
    expect(page.locator("#question")).to_have_value("CNN")
    page.select_option("#wording", "no")
    trouble.get_by_role("button", name="Try again").click()
    expect(page.locator(".statements li").first).to_contain_text("CNN")
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty") as nothing:
        page = opens(nothing, allowed="409|404|Failed to load")
        expect(page.locator("#thread .trouble")).to_contain_text("there are no notes in")
        _ask(page, "anything")
        expect(page.locator(".turn .trouble")).to_contain_text("there are no notes in")
        page.click("header.top nav a[data-view=journal]")
        expect(page.locator("#view-journal .trouble, #view-journal .card")).to_be_visible()
        page.click("header.top nav a[data-view=index]")
        expect(page.locator("#view-index .numbers")).to_be_visible()


@browsing
def test_the_index_is_shown_and_made(opens: Opens, url: str, notes: Path) -> None:
    (notes / "bad.md").write_bytes(b"\0\1\2")
    page = opens(f"{url}/?view=index")
    page.get_by_role("button", name="Check for changes").click()
    expect(page.locator(".files", has_text="bad.md")).to_contain_text("is not a text file")
    expect(page.locator(".files", has_text="ideas.md")).to_contain_text("nothing names its day")
    expect(page.locator(".numbers")).to_contain_text("8")
    expect(page.locator("#index-dot")).to_be_visible()


@browsing
def test_the_token_is_asked_for_once(opens: Opens, notes: Path) -> None:
    with serving(notes, token="sesame") as url:
        page = opens(url, allowed="401|Failed to load")
        for given in ("wrong", "sesame"):
            page.fill("#token-input", given)
            page.keyboard.press("Enter")
            if given == "wrong":
                expect(page.locator("#token-wrong")).to_be_visible()
        expect(page.locator(".cell[data-level]").first).to_be_visible()
        page.reload()
        _ask(page, "tomatoes")
        expect(page.locator(".statements li").first).to_contain_text("tomatoes")
        assert not page.locator("#token").is_visible()


@browsing
def test_the_address_that_serve_prints_lets_the_browser_in(opens: Opens, notes: Path) -> None:
    with serving(notes, token="sesame") as url:
        page = opens(f"{url}/?q=tomatoes#token=sesame")
        expect(page.locator(".statements li").first).to_contain_text("tomatoes")
        assert page.url == f"{url}/?q=tomatoes", "the token does not stay in the address"
        page.goto(f"{url}/?day=2020-03-17")
        expect(page.get_by_text("CNN neurons see a small local region").first).to_be_visible()


@browsing
def test_it_fits_a_phone_and_follows_dark_and_light(opens: Opens, url: str) -> None:
    page = opens(url, viewport={"width": 360, "height": 700}, color_scheme="dark", has_touch=True)
    _ask(page, "what does a CNN neuron see?")
    expect(page.locator(".statements li").first).to_be_visible()
    for view in ("?day=2020-03-17", "?view=questions", "?view=index", "?q=CNN"):
        page.goto(f"{url}/{view}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


@browsing
def test_it_has_landmarks_and_names_for_all_that_is_pressed(opens: Opens, url: str) -> None:
    page = opens(url)
    _ask(page, "what does a CNN neuron see?")
    expect(page.locator(".turn footer")).to_be_visible()
    for role in ("banner", "main", "navigation", "search", "status"):
        assert page.get_by_role(role).count() >= 1, role  # type: ignore[arg-type]
    unnamed = """[...document.querySelectorAll("button, a, input, textarea, select, [role=gridcell], dialog")].filter(
        e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.getAttribute("aria-labelledby")))"""
    assert page.evaluate(f"{unnamed}.map(e => e.outerHTML)") == []
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


@browsing
def test_the_documentation_works_under_its_policy(opens: Opens, url: str) -> None:
    page = opens(f"{url}/docs")
    expect(page.locator(".request .path", has_text="/timeline")).to_be_visible()


def test_the_page_reads_no_html_and_asks_nobody_else() -> None:
    for file in filter(Path.is_file, FOLDER.rglob("*")):
        text = file.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            file
        )
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), file
        if file.suffix == ".html":
            assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", text), file
        assert len(text.splitlines()) < 300, file
