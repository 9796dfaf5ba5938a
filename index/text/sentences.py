"""Text -> the spans of its sentences, by rule: no model, no list of languages to install.

"It works. Mr. X agreed!" -> [(0, 9), (10, 23)]
"""

import re

from index.text.language_data import all_words

_ABBREVIATIONS = all_words("text.abbreviations")
_MONTHS = frozenset(entry.partition("=")[0] for entry in all_words("time.words.months"))
_ORDINAL = re.compile(r"(?:^|\W)(?:[1-9]|[12]\d|3[01])$")
_WORD = re.compile(r"\s*([^\W\d_]+)")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]{0,3}(?=\s|$)|[。！？]+[」』”）]{0,2}|\n{2,}")
_OPENS = re.compile(r"[\s(\[\"'“]")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|\d{1,3})$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in `text`, white space trimmed, in order; together they hold every word."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match[0]
    if mark[0] != "." or mark.startswith(".."):
        # "..." and "…", and a mark that a quotation ends on, end a sentence only before a capital.
        follows = text[match.end() : match.end() + 2].strip()
        goes_on = mark.startswith(("..", "…")) or mark[-1] in "\"'”’»"
        return not goes_on or not follows or not follows[0].islower()
    before = text[max(start, match.start() - 12) : match.start()]
    word = _OPENS.split(before)[-1].lower()
    follows = text[match.end() : match.end() + 3].strip()
    if _ORDINAL.search(before) and (named := _WORD.match(text, match.end())) and named[1].lower() in _MONTHS:
        return False  # am 17. Juni
    if word == "no" and not follows[:1].isdigit():
        return not follows[:1].islower()  # an answer, where "no. 5" is a number
    if word in _ABBREVIATIONS or "." in word and len(word) <= 4 or follows[:1].islower():
        return False
    # "1. first", "J. Smith": a lone letter or number before the stop at the start of the sentence, or an initial.
    return not (_INITIAL.search(before) and (match.start() - start <= 4 or before[-1:].isupper()))


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
