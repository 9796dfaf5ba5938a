"""Lines of a note -> the parser's tokens of their blocks, kept small: a giant note has some hundred thousand.

What is no CommonMark but meant as such is written as it first: headings of wikis, highlight tags, rulers below text.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from index.dates.line_heads.logs_as_code import are_log, full_date

_HIGHLIGHT = (
    (re.compile(r"^\s*\{%-?\s*(?:highlight|raw)\b"), re.compile(r"^\s*\{%-?\s*end(?:highlight|raw)\b")),
    (re.compile(r"^\s*\{\{[<%]\s*highlight\b"), re.compile(r"^\s*\{\{[<%]\s*/\s*highlight\b")),
)
_LONG_RULER, _DASHES, _ITEM = (
    re.compile(r"={5,}\s*$"),
    re.compile(r"-{5,}\s*$"),
    re.compile(r"\s{0,3}(?:[-*+]|\d+[.)])\s"),
)
_TILDES, _LONGEST_TITLE = re.compile(r"(?:~{4,}|~{3,}\s*\w[^~]{0,80}~{2,})\s*$"), 120
_FENCE, _PLAIN = (
    re.compile(r"\s{0,3}(?:`{3,}|~{3,})"),
    ("", "text", "txt", "plain", "plaintext", "md", "markdown", "log"),
)
"""What may begin a log in a fence: its mark, and the name of what is in it, which is no program's language."""
_WIKI_HEADING = re.compile(r"(={1,6})[ \t]{1,4}([^=\s][^=]{0,118}?)[ \t]{1,4}\1[ \t]{0,4}$")
_FEWEST_WIKI_HEADINGS = 2
_TABLE_RULER = re.compile(r"\|(?:[ \t]{0,20}:?-+:?[ \t]{0,20}\|){1,50}(?:[ \t]{0,20}:?-+:?)?[ \t]{0,20}")
_TIGHT_HEADING = re.compile(r"#{2,6}[^#\s]")
_FEWEST_TIGHT_HEADINGS = 3
_REACH = 3000  # lines within which a highlight tag must be closed to count
_MOST_TOKENS = 600_000  # as a list of 100,000 items has; lists in lists could make millions of so many lines
_NOTHING: dict[str, Any] = {}


def as_markdown(body: Sequence[str], kind: str = "markdown") -> list[str]:
    """Lines as CommonMark takes them for what their author means, line for line."""
    text = "\n".join(body)
    lines = _with_tilde_rulers(body) if kind == "text" and "~~~" in text else list(body)
    # Most notes have none of these signs: then there is nothing to look for line by line.
    lines = _with_whole_tables(lines) if "|" in text else lines
    lines = fenced_highlights(lines) if "{%" in text or "{{" in text else lines
    lines = with_wiki_headings(lines) if "=" in text else lines
    lines = _with_tight_headings(lines) if "##" in text else lines
    return _without_rulers(lines) if "=====" in text else lines


def _with_whole_tables(lines: list[str]) -> list[str]:
    """Tables below whose head too few columns are ruled, `|-|-|` below `|a|b|c|`: else they are none to Markdown."""
    ruled = [i for i, line in enumerate(lines) if i and line.startswith("|") and _TABLE_RULER.fullmatch(line)]
    if not ruled:
        return lines
    out = list(lines)
    for i in ruled:
        columns = lines[i - 1].strip().strip("|").count("|") + 1 if lines[i - 1].startswith("|") else 0
        if columns > lines[i].strip().strip("|").count("|") + 1:
            out[i] = "|" + "---|" * columns
    return out


def _with_tilde_rulers(body: Sequence[str]) -> list[str]:
    """Rulers of `~`, which underline a title or part what stands around them: in plain text they begin no code.

    What they underline is a smaller title than one above `-` or `=`.
    """
    out, in_fence = list(body), False
    for i, line in enumerate(body):
        if not line.startswith("~~~") or not _is_stroke(line):
            continue
        title = body[i - 1].strip() if i else ""
        short = not in_fence and 0 < len(title) <= len(line.rstrip())  # `Bob` above `~~~`
        if not (short or _TILDES.match(line)):
            in_fence = not in_fence
            continue
        alone = i < 2 or not body[i - 2].strip() or _is_stroke(body[i - 2])
        titled = bool(title) and not title.startswith("#") and len(title) <= _LONGEST_TITLE
        if alone and titled and not _is_stroke(title) and not _ITEM.match(body[i - 1]):
            out[i - 1], out[i] = f"### {title}", ""
        else:
            out[i] = "***"
    return out


def _is_stroke(line: str) -> bool:
    """Whether a line is a ruler, of whatever sign."""
    return len(set(line.strip())) == 1 and not line.strip()[0].isalnum()


def with_wiki_headings(lines: list[str]) -> list[str]:
    """`== Week 36 ==`, as wikis and writers of plain text mark headings, as Markdown does; a single one is none."""
    signed = [i for i, line in enumerate(lines) if line.startswith("=")]
    found = {i: match for i in signed if (match := _WIKI_HEADING.match(lines[i]))}
    if len(found) < _FEWEST_WIKI_HEADINGS:
        return lines
    return [f"{'#' * len(found[i][1])} {found[i][2]}" if i in found else line for i, line in enumerate(lines)]


