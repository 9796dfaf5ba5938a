"""How a time is written in Japanese and Chinese: one pattern, each way of writing a named group."""

import re
from functools import cache

from index.text.han_numbers import HAN_TEN
from index.text.language_data import SHARED, UNSPACED, any_of, language_data
from rag.temporal.unspaced.words import either, longest_first, table

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


@cache
def cjk_time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    n, m, d = (either(of, (SHARED,)) for of in ("amounts", "month_numbers", "day_numbers"))
    year, month, day = (any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "months", "days"))
    years = longest_first(word for word, (unit, _) in cjk_units().items() if unit == "year")
    japanese, chinese = ("|".join(language_data(code).numbered("dates.weekday_signs")) for code in UNSPACED)
    thens = longest_first(word for word, (unit, back) in cjk_units().items() if unit in _THEN and back > 0)
    ordinal, eras = any_of("dates.signs.ordinals", UNSPACED), longest_first(cjk_eras())
    first_year = any_of("dates.signs.first_years", UNSPACED)
    season_end = rf"{either('season_ends')}?"
    season, of, no = either("season_signs"), either("of"), either("of", ("ja",))
    return re.compile(
        rf"""
      (?P<count>   (?<!{either("no_counts_before")})
                   (?:{ordinal}(?P<on>{n})\s?(?:(?P<od1>{either("ordinal_days")})|{either("ordinal_weeks")})
                   |(?P<cn>{n})\s?(?:(?P<cd>{either("own_days")})|{either("own_weeks")}))
                   (?!{either("no_counts_behind")}))
    | (?P<ago>     (?P<n>{n})\s?(?P<unit>{longest_first(table("counted_units"))}){either("ago")}
                   (?P<exact>{either("ago_exactly")})?)
    | (?P<half>    {either("half_year")}{either("ago")})
    | (?P<every>   {either("every")})
    | (?P<personal> {either("personal_days")}(?={either("behind_personal_days")}))
    | (?P<past>    {either("past")}(?P<pn>{n})\s?(?P<span>{either("spans")}){either("span_ends")}?)
    | (?P<lunar>   {either("lunar_days")}(?={either("behind_lunar_days")}))
    | (?P<quarter> (?:(?:(?P<qy>\d{{4}}){year}|(?P<qr>{years})){of}?)?{ordinal}?(?P<qn>{n}){either("quarters")})
    | (?P<then>    (?P<tu>{thens}){of}?{either("same_day")})
    | (?P<full>    (?:(?P<y>\d{{4}})|(?P<era>{eras})(?P<ey>{either("amounts", (SHARED,))}|{first_year})){year}
                   (?:(?P<m>{m}){month}(?:(?P<d>{d}){day})?|{no}?(?P<ys>{season}){season_end})?)
    | (?P<other>   (?P<oy>{years}){of}?(?:(?P<om>{m}){month}(?:(?P<od>{d}){day})?|(?P<os>{season}){season_end}))
    | (?P<short>   (?<!{HAN_TEN})(?P<sm>{m}){month}(?:(?P<sd>{d}){day})?)
    | (?P<iso>     (?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d))
    | (?P<zwd>     (?P<zrel>{either("counted_weeks")})(?P<zrw>{chinese})(?!{either("no_weekday_before")}))
    | (?P<wd>      (?P<rel>{either("week_before_weekday")})?{no}?
                   (?:(?P<w>{japanese}){either("weekday_ends")}|{either("week_signs")}(?P<zw>{chinese}))
                   (?!{either("weekend_ends")}))
    | (?P<season>  (?P<s>{season})(?:{either("behind_seasons")}|(?={either("except_behind")})))
    | (?P<holiday> {longest_first(table("holidays"))})
    | (?P<units>   {longest_first(cjk_units())})
    | (?P<days>    {longest_first(table("days"))})
    | (?P<vague>   {either("recently")})
    """,
        re.VERBOSE,
    )
