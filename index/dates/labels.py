"""A heading or a line that could be one -> Label: the day it names as a label does, not as a sentence mentions one.

A date is a label where it leads ("2026-06-28 — Title"), where it stands behind a separator or in brackets at the end
("Day 189 (2024-09-29)"), or where only words of labels stand beside it ("Research Log for March 3, 2020"). "What I did
since 2019-05-04" and "CVE-2025-1918" name no day.
"""

import re
from dataclasses import replace
from functools import lru_cache

from index.dates.date_form import HAN_DAY
from index.dates.label import Label, Strength
from index.dates.line_heads.opening import WEEKDAY_LETTERS
from index.dates.names import (
    DAY_FIRST_WORDS,
    OWN_WEEKDAYS,
    SHORT_WEEKDAYS,
    WEEK_OF,
    WEEK_WORDS,
    WEEKDAYS,
    fold_for_dates,
    month_pattern,
    names_week,
    weekday_number,
    without_number_of_week,
    without_words_of_weeks,
)
from index.dates.span_forms import WEEK_DAYS
from index.dates.written import LONGEST_TEXT, dates_in, spans_in
from index.dates.written_date import WrittenDate
from index.text.han_numbers import han_number
from index.text.language_data import UNSPACED, all_numbered, all_words, any_of

_OF = rf"(?:(?:{any_of('dates.of')}|the)\s*)?"
_M = any_of("dates.signs.months")
_NUMBER_WORD = any_of("dates.counters")
COUNTER = re.compile(
    rf"(?<![^\W\d_])(?:r(?:ound)?\s*\d+\s*,?\s*)?{_NUMBER_WORD}\s*[#:.№_+-]?\s*(\d{{1,4}})(?![\d])(?!\s*[/.]\s*\d)"
    # "Day 1 - 2020-01-01" and "Day 1 - 3 March 2020" are no days 1 to 2020 and 1 to 3.
    rf"(?:\s*(?:-|–|to|&|and|,)\s*(\d{{1,4}})(?![\d/.]|[-–]\d|\s*{_M}|[\s,-]{{0,9}}(?:(?:st|nd|rd|th|er)\b)?[\s,-]{{0,9}}{_OF}(?:{month_pattern()})\b(?!\.?\s\d\d?(?!\d))))?"
    rf"|{any_of('dates.signs.ordinals')}\s*(\d{{1,4}})\s*{any_of('dates.signs.counted_days')}"
    rf"|(?<!\d)(\d{{1,4}})\s*{any_of('dates.counters_behind')}"
)
_COUNTERS_OF_MONTHS = tuple(all_words("dates.counters_of_months"))
_TIME = re.compile(
    rf"~?\b\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\.\d+)?\s*(?:{any_of('dates.clock')}|a\.m\.|p\.m\.|h)?"
    r"(?:\s*(?:gmt|utc|cet|cest|est|edt|pst|pdt|z)?\s*[+-]\d{1,2}:?(?:\d{2})?|\s*(?:gmt|utc|cet|cest|est|edt|pst|pdt|z)\b)?"
    rf"|\b\d{{1,2}}\s*{any_of('dates.clock')}\b"
)
_ASIAN_WEEKDAY = re.compile(any_of("dates.weekday_forms"))
_ASIAN_DAYS = all_numbered("dates.weekday_signs")
_DAY_ONLY = re.compile(
    rf"\W{{0,6}}(\d{{1,2}})(?:st|nd|rd|th|\.|{any_of('dates.signs.days', ('ja', 'ko'))})?"
    r"(?:\s*(?:-|–|to)\s*(\d{1,2})(?:st|nd|rd|th)?)?\W{0,6}"
)
_HAN_DAY = re.compile(rf"\W{{0,6}}{HAN_DAY}(?:\W{{1,6}}|$)")
_SIGNED_DAY = re.compile(  # `12日 晴れ`
    rf"\W{{0,6}}([12]?\d|3[01]){any_of('dates.signs.days', UNSPACED)}(?:\W{{1,6}}|$)"
)
_SHORT_DATE = re.compile(r"\W{0,4}((\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?![\d%]|[.:/-]\d)")
_NAMES = frozenset((*month_pattern().split("|"), *OWN_WEEKDAYS))
_MAYBE = re.compile(
    rf"\d|{any_of('dates.hints')}|"
    rf"(?<![^\W\d_])(?:{'|'.join(sorted(_NAMES - SHORT_WEEKDAYS))})"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}day"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_FILLER = all_words("dates.label_words")
