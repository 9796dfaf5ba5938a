"""What dates stand in a short text: a heading, a file name, a front matter value. Pure; never used on prose.

A date stays as it was written: without a year, or as two numbers whose order is open (`7/6`), because only the note's
other dates can tell (timeline.py). Whether a date names the day of an entry is for labels.py to say.

    dates_in("Day 14: Thursday 8 February, 2018") -> [WrittenDate(raw="8 February, 2018", year=2018, month=2, day=8)]
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.dates.names import MONTHS, WORDLIKE_MONTHS, fold_accents, months_mended

LONGEST_TEXT = 400  # characters of a text that are looked at
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at `start:end` of a text. What was not written is None."""

    start: int
    end: int
    raw: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None
    """Two numbers, day and month in an order to be found out; `month` and `day` are None."""
    week: int | None = None
    """ISO 8601 week of the year."""
    until: "WrittenDate | None" = None
    """The last day, where days from ... to are named; the year of two numbers' can stand there alone."""
    weak: bool = False
    """Two numbers without a year (`10/18`), or six digits (`200713`): as likely a fraction, a version or a number."""
    dotted: bool = False
    """Written with dots, as `05.02.2024`."""
    short: int | None = None
    """The third of three numbers that could also be year, month and day: 7 of `24.03.07`."""
    week_of: bool = False
    """The first day of the week that is meant: "Week of March 23"."""
    bad_year: str = ""
    """Digits in the place of a year that are none: `6/14/8`, `4/26/250`."""

    @property
    def names_day(self) -> bool:
        """Whether a day is named, with or without its year."""
        return self.pair is not None or self.month is not None and self.day is not None


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|ste|[oa](?![^\W_])|[.°])?"  # º and ª are folded to o and a
_DAY = r"(?<![\d.,/:-])(\d{1,2})"
_TO = r"\s*(?:-|–|—|~|\.\.+|to|bis|until|till|al?|au|tot|&|and|und)\s*"
_OF = r"(?:(?:de|del|of|d['’])\s*)?"
_YEAR = (
    r"(?:(?:\s*,?\s*(?:de\s+|del\s+|of\s+)?|[-/. ])((?:19|20|21)\d\d)(?!\d)"
    r"|\s*,?\s*['’](\d\d)(?!\d)|[-/](\d\d)(?![\d/-]))?"
)

