"""Named days -> their span in a year: the western calendar's, and of the US where countries differ."""

import re
from datetime import date, timedelta
from functools import cache

from index.dates.names import WEEKDAYS
from index.text.folding import fold_accents
from index.text.language_data import SPACED, language_data

_FIXED = {
    "christmas": ((12, 24), (12, 26)),
    "christmas_eve": ((12, 24), (12, 24)),
    "christmas_day": ((12, 25), (12, 25)),
    "boxing_day": ((12, 26), (12, 26)),
    "new_years_eve": ((12, 31), (12, 31)),
    "new_years_day": ((1, 1), (1, 1)),
    "epiphany": ((1, 6), (1, 6)),
    "valentine": ((2, 14), (2, 14)),
    "patrick": ((3, 17), (3, 17)),
    "may_day": ((5, 1), (5, 1)),
    "march_3": ((3, 3), (3, 3)),
    "march_14": ((3, 14), (3, 14)),
    "july_7": ((7, 7), (7, 7)),
    "july4": ((7, 4), (7, 4)),
    "halloween": ((10, 31), (10, 31)),
    "all_saints": ((11, 1), (11, 1)),
    "national_day_china": ((10, 1), (10, 7)),
    "setsubun": ((2, 3), (2, 3)),
    "nikolaus": ((12, 6), (12, 6)),
    "between_years": ((12, 27), (12, 31)),
    "burns": ((1, 25), (1, 25)),
    "groundhog": ((2, 2), (2, 2)),
    "women_day": ((3, 8), (3, 8)),
    "april_fools": ((4, 1), (4, 1)),
    "april_27": ((4, 27), (4, 27)),
    "golden_week": ((4, 29), (5, 5)),
    "may_5": ((5, 5), (5, 5)),
    "june_1": ((6, 1), (6, 1)),
    "juneteenth": ((6, 19), (6, 19)),
    "midsummer": ((6, 24), (6, 24)),
    "july1": ((7, 1), (7, 1)),
    "july14": ((7, 14), (7, 14)),
    "obon": ((8, 13), (8, 16)),
    "assumption": ((8, 15), (8, 15)),
    "german_unity": ((10, 3), (10, 3)),
    "hispanidad": ((10, 12), (10, 12)),
    "all_souls": ((11, 2), (11, 2)),
    "nov_3": ((11, 3), (11, 3)),
    "bonfire": ((11, 5), (11, 5)),
    "armistice": ((11, 11), (11, 11)),
    "dec_5": ((12, 5), (12, 5)),
    "walpurgis": ((4, 30), (4, 30)),
    "aug_1": ((8, 1), (8, 1)),
    "june_21": ((6, 21), (6, 21)),
    "oct_26": ((10, 26), (10, 26)),
    "fallas": ((3, 15), (3, 19)),
    "march_19": ((3, 19), (3, 19)),
    "midsummer_eve": ((6, 23), (6, 23)),
    "sanfermines": ((7, 6), (7, 14)),
    "july_25": ((7, 25), (7, 25)),
    "may_15": ((5, 15), (5, 15)),
    "constitution_spain": ((12, 6), (12, 6)),
    "dec_6_to_8": ((12, 6), (12, 8)),
    "dec_8": ((12, 8), (12, 8)),
    "dec_28": ((12, 28), (12, 28)),
    "jan_5": ((1, 5), (1, 5)),
    "may_2": ((5, 2), (5, 2)),
    "may_8": ((5, 8), (5, 8)),
    "jan_2": ((1, 2), (1, 2)),
    "jan_26": ((1, 26), (1, 26)),
    "feb_6": ((2, 6), (2, 6)),
    "feb_28": ((2, 28), (2, 28)),
    "march_1": ((3, 1), (3, 1)),
    "april_22": ((4, 22), (4, 22)),
    "april_23": ((4, 23), (4, 23)),
    "april_25": ((4, 25), (4, 25)),
    "july_21": ((7, 21), (7, 21)),
    "sep_11": ((9, 11), (9, 11)),
    "nov_9": ((11, 9), (11, 9)),
    "nov_30": ((11, 30), (11, 30)),
    "dec_12": ((12, 12), (12, 12)),
    "dec_21": ((12, 21), (12, 21)),
    "posadas": ((12, 16), (12, 24)),
}
_FROM_EASTER = {  # days from Easter Sunday, both ends
    "easter": (-2, 1),
    "easter_sunday": (0, 0),
    "easter_monday": (1, 1),
    "rose_monday": (-48, -48),
    "maundy_thursday": (-3, -3),
    "good_friday": (-2, -2),
    "holy_saturday": (-1, -1),
    "ascension": (39, 39),
    "whit_sunday": (49, 49),
    "whit_monday": (50, 50),
    "corpus_christi": (60, 60),
    "palm_sunday": (-7, -7),
    "mothering_sunday": (-21, -21),
    "holy_week": (-7, 0),
    "ash_wednesday": (-46, -46),
    "mardi_gras": (-47, -47),
    "pentecost": (49, 50),
    "easter_holidays": (-9, 8),
    "easter_week": (-7, 7),
    "whitsun_holidays": (48, 57),
    "lent": (-46, -1),
    "carnival": (-52, -47),
    "fat_thursday": (-52, -52),
    "ascension_weekend": (39, 42),
}
_NTH_WEEKDAYS = {  # month, weekday, which; -1 the last
    "mothers_day": (5, 6, 2),
    "fathers_day": (6, 6, 3),
    "early_may_holiday": (5, 0, 1),
    "late_may_holiday": (5, 0, -1),
    "august_holiday": (8, 0, -1),
    "labor_day": (9, 0, 1),
    "memorial_day": (5, 0, -1),
    "martin_luther_king": (1, 0, 3),
    "presidents_day": (2, 0, 3),
    "columbus_day": (10, 0, 2),
    "harvest_germany": (10, 6, 1),
    "thanksgiving_canada": (10, 0, 2),
    "repentance_switzerland": (9, 6, 3),
    "june_holiday": (6, 0, 1),
    "october_holiday": (10, 0, -1),
    "patriots_day": (4, 0, 3),
    "sechselaeuten": (4, 0, 3),
    "grandmothers_day": (3, 6, 1),
    "beaujolais": (11, 3, 3),
}
_AROUND_WEEKDAYS = {  # such a day, and how many before and after it belong to it
    "buen_fin": ((11, 0, 3), 3, 0),
    "may_half_term": ((5, 0, -1), 2, 6),
    "heritage_days": ((9, 6, 3), 1, 0),
}
_BEFORE_ADVENT = {"dead_sunday": 7, "repentance_day": 11, "peoples_mourning": 14}  # days before the first of Advent
_ADVENTS = {f"advent_{n}": n for n in (1, 2, 3, 4)}


