"""Named days -> their span in a year: the western calendar's, and of the US where countries differ."""

from datetime import date

from rag.temporal.calendar import DateRange, easter, nth_weekday, shift

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
    "holy_week": (-7, 0),
    "ash_wednesday": (-46, -46),
    "mardi_gras": (-47, -47),
    "pentecost": (49, 50),
}


def holiday_span(year: int, name: str) -> DateRange:
    """The days of a holiday that begins in `year`, except New Year, which ends in it: 31 December to 1 January."""
    if name in _FIXED:
        (month, day), (end_month, end_day) = _FIXED[name]
        return date(year, month, day), date(year, end_month, end_day)
    if name in _FROM_EASTER:
        first, last = _FROM_EASTER[name]
        return shift(easter(year), first), shift(easter(year), last)
    if name == "new_year":
        return shift(date(year, 1, 1), -1), date(year, 1, 1)
    if name == "holidays":
        return date(year, 12, 20), shift(date(year, 12, 31), 1)
    if name == "labor_day":
        return (nth_weekday(year, 9, 0, 1),) * 2
    if name == "memorial_day":
        fifth = nth_weekday(year, 5, 0, 5)
        return (fifth if fifth.month == 5 else shift(fifth, -7),) * 2
    days_after = {"thanksgiving": 0, "black_friday": 1, "cyber_monday": 4}[name]
    return (shift(nth_weekday(year, 11, 3, 4), days_after),) * 2
