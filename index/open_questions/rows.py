"""A block's text -> where its sentences begin and end, and which of them begin a line that its author ended there."""

import re
from collections.abc import Iterator
from itertools import islice

from index.notes.block import Block
from index.text.language_data import any_of
from index.text.scripts import CJK, JAPANESE_CHINESE
from index.text.sentences import sentence_spans

_ENDS = re.compile(
    r"[?？]+[\"'”’»)\]*_~]*(?=\s*(?:=+>|-+>|→|⇒|[–—:：-](?=\s)|✅|$))"
    rf"|(?<=[{JAPANESE_CHINESE}])\?+(?=[\w「『])"  # "あるのか?読む。": no space behind it in these scripts
)
_PROPERTY = re.compile(r"^\s*[\w-]{2,30}::(?:\s|$)")
OWN_PROPERTY = re.compile(rf"[\[(]?{any_of('questions.properties')}\s*::(?=\s)\s*", re.IGNORECASE)
"""Dataview's and Logseq's `question:: why?` and `[question:: why?]`: of all properties only these are read as lines."""
_STARTS_NEW = re.compile(
    r"^\s*(?:[-*+•・‣◦·▪●○]\s|・|\d{1,3}[.)/]\s|[❓❔]|[?？]+[:：]?\s|=+>|-+>|→|#\w|\*{2}|(?:TODO|LATER|FIXME|XXX)\b"
    rf"|{any_of('questions.pair_labels')}\s?\d{{0,2}}\s*[:：.)]"
    r"|[a-z]{2,12}:\s|(?:EDIT|UPDATE|Edit|Update)\b|(?i:to (?:find out|look up|check|ask)|look up|todo)\s*:)"
)
_ASKS_ANEW = re.compile(rf"\s*(?:{any_of('questions.asks_anew')}\b|¿)")
_ASKS_SMALL = re.compile(rf"\s*{any_of('questions.asks_on')}\b(?!.*[.!]\s*$)")
_ANSWERED_BEHIND = re.compile(r"[?？]\s*(?:=+>|-+>|→|⇒|✅)")
_BECAUSE = re.compile(rf"\s*{any_of('questions.because')}\b", re.IGNORECASE)
CLOCK = re.compile(r"\s*(?:\[?\d{1,2}[:.h]\d\d(?::\d\d)?\]?|(?:[01]\d|2[0-3])[0-5]\d)(?=\s)\s*(?:[-–—|]\s+)?")
_FULL_STOP = re.compile(r"\w{4,}\.$")
_CJK = re.compile(f"[{CJK}]")
STRUCK_OUT = re.compile(r"^\s*(?:~~|<s>|<del>|\+)(.{3,500}?)(?:~~|</s>|</del>|\+)(?=\W|$)")
_LONE_MARKER = re.compile(rf"\W*{any_of('questions.lone_labels')}\s?\d{{0,3}}[.:]\W*", re.IGNORECASE)
_ASKED_FIRST = re.compile(r"\s*(?:\[[?!]\]\s+|[?？❓❔]+[:：]?\s+)+")
_ROW = re.compile(r"^.*\|.*$", re.MULTILINE)
_CELL = re.compile(r"(?:\\\||\[\[[^\]\n]*\]\]|[^|\n])+")
_MARKED = re.compile("[?？❓]")
_SHORT_LINE, _WRAPPED = 50, 100
_FEW, _RAGGED = 2, 0.7  # rows, a third of which are that much shorter than the longest, were ended on purpose


def spoken_spans(block: Block) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a line begins there) of each sentence."""
    for begin, stop in _logical(block.text):
        for i, (start, end) in enumerate(_sentences(block.text, begin, stop)):
            yield start, end, i == 0


def cell_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """(start of its row, start, end) of each sentence in a table that has a question mark; its head only names."""
    for row in islice(_ROW.finditer(text), 1, None):
        for cell in _CELL.finditer(text, row.start(), row.end()):
            if _MARKED.search(cell[0]):
                parts = _sentences(text, cell.start(), cell.end())
                yield from ((row.start(), *part) for part in parts if _MARKED.search(text, *part))


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence; struck-out text is one, and so is what follows a question mark and an arrow."""
    struck = STRUCK_OUT.match(text[begin:stop])
    if struck:
        yield begin, begin + struck.end()
        begin += struck.end()
    marker = _ASKED_FIRST.match(text[begin:stop])
    skipped = marker.end() if marker else 0
    open_at: int | None = None
    for start, end in sentence_spans(text[begin + skipped : stop]):
        start, end = begin + skipped + start if open_at is None else open_at, begin + skipped + end
        if end < stop and (_inside_link(text, end) or _LONE_MARKER.fullmatch(text[start:end])):
            open_at = start
            continue
        open_at = None
        cut = begin if start == begin + skipped else start
        for match in _ENDS.finditer(text, start, end):
            if match.end() < end and not _inside_link(text, match.start()):
                yield cut, match.end()
                cut = match.end()
        if cut < end:
            yield cut, end


def _inside_link(text: str, place: int) -> bool:
    """Whether the words of a link, or a title in its signs (《…》), go on behind it."""
    for opening, closing in ("[]", "《》"):
        opened = text.rfind(opening, max(0, place - 300), place)
        if opened >= 0 and closing not in text[opened:place]:
            return True
    return False


def _logical(text: str) -> Iterator[tuple[int, int]]:
    start, at = 0, 0
    rows = text.split("\n")
    longest = max(map(len, rows))
    ragged = len(rows) > _FEW and sum(len(row) < _RAGGED * longest for row in rows[:-1]) * 3 >= len(rows) - 1
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        at += len(row) + 1
        if after is None or _breaks(row, after, longest) or ragged and _is_log(row, after):
            if row.strip() and (not _PROPERTY.match(row) or OWN_PROPERTY.match(row.lstrip())):
                yield start, at - 1
            start = at


def _is_log(row: str, after: str) -> bool:
    """Whether both are lines of a log in small letters, each a remark of its own."""
    begins = row.lstrip()[:1] + after.lstrip()[:1]
    return not any(c.isupper() for c in begins) and row.rstrip()[-1:] not in ",;"


def _breaks(row: str, after: str, longest: int) -> bool:
    """Whether the author ended the line there: what follows begins anew, or would still have fitted on it."""
    stripped = row.rstrip()
    if CLOCK.match(row) and CLOCK.match(after):
        return True
    if row.endswith(("  ", "\\", "<br>", "<br/>")) or not stripped or _PROPERTY.match(row) or _PROPERTY.match(after):
        return True
    if _STARTS_NEW.match(after) or _ASKS_ANEW.match(after) or stripped[-1] in "?？:：!！。":
        return True
    follows = after.lstrip()[:1]
    if _CJK.match(follows) or _CJK.match(stripped[-1]):
        return stripped[-1] not in "、,，"
    word = after.split(maxsplit=1)[0] if follows else ""
    if follows.islower() and _FULL_STOP.search(stripped):
        return True  # within a wrapped text a capital would follow
    fitted = len(stripped) + 1 + len(word) <= longest or longest > _WRAPPED
    if fitted and stripped[-1] == "." or _ANSWERED_BEHIND.search(row) and (fitted or re.search(r"[?？]", after)):
        return True
    if fitted and (_ASKS_SMALL.match(after) or _BECAUSE.match(after) and _ASKS_SMALL.match(row.lower())):
        return True
    return (len(stripped) < _SHORT_LINE or fitted) and follows.isupper() and stripped[-1] not in ",;"
