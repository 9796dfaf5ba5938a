"""How soon the page shows a journal of 10,000 days, in a real Chromium: `python -m tools.bench.page [folder]`.

Each view is opened as by a reader, three times; printed are the median seconds until what it is opened for stands
there, and what it took: requests, kB, elements. A folder that is named is kept, and indexed only once.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import Error, Page, Response

from tests.api.page.browser import BROWSER, chromium
from tools.bench.journal import FIRST_DAY, write_journal
from tools.bench.processes import DAYCITE, run, serving

_DAYS, _SECTIONS, _SENTENCES = 10_000, 2, 3
_FIRST = -4_500  # of the days of the journal, so that none lies ahead
_VIEWS = (
    ("the first page", "", ".years .cell[data-level]"),
    ("its suggestions", "", "#welcome .suggestions"),
    ("the newest day", "view=journal", "#view-journal .entry .reading"),
    ("a day in the middle", f"day={FIRST_DAY}", "#view-journal .entry .reading"),
    ("the lines of a day", f"day={FIRST_DAY}&show=source", "#view-journal .entry .lines"),
    ("an answer", "q=what+did+I+learn+about+the+kernel", ".turn footer"),
    ("open questions", "view=questions", "#view-questions .filters"),
    ("the index", "view=index", "#view-index .numbers"),
)
_OPENINGS = 3


def main() -> None:
    work = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="daycite-page-"))
    notes, data = work / "notes", work / "data"
    try:
        if not data.is_dir():
            write_journal(notes, _DAYS + _FIRST, _SECTIONS, _SENTENCES, first=_FIRST)
            click.echo(f"indexed {_DAYS:,} notes in {run([*DAYCITE, 'index', str(notes)], data):.0f} s\n")
        with serving(notes, data) as server, chromium() as browser:
            click.echo("| what | seconds | requests | kB | elements | slowest |\n| --- | --- | --- | --- | --- | --- |")
            for what, address, sign in _VIEWS:
                page = browser.new_context().new_page()
                page.set_default_timeout(60_000)
                click.echo(f"| {what} | {_opened(page, f'http://127.0.0.1:{server.port}/?{address}', sign)} |")
                page.context.close()
    finally:
        if len(sys.argv) < 2:
            shutil.rmtree(work, ignore_errors=True)


def _opened(page: Page, address: str, sign: str) -> str:
    took, replies = [], list[Response]()
    page.on("response", lambda reply: replies.append(reply))
    for _ in range(_OPENINGS):
        replies.clear()
        page.goto("about:blank")
        begun = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(sign)
        took.append(time.perf_counter() - begun)
    page.wait_for_load_state("networkidle")
    asked = [reply for reply in replies if "/page/" not in reply.url]
    size = sum(map(_size, replies))
    slowest = max(asked, key=lambda reply: reply.request.timing["responseEnd"], default=None)
    told = f"{slowest.url.split('/', 3)[3]}: {slowest.request.timing['responseEnd']:.0f} ms" if slowest else ""
    elements = page.evaluate("document.querySelectorAll('*').length")
    return f"{median(took):.2f} | {len(replies)} | {size / 1000:.0f} | {elements:,} | {told}"


def _size(reply: Response) -> int:
    """Bytes of a reply; 0 of one that was still on its way when the view before was left."""
    try:
        return len(reply.body())
    except Error:
        return 0


if __name__ == "__main__":
    if BROWSER is None:
        sys.exit("There is no chromium in the PATH")
    main()