# Behind these a date tells of something else than the day of writing.
_MENTIONS = all_words("dates.mentions")
_PLANNED = all_words("dates.planned")  # "Start Date: 2020-01-13"
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,12})[.,]?\s*$")
_SEPARATOR = re.compile(r"[:|(\[（【·•—–@,/<>~=»«]\s*$|\s[-_]+\s*$|^\W*$|[\])）】]\s*[-_]?\s*$")
_SHORT_BEFORE = re.compile(r"\W{0,4}([a-z]{2,3})[.,]{0,2}(?:\s+\d{1,2}(?:\.\s?(?:\d|[a-z])|/\d)|\s*$)")
_BESIDE_NUMBERS = frozenset(word for word, days in WEEKDAY_LETTERS.items() if len(word) > 2 and len(days) == 1)
_WEEKDAY_FIRST = re.compile(  # `Mon: rain`, `周二 晴`
    rf"\W{{0,4}}(?:[^\W\d_]+(?:\s*[:,–—|-]\s|\s+[(\[])|(?:{any_of('dates.weekday_forms')})[\s（(])"
)
_LETTERS_APART = re.compile(r"[^\W\d_](?: [^\W\d_]){4,}")  # `t h u r s d a y`
_ENDS_IN_SIGN = re.compile(rf"{any_of('dates.signs.days', UNSPACED)}$")
_TAKES_BRACKET = re.compile(r"[\s)\]）】.:,;!|*_~>»’'\"-]*")


@lru_cache(maxsize=32_768)  # a journal's headings recur; fewer than a year's would push each other out
def read_label(text: str) -> Label:
    """What `text` (without markup) names; an empty Label when it names no time at all."""
    text = text[:LONGEST_TEXT]
    text = text.replace(" ", "") if _LETTERS_APART.fullmatch(text) else text
    folded = fold_for_dates(text)
    if not _MAYBE.search(folded) and not _short_weekday(folded):
        return Label()
    counter = COUNTER.search(folded)
    week_days = WEEK_DAYS.fullmatch(folded)
    if week_days:
        return Label(None, "weak", True, day_only=int(week_days[1]), last_only=int(week_days[2]))
    found = [d for d in spans_in(_without_counter(text, counter)) if d.week or d.month or d.year or d.pair]
    named = _weekday(folded)
    if not found and counter is None and (short := _SHORT_DATE.match(folded)):
        return _short_label(short, folded, named)
    if not found and counter is None and named is None:
        return _day_only(folded)
    days = [d for d in found if d.names_day]
    days = [d for d in days if d.year is not None or not d.weak] or days  # `2.13 (Nov 2nd, 2020)`
    date = _labelling(days or found, text, counter)
    others = _other_words(folded, date, counter)
    of_week = date is not None and (date.week_of or date.until is not None) and names_week(folded)
    others = without_words_of_weeks(others, folded) if of_week else others
    extra = _counter_fields(counter)
    if date is None:
        return Label(counter=extra[0], counter_last=extra[1]) if found else _undated(folded, counter, named, others)
    week = next((d for d in found if d.week and d.year), None)
    if date.year is None and week and week.start < date.start:  # `2024年第10周（3月4日-3月10日）`
        until = date.until and replace(date.until, year=None)
        date = replace(date, year=week.year, until=until)
    european = any(word in DAY_FIRST_WORDS for word in _WORD.findall(folded)) or bool(_short_weekday(folded))
    strength: Strength = "weak" if date.weak and named is None and counter is None and not of_week else "strong"
    if not _apart(date, text, others):
        strength = "none"
    if date.names_day and date.year is None and not date.weak and len(others) > 6:
        strength = "weak"
    asian = date.pair is not None and _ASIAN_WEEKDAY.search(folded) is not None
    return Label(date, strength, not others, named, *extra, None, None, european, asian)


