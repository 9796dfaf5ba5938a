"""A note's blocks -> the places where a day begins, or a stretch that is perhaps not a day.

Headings name days; so do the lines that journals without headings use: `[2021-05-03 10:23] Title` (jrnl), `Date:` lines
(Day One), a line that is nothing but a date. Prose, quotes, code, tables and tasks never do.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import read_label
from index.dates.line_heads.lines import BANNER, DATE_KEY, LOG_LINE, MAY_START, is_ruler, is_weekday, lead, leading_date
from index.dates.moments import is_stamped
from index.dates.written import dates_in
from index.dates.written_date import year_first
from index.entries.places.counts import counted_line, with_counts
from index.entries.places.dated_titles import with_dated_first_lines, with_dated_titles
from index.entries.places.day_heading import DayHeading, Origin
from index.entries.places.month_days import with_month_days
from index.entries.places.of_else import is_of_other_days, listed_below_others
from index.entries.places.org_headlines import captured, is_below_day, logbook_notes, org_headline, with_day_made
from index.entries.places.series import YEAR, has_year, is_series, near_each_other, place_in_time, with_those_between
from index.entries.places.tables import rows_of_days
from index.notes.block import Block
from index.text.inline import is_navigation, plain
from index.text.language_data import any_of

_DATE_LINE = re.compile(rf"{DATE_KEY}\s*[:：]\s*(?P<rest>\S.*)", re.IGNORECASE)
_TO_COME = re.compile(rf"\b{any_of('dates.to_come')}\b", re.IGNORECASE)
_FIELD = re.compile(r"\W{0,3}[^\W\d_][\w ]{0,20}[*_]{0,2}[:：]")
_TASK = re.compile(r"\s*(?:[-*+]\s+)?\[[ xX/>-]\]\s")
_SIGNED = re.compile(r"[■●◆▼□◇]\s?(?P<title>\w[^\n]{1,40})")
_ASIDE = re.compile(r"\s+\([^()]*\)$")
_EMPHASISED = re.compile(r"\s*([*_]{1,3})\w[^*_]{1,40}\1\s*")
_DATE_IN_BRACKETS = re.compile(r"\[\d{4}([-/.])\d\d?\1\d\d?\]")
_NUMBERED_NOTE = re.compile(r"\[\[\d{12,14}\b")  # a link to a note that is named by the minute of its making
_TAG = re.compile(r"<[^>]{0,500}>")
_WORDED = re.compile(r"\w")
_LONGEST_LINE = 150
_WEEKDAY_LINE = 16
_READ_CHARS = 200  # of a line that may begin with a date
_LOG_SHARE = 0.6  # of a list's items that begin with a date, where the list is a log


def day_headings(blocks: Sequence[Block], kind: str) -> list[DayHeading]:
    """All headings of a note that may begin a day, in file order."""
    log = _log_blocks(blocks)
    of_else = listed_below_others(blocks)
    noted = logbook_notes(blocks) if kind == "org" else {}
    loose: list[DayHeading] = []
    counts: list[DayHeading] = []
    out: list[DayHeading] = []
    level = 0.0
    title = ""
    for i, block in enumerate(blocks):
        if block.kind == "heading":
            title = block.text
            level = block.level + 10 * block.depth if block.depth else block.level
            out.append(_heading(block, level, kind))
        elif block.kind == "drawer":
            with_day_made(block, out, blocks[i - 1] if i else block)
        elif block.line_start in noted and not is_below_day(out):
            label = noted[block.line_start]
            out.append(DayHeading(block.line_start, block.line_start, level + 0.5 + block.depth, "", label, "line"))
        elif kind == "org" and (stamp := captured(block, out)):
            out[-1] = stamp
        elif banner := _banner(block, out[-1] if out else None, level):
            out.append(banner)
        elif heading := _line(block, blocks[i + 1] if i + 1 < len(blocks) else None, level, i in log):
            lifted = _lifted(heading, out, blocks, i)
            if heading.origin == "byline" and out and _TO_COME.search(out[-1].title):
                continue  # the date of the next meeting
            if block.kind != "quote" or lifted is not heading:
                out.append(lifted)
        if counted := counted_line(block, level):
            counts.append(counted)
        text = (block.kind == "paragraph" or block.bare) and block.depth == 0 and block.line_start not in of_else
        if text and (other := _loose(block, level)) and not is_of_other_days(title):
            loose.append(other)
    days = with_counts(_with_loose(_with_rows(with_dated_titles(out), blocks), loose), counts)
    return with_dated_first_lines(with_month_days(days), blocks)


def _with_rows(headings: list[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings with the rows of tables that are days, where no heading is one."""
    rows = [block for block in blocks if block.kind == "table" and block.line_start == block.line_end]
    days = [h for h in headings if h.origin != "byline" and h.label.date and h.label.date.names_day]
    if not rows or any(h.label.strength == "strong" for h in days):
        return headings
    out = list(headings)
    above = [(h.line_start, h.level, h.title) for h in headings if h.origin == "heading"]
    groups: dict[tuple[int, float, str], list[Block]] = {}
    for row in rows:
        groups.setdefault(max((a for a in above if a[0] < row.line_start), default=(0, 0, "")), []).append(row)
    own = [(level + 0.5, group) for (_, level, title), group in groups.items() if not is_of_other_days(title)]
    found = [rows_of_days(group, level) for level, group in own]
    if any(found):  # a week of a single day, among others
        found = [days or rows_of_days(group, level, 1) for days, (level, group) in zip(found, own, strict=True)]
    out += [day for days in found for day in days]
    return sorted(out, key=lambda h: h.line_start)


