"""Note -> blocks: the note's headings, paragraphs, list items, code, tables, with true line ranges.

Structure comes from a CommonMark parser; org files have their own reader (org_blocks.py). Only blocks are read
here, never inline markup: see inline.py. Every non-blank line of the body is in exactly one block.

    "## 3 May\\n\\n- why?\\n" -> heading (1-1) "3 May", item (3-3) "why?"
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from index.dates.labels import read_label
from index.dates.line_heads.cuts import DayHabits, day_cuts, habits_of
from index.dates.line_heads.lines import is_numbered_day
from index.dates.line_heads.rows import cells_of, is_day_column, is_day_number, is_row_going_on, may_be_day
from index.dates.paths import path_date
from index.notes.block import Block
from index.notes.block_tokens import as_markdown, block_tokens, with_logs_opened
from index.notes.markup.words_as_markdown import lines_as_markdown
from index.notes.note import Note
from index.notes.org_blocks import org_blocks
from index.notes.own_blocks import OWN, may_have_own, without_own

__all__ = ["Block", "blocks", "cells_of", "is_row_going_on", "own_lines", "structure"]

_HTML_HEADING = re.compile(r"^\s*<(h[1-6]|summary)\b[^>]{0,500}>(.{0,500}?)</\1>\s*$", re.IGNORECASE)
_TIGHT_HEADING = re.compile(r"^(#{2,6})([^#\s].*)$")
_REFERENCE = re.compile(r"^\s*\[[^\]]{1,200}\]:")
_MARKERS = re.compile(r"(?:\W|\d{1,9}[.)](?!\S))*")  # of items that nothing was written into
_MDX_CODE = re.compile(r"^(?:import|export)\s+[\w{*]")
_TAGS_BEHIND = re.compile(r"(?:\s+#[^\W\d][\w/-]*)+$")
_SENTENCE_END = tuple(".,;:!?…。？！、")
_LONE_NUMBER = re.compile(r"\d{1,2}\.\s*")  # the days of a month, each on a line of its own
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_QUOTES = {"blockquote_open": 1, "blockquote_close": -1}
_LONGEST_BLOCK = 1_000_000  # characters
_HEAD_ROWS, _FEWEST_ROWS, _DATED_ROWS, _CELL_CHARS = 2, 2, 0.7, 60
_BARE_WORDS, _BARE_CHARS, _SETEXT_CHARS = 9, 70, 120


def blocks(note: Note) -> tuple[Block, ...]:
    """Leaf blocks of the note's body in file order, not overlapping; daycite's own answers are of the kind "own"."""
    return without_own(structure(note), note.lines)


def own_lines(note: Note) -> frozenset[int]:
    """The numbers of the lines on which answers of daycite's own stand."""
    if not may_have_own(note.lines):
        return frozenset()
    own = (block for block in blocks(note) if block.kind == OWN)
    return frozenset(n for block in own for n in range(block.line_start, block.line_end + 1))


def structure(note: Note) -> tuple[Block, ...]:
    """The note's blocks before daycite's own answers are told apart from the author's text."""
    body = note.fixed[note.body_start - 1 :]
    if note.kind == "org":
        return tuple(piece for block in org_blocks(body, note.body_start) for piece in _of_bounded_length(block, 1))
    return markdown_blocks(body, note.body_start, note.kind, note.path)


def _of_bounded_length(block: Block, last: int = 0) -> Iterator[Block]:
    """A block of megabytes, which nobody wrote, as several: what is made of a block is held whole.

    `last`: 1 where `line_end` is the last line, 0 where it is the one behind.
    """
    text, begin, line = block.text, 0, block.line_start
    while len(text) - begin > _LONGEST_BLOCK and (end := text.find("\n", begin + _LONGEST_BLOCK)) > 0:
        after = line + text.count("\n", begin, end) + 1
        yield replace(block, line_start=line, line_end=after - last, text=text[begin:end])
        begin, line = end + 1, after
        block = replace(block, kind="paragraph" if block.kind == "item" else block.kind)
    yield replace(block, line_start=line, text=text[begin:]) if begin else block


def markdown_blocks(body: Sequence[str], first_line: int, kind: str = "markdown", path: str = "") -> tuple[Block, ...]:
    """Blocks of Markdown (or plain text) lines; `first_line` is the file's line number of `body[0]`.

    `path` tells how headings are marked, and whether the file is of a day: a log that looks like code was pasted there.
    """
    tokens = block_tokens(as_markdown(lines_as_markdown(body, path), kind), kind)
    name = path_date(path)
    fences: frozenset[int] = frozenset()
    if opened := None if name and name.names_day else with_logs_opened(tokens, body):
        body, fences = opened
        source = as_markdown(lines_as_markdown(body, path), kind)
        source = ["" if i in fences else line for i, line in enumerate(source)]
        tokens = block_tokens(source, "text")
    pieces = [piece for block in _walk(tokens, body, kind) for piece in _of_bounded_length(block)]
    del tokens
    kinds = {block.kind for block in pieces}
    if "html" in kinds:
        pieces = [piece for block in pieces for piece in _split_html(block, body)]
    if "table" in kinds:
        pieces = list(_with_rows(pieces))
    pieces = [_day_not_item(block, body) for block in pieces]
    pieces = _bare_headings(_fill_gaps(pieces, body, fences), body)
    texts = [block.text.split("\n") for block in pieces if block.kind in ("item", "paragraph") or block.bare]
    habits = habits_of(texts)
    pieces = [piece for block in pieces for piece in _split_days(block, body, habits)]
    return tuple(_moved(block, first_line) for block in pieces)


