"""Whether a Japanese or Chinese time is a name, or part of one: 《秋天的童话》, 五月天, 八月之光, 春天百货, 周一鸣."""

import re
from collections.abc import Callable
from functools import cache

from index.text.scripts import HAN
from rag.temporal.names import NameLikeness
from rag.temporal.unspaced.words import either

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile(r"[ぁ-ゖ]")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|“[^”]*”|\"[^\"]*\"|‘[^’]*’")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where titles and the words of others stand, which are no times."""
    return [match.span() for match in _QUOTED.finditer(text)]


def unspaced_name_likeness(match: re.Match[str], text: str, inside: Callable[[int], bool]) -> NameLikeness:
    """How likely a match of the pattern of times is a name; `inside` tells whether a place is quoted."""
    kinds, end = match.groupdict(), match.end()
    if inside(match.start()):
        return "name"
    month = bool(kinds.get("short")) and not kinds.get("sd")
    if month and _month_of_name().match(text, end):
        return "name"
    if kinds.get("name") and _thing_behind().match(text, end) and _KANA.search(text):
        return "perhaps"  # 正月映画
    season, weekday = bool(kinds.get("season")), bool(kinds.get("zw") or kinds.get("zrw"))
    if season and (thing := _of_thing().match(text, end)):
        return "name" if _works().search(text, thing.end()) and not _works().match(text, thing.end()) else "perhaps"
    if not (season or weekday) or not _HAN.fullmatch(text[end : end + 1]) or not _HAN.fullmatch(match[0][-1]):
        return ""
    return "" if _goes_on().match(text, end) else "perhaps"


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
def _month_of_name() -> re.Pattern[str]:
    return re.compile(either("months_of_names"))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(either("behind_times"))
