"""The forms that dates are written in: for each a pattern, and what reads a match of it as a WrittenDate.

In the order in which they are tried: a text that one form has read is not read by a later one.
"""

import re
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from index.dates.calendars import ERA, YEAR_OF_ERA, common_year, is_of_other_calendar, written_year
from index.dates.date_form import HAN_MONTH, HAN_MONTH_SIGN, MONTH_SIGN, NAM, OF_YEAR, THANG, YEAR_SIGN, DateForm
from index.dates.names import MONTHS, OWN_WEEKDAYS, WORDLIKE_MONTHS, month_pattern, weekday_number
from index.dates.written_date import FIRST_YEAR, LAST_YEAR, ROMAN_MONTHS, WrittenDate, century
from index.text.han_numbers import HAN_DIGITS, HAN_TEN, han_number
from index.text.language_data import SHARED, UNSPACED, all_words, any_of, language_data
from index.text.scripts import HAN

_MONTH = month_pattern()
_ORDINAL = rf"(?:\.?(?:{any_of('dates.ordinals')})|[.°])?"  # º and ª are folded to o and a
_DAY = r"(?<![\d.,:-])(?<![^a-z.]/)(\d{1,2})"
RANGE = rf"\s*(?:-|–|—|~|\.\.+|&|{any_of('dates.range_words')})\s*"
"""What stands between the first and the last day."""
_TWO_DAYS = rf"(?:{RANGE}|/)"  # `22/23 November`
_WEEKDAY = rf"(?:{'|'.join(sorted(filter(str.isascii, OWN_WEEKDAYS), key=len, reverse=True))})\b[.,]?\s+"
_OF = rf"(?:{any_of('dates.of')}\s*)?"
_YEAR = (
    rf"(?:(?:\s*,?\s*{OF_YEAR}|[-/. ])((?:19|20|21)\d\d|25[2-7]\d)(?!\d)"
    r"|\s*,?\s*['’](\d\d)(?!\d)|[-/](\d\d)(?![\d/-]))?"
)
_D = any_of("dates.signs.days")
_LAST_D = any_of("dates.signs.days", ("ja", "ko"))
_HAN_Y, _HAN_D = (any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "days"))
_HAN_DIGIT = f"[{''.join(HAN_DIGITS)}]"
_KOREAN_WEEKDAY = (
    f"(?:{'|'.join(language_data('ko').numbered('dates.weekday_signs'))}){any_of('dates.signs.weekday_ends')}"
)
_NGAY = any_of("dates.before_days")

