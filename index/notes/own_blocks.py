"""Which blocks of a note daycite wrote itself: those that end in its mark, with a hash of their words.

    "  - daycite: A kernel is a small matrix. [[2020-03-19]] <!-- daycite 3f2a91c0 5d41402abc4b2a76 -->"

They are never prose, never date an entry, ask nothing and answer nothing. A block whose words have another hash was
edited: it is its editor's, read like all the rest. Where its links lead does not count: programs change that
by themselves when a note is renamed. The mark is a comment, which Obsidian, Logseq, Hugo, Jekyll and org
hide; MDX knows no HTML comments and has its own.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.notes.block import Block

OWN = "own"
"""The kind of such a block. It has no text."""
_HASH_CHARS = 8  # of the words alone, and as many of the words with their links
_ID = r"[A-Za-z0-9](?:[\w.:]|-(?!-)){0,63}"  # no "--": it would end an HTML comment
_OWN_MARK = re.compile(
    rf"\s*(?:<!--\s*daycite (?P<a>{_ID}) (?P<b>[0-9a-f]{{{2 * _HASH_CHARS}}})\s*-->"
    rf"|\{{/\*\s*daycite (?P<c>{_ID}) (?P<d>[0-9a-f]{{{2 * _HASH_CHARS}}})\s*\*/\}})(?P<end>\s*)"
)
_ORG_MARK = re.compile(rf"\s*# daycite (?P<id>{_ID}) (?P<hash>[0-9a-f]{{{2 * _HASH_CHARS}}})\s*")
_LEAD = re.compile(r"(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s))*")
_LINKS = re.compile(
    r"\[\[[^\]\n]{1,500}\]\[(?P<org>[^\]\n]{1,500})\]\]"
    r"|\[\[[^\]|\n]{1,500}(?:\|(?P<wiki>[^\]\n]{1,500}))?\]\]"
    r"|\[(?P<label>[^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){1,500}\)"
)
_SHAPES = frozenset(("item", "paragraph", "quote", "heading"))
_LOOKED_AT = 6  # blocks


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A block that daycite wrote for the question `id`; `edited` when its words are no longer daycite's."""

    id: str
    hash: str
    line_start: int
    line_end: int
    edited: bool
    relinked: bool
    """Only where its links lead was changed, by its reader or a program: it stays daycite's, and as it is."""


def is_id(text: str) -> bool:
    """Whether `text` can stand in a mark."""
    return re.fullmatch(_ID, text) is not None


def own_mark(question: str, words: str, form: str) -> str:
    """The comment that ends the block of `question` with `words`; `form` is markdown, mdx or org."""
    inside = f"daycite {question} {content_hash(question, words)}"
    return {"org": f"# {inside}", "mdx": f"{{/* {inside} */}}"}.get(form, f"<!-- {inside} -->")


def content_hash(question: str, words: str) -> str:
    """The hash of an answer's words, however they are wrapped, indented or bulleted."""
    lines = (line[_lead_end(line) :] for line in words.split("\n"))
    in_a_line = " ".join(" ".join(lines).split())
    labels = _LINKS.sub(lambda link: link["org"] or link["wiki"] or link["label"] or "", in_a_line)
    return _digest(f"{question}\n{labels}") + _digest(f"{question}\n{in_a_line}")


def same_answer(first_hash: str, second_hash: str) -> bool:
    """Whether two hashes are of the same words, wherever their links lead."""
    return first_hash[:_HASH_CHARS] == second_hash[:_HASH_CHARS]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_CHARS]


def own_blocks(structure: Sequence[Block], lines: Sequence[str]) -> list[OwnBlock]:
    """All blocks with a mark, edited ones too, in file order. `lines` are the note's, as they stand in the file."""
    return [own for _, own in _marked(structure, lines)] if may_have_own(lines) else []


def without_own(structure: Sequence[Block], lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks with daycite's own turned into the kind `own`; edited ones only lose their mark."""
    if not may_have_own(lines):
        return tuple(structure)
    own_at = dict(_marked(structure, lines))
    out: list[Block] = []
    behind = 0
    for i, block in enumerate(structure):
        own = own_at.get(i)
        if own and not own.edited:
            out.append(replace(block, kind=OWN, text="", line_end=own.line_end, bare=False))
            behind = own.line_end
        elif own:
            out.append(replace(block, text=_OWN_MARK.sub(" ", block.text).rstrip()))
        elif block.line_end > behind:  # of a block of comment lines in org, what stands below the mark
            cut = max(0, behind + 1 - block.line_start)
            text = "\n".join(block.text.split("\n")[cut:])
            out.append(replace(block, line_start=block.line_start + cut, text=text) if cut else block)
    return tuple(out)


def may_have_own(lines: Sequence[str]) -> bool:
    """Whether it is worth looking for daycite's own blocks."""
    return any("daycite " in line for line in lines)


def _marked(structure: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, OwnBlock]]:
    """(index of the block, what its mark says) of each block with an own mark."""
    for i, block in enumerate(structure):
        if block.kind not in _SHAPES:
            continue
        inside = lines[block.line_start - 1 : block.line_end]
        below = lines[block.line_end] if block.line_end < len(lines) else ""
        org = _ORG_MARK.fullmatch(below)
        if org:
            yield i, _checked_block(org["id"], org["hash"], "\n".join(inside), block.line_start, block.line_end + 1)
            continue
        for n, line in enumerate(inside):
            match = _OWN_MARK.search(line) if "daycite " in line else None
            if match:
                yield i, _read(match, inside, n, block)
                break


def _read(match: re.Match[str], inside: Sequence[str], n: int, block: Block) -> OwnBlock:
    question, digest = match["a"] or match["c"], match["b"] or match["d"]
    last = n == len(inside) - 1 and match.end() == len(inside[n])
    words = "\n".join([*inside[:n], inside[n][: match.start()]])
    return _checked_block(question, digest, words if last else "", block.line_start, block.line_end)


def _checked_block(question: str, digest: str, words: str, line_start: int, line_end: int) -> OwnBlock:
    now = content_hash(question, words)
    edited = not same_answer(now, digest)
    return OwnBlock(question, digest, line_start, line_end, edited, not edited and now != digest)


def _lead_end(line: str) -> int:
    match = _LEAD.match(line)
    return match.end() if match else 0


def next_own_block(at: int, blocks: Sequence[Block]) -> Block | None:
    """daycite's answer right below a block, or below what belongs to that: its underline, drawer or attributes."""
    end = blocks[at].line_end
    for after in blocks[at + 1 : at + 1 + _LOOKED_AT]:
        if after.kind == OWN:
            return after
        if after.line_start != end + 1 or not (after.kind in ("rule", "drawer") or after.text.startswith(("{:", "^"))):
            return None
        end = after.line_end
    return None
