"""Where a paragraph is cut before lines that begin a day, or may: `Mon 4: library`, `--- Tue 15/8 ---`."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import COUNTER, read_label
from index.dates.line_heads.lines import BANNER, BANNER_SIGNS, LEAD_CHARS, LINE_CHARS, LOG_LINE, MAY_START, lead
from index.dates.line_heads.opening import DayOpening
from index.dates.line_heads.openings import day_opening, may_open_day
from index.dates.moments import is_stamped, is_task_list
from index.dates.names import MONTHS, are_rows_of_week
from index.dates.written import dates_in
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import any_of

_RUNS_ON = re.compile(  # a line after which its sentence goes on
    rf"(?:[,(]|\b{any_of('dates.runs_on')})$", re.IGNORECASE
)
_INSIDE = (" ", "\t", ">")  # what a line of an item or a quotation begins with
_MONTH_LINE = re.compile(r"([^\W\d_]{3,12})\.?(?:,? (?:19|20)\d\d)?:?\s*")
_WEEKS = "|".join(any_of(f"dates.{key}") for key in ("weeks_in_labels", "numbered_weeks"))
_WEEK_LINE = re.compile(
    rf"\W{{0,3}}(?:(?:{_WEEKS})\.?\s?\d{{1,2}}|{any_of('dates.signs.ordinals')}?\s?\d{{1,2}}\s?{any_of('dates.signs.weeks')})\s*:?\s*"
)
_NOTE_OF_PLACE = re.compile(r"[\[(（【][^\])）】]{1,40}[\])）】]")  # `[p. 7]`
_BRACKETED = re.compile(
    r"\s?[.:]?\s?[(（\[【][^()（）\[\]【】]{1,60}[)）\]】][.:]?"
)  # `31.10.2022. (manager, architect)`
_DONE = tuple(".!?:;。！？：")
_SHORT_CHARS = 16
_MONTH_DAYS = (28, 29, 30, 31)


ON_THE_RIGHT = 16
"""Spaces before what stands at the right of a page, as a letter's date does."""
_FEWEST_COUNTED = 3  # lines that are `Day 3` and no more
_FOLLOWING, _DENSE, _DENSE_LINES = 0.75, 0.6, 3  # steps from day to day; lines of a paragraph that are days
_FEWEST_HANGING, _HANGING = 2, 0.5  # lines of a paragraph of days that are indented; of those that begin none

LineForm = tuple[object, ...]
"""What the lines of one author's days have in common."""


def day_lines(
    lines: Sequence[str], outside: Sequence[bool] | None = None, habits: Container[LineForm] = ()
) -> Iterator[int]:
    """Indices of the lines of a paragraph at which a day begins: `2024-01-05` alone, or before each line's words.

    `outside` tells which lines stand at the margin, where the paragraph is an item's; `habits` are the forms in which
    lines of the file begin (habits_of).
    """
    log = [i for i, line in enumerate(lines) if LOG_LINE.match(line.strip())] if outside is None else []
    if outside is None and is_task_list(lines):
        log = list(range(len(lines)))
    if len(log) >= 2:
        yield from (i for i in log if i)
        return
    run = _run_lines(lines) if outside is None and len(lines) > 1 else []
    found = {i: led for i, line in enumerate(lines) if i not in run and (led := _led_line(line.strip()))}
    firm = {i for i, (label, alone) in found.items() if alone and label.date and label.date.year is not None}
    several = len(found) >= 2 and all(_ended(lines, i) for i in found if i not in firm)
    cuts = (i for i in found if i and (outside is None or outside[i]) and not _RUNS_ON.search(lines[i - 1]))
    days = [i for i in cuts if i in firm or several]
    usual = [
        i
        for i, line in enumerate(lines)
        if i and (outside is None or outside[i]) and _is_usual(lines[i - 1], line, habits)
    ]
    week = _week_lines(lines) if outside is None and len(lines) > 1 else []
    yield from sorted({*_stamped(lines, outside), *days, *usual, *(i for i in (*run, *week) if i)})


