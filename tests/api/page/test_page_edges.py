"""The page where something is wrong, long, or strangely named, in a real browser; and where the next key goes on."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.api.conftest import write_notes
from tests.api.page.browser import BROWSER, WHY_NOT
from tests.api.serving import serving

pytestmark = pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)


@pytest.fixture
def url(notes: Path) -> Iterator[str]:
    with serving(notes) as address:
        yield address


def test_a_day_without_company_in_other_years_ends_with_its_notes(page: Page, url: str) -> None:
    page.goto(f"{url}/?day=2020-04-01")
    expect(page.locator(".entry")).to_contain_text("Planted tomatoes")
    assert "null" not in page.locator("#view-journal").inner_text()
    page.goto(f"{url}/?day=2020-04-09")
    expect(page.locator("#view-journal .card h3")).to_have_text("Nothing was written on this day")
    assert "null" not in page.locator("#view-journal").inner_text()


@pytest.mark.parametrize("day", ["foo", "2020-02-30", "2020-03", "../index"])
def test_an_address_with_no_day_says_so(day: str, page: Page, url: str) -> None:
    page.goto(f"{url}/?day={day}")
    trouble = page.locator("#view-journal .trouble")
    expect(trouble).to_contain_text(f"“{day}” isn’t a date. Try 2024-05-03")
    trouble.locator("a").click()
    expect(page.locator(".day-head h2")).to_have_text("Wednesday 1 April 2020")


def test_a_journal_that_could_not_be_had_is_tried_again(page: Page, url: str) -> None:
    page.route("**/timeline", lambda route: route.abort())
    page.goto(f"{url}/?view=journal")
    trouble = page.locator("#view-journal .trouble")
    expect(trouble).to_contain_text("Can’t reach daycite")
    page.unroute("**/timeline")
    page.route("**/days/**", lambda route: route.abort())
    trouble.get_by_role("button", name="Try again").click()
    expect(trouble).to_contain_text("Can’t reach daycite")
    page.unroute("**/days/**")
    trouble.get_by_role("button", name="Try again").click()
    expect(page.locator(".entry")).to_contain_text("Planted tomatoes")


def test_retracted_statements_leave_the_page(page: Page, url: str) -> None:
    cited = {"date": "2020-03-17", "path": "a.md", "line_start": 1, "line_end": 1}
    void, holds = ({"text": text, "citations": [cited]} for text in ("Invented.", "CNN neurons see a region."))
    sent = (("statement", void), ("retracted", {"reason": "the model failed"}), ("statement", holds))
    body = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in sent)
    page.route("**/query", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    page.goto(url)
    page.fill("#question", "what did I learn about CNNs")
    page.keyboard.press("Enter")
    expect(page.locator(".statements li")).to_have_count(1)
    expect(page.locator(".statements li")).to_contain_text("CNN neurons see a region.")


def test_what_is_wrong_with_typed_days_is_said_for_all_to_see(page: Page, url: str) -> None:
    page.goto(url)
    wrong = page.locator("#window-wrong")
    page.click("#when summary")
    page.fill("#when-words", "the heron")
    page.keyboard.press("Enter")
    expect(wrong).to_have_text("That isn’t a date. Try 2024-05-03, May 2024 or last summer.")
    expect(page.locator("#when-words")).to_be_focused()
    page.fill("#when-words", "31 February 2020")
    page.keyboard.press("Enter")
    expect(wrong).to_contain_text("there is no 31 february")
    page.fill("#from", "2020-05-01")
    page.fill("#to", "2020-04-01")
    page.locator("#by-days button").click()
    expect(wrong).to_have_text("The last day is before the first.")
    page.click("#clear-window")
    expect(wrong).to_be_hidden()
    page.click("#when summary")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-box")).to_be_hidden()
    expect(page.locator("#when summary")).to_be_focused()


def test_a_passage_far_down_a_long_note_opens_where_it_stands(page: Page, notes: Path) -> None:
    gap = "\n" * 6000  # more than the server gives at once
    write_notes(notes, {"long.md": f"# 2021-01-01\n{gap}The lighthouse keeper sang about herring.\n"})
    with serving(notes) as url:
        page.goto(f"{url}/?q=who+sang+about+herring")
        page.locator(".statements .chip").first.click()
        expect(page.locator("#passage .lit mark")).to_have_text("The lighthouse keeper sang about herring")
        assert page.locator("#passage .lines li").count() < 200
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("#passage .lines li").first).to_have_text("# 2021-01-01")
        expect(page.locator("#passage .lit mark")).to_have_count(1)


def test_a_note_with_a_strange_name_opens(page: Page, notes: Path) -> None:
    names = ["new\nline.md", "a?b#c %2e%2e&d.md", "<img src=x onerror=alert(1)>.md", "日本 'x' \"y\".md"]
    write_notes(notes, {name: f"# 2021-02-0{at}\n\nA whale number{at} swam by.\n" for at, name in enumerate(names, 1)})
    with serving(notes) as url:
        for at in range(1, len(names) + 1):
            page.goto(f"{url}/?q=whale&from=2021-02-0{at}&to=2021-02-0{at}")
            page.locator(".statements .chip").first.click()
            expect(page.locator("#passage .lit mark")).to_have_text(f"A whale number{at} swam by")


def test_keys_go_on_from_what_they_opened(page: Page, url: str) -> None:
    page.goto(f"{url}/?q=CNN")
    expect(page.locator(".turn footer")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the calendar is drawn anew once the answer is there
    page.locator('.cell[data-day="2020-03-17"]').focus()
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.go_back()
    page.fill("#next", "and what did I plant?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").nth(1)).to_be_focused()


def test_an_answer_is_written_by_keys_only_when_they_go_to_its_button(page: Page, notes: Path) -> None:
    kernel = "A convolution kernel is a small matrix of weights that slides over the image."
    question = "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n"
    write_notes(notes, {"ask.md": question, "2020-03-25.md": f"# 2020-03-25\n\n{kernel}\n"})
    before = (notes / "ask.md").read_text()
    with serving(notes) as url:
        page.goto(f"{url}/?view=questions")
        page.get_by_role("button", name="Answer from my notes").click()
        offer = page.get_by_role("button", name="Write into note")
        offer.press("Enter")
        expect(page.locator(".offer")).to_contain_text("Add below line 5 of ask.md")
        expect(page.locator(".offer")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Cancel")).to_be_focused()
        page.keyboard.press("Enter")
        expect(offer).to_be_focused()
        assert (notes / "ask.md").read_text() == before
        offer.press("Enter")
        expect(page.locator(".offer")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".offer")).to_contain_text("Added to ask.md")
        expect(page.locator(".offer")).to_be_focused()


def test_what_is_found_in_the_background_leaves_an_offered_change_alone(page: Page, notes: Path) -> None:
    kernel = "A convolution kernel is a small matrix of weights that slides over the image."
    question = "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n"
    write_notes(notes, {"ask.md": question, "2020-03-25.md": f"# 2020-03-25\n\n{kernel}\n"})
    held: list[Route] = []

    def hold_background(route: Route) -> None:
        if '"llm":false' in (route.request.post_data or "") and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/questions/*/answer", hold_background)
    with serving(notes) as url:
        page.goto(f"{url}/?view=questions")
        page.get_by_role("button", name="Answer from my notes").click()
        page.get_by_role("button", name="Write into note").press("Enter")
        expect(page.locator(".offer")).to_contain_text("Add below line 5 of ask.md")
        expect(page.locator(".offer")).to_be_focused()
        with page.expect_response("**/questions/*/answer"):
            held[0].continue_()
        expect(page.locator("#found-count")).to_have_text("1 has an answer in your notes")
        expect(page.locator(".offer")).to_be_focused()


def test_a_token_that_no_header_can_hold_is_asked_for_again(page: Page, notes: Path) -> None:
    with serving(notes, token="sesame") as url:
        page.goto(url)
        page.fill("#token-input", "сезам")
        page.keyboard.press("Enter")
        expect(page.locator("#token-wrong")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".trouble")).to_contain_text("This server needs a token")
        page.locator(".trouble").get_by_role("button", name="Try again").click()
        page.fill("#token-input", " sesame ")
        page.keyboard.press("Enter")
        expect(page.locator(".cell[data-level]").first).to_be_visible()


def test_the_documentation_asks_for_the_token_and_sends_it(page: Page, notes: Path) -> None:
    with serving(notes, token="sesame") as url:
        page.goto(f"{url}/docs")
        page.fill("#token-input", "sesame")
        page.keyboard.press("Enter")
        request = page.locator(".request", has=page.get_by_text("/days/{date}", exact=True))
        request.locator("summary").first.click()
        expect(request.locator("input[name=date]")).to_have_value("2025-05-03")
        request.locator("input[name=date]").fill("2020-03-17")
        request.get_by_role("button", name="Send").click()
        expect(request.locator(".status")).to_contain_text("200")
        expect(request.locator(".reply")).to_contain_text('"date": "2020-03-17"')