_KOREAN = re.compile(r"(?<![\d.])(\d{4})(\.\s)(\d{1,2})\.\s(\d{1,2})(?:\.|(?![\w.]))")
_ISO = re.compile(r"(?<!\d)(?<!\d\.)(\d{4})([-/._‐–])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?:[-/.]|,?\s+)({_MONTH})\b\.?[-/,. ]+(\d\d?)(?:st|nd|rd|th)?(?!\d)")
_DAY_MONTH = re.compile(
    rf"{_DAY}{_ORDINAL}(?:{_TO}(\d{{1,2}}){_ORDINAL})?(?:[-/]|[\s,]*){_OF}\b({_MONTH})\b\.?(?:\s+(?:{_MONTH})\b)?{_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\b\.?[\s,-]*(?:the\s+)?(\d{{1,2}}){_ORDINAL}(?!\d|:\d\d)(?:{_TO}(\d{{1,2}})(?:st|nd|rd|th)?(?![\d/:]))?{_YEAR}"
)
_NUMBERS = re.compile(r"(?<![\w./:,-])(\d{1,2})([/.-])(\d{1,2})\2['’]?(\d{1,4})(?![\w/]|[.:-]\d)")
_TWO_NUMBERS = re.compile(r"(?<![\w./:,-])(\d{1,2})([/.])(\d{1,2})\.?(?![\w/%]|[.:,-]?\d)")
_CJK = re.compile(
    r"(?:(令和|平成)?\s*(\d{1,4}|元)\s*[年년]\s*)?(?<!\d)(\d{1,2})\s*[月월]\s*(\d{1,2})\s*(?:[日号號일]|(?!\d))"
    r"(?:\s*[-~～–〜]\s*(\d{1,2})\s*[日일]|(?:\s*[월화수목금토일]요일)?\s*,\s*(\d{4})(?!\d))?"
)
_HAN = re.compile(
    r"(?:([〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2}|\d{4})年\s*)?(?<![〇零一二三四五六七八九十])"
    r"(十?[一二]|十|[三四五六七八九])月\s*(?:(十|[二廿三卅]?十?[一二三四五六七八九]|[二三]十)[日号號])"
)
_VIETNAMESE = re.compile(
    r"(?:\bngay\s+(\d{1,2})(?:\s*,?\s+thang\s+|\s*[/.-]\s*)|(?<!\d)(\d{1,2})\s+thang\s+)(\d{1,2})(?!\d)"
    r"(?:\s*,?\s*(?:nam\s+)?(\d{4})(?!\d)|\s*[/.-]\s*(\d{4})(?!\d))?"
)
_WEEK = re.compile(
    r"(?<!\d)(\d{4})\s*(?:[-_ ]?\s*(?:w|kw|week|wk)[ -]?|[年년]\s*第?\s*(?=\d\d?\s*[周週주]))(\d\d?)(?!\d)\s*[周週주]?"
    r"|\b(?:week|wk|woche|semaine|semana)\s*(\d{1,2})\s*[-/, ]\s*(\d{4})(?!\d)"
    r"|\b(?:kw|kalenderwoche|w(?=\d\d\b))\s*(\d{1,2})(?!\d)(?:\s*[-/, ]\s*(\d{4})(?!\d))?"
)
_MONTH_YEAR = re.compile(
    rf"\b({_MONTH})\b\.?[\s,/-]*(?:de\s+|del\s+|of\s+)?(\d{{4}})(?!\d)"
    rf"|(?<!\d)(\d{{4}})[\s,/_-]*\b({_MONTH})\b"
    r"|(?<![\d.-])(\d{4})\s*[-/._年년]\s*(\d{1,2})\s*[月월]?(?![\d]|[-/.]\d)"
    r"|(?<![\d.,/-])(\d{1,2})[/.-](\d{4})(?!\d)"
    r"|\bthang\s+(\d{1,2})(?!\d)\s*(?:,?\s*nam\s+|[/.-]\s*)(\d{4})"
)
_BARE_MONTH = re.compile(
    rf"(?<![^\W\d_])({_MONTH})(?![^\W\d_])|(?<!\d)(\d{{1,2}})\s*[月월]|\bthang\s+(\d{{1,2}})(?!\d)"
    r"|(?<!\w)(十?[一二]|十|[三四五六七八九])月(?![^\W\d_])"
)
_BARE_YEAR = re.compile(r"(?<![\d.,/:-])((?:19|20|21)\d\d)(?!\d|[-/.:,]\d)\s*[年년]?")
_URL = re.compile(r"\S{1,20}://\S*|\b\S+@\S+\.\w+|\bCVE-\d[\d-]*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_CLEAR_ALONE = frozenset(("may", "mar", "mai", "mei", "mag", "dic", "gen"))
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_ERAS = {"令和": 2018, "平成": 1988}


def dates_in(text: str) -> list[WrittenDate]:
    """Every date in `text`, in order, not overlapping; ranges are one date with `until`."""
    return _joined(_scan(text, _DAY_FORMS), text)


def spans_in(text: str) -> list[WrittenDate]:
    """Like dates_in, with the weeks, months and years that stand apart from dates."""
    return _joined(_scan(text, _DAY_FORMS + _SPAN_FORMS), text)


def _scan(text: str, forms: "tuple[_Form, ...]") -> list[WrittenDate]:
    folded = fold_accents(text[:LONGEST_TEXT])
    if not _DIGIT.search(folded) and "月" not in folded and forms is _DAY_FORMS:
        return []
    if "://" in folded or "@" in folded or "cve-" in folded:
        folded = _URL.sub(lambda match: " " * len(match[0]), folded)
    folded = months_mended(folded)
    found: list[WrittenDate] = []
    for pattern, read in forms:
        for match in pattern.finditer(folded):
            made = read(match)
            if made is not None:
                found.append(replace(made, start=match.start(), end=match.end(), raw=text[match.start() : match.end()]))
        if found:
            folded = _blanked(folded, found)
    return sorted(found, key=lambda d: d.start)


def _blanked(text: str, found: list[WrittenDate]) -> str:
    """What is read is taken out, so that no later form reads it again."""
    for d in found:
        text = text[: d.start] + "\x00" * (d.end - d.start) + text[d.end :]
    return text


def _joined(found: list[WrittenDate], text: str) -> list[WrittenDate]:
    """`7/6/18 - 7/8/18` and `Feb 27 - Mar 2, 2020` are one date each."""
    out: list[WrittenDate] = []
    for d in found:
        before = out[-1] if out else None
        if before and before.until is None and d.until is None and _connects(before, d, text):
            year = before.year
            if year is None and d.year is not None and not before.bad_year and before.pair is None:
                later = (before.month or 0) > (d.month or 13)
                year = d.year - 1 if later else d.year
            weak = before.weak and d.weak
            out[-1] = replace(before, year=year, until=d, end=d.end, raw=text[before.start : d.end], weak=weak)
        else:
            out.append(d)
    return out


_CONNECTION = re.compile(rf"(?:{_TO}|\s*(?:→|->|〜|～)\s*|\s+/\s+)(?:\w{{2,10}},?\s+)?")


def _connects(a: WrittenDate, b: WrittenDate, text: str) -> bool:
    # `28.02. - 03.03.2020`
    alike = a.weak == b.weak or a.pair is not None and b.pair is not None and a.dotted == b.dotted
    both_days = a.names_day and b.names_day and (a.year is None or b.year is not None) and alike
    return both_days and bool(_CONNECTION.fullmatch(fold_accents(text[a.end : b.start])))


def _year_of(*groups: str | None) -> int | None:
    digits = next((group for group in groups if group), None)
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else _century(int(digits))


def year_first(d: WrittenDate) -> WrittenDate:
    """`24.03.07` read as year, month, day; every other date as it is."""
    until = year_first(d.until) if d.until else None
    if d.pair is None or d.short is None:
        return replace(d, until=until)
    return replace(d, year=_century(d.pair[0]), month=d.pair[1], day=d.short, pair=None, short=None, until=until)


def _century(two: int) -> int:
    """The year of two digits: journals are younger than 1950."""
    return 2000 + two if two < 50 else 1900 + two


def _day_of(
    month: int, day: int, year: int | None = None, last: str | None = None, **more: object
) -> WrittenDate | None:
    if not 1 <= month <= 12 and year is None or day > 31 and year is None:
        return None
    made = WrittenDate(0, 0, "", year, month, day, **more)  # type: ignore[arg-type]
    if last is not None and int(last) > day:
        made = replace(made, until=replace(made, day=int(last)))
    return made


def _iso(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(int(m[3]), int(m[4]), int(m[1]))


def _compact(m: re.Match[str]) -> WrittenDate | None:
    month, day = int(m[2]), int(m[3])
    return _day_of(month, day, int(m[1])) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _year_first(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(MONTHS[m[2]], int(m[3]), int(m[1]))


def _day_month(m: re.Match[str]) -> WrittenDate | None:
    year = _year_of(m[4], m[5], m[6])
    first, last = (m[1], m[2]) if m[2] and int(m[2]) > int(m[1]) else (m[2] or m[1], None)
    if m[3] in WORDLIKE_MONTHS and year is None and not re.match(r"\d+(?:st|nd|rd|th|\.)|.*\bde\b", m[0]):
        alone = m[3] in _CLEAR_ALONE and not re.match(r"\s*[^\W_]", m.string[m.end() :])
        if not alone:  # "3 May" is a day where nothing comes after it, "3 may be too few" is none
            return None
    return _day_of(MONTHS[m[3]], int(first), year, last)


def _month_day(m: re.Match[str]) -> WrittenDate | None:
    year = _year_of(m[4], m[5], m[6])
    if m[1] in WORDLIKE_MONTHS - {"may"} and year is None:
        return None
    return _day_of(MONTHS[m[1]], int(m[2]), year, m[3])


def _numbers(m: re.Match[str]) -> WrittenDate | None:
    a, b, year = int(m[1]), int(m[3]), m[4]
    if len(year) in (1, 3) and m[2] != "/" or not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    known = _year_of(year) if len(year) in (2, 4) else None
    if known is not None and not FIRST_YEAR <= known <= LAST_YEAR:
        known = None
    bad = "" if known is not None else year
    open_year = len(year) == 2 and m[0][-3] not in "'’" and a >= 10 and b <= 12 and 1 <= int(year) <= 31
    short = int(year) if open_year else None
    return WrittenDate(0, 0, "", known, pair=(a, b), dotted=m[2] == ".", bad_year=bad, short=short)


def _two_numbers(m: re.Match[str]) -> WrittenDate | None:
    a, b = int(m[1]), int(m[3])
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    return WrittenDate(0, 0, "", pair=(a, b), weak=True, dotted=m[2] == ".")


def _cjk(m: re.Match[str]) -> WrittenDate | None:
    year: int | None = None
    if m[2]:
        number = 1 if m[2] == "元" else int(m[2])
        year = number + _ERAS[m[1]] if m[1] else number if number > 999 else _century(number) if number > 9 else None
    return _day_of(int(m[3]), int(m[4]), year if year is not None else _year_of(m[6]), m[5])


def _han(m: re.Match[str]) -> WrittenDate | None:
    """`二〇二三年十二月十三日`."""
    year = int("".join(str(_HAN_DIGITS[c]) if c in _HAN_DIGITS else c for c in m[1])) if m[1] else None
    if year is not None and year < 100:
        year = _century(year)
    return _day_of(_han_number(m[2]), _han_number(m[3]), year)


def _han_number(text: str) -> int:
    """13 of `十三`."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    return (_HAN_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def _vietnamese(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(int(m[3]), int(m[1] or m[2]), _year_of(m[4], m[5]))


def _week(m: re.Match[str]) -> WrittenDate | None:
    number, year = int(m[2] or m[3] or m[5]), m[1] or m[4] or m[6]
    return WrittenDate(0, 0, "", int(year) if year else None, week=number) if 1 <= number <= 53 else None


def _month_year(m: re.Match[str]) -> WrittenDate | None:
    month = next((MONTHS[m[i]] for i in (1, 4) if m[i]), 0) or int(next(m[i] for i in (6, 7, 9) if m[i]))
    year = int(next(m[i] for i in (2, 3, 5, 8, 10) if m[i]))
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return WrittenDate(0, 0, "", year, month)


def _bare_month(m: re.Match[str]) -> WrittenDate | None:
    month = MONTHS[m[1]] if m[1] else int(m[2] or m[3] or _han_number(m[4]))
    return WrittenDate(0, 0, "", month=month) if 1 <= month <= 12 else None


def _bare_year(m: re.Match[str]) -> WrittenDate | None:
    return WrittenDate(0, 0, "", int(m[1]))


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], WrittenDate | None]]
_DAY_FORMS: tuple[_Form, ...] = (
    (_ISO, _iso),
    (_KOREAN, _iso),
    (_COMPACT, _compact),
    (_CJK, _cjk),
    (_HAN, _han),
    (_VIETNAMESE, _vietnamese),
    (_YEAR_FIRST, _year_first),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_NUMBERS, _numbers),
    (_TWO_NUMBERS, _two_numbers),
)
_SPAN_FORMS: tuple[_Form, ...] = (
    (_WEEK, _week),
    (_MONTH_YEAR, _month_year),
    (_BARE_MONTH, _bare_month),
    (_BARE_YEAR, _bare_year),
)


def spans_between(found: list[WrittenDate], text: str) -> Iterator[str]:
    """What of `text` is no date."""
    end = 0
    for d in found:
        yield text[end : d.start]
        end = d.end
    yield text[end:]