def _stamped(lines: Sequence[str], outside: Sequence[bool] | None) -> Iterator[int]:
    """The lines behind the first that begin with a day and a time; in a chat no sentence runs on into the next one."""
    chat = is_stamped(lines[0].strip())
    for i, line in enumerate(lines):
        cut = i and (outside is None or outside[i]) and MAY_START.match(line) and is_stamped(line.strip())
        if cut and (chat or not _RUNS_ON.search(lines[i - 1])):
            yield i


@dataclass(frozen=True, slots=True)
class DayHabits:
    """How the lines of a file begin that may be days."""

    forms: frozenset[LineForm]
    """Those in which more than one line begins."""
    months: bool
    """Whether months' names stand above the days, each alone in its line: `JANUARY`, `Mon 1`."""


def habits_of(paragraphs: Sequence[Sequence[str]]) -> DayHabits:
    """How lines of a file begin, at the head of a paragraph or inside.

    Whether they are days is told later, by all of the file together; here they are only set apart.
    """
    several = [lines for lines in paragraphs if len(lines) > 1]
    inside = Counter(
        form for lines in several for above, line in pairwise(lines) if (form := _form_inside(above, line))
    )
    months = {line for lines in paragraphs for line in lines if _is_month(line)} if several else set()
    if inside:
        inside.update(form for lines in paragraphs if (form := _form(lines[0])))
    return DayHabits(
        frozenset(form for form, n in inside.items() if n > 1),
        len(months) > 1 or any(line.rstrip(" :")[-1:].isdigit() for line in months),
    )


def day_cuts(
    lines: Sequence[str], raw: Sequence[str], plain_text: bool, habits: DayHabits
) -> tuple[list[int], list[int]]:
    """(lines of a paragraph before which it is to be cut, those that are a month's name).

    `raw` are the lines as they stand in the file; `plain_text` says that they are of no list and no quotation.
    """
    if plain_text:
        counted = [i for i, line in enumerate(lines) if len(line) <= _SHORT_CHARS and _is_count(line)]
        counted = counted if len(counted) >= _FEWEST_COUNTED else []
        banners = [i for i, line in enumerate(lines) if i and _is_banner(line)]
        at_right = [
            i for i, line in enumerate(raw) if i and line[:ON_THE_RIGHT].isspace() and _is_dateline(line.strip(" ."))
        ]
        cuts = with_hanging(list(day_lines(lines, habits=habits.forms)), [line[:2].isspace() for line in raw])
        months = [i for i, line in enumerate(lines) if _is_month(line)] if habits.months else []
        around = (i for month in months for i in (month, month + 1) if 0 < i < len(lines))
        return sorted({*cuts, *counted, *banners, *at_right, *around} - {0}), months
    at_margin = [line[:1] not in _INSIDE for line in raw]
    return list(day_lines(lines, at_margin, habits.forms)) if any(at_margin[1:]) else [], []


def _is_count(line: str) -> bool:
    """Whether a line is `Day 3` and no more."""
    return COUNTER.fullmatch(fold_accents(line.strip(" .:"))) is not None


def _is_banner(line: str) -> bool:
    """Whether a line is a day, a week or a month between strokes: `--- Tue 15/8 ---`."""
    match = BANNER.fullmatch(line) if line[:1] in BANNER_SIGNS else None
    return (
        match is not None and (label := read_label(match["title"])).pure and (label.date or label.weekday) is not None
    )


def _is_dateline(line: str) -> bool:
    """Whether a line is a date, perhaps behind a place, as a letter has it on the right: `Achmore, 3rd September`."""
    found = dates_in(line[:LEAD_CHARS]) if len(line) <= LEAD_CHARS else []
    return len(found) == 1 and found[0].names_day and found[0].end >= len(line)