def _loose(block: Block, level: float) -> DayHeading | None:
    """A line that may name a day only as one of several: `2024-03-04 Rainy`; without a label where it is a sentence."""
    line = block.text.split("\n", 1)[0]
    if len(line) <= _WEEKDAY_LINE and is_weekday(line):
        own = replace(read_label(line), strength="none")
        return DayHeading(
            block.line_start, block.line_start, level + 0.5, line.strip(), own, "line", False, False, True
        )
    if not MAY_START.match(line) or _TASK.match(line) or is_navigation(line):
        return None
    text = plain(_TAG.sub(" ", line[:_READ_CHARS]))
    date = leading_date(text)
    if date is None:
        return None
    label = lead(text)
    if label is None and read_label(text).pure:
        return None
    label = label or Label(date, "none")
    title = text if len(text) < 100 else ""
    return DayHeading(block.line_start, block.line_start, level + 0.5, title, label, "line", False, False, True)


def _with_loose(headings: list[DayHeading], loose: Sequence[DayHeading]) -> list[DayHeading]:
    """The headings with the loose lines that are days like the others: those of a note whose days are lines."""
    days = [h for h in headings if h.label.date and h.label.date.names_day and h.label.strength == "strong"]
    if not loose or any(h.origin != "line" and not h.bare for h in days):
        return headings
    firm = [h for h in days if not h.bare or h.label.pure]
    firm_at = {h.line_start for h in firm}
    more = [h for h in loose if h.line_start not in firm_at]
    titled = [h for h in more if h.label.strength == "strong"]
    full = [h for h in titled if has_year(h)]
    series = firm or titled
    without_years = is_series(series)
    if without_years:
        more = with_those_between(more, series)
        titled = [h for h in more if h.label.strength == "strong"]
    alike = {has_year(h) for h in firm} or ({False} if without_years else {True} if len(full) > 1 else set())
    near = near_each_other([*firm, *(titled if firm or without_years else full)])
    # `Tuesday` below `Monday, 4 March 2024`
    kept = [h for h in more if h.label.date is None and any(d.label.weekday is not None for d in days)]
    kept += [h if near(h) else _as_sentence(h) for h in more if h.label.date and has_year(h) in alike]
    at = {h.line_start for h in kept}
    return sorted([*(h for h in headings if h.line_start not in at), *kept], key=lambda h: h.line_start)


def _as_sentence(heading: DayHeading) -> DayHeading:
    return replace(heading, label=replace(heading.label, strength="none"))


def _heading(block: Block, level: float, kind: str) -> DayHeading:
    if kind == "org":
        return org_headline(block, level)
    title = plain(block.text)
    linked = is_navigation(block.text) and block.text.count("[") > 2
    label = Label() if linked else read_label(title)
    return DayHeading(block.line_start, block.line_end, level, title, label, "heading", block.bare, block.depth > 0)


def _banner(block: Block, above: DayHeading | None, level: float) -> DayHeading | None:
    """`=== FEBRUARY '21 ===`, `*** WEEK OF MAY 3 ***`: a month, year or week in a line, above its days' lines.

    Below a day also the next one: `--- Tue 15/8 ---`.
    """
    line = block.text.split("\n", 1)[0]
    text = block.kind == "paragraph" and block.depth == 0
    match = (BANNER.fullmatch(line) or _SIGNED.fullmatch(line)) if text else None
    if match is None:
        return None
    title = _ASIDE.sub("", match["title"])
    label = read_label(title)
    dated = above is not None and (above.label.weekday is not None or bool(above.label.date and above.label.date.day))
    if dated and above is not None and label.weekday is not None and label.pure:
        return DayHeading(block.line_start, block.line_start, above.level, title, label, "line")
    if label.date is None or label.strength != "strong" or not label.pure:
        return None
    if label.date.names_day and label.date.until is None and not label.date.week_of:
        return None
    # A short line alone is below it, a heading that is marked as such above it, and the days' lines below both.
    own = level - 0.25 if above is not None and above.bare else level + 0.25
    return DayHeading(block.line_start, block.line_start, own, title, label, "line")


