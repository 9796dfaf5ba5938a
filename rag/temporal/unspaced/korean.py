"""Times in Korean: 지난 주 금요일에, 2023년 3월 5일, 3일 전. All space them as they like: spaces are taken out first.

What is then found must be words of the text: it begins one, or right behind another time, and ends one or is followed
by a particle. So "그 제품" is not the day before yesterday, 그제.
"""

import re
from datetime import date
from functools import cache

from index.text.scripts import HANGUL
from rag.temporal.times import Time
from rag.temporal.unspaced.cjk import read_cjk
from rag.temporal.unspaced.pattern import Atom
from rag.temporal.unspaced.words import either, longest_first, table

_HANGUL = re.compile(f"[{HANGUL}]")


def read_korean(text: str, today: date) -> list[tuple[Time, tuple[int, int]]]:
    """The times in the text with their places."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    words = {0, *(n for n in range(1, len(places)) if places[n] - places[n - 1] > 1)}
    times: set[int] = set()  # where one ends

    def stands(atom: Atom) -> bool:
        start, end = atom.start, atom.end
        behind = _behind().match(atom.string, end)
        begins = start in words or start in times or not _HANGUL.match(atom.string, start - 1)
        ends = end in words or behind or not _HANGUL.match(atom.string, end)
        is_one_word = not any(start < word < end for word in words)
        if not begins or not ends or (atom.part.get("days") and not is_one_word):
            return False
        times.update((end, behind.end() if behind else end))
        return True

    found = read_cjk("".join(text[place] for place in places), today, stands)
    return [(time, (places[start], places[end - 1] + 1)) for time, (start, end) in found]


@cache
def _behind() -> re.Pattern[str]:
    """What may be written with a time, behind it."""
    further = (table("bounds") | table("parts") | table("halves") | table("besides")).keys()
    ends = ("behind_times", "except_behind", "ago", "span_ends", "weekends")
    return re.compile("|".join((longest_first(further), *(either(name, ("ko",)) for name in ends))))