def _form(line: str) -> LineForm | None:
    """The form of a line that may begin a day in the midst of a paragraph; None of all others."""
    opening = day_opening(line.strip()) if may_open_day(line) else None
    if opening is None:
        return None
    lone = opening.day is not None and opening.raw.rstrip(".") == line.strip().rstrip(".:")
    lone |= opening.pair is not None and opening.raw == line.strip()
    told = opening.day is not None and (bool(opening.weekdays) or opening.month is not None)
    if not (told or lone or opening.pair) or not (opening.stopped or opening.closed or opening.whole):
        return None
    return (*opening.form, lone)


def _form_inside(before: str, line: str) -> LineForm | None:
    """The same, None too where the line goes on with the sentence of the one `before` it."""
    before = before.rstrip()
    form = _form(line)
    inside = line[:2].isspace() and not line[:ON_THE_RIGHT].isspace()
    if form is None or _RUNS_ON.search(before) or inside:
        return None
    short = len(before) <= LEAD_CHARS and len(line.rstrip()) <= LINE_CHARS
    return form if short or form[-1] or before.endswith(_DONE) or _NOTE_OF_PLACE.fullmatch(before) else None


def _is_usual(before: str, line: str, habits: Container[LineForm]) -> bool:
    """Whether a line begins as others of the file do, or below a note of its place: `[p. 1]`."""
    form = _form_inside(before, line)
    return form in habits or form is not None and _NOTE_OF_PLACE.fullmatch(before.strip()) is not None


def _is_month(line: str) -> bool:
    """Whether a line is a month's name, perhaps with a year, or a week's number, and nothing else."""
    match = _MONTH_LINE.fullmatch(line)
    if match is not None and fold_accents(match[1]) in MONTHS:
        return True
    return len(line) <= _SHORT_CHARS and _WEEK_LINE.fullmatch(fold_accents(line)) is not None


def with_hanging(cuts: list[int], indented: Sequence[bool]) -> list[int]:
    """The `cuts` with all lines at the margin, where the text of the days is indented below them as in a column.

    `indented` tells of each line whether it is.
    """
    if not cuts or any(indented[i] for i in (0, *cuts)):
        return cuts
    rest = [is_in for i, is_in in enumerate(indented) if i and i not in cuts]
    hanging = sum(rest) >= _FEWEST_HANGING and sum(rest) >= _HANGING * len(rest)
    return [i for i, is_in in enumerate(indented) if i and not is_in] if hanging else cuts


def _run_lines(lines: Sequence[str]) -> list[int]:
    """Lines that begin with parts of days which follow each other: `4 M library`, `5 T rain`, `6 W visitors`."""
    read = [(i, o) for i, line in enumerate(lines) if may_open_day(line) and (o := day_opening(line.strip()))]
    if _is_month(lines[0]) and (numbered := _numbered_lines(lines, read)):
        return numbered
    forms: dict[tuple[object, ...], list[tuple[int, DayOpening]]] = {}
    for i, opening in read:
        if _is_of_run(opening):
            forms.setdefault(opening.form, []).append((i, opening))
    run = max(forms.values(), key=len, default=[])
    if len(run) < 2 or _are_vague(run):
        return []
    keep = sum(_follows(a, b) for (_, a), (_, b) in pairwise(run)) >= _FOLLOWING * (len(run) - 1)
    dense = len(run) >= _DENSE_LINES and len(run) >= _DENSE * len(lines)
    with_weekdays = all(opening.weekdays for _, opening in run)
    return [i for i, _ in run] if keep and (dense or with_weekdays) else []


def _numbered_lines(lines: Sequence[str], read: Sequence[tuple[int, DayOpening]]) -> list[int]:
    """The lines below months' names that begin with the days' numbers, each in a column: `5  library`, `12  rain`."""
    bare = [(i, o.day) for i, o in read if o.day is not None and o.stopped and not (o.weekdays or o.month or o.last)]
    months = [i for i, line in enumerate(lines) if _is_month(line)]
    rising = all(a < b or bisect(months, i) < bisect(months, j) for (i, a), (j, b) in pairwise(bare))
    return [i for i, _ in bare] if len(bare) > 1 and rising else []


