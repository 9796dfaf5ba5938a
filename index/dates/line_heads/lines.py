"""Lines that begin a day where there are no headings: what they look like."""

import re

from index.dates.label import Label
from index.dates.labels import is_of_dates, read_label
from index.dates.line_heads.opening import DayOpening
from index.dates.moments import is_stamped
from index.dates.names import fold_for_dates, weekday_number
from index.dates.written import dates_in, stand_in_row
from index.dates.written_date import WrittenDate
from index.text.language_data import UNSPACED, any_of

LOG_LINE = re.compile(
    r"(?:\*\*|__|\[\[)?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)(?:19|20)\d\d)"
    r"(?:\]\])?(?:\*\*|__)?\s*(?:[:：–—|-]|\*\*)\s*\S"
    # In columns, `9/07/20     21:00   Coding`, but for what programs write: `2024-01-05  12:00:01`
    r"|(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?P<between>[-/.])\d{1,2}(?P=between)(?:19|20)?\d\d)(?:\t|\s{2})\s*"
    r"(?!\d\d:\d\d:\d\d)\S"
)
DATE_KEY = any_of("dates.date_keys")
MAY_START = re.compile(
    r"[\s>*_#=\[(~'’\u200e-]{0,12}(?:<[^>]{0,80}>\s*){0,3}(?:\d|[^\W\d_]{1,12}[\s,:：#.-]{0,3}[\d(]|[^\W\d_]{2,12},"
    rf"|{DATE_KEY}[*_\s]{{0,4}}[:：]|[^\W\d_]{{2,12}}\.?\s[^\W\d_]{{3,12}}\.?\s\d)",
    re.IGNORECASE,
)
_MAY_BE_DATE = re.compile(rf"\d|{any_of('dates.signs.months', UNSPACED)}")
_CLOCK = re.compile(r"[T\s]\s*\d{1,2}:\d\d|(?<=\d{8})[T\s]\d{4}(?:\d\d)?\s")
_NUMBERED = re.compile(r"\d{1,2}\.\s+[^\W\d_]{3}")
_RULER = re.compile(r"\W*")
_SPLIT = re.compile(r"\s*[:：–—|]|\s-\s")
BANNER_SIGNS = "=~*#_+–—-"
BANNER = re.compile(rf"[{BANNER_SIGNS}]{{2,12}}\s*(?P<title>\w[^\n]{{1,40}}?)\s*[{BANNER_SIGNS}]{{2,12}}")
_TITLE_WORDS = 5
LEAD_CHARS, LINE_CHARS = 60, 100
"""Of a line that names a day and little more, and of one that may begin one."""
_WHOLE_NAME = 5  # letters: "lunes"


def is_day_alone(opening: DayOpening, line: str) -> bool:
    """Whether the day with which a line begins is all that stands in it."""
    return opening.raw.strip(" .:") == line.strip(" .:")


def lead(text: str) -> Label | None:
    """The day with which a line begins that is no sentence: `2024-03-04 Rainy`, `March 3, 2021, my birthday`."""
    d = leading_date(text)
    if d is None:
        return None
    rest = text[d.end :]
    words = len(rest.split())
    split = re.match(r"\s*(?:[:：–—|(\[【（]|-\s)|\.\s", rest)
    titled = re.match(r"[,;]?\s", rest) and words <= _TITLE_WORDS and not rest.rstrip().endswith(".")
    if not (split or titled) or not re.search(r"[^\W\d_]", rest):
        return None
    return Label(d, "strong", False, read_label(text).weekday)


def leading_date(text: str) -> WrittenDate | None:
    """The date with which a line begins, perhaps behind its weekday."""
    if not _MAY_BE_DATE.search(text, 0, LEAD_CHARS):
        return None
    found = dates_in(text[:LEAD_CHARS])
    if found and _CLOCK.match(text, found[0].end) and not is_stamped(text):
        return None  # a program's log
    if not found or not found[0].names_day or found[0].weak or not is_of_dates(text[: found[0].start]):
        return None
    return None if stand_in_row(found, text) else found[0]


def is_numbered_day(line: str) -> bool:
    """Whether a line begins with a day as a list's item does: `27. Juni 2023` alone, or `27. Juni: im Garten`."""
    if not _NUMBERED.match(line):
        return False
    led = lead(line[:LINE_CHARS].strip())
    if led is not None and led.date is not None and led.date.start == 0 and _SPLIT.match(line.strip(), led.date.end):
        return True
    label = read_label(line.strip()) if len(line) <= LEAD_CHARS else Label()
    day = label.date
    whole = day is not None and day.names_day and day.year is not None and day.start == 0
    return whole and label.pure and label.strength == "strong"


def is_weekday(line: str) -> bool:
    """Whether a line is a weekday's whole name and nothing else: "Sun." is as often the weather."""
    name = fold_for_dates(line.strip().strip("*_:")).strip()
    return len(name) >= _WHOLE_NAME and weekday_number(name) is not None


def is_ruler(line: str) -> bool:
    """Whether nothing but strokes is in a line."""
    return bool(line.strip()) and bool(_RULER.fullmatch(line))
