"""How a time is written in Japanese, Chinese and Korean: one pattern, each way of writing a named group."""

import re
from functools import cache
from string import Formatter

from index.text.han_numbers import HAN_TEN
from index.text.language_data import SHARED, any_of, language_data
from rag.temporal.unspaced.words import AMOUNTS, IN_SIGNS, either, longest_first, table, weekday_signs

_THEN = ("week", "month", "year")
"""Units of which the same day is meant: 去年の今日."""


@cache
def cjk_units() -> dict[str, tuple[str, int]]:
    """ "先々週" -> ("week", 2): the unit, and how many of them back."""
    return {word: (unit, int(back)) for word, value in table("units").items() for unit, back in [value.split(":")]}


@cache
def cjk_eras() -> dict[str, int]:
    """ "令和" -> 2018, the year before its first."""
    return {era: int(year) for era, year in language_data("ja").values("dates.signs.eras").items()}


_TIMES = r"""
      (?P<count>   (?<!{no_counts_before})
                   (?:{ordinal}(?P<on>{n})\s?(?:(?P<od1>{ordinal_days})|{ordinal_weeks})
                   |(?P<cn>{n})\s?(?:(?P<cd>{own_days})|{own_weeks}))
                   (?!{no_counts_behind}))
    | (?P<ago>     (?P<n>{n})\s?(?P<unit>{counted_units}){ago}
                   (?P<exact>{ago_exactly})?)
    | (?P<half>    (?P<hu>{half_spans}){ago})
    | (?P<monthday> (?P<mu>{months_back}){of}?(?P<mday>{d}){day}(?!{no_counts_behind}))
    | (?P<every>   {every})
    | (?P<personal> {personal_days}(?={behind_personal_days}))
    | (?P<past>    {past}(?P<pn>{n})\s?(?P<span>{spans}){span_ends}?)
    | (?P<holiday> (?:(?:(?P<hy>\d{{4}}){year}|(?P<hr>{years})){of}?)?(?P<name>{holidays}))
    | (?P<quarter> (?:(?:(?P<qy>\d{{4}}){year}|(?P<qr>{years})){of}?)?{ordinal}?(?P<qn>{n}){quarters})
    | (?P<then>    (?P<tu>{thens}){of}?(?:(?P<exactly>{same_day})|{same_times}))
    | (?P<full>    (?:(?P<y>\d{{4}})|(?P<era>{eras})(?P<ey>{n}|{first_year})){year}(?!{years_of_things})
                   (?:(?P<m>{m}){month}(?:(?P<d>{d}){day})?|{no}?(?P<ys>{season_signs}){season_ends}?)?)
    | (?P<other>   (?P<oy>{years}){of}?(?:(?P<om>{m}){month}(?:(?P<od>{d}){day})?|(?P<os>{season_signs}){season_ends}?))
    | (?P<short>   (?<!{han_ten})(?P<sm>{m}){month}(?:(?P<sd>{d}){day})?)
    | (?P<iso>     (?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d))
    | (?P<zwd>     (?P<zrel>{counted_weeks})(?P<zrw>{chinese})(?!{no_weekday_before}))
    | (?P<wd>      (?P<rel>{week_before_weekday})?{no}?
                   (?:(?P<w>{japanese}){weekday_ends}|{week_signs}(?P<zw>{chinese}))
                   (?!{weekend_ends}))
    | (?P<season>  (?P<s>{season_signs})(?:{behind_seasons}|(?={except_behind})))
    | (?P<unknown> {unknown_spans})
    | (?P<bare>    {bare_parts})
    | (?P<units>   {units})
    | (?P<days>    {days})
    | (?P<vague>   {recently})
    """
"""{name} stands for the alternatives of an entry, or for what `_signs` has."""


@cache
def cjk_time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    signs = _signs()
    named = {name for _, name, _, _ in Formatter().parse(_TIMES) if name}
    return re.compile(_TIMES.format(**signs, **{name: either(name) for name in named - signs.keys()}), re.VERBOSE)


def _signs() -> dict[str, str]:
    """The parts of the pattern that are no entries by themselves."""
    n = either("amounts", AMOUNTS)
    m, d = (either(of, (SHARED,)) for of in ("month_numbers", "day_numbers"))
    year, month, day = (any_of(f"dates.signs.{of}", IN_SIGNS) for of in ("years", "months", "days"))
    japanese, chinese = weekday_signs()
    signs = {"n": n, "m": m, "d": d, "year": year, "month": month, "day": day}
    signs |= {"japanese": japanese, "chinese": chinese, "han_ten": HAN_TEN, "no": either("of", ("ja",))}
    signs |= {"ordinal": any_of("dates.signs.ordinals", IN_SIGNS), "eras": longest_first(cjk_eras())}
    signs |= {"first_year": any_of("dates.signs.first_years", IN_SIGNS)}
    signs |= {key: longest_first(table(key)) for key in ("counted_units", "bare_parts", "days")}
    signs["holidays"] = longest_first(table("holidays") | table("periods"))
    units = cjk_units()
    return signs | {
        "half_spans": longest_first(table("half_spans")),
        "months_back": longest_first(word for word, (unit, _) in units.items() if unit == "month"),
        "units": longest_first(units),
        "years": longest_first(word for word, (unit, _) in units.items() if unit == "year"),
        "thens": longest_first(word for word, (unit, back) in units.items() if unit in _THEN and back > 0),
    }