def _week_lines(lines: Sequence[str]) -> list[int]:
    """Lines that begin with the weekdays of one week, one after the other: `Mon: library`, `Thu: rain`."""
    read = [(i, o) for i, line in enumerate(lines) if may_open_day(line) and (o := day_opening(line.strip()))]
    alone = [(i, o.likeliest) for i, o in read if o.day is None and o.pair is None and _is_set_apart(o, lines[i])]
    days = [day for _, day in alone if day is not None]
    follow = len(days) == len(alone) > 1 and all((b - a) % 7 for a, b in pairwise(days))
    if follow and sum(a > b for a, b in pairwise(days)) <= 1:
        return [i for i, _ in alone]
    return list(range(len(lines))) if are_rows_of_week([plain(line) for line in lines]) else []


def _is_set_apart(opening: DayOpening, line: str) -> bool:
    """Whether a weekday is closed off from what follows by more than a comma: "So, we went" is none."""
    return (opening.stopped or opening.closed) and not line.strip()[len(opening.raw) :].startswith(",")


def _is_of_run(opening: DayOpening) -> bool:
    """Whether it may be one of several days in a paragraph: more than a lone number or weekday, but for `02 colder`."""
    told = bool(opening.weekdays) and opening.day is not None or opening.month is not None or opening.is_vague
    return told or opening.pair is not None or opening.or_pair is not None


def _are_vague(run: Sequence[tuple[int, DayOpening]]) -> bool:
    """Whether the lines begin with two digits of which none is padded, or which do not rise: they count apostles."""
    days = [opening.day or 0 for _, opening in run]
    vague = all(opening.is_vague for _, opening in run)
    padded = any(opening.raw.startswith("0") for _, opening in run)
    return vague and not (padded and all(a < b for a, b in pairwise(days)))


def _follows(a: DayOpening, b: DayOpening) -> bool:
    """Whether the second may be a later day, or an earlier one, by day, month and weekday."""
    if a.pair or a.or_pair:
        return (a.pair, a.or_pair) != (b.pair, b.or_pair)
    if a.day is None or b.day is None or (a.month, a.day) == (b.month, b.day):
        return False
    if not (a.weekdays and b.weekdays):
        return True
    months = (0, *_MONTH_DAYS, *(-days for days in _MONTH_DAYS)) if a.month is None or a.month != b.month else (0,)
    if a.month is not None and b.month is not None and abs(a.month - b.month) > 1:
        return True  # months apart any weekday can follow
    return any((b.day - a.day + length - (v - w)) % 7 == 0 for length in months for w in a.weekdays for v in b.weekdays)


def _ended(lines: Sequence[str], i: int) -> bool:
    """Whether what stands above a line is finished: a wrapped sentence may bring a date to the start of a line."""
    return i == 0 or len(lines[i - 1]) <= LEAD_CHARS and len(lines[i]) <= LEAD_CHARS


def _led_line(text: str) -> tuple[Label, bool] | None:
    """The day that a line in a paragraph names, and whether nothing else stands in it."""
    if not MAY_START.match(text) or len(text) > LINE_CHARS:
        return None
    text = plain(text)
    label = read_label(text)
    if label.pure and label.strength == "strong" and label.date and label.date.names_day and len(text) <= LEAD_CHARS:
        return label, True
    led = lead(text)
    if (
        led is not None
        and led.date is not None
        and led.date.year is not None
        and _BRACKETED.fullmatch(text, led.date.end)
    ):
        return led, True
    return (led, False) if led and not text[led.date.end :].lstrip().startswith(",") else None  # type: ignore[union-attr]