def _with_tight_headings(lines: list[str]) -> list[str]:
    """`##2024-02-01` right below other lines, as CommonMark takes no heading to be; a single one is none."""
    hashed = [i for i, line in enumerate(lines) if line.startswith("##") and _TIGHT_HEADING.match(line)]
    if len(hashed) < _FEWEST_TIGHT_HEADINGS:
        return lines
    out, fence = list(lines), ""
    tight = set(hashed)
    for i, line in enumerate(lines):
        if (mark := line.lstrip()[:3]) in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        elif not fence and i in tight:
            hashes = len(line) - len(line.lstrip("#"))
            out[i] = f"{line[:hashes]} {line[hashes:]}"
    return out


def with_logs_opened(tokens: Sequence[Token], body: Sequence[str]) -> tuple[list[str], frozenset[int]] | None:
    """(the lines with logs that are no code at the margin, the lines of their fences); None where there are none.

    A log is kept in a fence for its columns, or below prose and indented, which Markdown takes for code.
    """
    fences = [t for t in tokens if t.type == "fence" and not t.level and t.info.strip().lower() in _PLAIN]
    indented = [t for t in tokens if t.type == "code_block" and not t.level]
    found = [
        *(fences if fences and are_log([_inside(t, body) for t in fences]) else ()),
        *(indented if indented and are_log([_inside(t, body) for t in indented]) else ()),
    ]
    maps = [token.map for token in found if token.map and any(map(full_date, _inside(token, body)))]
    code = {i for start, end in maps for i in range(start, end)}
    if not maps or _are_dated(line for i, line in enumerate(body) if i not in code):
        return None
    out = list(body)
    for start, end in maps:
        wide = min(len(line) - len(line.lstrip()) for line in body[start:end] if line.strip())
        out[start:end] = [line[wide:] for line in body[start:end]]
    marks = {i for t in found if t.type == "fence" and t.map in maps for i in (t.map[0], t.map[1] - 1)}
    return out, frozenset(i for i in marks if _FENCE.match(body[i]))


def _are_dated(lines: Iterable[str]) -> bool:
    """Whether days stand outside the code: it was pasted into one of them. A single line may be the note's own date."""
    dated = [line for line in lines if full_date(line.lstrip("# ")) is not None]
    return len(dated) > 1 or any(line.startswith("#") for line in dated)


def _inside(token: Token, body: Sequence[str]) -> Sequence[str]:
    """The lines of code, without their fence."""
    start, end = token.map or (0, 0)
    return body[start + 1 : end] if token.type == "fence" else body[start:end]


def fenced_highlights(body: Sequence[str]) -> list[str]:
    """Jekyll's and Hugo's highlight tags made fences, so that a `# comment` between them is not a heading."""
    out, closing, looked = list(body), None, dict[re.Pattern[str], int]()
    for i, line in enumerate(body):
        if closing is None:
            closing = next((end for begin, end in _HIGHLIGHT if "{" in line and begin.match(line)), None)
            if closing is not None and not _is_closed(body, i, closing, looked):
                closing = None
            if closing is not None:
                out[i] = "~~~~~~"
        elif closing.match(line):
            out[i], closing = "~~~~~~", None
    return out


def _is_closed(body: Sequence[str], at: int, closing: re.Pattern[str], looked: dict[re.Pattern[str], int]) -> bool:
    """`looked`: by pattern the line up to which nothing was found from an earlier tag."""
    for i in range(max(at + 1, looked.get(closing, 0)), min(at + _REACH, len(body))):
        looked[closing] = i
        if closing.match(body[i]):
            return True
    return False


def _without_rulers(lines: list[str]) -> list[str]:
    """Rulers of `=` that close an entry left out, which CommonMark would take for the underline of its last line.

    They stand below a list's item, or below a line that itself stands right below a ruler of `-`: no title does.
    """
    if not any(line.startswith("=====") for line in lines):
        return lines
    out, in_item = list(lines), False
    for i, line in enumerate(lines):
        in_item = bool(line.strip()) and (in_item or bool(_ITEM.match(line)))
        below_dashes = i > 1 and bool(lines[i - 1].strip()) and bool(_DASHES.match(lines[i - 2]))
        if _LONG_RULER.match(line) and (in_item or below_dashes):
            out[i], in_item = "", False
    return out


def block_tokens(lines: Sequence[str], kind: str) -> Sequence[Token]:
    """The tokens of `lines`; where lists and quotations in each other make too many, they are read as plain text."""
    source = "\n".join(lines).replace("\0", "\ufffd")
    for flat in (False, True):
        tokens, parser = _Tokens(), _parser(kind, flat)
        try:
            parser.block.parse(source, parser, {}, tokens)
        except _TooManyError:
            continue
        return tokens
    return ()


class _TooManyError(Exception):
    """There are more tokens than any note needs."""


class _Tokens(list[Token]):
    """Tokens without the two dictionaries that each would have of its own. Raises _TooManyError."""

    def append(self, token: Token) -> None:
        if len(self) >= _MOST_TOKENS:
            raise _TooManyError
        token.attrs = token.meta = _NOTHING
        super().append(token)


@cache
def _parser(kind: str, flat: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    if flat:
        md.disable(["list", "blockquote"])
    if kind == "text":  # there four spaces are an indent of the author's, not code
        md.disable("code").block.ruler.at("fence", _fence_of_text, {"alt": ["paragraph", "blockquote", "list"]})
    return md


def _fence_of_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence, but for `~~~ thoughts ~~~`, which in plain text is a heading of its author's."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return not (line.startswith("~~~") and _TILDES.match(line)) and fence(state, start, end, silent)