def weekday_in(text: str) -> int | None:
    """The weekday that a text names, as `read_label` reads it."""
    return _weekday(fold_for_dates(text[:LONGEST_TEXT]))


def _undated(folded: str, counter: re.Match[str] | None, named: int | None, others: list[str]) -> Label:
    """The label of a text without a date, by its counter and weekday: "Day 12", "Thursday 17"."""
    alone = _day_only(_unnamed(folded, counter)) if named is not None else Label()
    day_alone = alone.day_only is not None
    weak = named is not None and (not others or day_alone or bool(_WEEKDAY_FIRST.match(folded)))
    strength: Strength = "weak" if weak else "none"
    pure = not others or day_alone
    return Label(None, strength, pure, named, *_counter_fields(counter), alone.day_only, alone.last_only)


def _short_label(match: re.Match[str], folded: str, named: int | None) -> Label:
    """`[200713] Started`: a day where a series of such headings says so."""
    start, end = match.span(1)
    date = WrittenDate(start, end, match[1], 2000 + int(match[2]), int(match[3]), int(match[4]), weak=True)
    return Label(date, "weak", not _other_words(folded, date, None), named)


def _without_counter(text: str, counter: re.Match[str] | None) -> str:
    """The text with "Day N" blanked: "Day 29 - 7/6/18" is no range."""
    if counter is None or _spanish_day(text, counter):
        return text
    return text[: counter.start()] + "\x01" * (counter.end() - counter.start()) + text[counter.end() :]


def _spanish_day(text: str, counter: re.Match[str]) -> bool:
    """Whether what looks like "Day N" is a part of a date: "Dia 5 de março", "ngày 5 tháng 3"."""
    if not fold_for_dates(counter[0]).startswith(_COUNTERS_OF_MONTHS):
        return False
    end = text.find(" ", counter.end() + 1)
    after = fold_for_dates(text[counter.start() : end + 25 if end >= 0 else None])
    return any(d.start < counter.end() - counter.start() for d in dates_in(after))


def _counter_fields(counter: re.Match[str] | None) -> tuple[int | None, int | None]:
    if counter is None:
        return None, None
    first = int(counter[1] or counter[3] or counter[4])
    last = int(counter[2]) if counter[2] else None
    return first, last if last is not None and last > first else None


def _weekday(folded: str) -> int | None:
    match = _ASIAN_WEEKDAY.search(folded)
    if match:
        return _ASIAN_DAYS[next(group for group in match.groups() if group)]
    if short := _short_weekday(folded):
        return WEEKDAYS.get(short, next(iter(WEEKDAY_LETTERS.get(short, ())), None))
    for word in _WORD.findall(folded):
        number = weekday_number(word)
        if number is not None and word not in SHORT_WEEKDAYS and len(word) > 1:
            return number
    return None


def _short_weekday(folded: str) -> str:
    """ "mi" of `Mi 8.3.` and of `Mi` alone, "" elsewhere: so short a word is as often none of a date."""
    match = _SHORT_BEFORE.match(folded)
    word = match[1] if match else ""
    return word if word in SHORT_WEEKDAYS or word in _BESIDE_NUMBERS and not folded.endswith(word) else ""


def _day_only(folded: str) -> Label:
    if han_day := _HAN_DAY.match(folded):
        return Label(None, "weak", not folded[han_day.end() :], day_only=han_number(han_day[1]))
    if signed := _SIGNED_DAY.match(folded):
        return Label(None, "weak", not folded[signed.end() :], day_only=int(signed[1]))
    match = _DAY_ONLY.fullmatch(_TIME.sub(" ", folded))
    if not match or not 1 <= int(match[1]) <= 31:
        return Label()
    last = int(match[2]) if match[2] and int(match[1]) < int(match[2]) <= 31 else None
    return Label(None, "weak", True, day_only=int(match[1]), last_only=last)


def _unnamed(folded: str, counter: re.Match[str] | None) -> str:
    """The label without its weekday, time and counter."""
    if counter:
        folded = folded[: counter.start()] + " " + folded[counter.end() :]
    words = _ASIAN_WEEKDAY.sub(" ", _TIME.sub(" ", folded))
    return _WORD.sub(lambda m: " " if weekday_number(m[0]) is not None or m[0] in _FILLER else m[0], words)