def holiday_span(year: int, name: str) -> tuple[date, date]:
    """The days of a holiday that begins in `year`, except New Year, which ends in it: 31 December to 1 January."""
    if name in _FIXED:
        (month, day), (end_month, end_day) = _FIXED[name]
        return date(year, month, day), date(year, end_month, end_day)
    if name in _FROM_EASTER:
        first, last = _FROM_EASTER[name]
        return easter(year) + timedelta(days=first), easter(year) + timedelta(days=last)
    if name == "new_year":
        return max(date(year, 1, 1), date.min + timedelta(days=1)) - timedelta(days=1), date(year, 1, 1)
    if name == "holidays":
        end = date(year, 12, 31)
        return date(year, 12, 20), end if end == date.max else end + timedelta(days=1)
    if name == "victoria_day":  # the last Monday before the 25th of May
        return (date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday()),) * 2
    if name in _ADVENTS:
        christmas = date(year, 12, 25)
        fourth = christmas - timedelta(days=christmas.weekday() + 1)
        return (fourth - timedelta(weeks=4 - _ADVENTS[name]),) * 2
    if name in _NTH_WEEKDAYS:
        return (_nth_or_last(year, *_NTH_WEEKDAYS[name]),) * 2
    if name in _AROUND_WEEKDAYS:
        weekday, before, after = _AROUND_WEEKDAYS[name]
        middle = _nth_or_last(year, *weekday)
        return middle - timedelta(days=before), middle + timedelta(days=after)
    if name in _BEFORE_ADVENT:
        return (holiday_span(year, "advent_1")[0] - timedelta(days=_BEFORE_ADVENT[name]),) * 2
    if name in _OF_FRANCE:
        return _OF_FRANCE[name](year)
    days_after = {"thanksgiving": 0, "black_friday": 1, "cyber_monday": 4}[name]
    return (nth_weekday(year, 11, 3, 4) + timedelta(days=days_after),) * 2


def _mothers_day(year: int) -> tuple[date, date]:
    """The last Sunday of May, but where that is Pentecost the one behind it."""
    last = _nth_or_last(year, 5, 6, -1)
    return (last + timedelta(days=7 * (last == easter(year) + timedelta(days=49))),) * 2


def _toussaint(year: int) -> tuple[date, date]:
    """Two weeks of the schools, from the Saturday after the middle of October."""
    middle = date(year, 10, 17)
    start = middle + timedelta(days=(5 - middle.weekday()) % 7)
    return start, start + timedelta(days=15)


_OF_FRANCE = {"mothers_day_france": _mothers_day, "toussaint_holidays": _toussaint}


def holiday_days(year: int, name: str) -> tuple[tuple[date, date], ...]:
    """The spans that a holiday can be of a year, in the countries that keep it on different days."""
    spans = [holiday_span(year, name)]
    if name == "thanksgiving":  # Canada's
        spans.append((nth_weekday(year, 10, 0, 2),) * 2)
    return tuple(spans)


@cache
def holiday_names() -> dict[str, str]:
    """What holidays are called, folded, in all languages with spaces -> the holiday: `good friday`, `good fri`."""
    names: dict[str, str] = {}
    for code in SPACED:
        data = language_data(code)
        for key in ("time.words.holidays", "dates.holidays"):
            for written, name in data.values(key).items():
                words = fold_accents(written.replace("_", " "))
                names.setdefault(words, name)
                *before, last = words.split(" ")
                if before and last in WEEKDAYS and WEEKDAYS.get(last[:3]) == WEEKDAYS[last]:
                    names.setdefault(" ".join([*before, last[:3]]), name)
    return names


@cache
def holiday_pattern() -> re.Pattern[str]:
    """A holiday's whole name, in a folded text."""
    names = sorted(holiday_names(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})(?![^\W_])")


def easter(year: int) -> date:
    """Easter Sunday, western church (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _nth_or_last(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        return nth_weekday(year, month, weekday, nth)
    fifth = nth_weekday(year, month, weekday, 5)
    return fifth if fifth.month == month else fifth - timedelta(days=7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month: Thanksgiving is (year, 11, 3, 4)."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
