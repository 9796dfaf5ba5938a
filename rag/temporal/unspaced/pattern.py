"""How a time is written in Japanese, Chinese and Korean: one pattern, each way of writing a named group.

A year is read first, and what stands behind it next, with the pattern of what every year has: 去年の|10月, 2023年|春节.
"""

import re
from dataclasses import dataclass
from functools import cache
from string import Formatter

from index.text.han_numbers import HAN_DIGITS, HAN_TEN
from index.text.language_data import SHARED, any_of, language_data
from index.text.scripts import KATAKANA
from rag.temporal.unspaced.words import (
    AMOUNTS,
    IN_SIGNS,
    NamedParts,
    either,
    length_pattern,
    longest_first,
    table,
    weekday_signs,
)

_THEN = ("week", "month", "year")
"""Units of which the same day is meant: 去年の今日."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A time as written: where it stands in `string`, and the named groups that matched."""

    string: str
    start: int
    end: int
    part: NamedParts

    @property
    def written(self) -> str:
        return self.string[self.start : self.end]


@cache
def cjk_units() -> dict[str, tuple[str, int]]:
    """ "先々週" -> ("week", 2): the unit, and how many of them back."""
    leads, counters = table("unit_leads"), ("", *table("unit_counters"))
    led = {
        lead + counter + word: f"{unit}:{back}"
        for lead, back in leads.items()
        for counter in counters
        for word, unit in table("led_units").items()
    }
    return {
        word: (unit, int(back)) for word, value in (led | table("units")).items() for unit, back in [value.split(":")]
    }


@cache
def cjk_eras() -> dict[str, int]:
    """ "令和" -> 2018, the year before its first."""
    eras = (language_data(code).values("dates.signs.eras") for code in IN_SIGNS)
    written = {era: year for values in eras for era, year in values.items()} | table("short_eras")
    return {era: int(year) for era, year in written.items()}


_OF_A_YEAR = r"""
      (?P<lunar>   {lunar_leads}?(?P<lname>{lunar_months}){early_days}?(?P<ld>{d}){day}?
                   |(?P<lm>{m}){month}{early_days}(?P<ld1>{d})(?!{day})|{first_month_days}(?P<ld2>{d})
                   |{lunar_leads}(?P<lm3>{m}){month}{early_days}?(?P<ld3>{d}){day}?)
    | (?P<holiday> {holidays}|(?<![\d第{han_digits}]){short_holidays}(?={behind_short_holidays}))
    | (?P<quarter> (?:{ordinal}?(?P<qn>{n}){quarters}|(?<![a-z])q(?P<q1>[1-4])(?!\d)|(?<!\d)(?P<q2>[1-4])q(?![a-z\d])))
    | (?P<term>    {terms})
    | (?P<mon>     (?<!{han_ten})(?<!\d[./])(?<!第)(?:(?P<sm>{m})\s?{month}(?:{month_ends}|\s?{of}?(?P<sd>{d})\s?
                   (?:{day}(?!{no_day_behind})|(?={joint}{d}\s?{day}(?!{no_day_behind}))|(?<=[{han_digits}])(?={behind_han_days})|(?=\s|$)))?
                   |(?<!\d)(?P<lone>{m})(?={joint}{m}\s?{month}|,\d{{1,2}}\s?{month})|(?P<pair>{pair_first})(?={pair_second}{month})))
    | (?P<slash>   (?<![a-z\d./])(?!(?<=[{before_fractions}])\d/(?:[2-9]|10)(?!\d))
                   (?P<smm>\d{{1,2}})/(?P<sdd>\d{{1,2}})(?![\d/%]|\.\d|\s?{no_slash_behind}))
    """
_HALF_YEAR = r"| (?P<halfyear> {half_years})"
_YEAR = r"""
      (?:(?<!\d)(?P<y>\d{{4}})(?:\s?{year}|(?<![{before_models}]\d{{4}})(?={year_tail})|(?=[-~、,和と跟]\d{{4}}\s?{year})|(?={school_years}))
        |(?<![\d.])(?P<roc>1[0-4]\d)\s?{year}(?={year_tail}|{fiscal_years})
        |(?<![\d.])'?(?P<yy>\d\d)(?:{year}(?={year_tail})|(?=q[1-4](?!\d)))
        |(?P<era>{eras}|(?<![a-z]){short_eras}(?=\d))\s?(?P<ey>{n}|{first_year})
           (?:\s?{year}|(?<=\d)(?={of}?(?:{m}\s?{month}|{season_signs})))
        |(?P<ya>{n})\s?{year}{ago}(?={of}?(?:{of_a_year}))
        |(?P<ry>{years}))
      (?:(?P<fiscal>{fiscal_years}))?(?!{years_of_things})
    """
