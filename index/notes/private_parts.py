"""A note -> the note as far as it may be read: without the parts marked private, or empty where all of it is.

    ## Therapy #private      the section, up to the next heading of its level or above
    > [!private] Therapy     the callout; also `:::private`, `!!! private` and org's `#+begin_private`
    Saw the doctor. #private the whole note; in a note of several days, that day

Comments are not read either, in whichever way its kind of note hides them (markup/comment_marks.py). Lines that are not
read become empty ones, so that the others keep their numbers.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.dates.front_matter_keys import names_day
from index.dates.labels import read_label
from index.exclusion.rules import BY_SECTION, MARKS_ALONE, ExclusionRules
from index.notes.block import Block
from index.notes.blocks import structure
from index.notes.marks import head_rule, tag_pattern
from index.notes.markup.hidden_words import without_hidden
from index.notes.note import Note, note_from_bytes, read_note
from index.text.inline import plain

LEFT_OUT = "left out"
_STARTS_NEW = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|`{3}|~{3})")
_COLONS = re.compile(r"^\s*(:{3,})\s*$")
_ORG_END = re.compile(r"^\s*#\+end_", re.IGNORECASE)
_CODE_SPAN = re.compile(r"`[^`\n]{0,500}`")
_Parts = list[tuple[int, int]]


def allowed_note(path: str, data: bytes, rules: ExclusionRules = MARKS_ALONE) -> Note:
    """The note in `data` as far as it may be read."""
    return without_private(note_from_bytes(path, data), rules)


def read_allowed(root: Path, path: str, rules: ExclusionRules = MARKS_ALONE) -> Note:
    """The note at `path` as far as it may be read. Raises NotesError when the file cannot be read."""
    return without_private(read_note(root, path), rules)


def without_private(note: Note, rules: ExclusionRules) -> Note:
    """The note without what its author marked private; of one that is left out whole nothing but its day's keys."""
    if note.refused:
        return note
    if rule := "daycite forget" if note.digest in rules.forgotten else _head_rule(note, rules):
        return _emptied(note, rule)
    fixed = _without_comments(note.fixed, note)
    lines = fixed if note.lines == note.fixed else _without_comments(note.lines, note)
    parts, rule = _private_parts(note, rules)
    if fixed != note.fixed and parts and not rule:  # a heading in a comment ends no section
        parts = _merged([*parts, *_private_parts(replace(note, fixed=fixed), rules)[0]])
    if rule:
        return _emptied(note, rule)
    if not parts and fixed == note.fixed:
        return note
    hidden = {n for first, last in parts for n in range(first, last + 1)}
    kept = replace(note, lines=_blanked(lines, hidden), fixed=_blanked(fixed, hidden), private=tuple(parts))
    empty = bool(parts) and not any(line.strip() for line in kept.fixed[note.body_start - 1 :])
    return _emptied(note, BY_SECTION) if empty else kept


def _without_comments(lines: tuple[str, ...], note: Note) -> tuple[str, ...]:
    head = note.body_start - 1
    return (*lines[:head], *without_hidden(lines[head:], note.path))


def _head_rule(note: Note, rules: ExclusionRules) -> str:
    problem = next((reason for reason in note.problems if "front matter" in reason), "")
    return head_rule(note.fixed, note.body_start, dict(note.meta), problem, rules.tags, note.kind == "text")


def _emptied(note: Note, rule: str) -> Note:
    days = {key: value for key, value in note.meta.items() if names_day(key)}
    return Note(note.path, (), (), days, 1, note.kind, (), f"{LEFT_OUT} ({rule})", note.digest, rule)


def _blanked(lines: Sequence[str], hidden: set[int]) -> tuple[str, ...]:
    return tuple("" if number in hidden else line for number, line in enumerate(lines, 1))


def _private_parts(note: Note, rules: ExclusionRules) -> tuple[_Parts, str]:
    """(the lines of each private part in order, the rule that leaves out the whole note: "" where none does)."""
    names = [tag.strip().strip("#/").casefold() for tag in (*rules.tags, "private")]
    names = [name for name in names if name]
    text = "\n".join(note.fixed).casefold()
    if not any(name in text for name in names):
        return [], ""
    marks = _HeadingMarks(names)
    blocks = structure(note)
    parts = [_section(blocks, i, len(note.fixed)) for i, b in enumerate(blocks) if b.kind == "heading" and marks.on(b)]
    parts = _merged([*parts, *_callouts(note.fixed, note.body_start, names)])
    inside = {n for first, last in parts for n in range(first, last + 1)}
    pattern, days, read_to = tag_pattern(rules.tags), None, 0
    for block in blocks:
        if pattern is None or block.kind in ("code", "heading"):
            continue
        if block.line_start in inside or block.line_start <= read_to:
            continue
        if match := pattern.search(_CODE_SPAN.sub(" ", block.text)):
            days = _day_headings(blocks) if days is None else days
            day = _day_section(blocks, days, block, len(note.fixed))
            if day is None:
                return [], f"tag #{match[1].casefold()}"
            parts.append(day)
            read_to = day[1]
    return _merged(parts), ""


