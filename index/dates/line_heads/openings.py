"""How a paragraph may begin that is a day's: `**Sunday 1st.** Woke late`, `Sat 2 Feb – rain`, `2 Su`, `5月3日（金）`.

Only what stands there is read. Whether it is a day, the others of the file tell: most lines that begin so are prose.

    day_opening("**Sunday 1st.** Woke late") -> weekdays={6}, day=1, closed, stopped
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from index.dates.calendars import ERA
from index.dates.date_form import HAN_DAY
from index.dates.holidays import holiday_pattern
from index.dates.line_heads.opening import WEEKDAY_LETTERS, DayOpening
from index.dates.line_heads.opening_numbers import is_more_of_date, whole_date, with_number
from index.dates.names import MONTHS, WEEKDAYS, WORDLIKE_MONTHS, fold_for_dates, month_pattern
from index.dates.written_date import weekday_of
from index.text.folding import fold_accents
from index.text.han_numbers import HAN_DIGITS, HAN_TEN, han_number
from index.text.language_data import SHARED, UNSPACED, all_numbered, all_words, any_of

_SYMBOLS = r"(?:[^\w\s.,;:!?\"'’“”„«»()\[\]{}*_<>#|`~/\\+=–—-]{1,4}\s?)?"  # an emoji, `■`
_MARK = re.compile(
    rf"[\s>]{{0,3}}{_SYMBOLS}" + r"(?P<mark>={2,3}|\*{1,3}|_{1,3}|\[{1,2}|\(|(?:<(?:b|i|u|em|strong)>)+)?\s?(?=['’]?\w)"
)
_CLOSING = {"[": "]", "[[": "]]", "(": ")"}
_FIRST = re.compile(rf"[\s>]{{0,3}}{_SYMBOLS}" + r"[=*_\[(]{0,3}(?:<\w{1,6}>)*\s?(?:(\d)|([^\W\d_]{1,14}))")
_BEHIND_ARTICLE = re.compile(r"\s*[,.·]?\s*(?:(['’\d])|([^\W\d_]{1,14}))")
_GAP = re.compile(r"[-/](?=\w)|\s*[,.·]?\s*")
_HAN_SIGNS = "|".join(any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "months"))
_CLOCK_YEAR = re.compile(r"\s\d\d?:\d\d(?::\d\d)?(?:\s[a-z]{3,4})?\s((?:19|20)\d\d)(?!\d)")  # `Feb 15 18:08:19 2000`
_HAN_DATE = re.compile(
    rf"{ERA}|[{''.join(HAN_DIGITS)}{HAN_TEN}]{{1,4}}(?:{_HAN_SIGNS})"
)  # `五月三日`, `令和元年5月1日`
_HAN_DAY = re.compile(rf"{HAN_DAY}(?=[\s(（、,.:：]|$)")  # `二十二日(月)`, not `十日間`
_NAME = re.compile(r"[^\W\d_]+(?:-feira)?")
_ASIAN = re.compile(any_of("dates.weekday_forms"))
_ASIAN_DAYS = all_numbered("dates.weekday_signs")
_STOP = re.compile(r"\s*[.:：;—–|→]|\s[-=]>|\s-\s|\t|\s{2,}|\s*$")
_DIGIT_BEHIND = re.compile(r"[.,]?\s?\d")
_SAME_MONTH = re.compile(rf"(?:{any_of('dates.signs.same_month', (SHARED,))})\s?(?=\d)")
_THIS_MONTH = re.compile(rf"(?:{any_of('dates.signs.this_month', (SHARED,))})(?![^\W_])")  # `d. 2. ds. Mts.`
_DATE_BEHIND = re.compile(rf"\s\d{{1,2}}[°o]?(?:\s?[/.]\s?\d{{1,2}}(?!\d)|\.?\s(?:{month_pattern()})(?![^\W\d_]))")
_APART = re.compile(r"[\s\d.,:)\]*_]|$")
_BRACKET_ENDS = (")", "）")
_COMMA = re.compile(r",\s")
_ARTICLES = all_words("dates.day_articles")
_OF = re.compile(rf"(?:{any_of('dates.of')})(?![^\W_])\s*")
_READ_CHARS = 80
_MOST_PARTS = 5


def may_open_day(line: str) -> bool:
    """Whether a line begins with a number, or the name of a weekday or month."""
    match = _FIRST.match(line)
    if match is None or match[1]:
        return match is not None
    word = fold_accents(match[2])
    while word in _ARTICLES and not _may_be_part(word):  # "On the 5th", not "The"
        match = _BEHIND_ARTICLE.match(line, match.end())
        if match is None or match[1]:
            return match is not None
        word = fold_accents(match[2])
    return _may_be_part(word)


def _may_be_part(word: str) -> bool:
    """Whether a word, folded, may stand in a date: the name of a weekday or month, or in a script without spaces."""
    return word in WEEKDAYS or word in MONTHS or word in WEEKDAY_LETTERS or not word.isascii()


@lru_cache(maxsize=4096)
def day_opening(line: str) -> DayOpening | None:
    """The parts of a date with which `line`, as it stands in the file, begins; None where that names no day."""
    line = line[:_READ_CHARS]
    folded = fold_for_dates(line)
    begin = _MARK.match(folded)
    if begin is None:
        return None
    ditto = _SAME_MONTH.match(folded, begin.end())  # `同 5日`
    found, at = _parts(line, folded, ditto.end() if ditto else begin.end())
    if found is None or not (found.day or found.pair or found.weekdays):
        return None
    same_month = ditto is not None or found.same_month
    found = replace(found, mark=begin["mark"] or "", raw=line[begin.end() : at], same_month=same_month)
    found = _with_end(found, folded, at)
    bare_number = found.day is not None and found.month is None and not found.weekdays
    if bare_number and not (found.ordinal or found.closed or found.stopped or found.or_pair or found.is_vague):
        return None
    if found.article and not (found.closed or found.stopped):
        return None  # "On Monday 5 February we moved"
    if found.day is None and found.pair is None and not (found.closed or found.stopped or found.mark):
        return None
    return found


def openings_in(lines: Iterable[str]) -> list[DayOpening]:
    """What those of `lines` begin with that may begin a day."""
    return [opening for line in lines if may_open_day(line) and (opening := day_opening(line))]


def _parts(line: str, folded: str, at: int) -> tuple[DayOpening | None, int]:
    """The parts from `at` on, and where they end."""
    found = DayOpening()
    end = at
    for _ in range(_MOST_PARTS):
        gap = _GAP.match(folded, at) if at != end or found != DayOpening() else None
        begin = gap.end() if gap else at
        ended = found.ordinal or found.month is not None and found.day is not None
        dotted = gap is not None and "." in gap[0]
        if dotted and ended and not is_more_of_date(folded, begin):
            break
        if ended and not found.weekdays and (holiday := _holiday(folded, begin)):
            end = holiday  # `24 mars, lundi de Pâques.`
            break
        step = _next(found, line, folded, begin)
        if step is None and folded[begin : begin + 1] == "(" and (step := _next(found, line, folded, begin + 1)):
            step = (step[0], step[1] + 1) if folded[step[1] : step[1] + 1] == ")" else None
        if step is None or _is_of_shift(found, step[0], line[begin : step[1]], gap):
            break
        found, at = step
        end = at
    if found.month is not None and found.day is not None and (clock := _CLOCK_YEAR.match(folded, end)):
        return replace(found, year=int(clock[1])), clock.end()
    return (found if found != DayOpening() else None), end


def _holiday(folded: str, at: int) -> int:
    """Where the name of a holiday ends that stands at `at`; 0 where none does."""
    match = holiday_pattern().match(folded, at) if folded[at : at + 1].isalpha() else None
    return match.end() if match else 0


def _is_of_shift(found: DayOpening, step: DayOpening, letter: str, gap: re.Match[str] | None) -> bool:
    """Whether the letter behind a day is none of its weekday: `28.XII.22 S`, a Wednesday, or one in a column.

    Lists of shifts put "S" and "F" there, those of sports the kind of training.
    """
    if step.weekdays == found.weekdays or found.day is None and found.pair is None or len(letter.rstrip(".")) > 1:
        return False
    wrong = False
    if found.year is not None and found.month is not None and found.day is not None:
        wrong = weekday_of(found.year, found.month, found.day) not in step.weekdays
    return wrong or gap is not None and len(gap[0]) - len(gap[0].strip()) > 1


def _next(found: DayOpening, line: str, folded: str, at: int) -> tuple[DayOpening, int] | None:
    """`found` with the part that begins at `at`, and where that ends."""
    if not found.weekdays and (asian := _ASIAN.match(folded, at)):
        sign = next(group for group in asian.groups() if group)
        return replace(found, weekdays=frozenset((_ASIAN_DAYS[sign],)), likeliest=_ASIAN_DAYS[sign]), asian.end()
    if found == DayOpening() and _HAN_DATE.match(folded, at) and (whole := whole_date(found, line, at, True)):
        return whole
    if found == DayOpening() and (han_day := _HAN_DAY.match(folded, at)):
        return replace(found, day=han_number(han_day[1]), ordinal=True), han_day.end()
    if folded[at : at + 1].isdigit() or folded[at : at + 1] in "'’":
        return with_number(found, line, folded, at)
    name = _NAME.match(folded, at)
    return _word(found, line, folded, name) if name else None


def _word(found: DayOpening, line: str, folded: str, name: re.Match[str]) -> tuple[DayOpening, int] | None:
    if found.day is not None and found.month is None and (this := _THIS_MONTH.match(folded, name.start())):
        return replace(found, ordinal=True, same_month=True), this.end()
    word, begin, end = name[0], name.start(), name.end()
    end += folded[end : end + 1] == "." and len(word) <= 5 and not found.ordinal and folded[end + 1 : end + 2] == " "
    if found.month is None and word in MONTHS:
        sure = word not in WORDLIKE_MONTHS or _is_apart(found, folded, name.end())
        other = next(iter(WEEKDAY_LETTERS[word])) if word in WEEKDAY_LETTERS and found == DayOpening() else None
        if other is not None and _DATE_BEHIND.match(folded, end):  # `mar. 8/2`, `mar 24 set`
            return replace(found, weekdays=frozenset((other,)), likeliest=other), end
        if sure:
            return replace(found, month=MONTHS[word], or_weekday=other), name.end() if found.day is not None else end
        return None
    if not found.weekdays and (weekdays := _weekdays(found, word, line[begin], folded[name.end() :])):
        likeliest = WEEKDAYS.get(word, min(weekdays) if len(weekdays) == 1 else None)
        return replace(found, weekdays=weekdays, likeliest=likeliest), name.end() if found.day is not None else end
    if (of := _OF.match(folded, begin)) and found.day is not None and found.month is None:
        after = _NAME.match(folded, of.end())
        return _word(found, line, folded, after) if after and after[0] in MONTHS else None
    if found.day is None and word in _ARTICLES and (more := _GAP.match(folded, end)):
        behind = _next(found, line, folded, more.end())
        return behind and (replace(behind[0], article=True), behind[1])
    return None


def _is_apart(found: DayOpening, folded: str, end: int) -> bool:
    """Whether behind "may" what follows shows that the month is meant: "3 May.", "May 3"."""
    if found.day is None:
        return re.match(r"\.?\s\d", folded[end:]) is not None
    return re.match(r"\s*(?:[^\w\s]|\d{4}|$)|\s{2}", folded[end:]) is not None


def _weekdays(found: DayOpening, word: str, first: str, after: str) -> frozenset[int]:
    """What `word` may be; short ones with a capital, beside the day's number or alone: `do 17`."""
    if len(word) == 1 and not _APART.match(after):
        return frozenset()
    beside = found.day is not None or _DIGIT_BEHIND.match(after) is not None or not after.strip(" .:")
    if word in WEEKDAY_LETTERS and (first.isupper() or len(word) > 2 or len(word) == 2 and beside):
        return WEEKDAY_LETTERS[word]
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
        or found.day is not None
        and found.raw.endswith(_BRACKET_ENDS)  # `十二日（月）雨`
    )
    return replace(found, closed=close is not None, stopped=stopped)
