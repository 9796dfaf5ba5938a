"""The forms of weeks, months and years that stand apart from days: `W26 2024`, `March 2024`, `平成30年`."""

import re

from index.dates.calendars import ERA, YEAR_OF_ERA, common_year, written_year
from index.dates.date_form import HAN_MONTH, HAN_MONTH_SIGN, MONTH_SIGN, NAM, OF_YEAR, THANG, YEAR_SIGN, DateForm
from index.dates.forms import RANGE
from index.dates.names import MONTHS, WEEK_OF, month_pattern
from index.dates.written_date import FIRST_YEAR, LAST_YEAR, WrittenDate, century
from index.text.han_numbers import han_number
from index.text.language_data import SHARED, any_of

_MONTH = month_pattern()
_W = any_of("dates.signs.weeks")
_WEEK = re.compile(
    rf"(?<!\d)(\d{{4}})\s*(?:[-_ ]?\s*(?:w|{any_of('dates.weeks_after_years')})[ -]?"
    rf"|{YEAR_SIGN}\s*{any_of('dates.signs.ordinals')}?\s*(?=\d\d?\s*{_W}))(\d\d?)(?!\d)\s*{_W}?"
    rf"|\b{any_of('dates.weeks_before_numbers')}\.?\s*(\d{{1,2}})\s*[-/, (]\s*\(?{OF_YEAR}(\d{{4}})(?!\d|[/–-]\d)"
    rf"|\b(?:{any_of('dates.numbered_weeks')}|w(?=\d\d\b))\s*(\d{{1,2}})(?!\d)"
    r"(?:\s*[-/, (]\s*\(?(\d{4})(?!\d|[/–-]\d))?"
)
_MONTH_YEAR = re.compile(
    rf"\b({_MONTH})\b\.?[\s,/-]*{OF_YEAR}(\d{{4}})(?!\d)"
    rf"|(?<!\d)(\d{{4}})[\s,/_-]*\b({_MONTH})\b"
    rf"|(?<![\d.-])(\d{{4}})\s*(?:[-/._]|{YEAR_SIGN})\s*(\d{{1,2}})\s*{MONTH_SIGN}?(?![\d]|[-/.]\d)"
    r"|(?<![\d.,/-])(\d{1,2})[/.-](\d{4})(?!\d)"
    rf"|\b{THANG}\s+(\d{{1,2}})(?!\d)\s*(?:,?\s*{NAM}\s+|[/.-]\s*)(\d{{4}})"
    rf"|\b({_MONTH})\b\.?\s*['’](\d\d)(?!\w|[.:]\d)"  # `FEBRUARY '21`
)
_ERA = re.compile(rf"({ERA})\s*({YEAR_OF_ERA})\s*{YEAR_SIGN}(?:\s*(\d{{1,2}})\s*{MONTH_SIGN}(?!\s*\d))?")
_BARE_MONTH = re.compile(
    rf"(?<![^\W\d_])({_MONTH})(?![^\W\d_])|(?<!\d)(\d{{1,2}})\s*{MONTH_SIGN}|\b{THANG}\s+(\d{{1,2}})(?!\d)"
    rf"|(?<!\w)({HAN_MONTH}){HAN_MONTH_SIGN}(?:{any_of('dates.signs.thirds_of_months', (SHARED,))})?(?![^\W\d_])"
)
_BARE_YEAR = re.compile(rf"(?<![\d.,/:-])((?:19|20|21)\d\d)(?!\d|[-/.:,]\d)\s*{YEAR_SIGN}?")
_FIRST = f"(?:{'|'.join(sorted(WEEK_OF, key=len, reverse=True))})"
WEEK_DAYS = re.compile(
    rf"\W{{0,6}}{any_of('dates.weeks_in_labels')}\s(?:\s?\d{{1,2}}\W{{1,3}}(?={_FIRST}|\d))?(?:{_FIRST}\s)?\s?"
    rf"(\d{{1,2}}){RANGE}(\d{{1,2}})\W{{0,6}}"
)
"""A week by its days, whose month is told elsewhere: `Week 4-10`, `Semaine 36 du 5 au 11`."""


def _era(m: re.Match[str]) -> WrittenDate | None:
    """`昭和60年` or `平成30年3月`, above the days of that year or month."""
    month = int(m[3]) if m[3] else None
    return WrittenDate(0, 0, "", written_year(m[1], m[2]), month) if month is None or 1 <= month <= 12 else None


def _week(m: re.Match[str]) -> WrittenDate | None:
    number, year = int(m[2] or m[3] or m[5]), m[1] or m[4] or m[6]
    return WrittenDate(0, 0, "", int(year) if year else None, week=number) if 1 <= number <= 53 else None


def _month_year(m: re.Match[str]) -> WrittenDate | None:
    month = next((MONTHS[m[i]] for i in (1, 4, 11) if m[i]), 0) or int(next((m[i] for i in (6, 7, 9) if m[i]), 0))
    year = century(int(m[12])) if m[12] else common_year(int(next(m[i] for i in (2, 3, 5, 8, 10) if m[i])))
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return WrittenDate(0, 0, "", year, month)


def _bare_month(m: re.Match[str]) -> WrittenDate | None:
    month = MONTHS[m[1]] if m[1] else int(m[2] or m[3] or han_number(m[4]))
    return WrittenDate(0, 0, "", month=month) if 1 <= month <= 12 else None


def _bare_year(m: re.Match[str]) -> WrittenDate | None:
    return WrittenDate(0, 0, "", int(m[1]))


BARE_MONTH = DateForm(_BARE_MONTH, _bare_month, lambda has: has.month or has.foreign or has.numbers >= 1)
"""The one form that needs no number."""
SPAN_FORMS: tuple[DateForm, ...] = (
    DateForm(_ERA, _era, lambda has: has.foreign),
    DateForm(_WEEK, _week, lambda has: has.numbers >= 1),
    DateForm(_MONTH_YEAR, _month_year, lambda has: has.month or has.numbers >= 2),
    BARE_MONTH,
    DateForm(_BARE_YEAR, _bare_year, lambda has: has.longest >= 4),
)
