"""A piece of a note's repaired text -> the file's own words on its lines, broken where mojibake was mended."""

from difflib import SequenceMatcher

from index.notes.note import Note


def own_words(note: Note, raw: str, first: int, last: int) -> str:
    """The file's own text for `raw`, which is repaired text of those lines; white space in one line."""
    pieces = raw.split("\n")
    if len(pieces) != last - first + 1:
        return " ".join(raw.split())
    own = [
        piece if note.lines[n - 1] == note.fixed[n - 1] else _unrepaired(piece, note.fixed[n - 1], note.lines[n - 1])
        for n, piece in zip(range(first, last + 1), pieces, strict=True)
    ]
    return " ".join(" ".join(own).split())


def _unrepaired(piece: str, fixed: str, line: str) -> str:
    """The part of `line` that became `piece` when the line was repaired."""
    start = fixed.find(piece)
    if start < 0:
        return line
    end = start + len(piece)
    left, right = 0, len(line)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, fixed, line, autojunk=False).get_opcodes():
        if a1 <= start < a2 or a1 == start:
            left = b1 + (start - a1 if tag == "equal" else 0)
        if a1 < end <= a2:
            right = b1 + (end - a1) if tag == "equal" else b2
            break
    return line[left:right]
