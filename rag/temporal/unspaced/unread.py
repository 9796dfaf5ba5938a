"""Words of time beside a Japanese or Chinese time that no pattern reads: 連休 of 7月の連休, 学期 of 去年的学期."""

import re
from collections.abc import Sequence
from functools import cache

from rag.temporal.unspaced.words import either


def unread_unspaced(text: str, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where such words stand right behind the times found."""
    matches = (_unread().match(text, end) for _, end in found)
    spans = [match.span("words") for match in matches if match]
    return [span for span in spans if not any(start <= span[0] < end for start, end in found)]


@cache
def _unread() -> re.Pattern[str]:
    return re.compile(f"{either('of')}?(?P<words>{either('unread_beside')})")
