"""Lines of an org file -> nodes: headlines, lists, tables, blocks and the markup of words; keywords and drawers go."""

import re
from collections.abc import Iterator, Sequence

from index.notes.block import Block
from index.notes.org_blocks import org_blocks
from index.rendering.node import Node, Tag
from index.rendering.targets import Targets

_TASK = re.compile(r"\[([ xX-])\]\s+")
_RULER = re.compile(r"^\s*\|[-+|]+\s*$")
_EMPHASIS: dict[str, Tag] = {"*": "strong", "/": "em", "=": "code", "~": "code", "+": "del"}
_INLINE = re.compile(
    r"\[\[(?P<to>[^\[\]\n]{1,500})\](?:\[(?P<label>[^\[\]\n]{1,500})\])?\]"
    r"|[<\[](?P<stamp>\d{4}-\d\d-\d\d[^<>\[\]\n]{0,60})[>\]]"
    r"|(?<![\w*/=~+])(?P<sign>[*/=~+])(?P<words>\S(?:[^\n]{0,300}?\S)?)(?P=sign)(?![\w*/=~+])"
)


def org_nodes(lines: Sequence[str], first_line: int, targets: Targets) -> tuple[Node, ...]:
    """The nodes of `lines`, of which the first has the number `first_line` in the file."""
    out: list[Node] = []
    items: list[Node] = []
    for block in org_blocks(lines, first_line):
        if block.kind == "item":
            items.append(_item(block, targets))
            continue
        if items:
            out.append(Node("list", tuple(items), items[0].line))
            items = []
        out += _shown(block, targets)
    return (*out, Node("list", tuple(items), items[0].line)) if items else tuple(out)


def _item(block: Block, targets: Targets) -> Node:
    match = _TASK.match(block.text)
    tag: Tag = "item" if match is None else "done" if match[1] in "xX" else "todo"
    words = block.text[match.end() :] if match else block.text
    return Node(tag, tuple(_inline(words, targets)), block.line_start, block.level)


def _shown(block: Block, targets: Targets) -> Iterator[Node]:
    line = block.line_start
    match block.kind:
        case "heading":
            yield Node("heading", tuple(_inline(block.text, targets)), line, min(block.level, 6))
        case "table":
            rows = [row for row in block.text.split("\n") if not _RULER.match(row)]
            yield Node("table", tuple(_row(row, line, targets) for row in rows), line)
        case "code":
            yield Node("code_block", ("\n".join(block.text.split("\n")[1:-1]),), line)
        case "quote":
            inside = "\n".join(part.strip() for part in block.text.split("\n")[1:-1])
            yield Node("quote", (Node("p", tuple(_inline(inside, targets))),), line)
        case "rule":
            yield Node("rule", (), line)
        case "paragraph":
            yield Node("p", tuple(_inline(block.text, targets)), line)


def _row(row: str, line: int, targets: Targets) -> Node:
    cells = row.strip().strip("|").split("|")
    return Node("row", tuple(Node("cell", tuple(_inline(cell.strip(), targets))) for cell in cells), line)


def _inline(text: str, targets: Targets) -> Iterator[Node | str]:
    done = 0
    for match in _INLINE.finditer(text):
        if done < match.start():
            yield text[done : match.start()]
        done = match.end()
        if match["sign"]:
            yield Node(_EMPHASIS[match["sign"]], (match["words"],))
        elif match["stamp"]:
            day = targets.day_in(match["stamp"])
            yield Node("day", (match["stamp"],), target=day.isoformat()) if day else match["stamp"]
        else:
            yield from _link(match["to"].removeprefix("file:"), match["label"] or "", targets)
    if done < len(text):
        yield text[done:]


def _link(to: str, label: str, targets: Targets) -> Iterator[Node | str]:
    if path := targets.picture_at(to):
        yield Node("image", (label,), target=path)
    elif targets.picture_paths(to):
        yield Node("remark", (f"[image: {to}]",))
    elif day := targets.day_in(to) if "://" not in to else None:
        yield Node("day", (label or to,), target=day.isoformat())
    elif path := targets.note_at(to):
        first = targets.days.get(path)
        target = first.isoformat() if first else path
        yield Node("day" if first else "note", (label or to,), target=target)
    else:
        yield label or to
        if label and "://" in to:
            yield Node("remark", (f" ({to})",))
