"""How a paragraph may begin that is a day's: `**Sunday 1st.** Woke late`, `Sat 2 Feb – rain`, `2 Su`, `5月3日（金）`.

Only what stands there is read. Whether it is a day, the others of the file tell: most lines that begin so are prose.

    day_opening("**Sunday 1st.** Woke late") -> weekdays={6}, day=1, closed, stopped
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.dates.calendars import ERA
from index.dates.date_form import HAN_DAY
from index.dates.names import MONTHS, WEEKDAYS, WORDLIKE_MONTHS, fold_for_dates
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate, century
from index.text.han_numbers import HAN_DIGITS, HAN_TEN, han_number
from index.text.language_data import SHARED, UNSPACED, all_numbered, all_words, any_of, language_data

_SYMBOLS = r"(?:[^\w\s.,;:!?\"'’“”„«»()\[\]{}*_<>#|`~/\\+=–—-]{1,4}\s?)?"  # an emoji, `■`
_MARK = re.compile(
    rf"[\s>]{{0,3}}{_SYMBOLS}" + r"(?P<mark>={2,3}|\*{1,3}|_{1,3}|\[{1,2}|\(|(?:<(?:b|i|u|em|strong)>)+)?\s?(?=['’]?\w)"
)
_CLOSING = {"[": "]", "[[": "]]", "(": ")"}
_FIRST = re.compile(rf"[\s>]{{0,3}}{_SYMBOLS}" + r"[=*_\[(]{0,3}(?:<\w{1,6}>)*\s?(?:(\d)|([^\W\d_]{1,14}))")
_GAP = re.compile(r"[-/](?=\w)|\s*[,.·]?\s*")
_DAY_SIGN = any_of("dates.signs.days")
_GLUED_DAY_SIGN = any_of("dates.signs.days", UNSPACED)
_MONTH_SIGN = any_of("dates.signs.months")
_HAN_SIGNS = "|".join(any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "months"))
_YEAR = re.compile(r"['’]?((?:19|20)\d\d)(?![\d/-]|\.\d)|(?:['’]|(?<=[-/]))(\d\d)(?![\d/-])")
_ISO = re.compile(r"((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d|\.\d|[T\s]\s?\d\d?:\d\d|\s?[,;|\t]\s?\d)")
_CLOCK_YEAR = re.compile(r"\s\d\d?:\d\d(?::\d\d)?(?:\s[a-z]{3,4})?\s((?:19|20)\d\d)(?!\d)")  # `Feb 15 18:08:19 2000`
_PAIR = re.compile(r"(\d{1,2})(\s?/\s?|\.)(\d{1,2})\.?(?![\w/%]|[.:]\d)")
# What a day in one piece begins with: `1/8/19`, `12.IV.18`, `5/6-5/7/19`, `22.-28.3.`, `5/6 May`
_WHOLE = re.compile(r"\d{1,2}(?:\.?\s?[-–—/.]\s?(?:\d{1,2}|[ivx]{1,4})(?:[-–—/.]|\s[^\W\d_]))")
_NUMBER = re.compile(
    rf"(\d{{1,2}})(?!\d)(?:(?:[-–/]|\s?[-–—]\s?([^\W\d_]{{1,12}})\.?\s)(\d{{1,2}})(?!\d))?"
    rf"(?P<ordinal>(?:{any_of('dates.ordinals')})(?![^\W\d_])|\s?{_DAY_SIGN}(?!\w)|{_GLUED_DAY_SIGN})?"
    r"(?![:.h]\d|\s[:h]\d|\s?[%°€$£])"
)
_PADDED = re.compile(r"\d\d-\d\d")
_HAN_DATE = re.compile(
    rf"{ERA}|[{''.join(HAN_DIGITS)}{HAN_TEN}]{{1,4}}(?:{_HAN_SIGNS})"
)  # `五月三日`, `令和元年5月1日`
_HAN_DAY = re.compile(rf"{HAN_DAY}(?=[\s(（、,.:：]|$)")  # `二十二日(月)`, not `十日間`
_MONTH_NUMBER = re.compile(rf"(\d{{1,2}})\s?{_MONTH_SIGN}")
_NAME = re.compile(r"[^\W\d_]+(?:-feira)?")
_ASIAN = re.compile(any_of("dates.weekday_forms"))
_ASIAN_DAYS = all_numbered("dates.weekday_signs")
_STOP = re.compile(r"\s*[.:：;—–|]|\s-\s|\t|\s{2,}|\s*$")
_DIGIT_BEHIND = re.compile(r"[.,]?\s?\d")
_APART = re.compile(r"[\s\d.,:)\]*_]|$")
_COMMA = re.compile(r",\s")
_ARTICLES = all_words("dates.day_articles")
_OF = re.compile(rf"(?:{any_of('dates.of')})(?![^\W_])\s*")
_LETTERS: dict[str, frozenset[int]] = {}
for _weekday, _row in enumerate(language_data(SHARED).entries["dates.weekday_letters"]):
    for _letters in _row.split():
        _LETTERS[_letters] = _LETTERS.get(_letters, frozenset()) | {_weekday}
_READ_CHARS, _WHOLE_CHARS = 80, 40
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class DayOpening:
    """The parts of a date with which a line begins; what is not written is None."""

    raw: str = ""
    mark: str = ""
    """The emphasis or bracket around it."""
    weekdays: frozenset[int] = frozenset()
    """Those that its weekday may be: `T` is two of them."""
    likeliest: int | None = None
    """The weekday that its name is in most languages: `Di` is Tuesday's before it is Sunday's."""
    day: int | None = None
    last: int | None = None
    month: int | None = None
    pair: tuple[int, int] | None = None
    dotted: bool = False
    year: int | None = None
    ordinal: bool = False
    closed: bool = False
    """Whether its mark closes right behind it."""
    stopped: bool = False
    """Whether a full stop, a colon, a dash or the line's end stands behind it."""
    whole: WrittenDate | None = None
    """The date where it is written in one piece."""
    or_pair: tuple[int, int] | None = None
    """What a span of days would be as a month and a day, or the other way: `03-07`."""
    or_weekday: int | None = None
    """What the month's name would be as a weekday: `mar 5` in French or Spanish."""

    @property
    def form(self) -> tuple[object, ...]:
        """What openings of one author have in common."""
        parts = (bool(self.weekdays), self.day is not None, self.month is not None, self.pair is not None)
        return (bool(self.mark), *parts)

    @property
    def is_vague(self) -> bool:
        """Whether it is two digits and nothing more: `02 colder`, but `12 apostles` too."""
        return self.raw.isdecimal() and len(self.raw) == 2 and not (self.stopped or self.closed)

    def as_weekday(self) -> "DayOpening":
        """The opening with its month read as a weekday."""
        if self.or_weekday is None:
            return self
        return replace(self, month=None, weekdays=frozenset((self.or_weekday,)), or_weekday=None)

    def as_pair(self) -> "DayOpening":
        """The opening with its span of days read as a day and a month."""
        return replace(self, day=None, last=None, pair=self.or_pair) if self.or_pair else self