_TIMES = (
    r"""
      (?P<count>   (?<!{no_counts_before})
                   (?:{ordinal}(?P<on>{n})\s?(?:(?P<od1>{ordinal_days})|{ordinal_weeks})
                   |(?P<cn>{n})\s?(?:(?P<cd>{own_days})|{own_weeks}))
                   (?!{no_counts_behind}))
    | (?P<ago>     (?<!{some})(?!\d{{4}}\s?{year}){ago_length}(?P<ago_over>{at_least})?{ago}(?!{of}?(?:{of_a_year}))
                   (?:(?P<exact>{ago_exactly})|{of}?{same_times})?)
    | (?P<monthday> (?P<mu>{months_back}){of}?(?P<mday>{d})\s?{day}(?!{no_day_behind}))
    | (?P<every>   {every_week}(?:(?P<everydays>{weekday_sets})|(?P<ew>{japanese}){weekday_ends}|(?P<ezw>{chinese}))
                   |{every})
    | (?P<everyyear> {every_year}{of}?(?={of_a_year}))
    | (?P<everymonth> {every_month}(?:{of}?{d}{day}|{month_edges}))
    | (?P<personal> {personal_days}(?={behind_personal_days}))
    | (?P<past>    {past}{of}?{past_length}{span_ends}?{within}?
                   |(?!\d{{4}}\s?{year}){since_length}(?:{lengths_since}|{within_alone}))
    | (?P<school>  (?<!\d)(?:(?P<sy>\d{{4}})|{roc_era}?(?P<sroc>1[0-4]\d))
                   (?:{year}|[-~/]\d{{2,4}}{year}?)?{school_years}
                   (?:{of}?(?P<sterm>{school_terms}))?)
    | (?P<decade>  (?P<dy>(?:19|20)?\d0|{n}){decades})
    | (?P<reign>   (?P<rera>{reigns})(?={behind_reigns}))
    | (?P<then>    (?P<tu>{thens}){of}?(?:(?P<exactly>{same_day})|(?P<same_month>{same_month})|{same_times}))
    | (?P<other>   {season_leads}{of}?{season_sign}{season_ends}?(?!{no_season_behind}))
    | (?P<iso>     (?<!\d)(?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d)
                   |(?<![\d./-])(?P<iyy>\d\d)(?:[/.](?P<imm>\d{{1,2}})[/.](?P<idd>\d{{1,2}})|-(?P<imn>[01]\d)-(?P<idn>[0-3]\d))(?![\d./-])
                   |(?<!\d)(?P<ey8>(?:19|20)\d\d)(?P<em8>0[1-9]|1[0-2])(?P<ed8>0[1-9]|[12]\d|3[01])(?![\d{no_money}])
                   |(?<![\d./-])(?P<iym>(?:19|20)\d\d)[-/.](?P<iymm>0?[1-9]|1[0-2])(?![\d./-]))
    | (?P<year>    """
    + _YEAR
    + r""")
    | """
    + _OF_A_YEAR
    + _HALF_YEAR
    + r"""
    | (?P<dotted>  {dotted})
    | (?P<zwd>     (?P<zrel>{counted_weeks})(?P<zrw>{chinese})(?!{no_weekday_before}))
    | (?P<nthwd>   {ordinal}(?P<nwn>{few_firsts})(?P<nw>{japanese}){weekday_ends})
    | (?P<wd>      (?<!第[\d{han_digits}])(?:(?P<lrel>{week_before_weekday}){no}?(?P<lw>{japanese}){weekday_ends_led}
                   |(?P<rel>{week_before_weekday})?{no}?
                   (?:(?P<w>{japanese}){weekday_ends}|{week_signs}(?P<zw>{chinese}))
                   (?!{weekend_ends})))
    | (?P<dayset>  {lone_day_sets})
    | (?P<season>  (?P<s>{season_signs})(?:{behind_seasons}|(?={except_behind})))
    | (?P<unknown> {unknown_spans})
    | (?P<longweekend> (?P<ln>{few_numbers}){long_weekends})
    | (?P<bare>    (?<![\d{han_digits}]){bare_parts})
    | (?P<fewdays> {few_days})
    | (?P<units>   {units})
    | (?P<days>    {days}|(?<![^\s{before_bare_days}]){first_days})
    | (?P<bareday> (?<![^\s{before_bare_days}])(?P<bd>{d})
                   (?=(?:{day}?{joint}{d}\s?)?{day}{behind_bare_days}|{day}{joint_of_days}{d}\s?{day}{until_days}){day}?)
    | (?P<vague>   {recently})
    """
)
"""{name} stands for the alternatives of an entry, or for what `_signs` has."""


def find_atom(text: str, at: int) -> Atom | None:
    """The first time in `text` from `at` on, a year with what stands behind it."""
    match = cjk_time_pattern().search(text, at)
    if match is None:
        return None
    part, end = match.groupdict(), match.end()
    if part["year"] or part["everyyear"]:
        inner = _behind_year().match(text, end)
        if inner:
            part |= {name: value for name, value in inner.groupdict().items() if value is not None}
            end = inner.end()
    return Atom(text, match.start(), end, part)


@cache
def cjk_time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    return re.compile(_filled(_TIMES), re.VERBOSE)


