"""Whether a Japanese or Chinese time is a name, or part of one: 《秋天的童话》, 五月天, 八月之光, 春天百货, 周一鸣.

What stands around it tells: quotation marks, a noun of places and firms right behind it, words of books and films.
"""

import re
from collections.abc import Callable
from functools import cache

from index.text.scripts import HAN, KANA
from rag.temporal.names import NameLikeness
from rag.temporal.unspaced.pattern import Atom
from rag.temporal.unspaced.words import either, values_of
from rag.temporal.unspaced.yearly import KINDS

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile(r"[ぁ-ゖ]")
_SIGN = re.compile(f"[{HAN}{KANA}]")
QUOTED = re.compile(r"「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_NAMING = ("holiday", "season", "zw", "zrw", "w", "days", "mon")
"""The kinds of times that names are made of."""


def unspaced_name_likeness(atom: Atom, text: str, inside: Callable[[int], bool]) -> NameLikeness:
    """How likely a time is a name; `inside` tells whether a place is quoted."""
    kinds, end = atom.part, atom.end
    if inside(atom.start):
        return "name"
    if _names_person(atom, text):
        return "name"
    if kinds.get("y") and not any(kinds.get(kind) for kind in KINDS) and _title_behind_year().match(text, end):
        return "name"
    month = bool(kinds.get("sm")) and not kinds.get("sd") and not kinds.get("year")
    if kinds.get("sm") and not kinds.get("sd") and _issue().match(text, end):
        return "name"
    if month and _month_of_name().match(text, end):
        return "name"
    if month and _HAN.match(atom.written) and _month_and_work().match(text, end) and not _works().match(text, end + 1):
        return "name"
    naming = not kinds.get("year") and any(kinds.get(kind) for kind in _NAMING)
    if naming and (_place_behind().match(text, end) or _work_behind().match(text, end)):
        return "name"
    if values_of("days").get(kinds.get("days") or "", 0) > 0 and _SIGN.match(text, end) and not _ahead(text, end):
        return "name"
    if kinds.get("holiday") and _thing_behind().match(text, end) and _KANA.search(text):
        return "perhaps"  # 正月映画
    return _season_or_weekday(atom, text)


def _names_person(atom: Atom, text: str) -> bool:
    """李春天推荐的, 张国庆: a family name right before a time, at the beginning or behind "and" or so."""
    kinds, start = atom.part, atom.start
    if kinds.get("year") or not any(kinds.get(kind) for kind in ("season", "holiday", "sm", "zw")):
        return False
    return _family_name().search(text, max(start - 2, 0), start) is not None


@cache
def _title_behind_year() -> re.Pattern[str]:
    """2001年宇宙の旅を観た, 1984年这本书: more of a title, and what is done with works alone."""
    return re.compile(either("titles_with_years"))


@cache
def _family_name() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^{HAN}]|{either('before_surnames')}){either('surnames')}$")


def _season_or_weekday(atom: Atom, text: str) -> NameLikeness:
    kinds, end = atom.part, atom.end
    season = bool(kinds.get("season")) and not kinds.get("year")
    weekday = bool(kinds.get("zw") or kinds.get("zrw"))
    if season and (thing := _of_thing().match(text, end)):
        return "name" if _works().search(text, thing.end()) and not _works().match(text, thing.end()) else "perhaps"
    if not (season or weekday) or not _HAN.fullmatch(text[end : end + 1]) or not _HAN.fullmatch(atom.written[-1]):
        return ""
    if _goes_on().match(text, end):
        return ""
    return "name" if weekday and _of_work().match(text, end) else "perhaps"


def _ahead(text: str, end: int) -> bool:
    """Whether a day to come is meant: its own particle stands behind it, or the question is about plans."""
    return _own_particle().match(text, end) is not None or _planned().search(text) is not None


@cache
def _own_particle() -> re.Pattern[str]:
    return re.compile(either("behind_days_ahead"))


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(either("planned"))


@cache
def _place_behind() -> re.Pattern[str]:
    """五一广场, 星期五餐厅, 明日香村: the time right before a noun of places, firms and the like."""
    return re.compile(either("places"))


@cache
def _work_behind() -> re.Pattern[str]:
    """3月のライオン 何巻, 月曜から夜ふかしで紹介: more of a title, and what is said of works alone."""
    return re.compile(rf"(?!{either('behind_times', ('zh',))}){either('titles_behind')}")


@cache
def _of_work() -> re.Pattern[str]:
    """周一围的剧: whose work it is."""
    return re.compile(rf"[{HAN}]{{1,2}}(?:{either('of')}\w{{0,2}}{either('works')}|{either('doings_of_persons')})")


@cache
def _thing_behind() -> re.Pattern[str]:
    """A Japanese noun right behind a holiday: クリスマスプレゼント."""
    return re.compile(
        rf"(?!{either('asked_with', ('ja',))}|{either('behind_times')}|{either('unread_beside')})[一-龯ァ-ヴ]"
    )


@cache
def _of_thing() -> re.Pattern[str]:
    """的 or の between a bare season and a thing that is itself no time."""
    return re.compile(rf"{either('of')}(?!{either('times_of_time')})(?=[^\W\d])")


@cache
def _works() -> re.Pattern[str]:
    return re.compile(either("works"))


@cache
def _issue() -> re.Pattern[str]:
    """10月号: a magazine's."""
    return re.compile(either("issues"))


@cache
def _month_of_name() -> re.Pattern[str]:
    return re.compile(either("months_of_names"))


@cache
def _month_and_work() -> re.Pattern[str]:
    """四月は君の嘘の感想, 八月长安的小说: a month in Han signs, a few more, and a work of that."""
    return re.compile(rf"(?!{either('behind_times', ('zh',))}){either('behind_literary_months')}")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(either("behind_times"))