def may_open_day(line: str) -> bool:
    """Whether a line begins with a number, or the name of a weekday or month."""
    match = _FIRST.match(line)
    if match is None or match[1]:
        return match is not None
    word = fold_for_dates(match[2])
    return word in WEEKDAYS or word in MONTHS or word in _LETTERS or word in _ARTICLES or not match[2].isascii()


@lru_cache(maxsize=4096)
def day_opening(line: str) -> DayOpening | None:
    """The parts of a date with which `line`, as it stands in the file, begins; None where that names no day."""
    line = line[:_READ_CHARS]
    folded = fold_for_dates(line)
    begin = _MARK.match(folded)
    if begin is None:
        return None
    found, at = _parts(line, folded, begin.end())
    if found is None or not (found.day or found.pair or found.weekdays):
        return None
    found = _with_end(replace(found, mark=begin["mark"] or "", raw=line[begin.end() : at]), folded, at)
    bare_number = found.day is not None and found.month is None and not found.weekdays
    if bare_number and not (found.ordinal or found.closed or found.stopped or found.or_pair or found.is_vague):
        return None
    if found.raw.partition(" ")[0].lower() in _ARTICLES and not (found.closed or found.stopped):
        return None  # "On Monday 5 February we moved"
    if found.day is None and found.pair is None and not (found.closed or found.stopped or found.mark):
        return None
    return found


