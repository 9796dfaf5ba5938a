"""Lines that begin a day where there are no headings: what they look like, and where they stand in a paragraph."""

import re
from collections.abc import Iterator, Sequence

from index.inline import plain
from index.labels import read_label

JRNL = re.compile(
    r"\[\d{4}-\d\d-\d\d(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)?\]\s"
    r"|\d{4}-\d\d-\d\d \d{1,2}:\d\d(?: [AP]M)? (?!INFO|WARN|ERROR|DEBUG|TRACE|\[)\S"
)
LOG_LINE = re.compile(
    r"(?:\*\*|__|\[\[)?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)(?:19|20)\d\d)"
    r"(?:\]\])?(?:\*\*|__)?\s*(?:[:：–—|-]|\*\*)\s*\S"
)
MAY_START = re.compile(
    r"[\s>*_#\[(~-]{0,12}(?:<[^>]{0,80}>\s*){0,3}(?:\d|[^\W\d_]{1,12}[\s,:：#-]{0,3}[\d(]|[^\W\d_]{3,12},)"
)


def day_lines(lines: Sequence[str]) -> Iterator[int]:
    """Indices of the lines of a paragraph at which a day begins: `2024-01-05` alone, or before each line's words."""
    log = [i for i, line in enumerate(lines) if LOG_LINE.match(line.strip())]
    if len(log) >= 2:
        yield from (i for i in log if i)
        return
    for i, line in enumerate(lines):
        text = line.strip()
        if i and len(text) <= 60 and MAY_START.match(text):
            if JRNL.match(text) and text.startswith("["):
                yield i
                continue
            label = read_label(plain(text))
            if label.pure and label.strength == "strong" and label.date and label.date.names_day and label.date.year:
                yield i