_KOREAN = re.compile(r"(?<![\d.])(\d{4})(\.\s)(\d{1,2})\.\s(\d{1,2})(?:\.|(?![\w.]))")
_ISO = re.compile(
    r"(?<!\d)(?<!\d\.)(\d{4})([-/._‐–])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:(?<=-\d\d)/(\d\d)(?![\d/:])|(?<!-\d)(?<!-\d\d)\s?[-–~〜](\d\d?)(?![\d/:.-]))?"  # `2013.10.12-13`
)
_PADDED = re.compile(  # `2017.3. 12`, `2017/ 3/ 9`: a blank where a digit may stand
    r"(?<!\d)(?<!\d\.)((?:19|20)\d\d)([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d:%]|[./-]\d)"
)
_REPUBLIC = re.compile(  # `112.1.21 除夕`, `108/3/30（六）`: years of the republic, where Han signs follow
    rf"(?<![\w./:,-])(1[0-3]\d)([./])(\d{{1,2}})\2(\d{{1,2}})(?=\s?[(（]?[{HAN}])"
)
_SHORT_YEAR_FIRST = re.compile(r"(?<!\w)['’](\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_ROMAN = re.compile(  # `7.III.2024`, `24 XII 2023`, `12.IV.18`
    r"(?<![\w.,:/-])(\d{1,2})(?:\.\s?|\s|-|/)(i{1,3}|i?v|vi{1,3}|i?x|xi{1,2})"
    r"(?:(?:\.\s?|\s|-|/)((?:19|20)\d\d)|\.(\d\d))(?!\d)"
)
_ROMAN_MONTH = re.compile(
    r"(?<![\w.,:/-])(\d{1,2})\.(?:\s?(i{2,3}|i?v|vi{1,3}|ix|xi{1,2})(?![\w/-])|([ix])\.(?![\w/-]))"
)  # `19.IV`, `13.x.`, not `2.x`
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?(?!\d)")
_YEAR_FIRST = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)(?:[-/]|\.\s?|,?\s+)({_MONTH})\b\.?[-/,. ]+(\d\d?)(?:st|nd|rd|th)?(?!\d)"
)
_DAY_MONTH = re.compile(
    rf"{_DAY}{_ORDINAL}(?:{_TWO_DAYS}(\d{{1,2}}){_ORDINAL})?(?:[-/]|[\s,]*){_OF}\b({_MONTH})\b\.?(?:\s+(?:{_MONTH})\b)?{_YEAR}"
)
_TWO_WEEKDAYS = re.compile(  # `Thu 10 - Sun 13 Nov`
    rf"(?<![^\W\d_]){_WEEKDAY}(\d{{1,2}}){_ORDINAL}{RANGE}{_WEEKDAY}(\d{{1,2}}){_ORDINAL}[\s,]*{_OF}\b({_MONTH})\b\.?{_YEAR}"
)
_BEFORE_CLOCK = re.compile(  # `Feb  7 01:50:59 PM CET 2022`, as `date` and `asctime` write it
    rf"\b({_MONTH})\s{{1,3}}(\d{{1,2}}),?\s+\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[ap]m)?(?:\s[a-z]{{2,5}})?\s((?:19|20)\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\b\.?[\s,-]*(?:the\s+)?(\d{{1,2}}){_ORDINAL}(?!\d|:\d\d)"
    rf"(?:{_TWO_DAYS}(\d{{1,2}})(?:st|nd|rd|th)?(?![\d/:]))?{_YEAR}"
)
_DOTTED_DAYS = re.compile(  # `22.–28.3.`, `5./6.3.2021`: two days of one month, which stands behind them
    rf"(?<![\w./:,-])(\d{{1,2}})\.(?:{RANGE}|\s?[/+]\s?)(\d{{1,2}})\.\s?(\d{{1,2}})\.(?:\s?((?:19|20)\d\d)|(\d\d))?(?![\d%])"
)
_TWO_PAIRS = re.compile(  # `5/6-5/7/19`
    r"(?<![\w./:,-])(\d{1,2})([/.])(\d{1,2})\s?[-–—]\s?(\d{1,2})\2(\d{1,2})(?:\2((?:19|20)\d\d|\d\d))?(?![\w/%]|[.:,-]?\d)"
)
_NUMBERS = re.compile(  # also `26/2 -15`, as Swedes write it
    r"(?<![\w./:,-])(\d{1,2})([/.-])(\d{1,2})(?:\2['’]?|\s-(?=\d\d(?!\d)))(\d{1,4})(?![\w/]|[.:-]\d)"
)
_TWO_NUMBERS = re.compile(r"(?<![\w./:,-])(\d{1,2})([/.])(\d{1,2})\.?(?![\w/%]|[.:,-]?\d)")
_CJK = re.compile(
    rf"(?:({ERA})?\s*({YEAR_OF_ERA})\s*{YEAR_SIGN}\s*)?(?<!\d)(\d{{1,2}})\s*{MONTH_SIGN}\s*(\d{{1,2}})"
    rf"\s*(?:{_D}|(?!\d|\s?{any_of('dates.signs.weeks')}))(?:\s*[-~～–〜]\s*(\d{{1,2}})\s*{_LAST_D}|(?:\s*{_KOREAN_WEEKDAY})?\s*,\s*(\d{{4}})(?!\d))?"
)
_HAN = re.compile(
    rf"(?:({ERA})?\s*({YEAR_OF_ERA}){_HAN_Y}\s*)?(?<!{_HAN_DIGIT})(?<!{HAN_TEN})"
    rf"({HAN_MONTH}){HAN_MONTH_SIGN}\s*(?:({any_of('dates.signs.day_numbers', (SHARED,))})"
    rf"(?:{_HAN_D}|(?=[\s，,。：:]|$)))"
)
_VIETNAMESE = re.compile(
    rf"(?:\b{_NGAY}\s+(\d{{1,2}})(?:\s*,?\s+{THANG}\s+|\s*[/.-]\s*)|(?<!\d)(\d{{1,2}})\s+{THANG}\s+)(\d{{1,2}})(?!\d)"
    rf"(?:\s*,?\s*(?:{NAM}\s+)?(\d{{4}})(?!\d)|\s*[/.-]\s*(\d{{4}})(?!\d))?"
)
_WEEK_WORD = rf"(?:w|wk|{any_of('dates.weeks_before_numbers')}|{any_of('dates.numbered_weeks')})"
_WEEK_OF_MONTH = re.compile(  # `W26-Jun-2024`, `2024-Jun-W26`
    rf"(?<![^\W_]){_WEEK_WORD}[\s._-]*(\d{{1,2}})(?!\d)[\s,._-]+({_MONTH})\b\.?[\s,._-]+(\d{{4}})(?!\d)"
    rf"|(?<!\d)(\d{{4}})[\s._-]+({_MONTH})[\s._-]+{_WEEK_WORD}[\s._-]*(\d{{1,2}})(?!\d)"
)
_MONTH_BEFORE, _BETWEEN_MONTHS = re.compile(rf"\b(?:{_MONTH})\b\.?[\s-]*$"), re.compile(r"\.?[\s-]*\d{1,2}(?!\d)")
_TO_A_MONTH = re.compile(rf"{RANGE}(?:{_MONTH})\b\.?\s*\d")  # `Mar. 28 - Apr. 3`
_APART_BEFORE, _APART_BEHIND = (
    re.compile(r"(?:^|[(\[])\W*$"),
    re.compile(r"\s*[)\],.:–—]|\s-|\W*$"),
)  # `(Mar 3-9)`, `Mar 3, Sun`
_FROM_A_DAY = re.compile(rf"\d{RANGE}$")
_LETTERS_BEFORE = re.compile(r"[a-z]+$")
_CLEAR_ALONE = all_words("dates.months_clear_alone")