def _labelling(found: list[WrittenDate], text: str, counter: re.Match[str] | None) -> WrittenDate | None:
    """The first date that stands where a label's date does."""
    for i, d in enumerate(found):
        if d.year is None and any(earlier.year is not None for earlier in found[:i]):
            continue  # "Day 1, 28/09/2026 (planned for 24/08)"
        before, after = text[: d.start], text[d.end :]
        if counter and not _spanish_day(text, counter) and counter.start() < d.start:
            before = before[: counter.start()] + before[counter.end() :]
        lead = _words(before)
        before = _without_weekday(before)
        lead = without_number_of_week(lead)
        if d.until is not None and len(lead) == 1 and lead[0] in WEEK_WORDS:
            lead = []  # `WK 37  Sep 11-15`
        if len(lead) > 2 and lead[-1] in _FILLER and lead[-2] in WEEK_OF:
            lead = lead[:-1]  # "Week of the 21st Feb"
        if len(lead) > 1 and lead[-1] in WEEK_OF and lead[-2] in WEEK_WORDS:
            d, lead = replace(d, week_of=d.until is None), lead[:-2]
        elif len(lead) > 1 and lead[-1] in WEEK_OF and d.until is not None and _is_filler(lead[-2]):
            lead = lead[:-2]  # "Weekend of 31 July - 1 August"
        if lead and (lead[-1] in _MENTIONS or lead[-1] == "date" and {*lead[-2:-1]} & _PLANNED):
            continue
        if all(_is_filler(word) for word in lead):
            return d
        at_end = not [w for w in _words(_TIME.sub(" ", fold_for_dates(after))) if not _is_filler(w)] and (
            bool(_TAKES_BRACKET.fullmatch(after)) or len(_words(after)) <= 4
        )
        few, apart = len(lead) <= 5, bool(_SEPARATOR.search(before))
        if at_end and (apart or few) and (apart or d.year is not None):
            return d
        if apart and few and _SEPARATOR.search(after[::-1].replace(")", "(").replace("]", "[")):
            return d
    return None


def _without_weekday(before: str) -> str:
    """The words before a date without the weekday that belongs to it: `J1 — lun. `."""
    match = _LAST_WORD.search(before)
    return before[: match.start()] if match and weekday_number(fold_for_dates(match[1])) is not None else before


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_for_dates(text))


def _is_filler(word: str) -> bool:
    return word in _FILLER or weekday_number(word) is not None


def is_of_dates(text: str) -> bool:
    """Whether only words of dates stand in `text`: "Monday, the ", "Day 3: "."""
    folded = fold_for_dates(text)
    counter = COUNTER.search(folded)
    return not _other_words(folded, None, counter) and (counter is not None or not re.search(r"\d", folded))


def _other_words(folded: str, date: WrittenDate | None, counter: re.Match[str] | None) -> list[str]:
    """Words that are neither of dates nor usual beside them."""
    spans = [(date.start, date.end)] if date else []
    if counter:
        spans.append(counter.span())
    for start, end in sorted(spans, reverse=True):
        folded = folded[:start] + " " + folded[end:]
    left = _ASIAN_WEEKDAY.sub(" ", _TIME.sub(" ", folded))
    return [word for word in _WORD.findall(left) if not _is_filler(word)]


def _apart(date: WrittenDate, text: str, others: list[str]) -> bool:
    """Whether a leading date without a year stands apart from the words behind it: "May 5 things" names no day."""
    if date.year is not None and date.names_day or date.bad_year or not others:
        return True
    after = text[date.end :]
    signed = _ENDS_IN_SIGN.search(date.raw) is not None  # `12月26日 exams`: nobody counts things so
    if signed or not after or not after[0].isspace() or date.raw.endswith(".") and date.pair is None:
        return True
    return bool(re.match(r"\s*[\W_]", after) and re.match(r"\s+[^\w\s]|\s*[^\w\s]", after)) or _words(after)[:1] == []