def _moved(b: Block, first_line: int) -> Block:
    """Its lines counted from 1 in the file, both included; `replace` would take three times as long."""
    return Block(b.kind, b.line_start + first_line, b.line_end + first_line - 1, b.level, b.text, b.bare, b.depth)


def _walk(tokens: Sequence[Token], body: Sequence[str], kind: str) -> Iterator[Block]:
    """Blocks with `line_start` counted from 0 and `line_end` behind the last line."""
    lists, quotes, fresh_item, table_end = 0, 0, False, -1
    for i, token in enumerate(tokens):
        name = token.type
        lists += _LISTS.get(name, 0)
        quotes += _QUOTES.get(name, 0)
        if name == "list_item_open":
            fresh_item = True
        if token.map is None or token.map[0] < table_end:
            continue
        start, end = token.map[0], token.map[1]
        if name == "table_open":
            table_end = end
            yield _block("table", body, start, end, lists)
        elif name == "heading_open" and quotes:  # another's heading: it begins nothing of the author's
            yield Block("quote", start, end, lists, tokens[i + 1].content, depth=lists)
        elif name == "heading_open":
            yield from _heading(token, tokens[i + 1].content, body, lists)
        elif name == "paragraph_open":
            content, tokens[i + 1].content = tokens[i + 1].content, ""  # needed once: it can have megabytes
            role = "quote" if quotes else "item" if fresh_item and lists else "paragraph"
            yield _paragraph(role, content, body, start, end, lists, kind)
        elif name in ("fence", "code_block", "html_block", "hr"):
            role = {"html_block": "html", "hr": "rule"}.get(name, "code")
            yield _block(role, body, start, end, lists)
        if name in ("paragraph_open", "heading_open", "fence", "code_block", "html_block"):
            fresh_item = False


def _block(kind: str, body: Sequence[str], start: int, end: int, depth: int) -> Block:
    while end > start + 1 and not body[end - 1].strip():
        end -= 1
    return Block(kind, start, end, depth, "\n".join(body[start:end]), depth=depth)


def _heading(token: Token, content: str, body: Sequence[str], depth: int) -> Iterator[Block]:
    assert token.map is not None
    start, end = token.map
    if token.markup in ("-", "=") and (end - start > 2 or len(content) > _SETEXT_CHARS):
        # A paragraph above a ruler: in notes that is not an underline, whatever CommonMark says.
        yield Block("paragraph", *_lines_of(content, body, start, end - 1), depth, content, depth=depth)
        yield _block("rule", body, end - 1, end, depth)
    else:
        yield Block("heading", start, end, int(token.tag[1]), content, depth=depth)


def _paragraph(role: str, content: str, body: Sequence[str], start: int, end: int, depth: int, kind: str) -> Block:
    tight = _TIGHT_HEADING.match(content) if role != "quote" and end - start == 1 else None
    if tight:
        return Block("heading", start, end, len(tight[1]), tight[2].strip(), depth=depth)
    if role == "paragraph" and depth == 0 and kind == "markdown" and _MDX_CODE.match(content) and _all_code(content):
        return _block("code", body, start, end, depth)
    return Block(role, *_lines_of(content, body, start, end), depth, content, depth=depth)