def _year_of(*groups: str | None) -> int | None:
    digits = next((group for group in groups if group), None)
    if digits is None:
        return None
    return common_year(int(digits)) if len(digits) == 4 else century(int(digits))


def _day_of(
    month: int, day: int, year: int | None = None, last: str | None = None, **more: object
) -> WrittenDate | None:
    if not 1 <= month <= 12 and year is None or day > 31 and year is None:
        return None
    year = common_year(year) if year is not None else None
    written = WrittenDate(0, 0, "", year, month, day, **more)  # type: ignore[arg-type]
    if last is not None and int(last) > day:
        written = replace(written, until=replace(written, day=int(last)))
    return written


def _iso(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(int(m[3]), int(m[4]), int(m[1]), m[5] or m[6])


def _padded(m: re.Match[str]) -> WrittenDate | None:
    month, day = int(m[3]), int(m[4])
    return _day_of(month, day, int(m[1])) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _republic(m: re.Match[str]) -> WrittenDate | None:
    month, day = int(m[3]), int(m[4])
    return _day_of(month, day, written_year(None, m[1])) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _short_year_first(m: re.Match[str]) -> WrittenDate | None:
    month, day = int(m[3]), int(m[4])
    return _day_of(month, day, century(int(m[1]))) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _roman(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(ROMAN_MONTHS.index(m[2]) + 1, int(m[1]), _year_of(m[3], m[4])) if 1 <= int(m[1]) <= 31 else None


def _roman_month(m: re.Match[str]) -> WrittenDate | None:
    month, day = ROMAN_MONTHS.index(m[2] or m[3]) + 1, int(m[1])
    return WrittenDate(0, 0, "", month=month, day=day, weak=True) if 1 <= day <= 31 else None


def _korean(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(int(m[3]), int(m[4]), int(m[1]))


def _compact(m: re.Match[str]) -> WrittenDate | None:
    month, day = int(m[2]), int(m[3])
    return _day_of(month, day, int(m[1])) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _year_first(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(MONTHS[m[2]], int(m[3]), int(m[1]))


def _day_month(m: re.Match[str]) -> WrittenDate | None:
    glued = _LETTERS_BEFORE.search(m.string, 0, m.start())
    if glued and weekday_number(glued[0]) is None:
        return None  # the number is that of a version, a chapter, a quarter: `v2-Nov-2024`
    if _BETWEEN_MONTHS.match(m.string, m.end(3)) and _MONTH_BEFORE.search(m.string, 0, m.start()):
        return None  # `Sep 30-Oct 6`: the 30th of September
    year = _year_of(m[4], m[5], m[6])
    first, last = (m[1], m[2]) if m[2] and int(m[2]) > int(m[1]) else (m[2] or m[1], None)
    if m[3] in WORDLIKE_MONTHS and year is None and not re.match(r"\d+(?:st|nd|rd|th|\.)|.*\bde\b", m[0]):
        alone = m[3] in _CLEAR_ALONE and not re.match(r"\s*[^\W_]", m.string[m.end() :])
        alone |= m[3] in _CLEAR_ALONE and m[0].endswith(".")  # "9 may. rain"
        if not alone:  # "3 May" is a day where nothing comes after it, "3 may be too few" is none
            return None
    return _day_of(MONTHS[m[3]], int(first), year, last)


def _two_weekdays(m: re.Match[str]) -> WrittenDate | None:
    first, last = int(m[1]), int(m[2])
    return _day_of(MONTHS[m[3]], first, _year_of(m[4], m[5], m[6]), m[2]) if first < last <= 31 else None


def _week_of_month(m: re.Match[str]) -> WrittenDate | None:
    """The week where it is one of that month, else only the month: `W2-Nov-2024` counts the weeks of November."""
    week, month, year = int(m[1] or m[6]), MONTHS[m[2] or m[5]], int(m[3] or m[4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        monday = Date.fromisocalendar(year, week, 1)
    except ValueError:
        return WrittenDate(0, 0, "", year, month)
    inside = month in (monday.month, (monday + timedelta(days=6)).month)
    return WrittenDate(0, 0, "", year, week=week) if inside else WrittenDate(0, 0, "", year, month)


def _is_clear(m: re.Match[str]) -> bool:
    """Whether what stands around a month that is a word too shows that it is one."""
    if _TO_A_MONTH.match(m.string, m.end()) or _FROM_A_DAY.search(m.string, 0, m.start()):
        return True
    apart = _APART_BEFORE.search(m.string, 0, m.start()) and _APART_BEHIND.match(m.string, m.end())
    return m[1] in _CLEAR_ALONE and bool(apart)


def _month_day(m: re.Match[str]) -> WrittenDate | None:
    year = _year_of(m[4], m[5], m[6])
    alone = m.start() == 0 and m.end() == len(m.string)
    if m[1] in WORDLIKE_MONTHS - {"may"} and year is None and not alone and not _is_clear(m):
        return None
    return _day_of(MONTHS[m[1]], int(m[2]), year, m[3])


def _before_clock(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(MONTHS[m[1]], int(m[2]), int(m[3]))


def _numbers(m: re.Match[str]) -> WrittenDate | None:
    a, b, year = int(m[1]), int(m[3]), m[4]
    if len(year) in (1, 3) and m[2] != "/" or not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    known = _year_of(year) if len(year) in (2, 4) else None
    if known is not None and not FIRST_YEAR <= known <= LAST_YEAR and not is_of_other_calendar(known):
        known = None
    bad = "" if known is not None else year
    open_year = len(year) == 2 and m[0][-3] == m[2] and a >= 10 and b <= 12 and 1 <= int(year) <= 31
    short = int(year) if open_year else None
    return WrittenDate(0, 0, "", known, pair=(a, b), dotted=m[2] == ".", bad_year=bad, short=short)


def _two_numbers(m: re.Match[str]) -> WrittenDate | None:
    a, b = int(m[1]), int(m[3])
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    return WrittenDate(0, 0, "", pair=(a, b), weak=True, dotted=m[2] == ".")


def _dotted_days(m: re.Match[str]) -> WrittenDate | None:
    first, last, month = int(m[1]), int(m[2]), int(m[3])
    return _day_of(month, first, _year_of(m[4], m[5]), m[2]) if first < last <= 31 and 1 <= month <= 12 else None


def _two_pairs(m: re.Match[str]) -> WrittenDate | None:
    first, last = (int(m[1]), int(m[3])), (int(m[4]), int(m[5]))
    if first == last or not all(1 <= min(pair) <= 12 and 1 <= max(pair) <= 31 for pair in (first, last)):
        return None
    until = WrittenDate(0, 0, "", _year_of(m[6]), pair=last)
    return WrittenDate(0, 0, "", pair=first, until=until, weak=m[6] is None, dotted=m[2] == ".")


def _cjk(m: re.Match[str]) -> WrittenDate | None:
    year = written_year(m[1], m[2]) if m[2] else _year_of(m[6])
    return _day_of(int(m[3]), int(m[4]), year, m[5])


def _han(m: re.Match[str]) -> WrittenDate | None:
    """`二〇二三年十二月十三日`."""
    year = written_year(m[1], m[2]) if m[2] else None
    return _day_of(han_number(m[3]), han_number(m[4]), year)


def _vietnamese(m: re.Match[str]) -> WrittenDate | None:
    return _day_of(int(m[3]), int(m[1] or m[2]), _year_of(m[4], m[5]))


DAY_FORMS: tuple[DateForm, ...] = (
    DateForm(_WEEK_OF_MONTH, _week_of_month, lambda has: has.month and has.numbers >= 2),
    DateForm(_ISO, _iso, lambda has: has.numbers >= 3),
    DateForm(_REPUBLIC, _republic, lambda has: has.foreign and has.numbers >= 3),
    DateForm(_SHORT_YEAR_FIRST, _short_year_first, lambda has: has.numbers >= 3),
    DateForm(_ROMAN, _roman, lambda has: has.numbers >= 2),
    DateForm(_ROMAN_MONTH, _roman_month, lambda has: has.numbers >= 1),
    DateForm(_KOREAN, _korean, lambda has: has.numbers >= 3),
    DateForm(_PADDED, _padded, lambda has: has.numbers >= 3),
    DateForm(_COMPACT, _compact, lambda has: has.longest >= 8),
    DateForm(_CJK, _cjk, lambda has: has.foreign),
    DateForm(_HAN, _han, lambda has: has.foreign),
    DateForm(_VIETNAMESE, _vietnamese, lambda has: has.numbers >= 2),
    DateForm(_YEAR_FIRST, _year_first, lambda has: has.month and has.numbers >= 2),
    DateForm(_TWO_WEEKDAYS, _two_weekdays, lambda has: has.month and has.numbers >= 2),
    DateForm(_BEFORE_CLOCK, _before_clock, lambda has: has.month and has.numbers >= 4),
    DateForm(_DAY_MONTH, _day_month, lambda has: has.month and has.numbers >= 1),
    DateForm(_MONTH_DAY, _month_day, lambda has: has.month and has.numbers >= 1),
    DateForm(_DOTTED_DAYS, _dotted_days, lambda has: has.numbers >= 3),
    DateForm(_TWO_PAIRS, _two_pairs, lambda has: has.numbers >= 4),
    DateForm(_NUMBERS, _numbers, lambda has: has.numbers >= 3),
    DateForm(_TWO_NUMBERS, _two_numbers, lambda has: has.numbers >= 2),
)