@cache
def _behind_year() -> re.Pattern[str]:
    season = r"| (?P<season> (?P<s>{season_words}|{season_signs}){season_ends}?(?!{no_season_behind}))"
    return re.compile(
        _filled(r"\s?{of}?\s?(?:" + _OF_A_YEAR + season + _HALF_YEAR + r"| (?P<dotted> {dot}))"), re.VERBOSE
    )


def _filled(pattern: str) -> str:
    signs = _signs()
    named = {name for _, name, _, _ in Formatter().parse(pattern) if name}
    return pattern.format(**{name: signs[name] if name in signs else either(name) for name in named})


@cache
def _signs() -> dict[str, str]:
    """The parts of the pattern that are no entries by themselves."""
    signs = _signs_of_dates() | _signs_of_units()
    tables = "short_holidays short_eras bare_parts days first_days few_days half_years terms school_terms lunar_months"
    signs |= {key: f"(?:{longest_first(table(key))})" for key in (*tables.split(), "reigns", "weekday_sets")}
    signs |= {f"{name}_length": length_pattern(name) for name in ("ago", "past", "since")}
    signs |= {key: either(key, (SHARED,)) for key in ("few_numbers", "few_firsts", "pair_first", "pair_second")}
    signs |= {key: _all_signs(key) for key in ("before_bare_days", "before_fractions", "no_money")}
    signs["before_models"] = f"a-z{KATAKANA}" + _all_signs("before_models")
    signs["joint"] = rf"\s?(?:{either('joints')}|{either('list_joints')})\s?"
    signs["year_tail"] = _year_tail(signs)
    named = f"{signs['holidays']}|{signs['season_words']}|{either('season_signs')}|{either('personal_days')}"
    signs["of_a_year"] = rf"{signs['m']}\s?{signs['month']}|{named}|\d{{1,2}}/\d"
    return signs


def _signs_of_dates() -> dict[str, str]:
    m, d = (either(of, (SHARED,)) for of in ("month_numbers", "day_numbers"))
    year, month, day = (any_of(f"dates.signs.{of}", IN_SIGNS) for of in ("years", "months", "days"))
    eras = longest_first(era for era in cjk_eras() if era not in table("short_eras"))
    signs = {"n": either("amounts", AMOUNTS), "m": m, "d": d, "year": year, "month": month, "day": day, "eras": eras}
    signs |= {"han_ten": HAN_TEN, "han_digits": "".join(HAN_DIGITS) + HAN_TEN, "no": either("of", ("ja",))}
    signs |= {"ordinal": any_of("dates.signs.ordinals", IN_SIGNS)}
    signs |= {"first_year": any_of("dates.signs.first_years", IN_SIGNS)}
    dot = r"(?P<dm>\d{1,2})\.(?P<dd>\d{1,2})(?![\d.%])"
    alone = rf"(?<![^{_all_signs('before_bare_days')}])(?=\d{{1,2}}\.\d{{1,2}}(?!{either('no_dotted_behind')}))"
    ranged = rf"(?<![a-z\d./])(?=\d{{1,2}}\.\d{{1,2}}\s?{either('joints')}\s?\d{{1,2}}\.\d)"
    return signs | {"dot": dot, "dotted": rf"(?:(?<=[{_all_signs('joint_signs')}])|{alone}|{ranged}){dot}"}


def _signs_of_units() -> dict[str, str]:
    units = cjk_units()
    japanese, chinese = weekday_signs()
    return {
        "japanese": japanese,
        "chinese": chinese,
        "holidays": longest_first(table("holidays") | table("periods")),
        "season_words": longest_first(table("seasons")),
        "season_sign": f"(?P<rs>{either('season_signs')})",
        "season_leads": f"(?P<rlead>{longest_first(table('season_leads'))})",
        "units": longest_first(units),
        "lone_day_sets": longest_first(word for word in table("weekday_sets") if len(word) > 1 and word not in units),
        "months_back": longest_first(word for word, (unit, _) in units.items() if unit == "month"),
        "years": longest_first(word for word, (unit, _) in units.items() if unit == "year"),
        "thens": longest_first(word for word, (unit, back) in units.items() if unit in _THEN and back > 0),
    }


def _all_signs(key: str) -> str:
    """The single signs of an entry, of all languages."""
    return "".join(language_data(code).text(f"unspaced.{key}") for code in IN_SIGNS)


def _year_tail(signs: dict[str, str]) -> str:
    """What stands behind a year that is not written in full: 22年|9月, 23年|年底, 2022|Q2."""
    further = longest_first((*table("parts"), *table("halves"), *table("half_years")))
    return (
        rf"\s?{either('of')}?\s?(?:{signs['m']}\s?{signs['month']}|{signs['holidays']}|{signs['season_words']}|{further}"
        rf"|q[1-4](?!\d)|{signs['ordinal']}?{signs['n']}{either('quarters')})|{either('behind_short_years')}"
    )