def _parts(line: str, folded: str, at: int) -> tuple[DayOpening | None, int]:
    """The parts from `at` on, and where they end."""
    found = DayOpening()
    end = at
    for _ in range(_MOST_PARTS):
        gap = _GAP.match(folded, at) if at != end or found != DayOpening() else None
        begin = gap.end() if gap else at
        ended = found.ordinal or found.month is not None and found.day is not None
        dotted = gap is not None and "." in gap[0]
        if dotted and ended and not _MONTH_NUMBER.match(folded, begin) and not _YEAR.match(folded, begin):
            break
        step = _next(found, line, folded, begin)
        if step is None and folded[begin : begin + 1] == "(" and (step := _next(found, line, folded, begin + 1)):
            step = (step[0], step[1] + 1) if folded[step[1] : step[1] + 1] == ")" else None
        if step is None:
            break
        found, at = step
        end = at
    if found.month is not None and found.day is not None and (clock := _CLOCK_YEAR.match(folded, end)):
        return replace(found, year=int(clock[1])), clock.end()
    return (found if found != DayOpening() else None), end


def _next(found: DayOpening, line: str, folded: str, at: int) -> tuple[DayOpening, int] | None:
    """`found` with the part that begins at `at`, and where that ends."""
    if not found.weekdays and (asian := _ASIAN.match(folded, at)):
        sign = next(group for group in asian.groups() if group)
        return replace(found, weekdays=frozenset((_ASIAN_DAYS[sign],)), likeliest=_ASIAN_DAYS[sign]), asian.end()
    if found == DayOpening() and _HAN_DATE.match(folded, at) and (whole := _whole(found, line, at, True)):
        return whole
    if found == DayOpening() and (han_day := _HAN_DAY.match(folded, at)):
        return replace(found, day=han_number(han_day[1]), ordinal=True), han_day.end()
    if folded[at : at + 1].isdigit() or folded[at : at + 1] in "'’":
        return _number(found, line, folded, at)
    name = _NAME.match(folded, at)
    return _word(found, line, folded, name) if name else None


def _number(found: DayOpening, line: str, folded: str, at: int) -> tuple[DayOpening, int] | None:
    if iso := _ISO.match(folded, at):
        return _iso(found, iso)
    if year := _YEAR.match(folded, at):
        lacks = found.year is None and found.day is not None and found.month is not None
        return (replace(found, year=int(year[1] or century(int(year[2])))), year.end()) if lacks else None
    alone = found.day is None and found.pair is None and found.month is None
    if alone and _WHOLE.match(folded, at) and (whole := _whole(found, line, at)):
        return whole
    month = _MONTH_NUMBER.match(folded, at)
    if month and found.month is None and 1 <= int(month[1]) <= 12:
        return replace(found, month=int(month[1])), month.end()
    if found.day is not None or found.pair is not None:
        return None
    pair = _PAIR.match(folded, at) if found.month is None else None
    return _pair(found, pair) if pair else _day(found, folded, at)


def _iso(found: DayOpening, iso: re.Match[str]) -> tuple[DayOpening, int] | None:
    year, month, day = int(iso[1]), int(iso[3]), int(iso[4])
    if found.month is not None or found.day is not None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return replace(found, year=year, month=month, day=day), iso.end()


def _whole(found: DayOpening, line: str, at: int, han: bool = False) -> tuple[DayOpening, int] | None:
    """A day that is written in one piece, with its year or as one of two days."""
    written = next(iter(dates_in(line[at : at + _WHOLE_CHARS])), None)
    if written is None or written.start or not written.names_day or not (written.year or written.until or han):
        return None
    until = written.until
    year = written.year if written.year is not None else until.year if until else None
    parts = replace(found, year=year, month=written.month, day=written.day, pair=written.pair, dotted=written.dotted)
    return replace(parts, last=until.day if until else None, whole=written), at + written.end


