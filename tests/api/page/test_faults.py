"""What was once wrong on the page, each in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import write_notes
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)

_FRONT = "---\ntitle: A walk\ndate: 2020-05-02\n---\n\n"
_NO_DRAWER_IN_HISTORY = """new Promise((done) => {
  const look = () => history.state?.drawer ? setTimeout(look, 20) : done();
  look();
})"""
_NOTES = {
    "walk.md": f"{_FRONT}# A walk\n\nThe heron stood in the reeds.\n",
    "list.md": "# 2020-05-04\n\n* milk\n* a heron of clay\n\n```\n# not a heading\n```\n",
    "later.md": "# 2020-06-10\n\nYesterday we saw the heron again, on the weir.\n",
    "bread.md": "# 2020-07-01\n\nBaked bread with rye, and it rose.\n",
}


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with serving(write_notes(tmp_path / "notes", _NOTES)) as address:
        yield address


def _asked(page: Page, url: str, question: str) -> None:
    page.goto(url)
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn footer")).to_be_visible()


def _related(page: Page) -> set[str]:
    """The days that are shaded in the calendar."""
    shaded = page.locator(".calendar-box .years .cell:not([data-level='0'])[data-level]")
    return {each.get_attribute("data-day") or "" for each in shaded.all()}


def test_lines_are_numbered_as_in_the_file(page: Page, url: str) -> None:
    page.goto(f"{url}/?day=2020-05-02&show=source")
    line = page.locator(".lines li", has_text="The heron stood")
    expect(line).to_have_attribute("data-line", "8")


def test_only_headings_are_bold(page: Page, url: str) -> None:
    page.goto(f"{url}/?day=2020-05-04&show=source")
    expect(page.locator(".lines li.title")).to_have_text(["# 2020-05-04"])


def test_calendar_list_and_answer_share_their_days(page: Page, url: str) -> None:
    _asked(page, url, "what did I write about the heron?")
    rows = page.locator(".found .day-row")
    expect(rows.first).to_be_visible()
    listed = {row.get_attribute("data-date") for row in rows.all()}
    assert _related(page) == listed and "2020-07-01" not in listed
    expect(page.locator(".calendar-head h2")).to_have_text(f"{len(listed)} days mention this")
    page.fill("#next", "when was that?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").nth(1).locator("footer")).to_be_visible()
    assert "2020-07-01" not in _related(page), "a follow-up is of the same matter"
    cited = page.locator(".cell[data-cited]").all()
    assert cited and {each.get_attribute("data-day") for each in cited} <= _related(page)


def test_a_count_comes_first_and_its_days_behind_a_word(page: Page, url: str) -> None:
    _asked(page, url, "how many days did I write in 2020?")
    expect(page.locator(".figure .big")).to_have_text(re.compile(r"^4\s+days$"))
    expect(page.locator(".lead")).to_have_text("You wrote on 4 days.")
    expect(page.locator(".bars li").first).to_be_visible()
    expect(page.locator(".turn .statements li").first).to_be_hidden()
    expect(page.locator(".sources")).to_be_hidden()
    page.get_by_text("Show days").click()
    expect(page.locator(".day-links a")).to_have_count(4)
    assert len(_related(page)) == 4


def test_a_day_worked_out_stands_outside_the_notes_own_words(page: Page, url: str) -> None:
    _asked(page, url, "when did we see the heron on the weir?")
    statement = page.locator(".statements li", has_text="on the weir").first
    expect(statement.locator("span").first).to_have_text("Yesterday we saw the heron again, on the weir.")
    expect(statement.locator(".remark")).to_contain_text("9 June 2020")


def test_what_was_written_is_undone_where_it_was_done(page: Page, tmp_path: Path) -> None:
    asked = "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n"
    said = "# 2020-03-25\n\nA convolution kernel is a small matrix of weights that slides over the image.\n"
    notes = write_notes(tmp_path / "my notes", {"ask.md": asked, "2020-03-25.md": said})
    with serving(notes) as url:
        page.goto(f"{url}/?view=questions")
        card = page.locator(".open-question")
        card.get_by_role("button", name="Answer from my notes").click()
        card.get_by_role("button", name="Write into note").click()
        expect(card.locator(".offer")).to_contain_text("Add below line 5 of ask.md")
        card.get_by_role("button", name="Change my note").click()
        expect(card.locator(".fine")).to_contain_text("Added to ask.md")
        expect(card.locator(".state")).to_have_text("answered")
        expect(page.locator("#open-count")).to_contain_text("0 questions of 1 still open")
        card.get_by_role("button", name="Undo").click()
        expect(card.locator(".fine")).to_contain_text("Undone in ask.md")
        expect(card.locator(".state")).to_have_text("open")
    assert (notes / "ask.md").read_text() == asked


def test_questions_are_searched_and_set_aside(page: Page, tmp_path: Path) -> None:
    asked = "# 2020-03-16\n\n## Questions\n\n- What is a kernel?\n- Why is the sea salty?\n"
    notes = write_notes(tmp_path / "notes", {"ask.md": asked})
    with serving(notes) as url:
        page.goto(f"{url}/?view=questions")
        cards = page.locator(".open-question")
        expect(cards).to_have_count(2)
        page.fill(".search", "sea")
        expect(cards.filter(visible=True)).to_have_count(1)
        page.fill(".search", "")
        cards.filter(has_text="kernel").get_by_role("button", name="Not a question").click()
        expect(page.locator("[data-filter=aside]")).to_have_text("Set aside (1)")
        page.reload()
        expect(cards).to_have_count(1)
        assert "not a question" in [q["status"] for q in page.request.get(f"{url}/questions?which=all").json()]
        page.evaluate("localStorage.clear()")  # the server knows, not the browser
        page.reload()
        page.click("[data-filter=aside]")
        expect(cards.locator(".state")).to_have_text("not a question")
        cards.get_by_role("button", name="Put back").click()
        expect(page.locator("[data-filter=open]")).to_have_text("Still open (2)")
    assert (notes / "ask.md").read_text() == asked


def test_back_and_a_click_beside_it_close_the_drawer(page: Page, url: str) -> None:
    _asked(page, url, "what did I write about the heron?")
    address = page.url
    drawer = page.locator("#passage")
    for close in (page.go_back, lambda: page.mouse.click(40, 400), lambda: page.keyboard.press("Escape")):
        page.locator(".statements .chip").first.click()
        expect(drawer.locator(".lit").first).to_be_visible()
        close()
        expect(drawer).not_to_be_visible()
        page.evaluate(_NO_DRAWER_IN_HISTORY)
        assert page.url == address
        expect(page.locator(".turn")).to_have_count(1)


def test_a_thread_is_there_at_once_when_it_is_gone_back_to(page: Page, url: str) -> None:
    _asked(page, url, "what did I write about the heron?")
    said = page.locator(".statements").inner_text()
    page.route("**/query", lambda route: route.abort())
    for again in (page.reload, lambda: (page.click("header.top nav a[data-view=index]"), page.go_back())):
        again()
        expect(page.locator(".turn footer")).to_be_visible()
        assert page.locator(".statements").inner_text() == said
    page.goto(url)
    expect(page.locator("#welcome [data-question*=heron]").first).to_be_visible()
    page.get_by_role("button", name="Clear these").click()
    expect(page.get_by_text("You asked")).to_be_hidden()


def test_a_new_note_is_called_new(page: Page, tmp_path: Path) -> None:
    asked = "What is a convolution kernel?\n"
    said = "# 2020-03-25\n\nA convolution kernel is a small matrix of weights that slides over the image.\n"
    notes = write_notes(tmp_path / "notes", {"2020-03-16.txt": f"2020-03-16\n\nQuestions:\n\n{asked}", "a.md": said})
    with serving(notes) as url:
        page.goto(f"{url}/?view=questions")
        card = page.locator(".open-question").first
        card.get_by_role("button", name="Answer from my notes").click()
        card.get_by_role("button", name="Write into note").click()
        expect(card.locator(".offer")).to_contain_text("Makes a new note")
        expect(card.get_by_role("button", name="Write this note")).to_be_visible()


@pytest.mark.parametrize("dates", ["from=2020-13", "to=soon", "from=2020-05&to=2020-04"])
def test_an_address_with_no_date_is_not_answered_as_if_it_had_none(dates: str, page: Page, url: str) -> None:
    page.goto(f"{url}/?q=heron&{dates}")
    expect(page.locator("#window-wrong")).to_be_visible()
    expect(page.locator("#question")).to_have_value("heron")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".turn")).to_have_count(0)
    page.click("#when summary")
    page.fill("#when-words", "since May 2020")
    page.keyboard.press("Enter")
    expect(page.locator(".turn h2")).to_have_text("heron")
    expect(page.locator(".notice .window")).to_contain_text("since 1 May 2020")


def test_what_is_suggested_can_be_answered(page: Page, url: str) -> None:
    page.goto(url)
    suggested = page.locator("#welcome [data-question]")
    expect(suggested.first).to_be_visible()
    for question in [each.get_attribute("data-question") for each in suggested.all()]:
        page.goto(url)
        page.locator(f'#welcome .suggestions [data-question="{question}"]').first.click()
        expect(page.locator(".turn h2")).to_have_text(str(question))
        expect(page.locator(".turn footer")).to_contain_text("Your notes’ own sentences")
        assert not page.locator(".silence").is_visible(), question