def _lines_of(content: str, body: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The lines that `content` stands on: the parser strips lines of a page break or a wide space alone off it."""
    first, *more = content.split("\n")
    while start + 1 + len(more) < end and first.strip() not in body[start]:
        start += 1
    return start, start + 1 + len(more)


def _all_code(content: str) -> bool:
    """Whether every line looks like an MDX import or export and none like prose ("import duty rose again.")."""
    return all(re.search(r"""['"][^'"]+['"];?\s*$|=|[{}]\s*;?\s*$""", line) for line in content.split("\n"))


def _split_html(block: Block, body: Sequence[str]) -> Iterator[Block]:
    """HTML headings inside an HTML block become headings; the lines between stay HTML."""
    if block.kind != "html":
        yield block
        return
    begin = block.line_start
    for i in range(block.line_start, block.line_end):
        match = _HTML_HEADING.match(body[i][:2000])
        if match:
            if begin < i:
                yield _block("html", body, begin, i, block.depth)
            level = 6 if match[1].lower() == "summary" else int(match[1][1])
            yield Block("heading", i, i + 1, level, re.sub(r"<[^>]{0,500}>", "", match[2]).strip(), depth=block.depth)
            begin = i + 1
    if begin < block.line_end:
        yield _block("html", body, begin, block.line_end, block.depth)


def _with_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, tables whose rows may be days row by row; numbers are days' where a month stands above."""
    month = False
    heads = Counter(block.text.split("\n", 1)[0] for block in blocks if block.kind == "table")
    for block in blocks:
        if block.kind == "heading":
            named = read_label(block.text).date
            month = named is not None and named.month is not None and named.day is None
        # Below a head that other tables of the note have too a single day is one of theirs.
        yield from _split_rows(block, month, 1 if heads[block.text.split("\n", 1)[0]] > 1 else _FEWEST_ROWS)


def _split_rows(block: Block, month: bool, fewest: int) -> Iterator[Block]:
    """A table whose rows hold dates, at least `fewest`, row by row: each may be a day."""
    if block.kind != "table":
        yield block
        return
    lines = block.text.split("\n")
    rows = [[cell[:_CELL_CHARS] for cell in cells_of(line)] for line in lines[_HEAD_ROWS:]]
    own = [row for row in rows if any(row) and (not is_row_going_on(row) or may_be_day(row))]
    numbered = month and is_day_column(cells_of(lines[0])[0])
    dated = sum(may_be_day(row) or numbered and is_day_number(row[0]) for row in own)
    if dated < fewest or dated < _DATED_ROWS * len(own):
        yield block
        return
    starts = [0, *range(_HEAD_ROWS, len(lines))]
    for start, end in pairwise([*starts, len(lines)]):
        first = block.line_start + start
        yield replace(block, line_start=first, line_end=first + end - start, text="\n".join(lines[start:end]))


def _fill_gaps(pieces: list[Block], body: Sequence[str], fences: frozenset[int]) -> list[Block]:
    """Adds what the parser leaves without a token: link definitions, lone markers, nesting past its bound, fences."""
    taken = bytearray(len(body))
    numbers = [int(line[:2].rstrip(".")) for line in body if _LONE_NUMBER.fullmatch(line)]
    are_days = len(numbers) > 1 and numbers != list(range(1, len(numbers) + 1))  # else a list still to be filled in
    for b in pieces:
        taken[b.line_start : b.line_end] = b"\x01" * (b.line_end - b.line_start)
    for i, line in enumerate(body):
        if not taken[i] and line.strip():
            lone = _MARKERS.fullmatch(line) and not (are_days and _LONE_NUMBER.fullmatch(line))
            kind = "reference" if _REFERENCE.match(line) else "rule" if lone or i in fences else "paragraph"
            pieces.append(Block(kind, i, i + 1, 0, line.strip()))
    return sorted(pieces, key=lambda b: b.line_start)


def _day_not_item(block: Block, body: Sequence[str]) -> Block:
    """`27. Juni 2023` on a line of its own is a day; to CommonMark it is the 27th item of a list."""
    if block.kind != "item" or block.depth != 1 or not is_numbered_day(body[block.line_start]):
        return block
    text = "\n".join(line.strip() for line in body[block.line_start : block.line_end])
    return replace(block, kind="paragraph", level=0, depth=0, text=text)


def _split_days(block: Block, body: Sequence[str], habits: DayHabits) -> Iterator[Block]:
    """A paragraph in which days follow each other without a blank line, day by day.

    A day's line at the margin below a list does not belong to its last item, though CommonMark adds it there.
    """
    if block.kind not in ("item", "paragraph", "quote"):
        yield block
        return
    lines = block.text.split("\n")
    plain = block.kind == "paragraph" and block.depth == 0
    raw = body[block.line_start : block.line_start + len(lines)]
    cuts, months = day_cuts(lines, raw, plain, habits)
    if not cuts:
        yield block
        return
    for start, end in pairwise([0, *cuts, len(lines)]):
        first = block.line_start + start
        piece = replace(block, line_start=first, line_end=first + end - start, text="\n".join(lines[start:end]))
        if start in months:
            yield replace(piece, kind="heading", level=2, depth=0, bare=True)
        else:
            yield piece if start == 0 else replace(piece, kind="paragraph", level=0, depth=0)


def _bare_headings(pieces: list[Block], body: Sequence[str]) -> list[Block]:
    """In a note without marked-up headings, short lines standing alone are its headings."""
    if any(b.kind == "heading" for b in pieces):
        return pieces
    out = list(pieces)
    for i, b in enumerate(pieces[:-1]):
        if b.kind == "paragraph" and b.depth == 0 and _is_bare_heading(b, body) and pieces[i + 1].kind != "rule":
            out[i] = replace(b, kind="heading", level=2, bare=True)
    return out


def _is_bare_heading(block: Block, body: Sequence[str]) -> bool:
    text = _TAGS_BEHIND.sub("", block.text.strip())
    alone = block.line_end - block.line_start == 1 and (
        (block.line_start == 0 or not body[block.line_start - 1].strip())
        and (block.line_end < len(body) and not body[block.line_end].strip())
    )
    short = len(text) <= _BARE_CHARS and len(text.split()) <= _BARE_WORDS
    # CJK has no capitals, and there a short line alone is as often a sentence: only what starts like a title counts.
    titled = bool(text) and (text[0].isupper() or text[0].isdigit()) and not text.endswith(_SENTENCE_END)
    return alone and short and titled and "](" not in text