def _pair(found: DayOpening, match: re.Match[str]) -> tuple[DayOpening, int] | None:
    a, b = int(match[1]), int(match[3])
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    dotted = match[2] == "."
    end = match.end() - (not dotted and match[0].endswith("."))
    return replace(found, pair=(a, b), dotted=dotted), end


def _day(found: DayOpening, folded: str, at: int) -> tuple[DayOpening, int] | None:
    match = _NUMBER.match(folded, at)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    first, last = int(match[1]), int(match[3]) if match[3] else None
    if match[2] and not (match[2] in WEEKDAYS or match[2] in _LETTERS):
        return replace(found, day=first), match.end(1)
    padded = last is not None and _PADDED.match(match[0]) is not None
    if last is not None and not first < last <= 31 and not padded:
        return None
    pair = (first, last) if last is not None and padded and min(first, last) in range(1, 13) else None
    return replace(found, day=first, last=last, ordinal=bool(match["ordinal"]), or_pair=pair), match.end()


def _word(found: DayOpening, line: str, folded: str, name: re.Match[str]) -> tuple[DayOpening, int] | None:
    word, begin, end = name[0], name.start(), name.end()
    end += folded[end : end + 1] == "." and len(word) <= 5 and not found.ordinal and folded[end + 1 : end + 2] == " "
    if found.month is None and word in MONTHS:
        sure = word not in WORDLIKE_MONTHS or _is_apart(found, folded, name.end())
        if sure:
            other = next(iter(_LETTERS[word])) if word in _LETTERS and found == DayOpening() else None
            return replace(found, month=MONTHS[word], or_weekday=other), name.end() if found.day is not None else end
        return None
    if not found.weekdays and (weekdays := _weekdays(found, word, line[begin], folded[name.end() :])):
        likeliest = WEEKDAYS.get(word, min(weekdays) if len(weekdays) == 1 else None)
        return replace(found, weekdays=weekdays, likeliest=likeliest), name.end() if found.day is not None else end
    if (of := _OF.match(folded, begin)) and found.day is not None and found.month is None:
        after = _NAME.match(folded, of.end())
        return _word(found, line, folded, after) if after and after[0] in MONTHS else None
    if found.day is None and word in _ARTICLES and (more := _GAP.match(folded, end)):
        return _next(found, line, folded, more.end())
    return None


def _is_apart(found: DayOpening, folded: str, end: int) -> bool:
    """Whether behind "may" what follows shows that the month is meant: "3 May.", "May 3"."""
    if found.day is None:
        return re.match(r"\.?\s\d", folded[end:]) is not None
    return re.match(r"\s*(?:[^\w\s]|\d{4}|$)", folded[end:]) is not None


def _weekdays(found: DayOpening, word: str, first: str, after: str) -> frozenset[int]:
    """What `word` may be; short ones with a capital, beside the day's number or alone: `do 17`."""
    if len(word) == 1 and not _APART.match(after):
        return frozenset()
    beside = found.day is not None or _DIGIT_BEHIND.match(after) is not None or not after.strip(" .:")
    if word in _LETTERS and (first.isupper() or len(word) > 2 or len(word) == 2 and beside):
        return _LETTERS[word]
    whole = word in WEEKDAYS and len(word) > 2 and word.isascii()
    return frozenset((WEEKDAYS[word],)) if whole else frozenset()


def _with_end(found: DayOpening, folded: str, at: int) -> DayOpening:
    """With what stands behind it."""
    closing = _CLOSING.get(found.mark, found.mark)
    if "<" in closing:
        closing = "</"
    close = re.compile(rf"\s?[.:,;]?{re.escape(closing)}").match(folded, at) if closing else None
    inside = close is not None and any(sign in close[0] for sign in ".:;")
    behind = close.end() if close else at
    if close and closing == "</":
        behind = folded.find(">", behind) + 1
    stopped = (
        inside
        or found.raw.endswith(".")
        or bool(_STOP.match(folded, behind))
        or bool(found.weekdays and _COMMA.match(folded, behind))
    )
    return replace(found, closed=close is not None, stopped=stopped)