def _line(block: Block, after: Block | None, level: float, logged: bool) -> DayHeading | None:
    """The heading that a block's first line stands for, None for nearly all."""
    # A quotation is somebody else's text, but for the frame some put around the `Date:` below a heading.
    if block.kind not in ("paragraph", "item", "html", "quote"):
        return None
    ruled = block.kind == "paragraph" and after is not None and after.kind == "rule"
    if not (ruled or MAY_START.match(block.text) or _FIELD.match(block.text)):
        return None
    line = next((line for line in block.text.split("\n") if _WORDED.search(line)), "")
    if block.kind in ("paragraph", "quote"):
        line = _date_field(block.text) or line
    linked = is_navigation(line) and not _DATE_IN_BRACKETS.fullmatch(line.strip())
    if len(line) > _LONGEST_LINE and not is_stamped(line) or _TASK.match(line) or linked:
        return None
    if block.kind == "item" and not logged and not (after and after.depth > block.depth):
        return None
    text = plain(_TAG.sub(" ", line))
    if after and after.kind == "rule" and is_ruler(block.text.split("\n", 1)[0]):  # a banner between rulers
        banner = read_label(text)
        full = banner.strength == "strong" and banner.date is not None and banner.date.names_day
        return DayHeading(block.line_start, block.line_end, level + 0.5, text, banner, "line") if full else None
    label, origin = _label_of(line, text, logged)
    if label is None or block.kind == "quote" and origin != "byline":
        return None
    own_level = level + 0.5 + block.depth
    return DayHeading(block.line_start, block.line_start, own_level, text if len(text) < 100 else "", label, origin)


def _date_field(text: str) -> str:
    """The `Date:` line among others of its form: `Who: me`, `Date: 3 May 2020`."""
    lines = text.split("\n")
    if not 1 < len(lines) <= 8 or not all(_FIELD.match(line) for line in lines):
        return ""
    return next((line for line in lines if _DATE_LINE.fullmatch(plain(line))), "")


def _label_of(line: str, text: str, logged: bool) -> tuple[Label | None, Origin]:
    dated = _DATE_LINE.fullmatch(text)
    if dated:
        label = read_label(dated["rest"])
        ok = label.date is not None and label.date.names_day and label.strength == "strong"
        return (label, "byline") if ok else (None, "byline")
    label = read_label(text)
    if not label.pure and _EMPHASISED.fullmatch(line):  # `**27/03/16 (again)**`
        label = read_label(_ASIDE.sub("", text))
    day = label.date is not None and label.date.names_day and label.pure and label.strength == "strong"
    if not day and (logged or is_stamped(text) or is_stamped(line)):
        dates = dates_in(text)
        return (Label(dates[0], "strong"), "line") if dates and dates[0].year is not None else (None, "line")
    return (label, "line") if day and not text.startswith(("(", "（")) else (None, "line")


def _lifted(heading: DayHeading, out: Sequence[DayHeading], blocks: Sequence[Block], i: int) -> DayHeading:
    """A date line right below an undated heading dates that heading's section."""
    above = out[-1] if out else None
    j = i - 1
    while j >= 0 and blocks[j].kind in ("rule", "reference"):
        j -= 1
    below = above is not None and j >= 0 and blocks[j].kind == "heading" and blocks[j].line_end == above.line_end
    if above is None or not below or above.label.date or above.bare or above.origin != "heading":
        return heading
    return DayHeading(heading.line_start, heading.line_end, above.level, above.title, heading.label, heading.origin)


def _days_of_log(blocks: Sequence[Block], rows: Sequence[int]) -> list[int]:
    """Those of the rows that begin with a day, `2024-01-05: words` or `12 Jan 2020 - words`; none a year apart."""
    found = [i for i in rows if LOG_LINE.match(blocks[i].text)]
    if found:
        return found
    places: list[int] = []
    by_year_first: list[int] = []
    for i in rows:
        may_start = MAY_START.match(blocks[i].text) and not _NUMBERED_NOTE.match(blocks[i].text)
        led = _led(plain(blocks[i].text[:_READ_CHARS].split("\n", 1)[0])) if may_start else None
        if led is not None and led.date is not None and led.date.year is not None and led.date.until is None:
            found.append(i)
            places.append(place_in_time(led.date))
            by_year_first.append(place_in_time(year_first(led.date)))
    gaps = [max((b - a for a, b in pairwise(sorted(read))), default=0) for read in (places, by_year_first)]
    return found if min(gaps) <= YEAR else []


def _led(line: str) -> Label | None:
    """The label of a line that is a date, or begins with one."""
    label = read_label(line)
    return label if label.pure else lead(line)


def _log_blocks(blocks: Sequence[Block]) -> set[int]:
    """Indices of blocks that are a day each: most items of a list, or lines of a text, that begin with a full date."""
    log: set[int] = set()
    titles = (read_label(plain(b.text)) for b in blocks if b.kind == "heading")
    if any(label.strength == "strong" and label.date and label.date.names_day for label in titles):
        return log
    for kind, depth in {(b.kind, b.depth) for b in blocks if b.kind in ("item", "paragraph")}:
        same = [i for i, b in enumerate(blocks) if (b.kind, b.depth) == (kind, depth)]
        dated = _days_of_log(blocks, same)
        few = len(dated) == len(same) == 2 and depth < 2 and sum(b.kind == "heading" for b in blocks) <= 1
        if few or len(dated) >= 3 and len(dated) >= _LOG_SHARE * len(same):
            log.update(dated)
    return log
