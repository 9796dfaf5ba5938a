"""A note's blocks -> the date that stands near its top as a line of its own, as `Posted on March 3, 2020`.

Not a byline, though it looks like one: a sentence ("Serviced on 2022-03-04."), a field of something else
("Birthday: 3 May 1980"), an author and the day of his work ("Franz Kafka, 26 April 1925"), anything below prose.
"""

import re
from collections.abc import Iterator, Sequence

from index.dates.label import Label
from index.dates.labels import read_label
from index.dates.written import dates_in
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import is_navigation, plain
from index.text.language_data import all_words, any_of

_KEY = re.compile(
    rf"(?:{any_of('dates.byline_qualifiers')}\s+)?{any_of('dates.byline_keys')}"
    rf"(?:\s+{any_of('dates.byline_on')})?(?:\s*[:：]\s*|\s+|(?=\d))"
)
_OTHER_KEY = re.compile(r"[^\W\d_][^:：\n]{0,40}[:：]\s")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})[^*_\n]{8,}\1")
_READ_TIME = re.compile(r"\b\d+\s*min(?:ute)?s?(?:\s+read)?\b|\bread\b", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*[·•|—–,@/-]\s*")
_APART_BEFORE = re.compile(r"[·•|—–]\s*$|\s-\s*$")
_APART_BEHIND = re.compile(r"\s*[·•|—–]|\s+[-/]\s|\s+by\b|\s?[(（]\w{1,3}[)）]\s")
_BY = re.compile(rf"{any_of('dates.byline_by')}\s+\S")
_PLACE = re.compile(rf"^\W*[^\W\d_][\w .-]{{1,30}},\s*{any_of('dates.after_place')}\s*$", re.IGNORECASE)
_BEFORE_NAMES = all_words("dates.before_names")
_OF_ELSE = all_words("dates.byline_else")
_SENTENCE = re.compile(r".*[.!?。！？]$")
_FIRST_YEAR = 1980  # "Ann Smith — 3 May 1924" says whose words follow
_NEAR_TOP, _BLOCKS_NEAR_TOP, _PROSE_WORDS, _LONGEST, _FEW_WORDS = 25, 8, 25, 120, 4


def byline(blocks: Sequence[Block]) -> tuple[Label, int] | None:
    """The day that the note's own byline names, and its line's number."""
    above: set[int] = set()
    for block, number, line in _lines_near_top(blocks):
        text = plain(re.sub(r"<[^>]{0,500}>", " ", line))
        dated = _named(text) or _in_emphasis(line, text)
        above.add(block.line_start)
        if dated and (dated[1] or block.kind != "quote" and len(above) <= 2):  # a title may stand above it
            return dated[0], number
        if _is_prose(text) and block.kind != "heading":
            return None
    return None


def _lines_near_top(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, str]]:
    for block in _near_top(blocks):
        for offset, line in enumerate(block.text.split("\n")):
            if len(line) <= _LONGEST and not is_navigation(line):
                yield block, min(block.line_start + offset, block.line_end), line


def _near_top(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks before the first real paragraph and the second part, outside of code and lists."""
    first, spoken, before = blocks[0].line_start if blocks else 1, False, ""
    for block in blocks[:_BLOCKS_NEAR_TOP]:
        long = block.kind in ("paragraph", "quote", "item") and len(block.text.split()) > _PROSE_WORDS
        next_part = block.kind == "heading" and not block.bare and spoken
        if long or next_part or block.line_start > first + _NEAR_TOP or block.kind == "item":
            return
        framed = block.kind == "quote" and not spoken and before == "heading"
        if framed or block.kind in ("paragraph", "html") or block.kind == "heading" and block.bare:
            yield block
        spoken |= block.kind == "paragraph"
        before = block.kind


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence, below which no byline stands."""
    return bool(_SENTENCE.match(text)) and len(text.split()) > _FEW_WORDS


def _named(text: str) -> tuple[Label, bool] | None:
    """The day of a line, and whether a word says that it is a byline."""
    key = _KEY.match(fold_accents(text))
    rest = text[key.end() :] if key else text
    if not key and (_OTHER_KEY.match(text) or text.startswith(("(", "（"))):
        return None
    label = read_label(rest)
    if label.pure and label.strength == "strong" and label.date and label.date.names_day and not label.date.weak:
        return label, bool(key)
    dates = dates_in(rest)
    if len(dates) != 1 or dates[0].year is None or dates[0].weak:
        return None
    before, after = rest[: dates[0].start], _READ_TIME.sub("", rest[dates[0].end :])
    if not _only_names(before, after) or not (_led(before) if key else _apart(before, after, dates[0].year)):
        return None
    return Label(dates[0], "strong", False, label.weekday), bool(key)


def _in_emphasis(line: str, text: str) -> tuple[Label, bool] | None:
    """The day at the end of a line all in emphasis: `**Minutes of the meeting on Thursday 12th September 2013**`."""
    match = _EMPHASIS.fullmatch(line.strip())
    dates = dates_in(text) if match else []
    if len(dates) != 1 or dates[0].year is None or dates[0].weak or re.search(r"\w", text[dates[0].end :]):
        return None
    return Label(dates[0], "strong", False, read_label(text).weekday), False


def _led(before: str) -> bool:
    """Whether behind "Posted" the date comes at once, or after names."""
    return not re.search(r"\w", before) or bool(_BY.match(fold_accents(before)) or _APART_BEFORE.search(before))


def _apart(before: str, after: str, year: int | None) -> bool:
    """Whether a date stands apart from the names beside it, as in a byline and not in a sentence."""
    if after.rstrip().endswith((".", "!", "?")) or (year or 0) < _FIRST_YEAR:
        return False
    if _PLACE.search(before):  # "Berlin, den 3. März 2024"
        return not re.search(r"\w", after)
    by = bool(_BY.match(fold_accents(before)) and re.search(r"(?:,|\bon)\s*$", before))
    lead = by or not re.search(r"\w", before) or bool(_APART_BEFORE.search(before))
    return lead and (not re.search(r"\w", after) or bool(_APART_BEHIND.match(after)))


def _only_names(before: str, after: str) -> bool:
    """Whether beside the date there are only names."""
    signed = re.match(r"\s*by\b(.*)", after)  # "by me"
    parts = [p for p in (*_SEPARATED.split(before), *_SEPARATED.split("" if signed else after)) if re.search(r"\w", p)]
    words = [word for part in parts for word in part.split()]
    few = len(words) <= 8 and (not signed or len(signed[1].split()) <= 4)
    return few and all(_is_name(word) for word in words) and not _OF_ELSE & {fold_accents(w).strip(":") for w in words}


def _is_name(word: str) -> bool:
    if word[:1].isupper() or not word[:1].isalpha() or word[:1].lower() == word[:1].upper():  # or a script without case
        return True
    return fold_accents(word) in _BEFORE_NAMES