class _HeadingMarks:
    """What marks a heading: a tag, `(private)`, `{.private}`, `<!-- private -->`, `:private:`, or that word alone."""

    def __init__(self, names: Sequence[str]) -> None:
        words = "|".join(re.escape(name) for name in dict.fromkeys(names) if name)
        self._pattern = re.compile(
            rf"(?<![\w/#&])#(?:{words})(?![\w-])|[(\[]\s*(?:{words})\s*[)\]](?!\()|\{{[^}}]*[.#](?:{words})\b[^}}]*\}}"
            rf"|<!--\s*(?:{words})\s*-->|%%\s*(?:{words})\s*%%|:(?:{words})(?::[\w@:]*)?\s*$|^\W*(?:{words})\W*$",
            re.IGNORECASE,
        )

    def on(self, heading: Block) -> bool:
        return bool(self._pattern.search(_CODE_SPAN.sub(" ", heading.text)))


def _section(blocks: Sequence[Block], at: int, last_line: int) -> tuple[int, int]:
    """The lines from a heading up to the next of its level or above."""
    heading = blocks[at]
    for number in range(at + 1, len(blocks)):
        after = blocks[number]
        if after.kind == "heading" and after.level <= heading.level and after.depth <= heading.depth:
            return heading.line_start, after.line_start - 1
    return heading.line_start, last_line


def _day_headings(blocks: Sequence[Block]) -> list[int]:
    return [i for i, b in enumerate(blocks) if b.kind == "heading" and _names_day(b)]


def _day_section(blocks: Sequence[Block], days: Sequence[int], block: Block, last_line: int) -> tuple[int, int] | None:
    """The lines of the day that a block stands in; None where the note is not one of several days."""
    at = bisect_right(days, block.line_start, key=lambda i: blocks[i].line_start)
    return _section(blocks, days[at - 1], last_line) if at and len(days) > 1 else None


def _names_day(heading: Block) -> bool:
    written = read_label(plain(heading.text)).date
    return written is not None and written.names_day


def _callouts(lines: Sequence[str], body_start: int, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    words = "|".join(re.escape(name) for name in dict.fromkeys(names) if name)
    yield from _closed_parts(lines, body_start, words)
    quoted = re.compile(rf"^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:>\s*)+\[!\s*(?:{words})\s*(?:\|[^\]]*)?\]", re.IGNORECASE)
    indented = re.compile(rf"^(\s*)(?:!!!|\?\?\?\+?)\s+(?:{words})\b", re.IGNORECASE)
    depth, end = 0, 0  # of the last quoted part: what is nested in it ends with it at the latest
    for i in range(body_start - 1, len(lines)):
        line = lines[i]
        if quoted.match(line):
            if i >= end or _depth(line) < depth:
                depth, end = _depth(line), _quote_end(lines, i)
                yield i + 1, end
        elif match := indented.match(line):
            yield i + 1, _indented_end(lines, i, len(match[1]))


def _closed_parts(lines: Sequence[str], body_start: int, words: str) -> Iterator[tuple[int, int]]:
    """Parts that a line of their own closes; where there is none, what is never closed is private to its end.

    From the last line to the first: so what closes a part is known where it begins, and not looked for.
    """
    fenced = re.compile(rf"^\s*(:{{3,}})\s*\{{?\s*\.?(?:{words})\b", re.IGNORECASE)
    begun = re.compile(rf"^\s*#\+begin_(?:{words})\b", re.IGNORECASE)
    closing: list[tuple[int, int]] = []  # (colons, line number): the nearest last, those further off have more colons
    ended = len(lines)
    for i in range(len(lines) - 1, body_start - 2, -1):
        line = lines[i]
        if match := fenced.match(line):
            fitting = bisect_right(closing, -len(match[1]), key=lambda pair: -pair[0])
            yield i + 1, closing[fitting - 1][1] if fitting else len(lines)
        elif begun.match(line):
            yield i + 1, ended
        elif match := _COLONS.match(line):
            while closing and closing[-1][0] <= len(match[1]):
                closing.pop()
            closing.append((len(match[1]), i + 1))
        elif _ORG_END.match(line):
            ended = i + 1


def _quote_end(lines: Sequence[str], at: int) -> int:
    """The last line of the quote that begins there; a line without `>` right below one with words belongs to it."""
    depth = _depth(lines[at])
    end = at + 1
    while end < len(lines) and lines[end].strip():
        ends_paragraph = not lines[end - 1].strip(" >\t") or bool(_STARTS_NEW.match(lines[end]))
        if _depth(lines[end]) < depth and (ends_paragraph or not lines[end].strip(" >\t")):
            break
        end += 1
    return end


def _depth(line: str) -> int:
    match = re.match(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?((?:>\s*)*)", line)
    return match[1].count(">") if match else 0


def _indented_end(lines: Sequence[str], at: int, indent: int) -> int:
    end = at + 1
    for i in range(at + 1, len(lines)):
        if lines[i].strip():
            if len(lines[i]) - len(lines[i].lstrip()) <= indent:
                break
            end = i + 1
    return end


def _merged(parts: _Parts) -> _Parts:
    """In order, parts that overlap as one."""
    merged: _Parts = []
    for first, last in sorted(parts):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
