"""What dates stand in a short text: a heading, a file name, a front matter value. Pure; never used on prose.

A date stays as it was written: without a year, or as two numbers whose order is open (`7/6`), because only the note's
other dates can tell (resolve.py of entries). Whether a date names the day of an entry is for labels.py to say.

    dates_in("Day 14: Thursday 8 February, 2018") -> [WrittenDate(raw="8 February, 2018", year=2018, month=2, day=8)]
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from index.dates.date_form import DateForm, Signs, signs_of
from index.dates.forms import DAY_FORMS, RANGE
from index.dates.names import fold_for_dates, months_mended
from index.dates.span_forms import BARE_MONTH, SPAN_FORMS
from index.dates.written_date import WrittenDate, placed
from index.text.folding import fold_accents
from index.text.language_data import UNSPACED, any_of

LONGEST_TEXT = 400  # characters of a text that are looked at
_URL = re.compile(r"\S{1,20}://\S*|\b\S+@\S+\.\w+|\bCVE-\d[\d-]*", re.IGNORECASE)
_MAY_BE_DATE = re.compile(rf"\d|{any_of('dates.signs.months', UNSPACED)}|{any_of('dates.signs.years', UNSPACED)}")


def dates_in(text: str) -> list[WrittenDate]:
    """Every date in `text`, in order, not overlapping; ranges are one date with `until`."""
    return _joined(_scan(text, _days_for), text)


def spans_in(text: str) -> list[WrittenDate]:
    """Like dates_in, with the weeks, months and years that stand apart from dates."""
    return _joined(_scan(text, _spans_for), text)


@lru_cache(maxsize=512)
def _days_for(signs: Signs, countable: bool) -> tuple[DateForm, ...]:
    """The forms in which a text with these signs may hold a day; `countable`: whether it has a number."""
    return tuple(form for form in DAY_FORMS if countable and form.may_hold(signs))


@lru_cache(maxsize=512)
def _spans_for(signs: Signs, countable: bool) -> tuple[DateForm, ...]:
    """The same of days, weeks, months and years."""
    return tuple(form for form in (DAY_FORMS + SPAN_FORMS if countable else (BARE_MONTH,)) if form.may_hold(signs))


def _scan(text: str, forms_for: Callable[[Signs, bool], tuple[DateForm, ...]]) -> list[WrittenDate]:
    folded = fold_for_dates(text[:LONGEST_TEXT])
    countable = _MAY_BE_DATE.search(folded) is not None
    if "://" in folded or "@" in folded or "cve-" in folded:
        folded = _URL.sub(lambda match: " " * len(match[0]), folded)
    folded = months_mended(folded)
    signs = signs_of(folded)
    found: list[WrittenDate] = []
    for form in forms_for(signs, countable):
        new = [
            placed(date, match.start(), match.end(), text)
            for match in form.pattern.finditer(folded)
            if (date := form.read(match)) is not None
        ]
        found += new
        folded = _blanked(folded, new) if new else folded
        if new and not signs.month and not _MAY_BE_DATE.search(folded):
            break
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


_LISTED = re.compile(r"\s*[/,;+]\s*")
_NEXT_DAYS = 3  # between two days with a stroke between them that are one span
_CONNECTION = re.compile(rf"(?:{RANGE}|\s*(?:→|->|〜|～)\s*|\s+/\s+)(?:\w{{2,10}},?\s+)?")


def stand_in_row(found: list[WrittenDate], text: str) -> bool:
    """Whether the first dates of a text are members of a list: `4 Dec / 11 Dec`."""
    return len(found) > 1 and _LISTED.fullmatch(text[found[0].end : found[1].start]) is not None


def _connects(a: WrittenDate, b: WrittenDate, text: str) -> bool:
    # `28.02. - 03.03.2020`
    alike = a.weak == b.weak or a.pair is not None and b.pair is not None and a.dotted == b.dotted
    both_days = a.names_day and b.names_day and (a.year is None or b.year is not None) and alike
    between = text[a.end : b.start]
    in_words = between.strip() == "/" and 0 < _days_apart(a, b) <= _NEXT_DAYS  # `30. November/1. Dezember`
    if between.strip() == "/" and a.pair is None and b.pair is None and not in_words:
        return False
    return both_days and (in_words or bool(_CONNECTION.fullmatch(fold_accents(between))))


def _days_apart(a: WrittenDate, b: WrittenDate) -> int:
    """Days from one day to another, as if each month had 31; 0 where the order of day and month is open."""
    if a.month is None or b.month is None or a.day is None or b.day is None:
        return 0
    return (b.month - a.month) % 12 * 31 + b.day - a.day
