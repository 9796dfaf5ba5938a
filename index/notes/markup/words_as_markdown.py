"""Words as LaTeX, Typst, AsciiDoc and others mark them -> as Markdown does, line for line: items, links, emphasis.

    "\\item Rain \\textbf{fell}" -> "- Rain fell"

What is quoted stays the file's own text (rag/evidence/note_pieces.py); this is what a reader sees of it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.notes.markup.headings_as_markdown import headings_as_markdown

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str]
_MATH = re.compile(r"(\$[^$\n]{1,300}\$|\\\([^\n]{1,300}?\\\))")
_SILENT = "***"  # a ruler, which says nothing of its author's
_DEEPEST = 4  # marks within each other that are taken off


@dataclass(frozen=True, slots=True)
class _Words:
    lines: Sequence[_Rule] = ()
    """Of whole lines: the first that fits."""
    nested: Sequence[_Rule] = ()
    """Of marks that stand in each other, the innermost first."""
    last: Sequence[_Rule] = ()
    """Of all else, in order."""
    signs: str = ""
    """One of these is in each line that has anything but a whole line's mark."""


def _item(sign: str, wide: int) -> Callable[[re.Match[str]], str]:
    """As deep as it has marks."""
    return lambda match: f"{' ' * wide * (len(match[1].strip()) - 1)}{sign} {match[2]}"


_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}


def _accented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[2] + _ACCENTS[match[1]])


_LATEX = _Words(
    lines=(
        (
            re.compile(r"\s*\\item\b(?:\[([^\]\n]{0,200})\])?\s*(.*)"),
            lambda m: f"- {m[1] or ''} {m[2]}".replace("  ", " "),
        ),
        (
            re.compile(
                r"\s*\\(?:(?:re)?newcommand|setlength|geometry|hypersetup|(?:this)?pagestyle|input|include|def|let"
                r"|bibliography\w{0,10}|graphicspath|setcounter|lstset)\b.*"
            ),
            _SILENT,
        ),
        (re.compile(r"\s*\\(?:begin|end)\{[^{}\n]{1,60}\}(?:[\[{][^\]}\n]{0,200}[\]}])*\s*"), _SILENT),
    ),
    nested=(
        (
            re.compile(
                r"\\(?:label|(?:page|eq|auto|c)?ref|[a-z]?cite\w{0,8}|[hv]space|index|includegraphics)\*?"
                r"(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,300}\}"
            ),
            "",
        ),
        (re.compile(r"\\(?:href|textcolor|colorbox)\{[^{}\n]{0,500}\}\{([^{}\n]{0,500})\}"), r"\1"),
        (re.compile(r"\s*\\footnote\{([^{}\n]{0,500})\}"), r" (\1)"),
        (re.compile(r"\\[a-zA-Z]{2,20}\*?(?:\[[^\]\n]{0,100}\])?\{([^{}\n]{0,500})\}"), r"\1"),
    ),
    last=(
        (re.compile(r"\\([\"'`^~=.])\{?([a-zA-Z])\}?"), _accented),
        (re.compile(r"\\ss\b\s?(?:\{\})?"), unicodedata.lookup("LATIN SMALL LETTER SHARP S")),
        (re.compile(r"\\\\(?:\[[^\]\n]{0,20}\])?"), " "),
        (re.compile(r"\\l?dots\b\s?(?:\{\})?"), "…"),
        (re.compile(r"\\(La)?TeX\b\s?(?:\{\})?"), lambda m: f"{m[1] or ''}TeX"),
        (re.compile(r"\\[a-zA-Z]{2,20}\*?(?![a-zA-Z])(?:\{\})?\s?"), ""),
        (re.compile(r"(?<!\\)~|\\[,;:! ]"), " "),
        (re.compile(r"(?<!\\)[{}]"), ""),
        (re.compile(r"(?<!-)---(?!-)"), "—"),
        (re.compile(r"(?<!-)--(?!-)"), "–"),
        (re.compile(r"``"), "“"),
        (re.compile(r"''"), "”"),
    ),
    signs="\\~{}`'-",
)
_TYPST = _Words(
    lines=((re.compile(r"\s*#(?:pagebreak|outline|include|bibliography|v)\([^\n]{0,200}\)\s*"), _SILENT),),
    nested=(
        (re.compile(r"#link\(\"([^\"\n]{1,500})\"\)(?!\[)"), r"\1"),
        (re.compile(r"#[a-z][\w.-]{0,40}(?:\([^()\n]{0,200}\))?\[([^\[\]\n]{0,500})\]"), r"\1"),
        (re.compile(r"#(?:h|v|image|cite|ref)\([^()\n]{0,200}\)"), ""),
    ),
    last=(
        (re.compile(r"(?<!\\)~"), " "),
        (re.compile(r"\s\\\s*$"), ""),
        (re.compile(r"\s<[\w:.-]{1,60}>\s*$"), ""),
    ),
    signs="#~\\<",
)
_ASCIIDOC = _Words(
    lines=(
        (re.compile(r"\s*(\*{1,6})[ \t]+(\S.*)"), _item("-", 2)),
        (re.compile(r"\s*(\.{1,6})[ \t]+(\S.*)"), _item("1.", 3)),
        (re.compile(r"\[[^\]\n]{0,200}\]\s*"), _SILENT),
        (re.compile(r":!?[\w-]{1,40}!?:(?:\s.*)?"), _SILENT),
        (re.compile(r"(?:image|video|audio|include|toc)::[^\[\n]{0,300}\[[^\]\n]{0,300}\]\s*"), _SILENT),
    ),
    nested=(
        (re.compile(r"\bimage:[^\s\[\]:]{1,300}\[[^\[\]\n]{0,300}\]"), ""),
        (re.compile(r"\bfootnote:\w{0,40}\[([^\[\]\n]{1,500})\]"), r" (\1)"),
        (re.compile(r"\b(?:link:|xref:|https?://)[^\s\[\]]{1,300}\[([^\[\]\n]{1,300}?)\^?\]"), r"\1"),
        (re.compile(r"<<[^<>\n,]{1,100},\s*([^<>\n]{1,200})>>"), r"\1"),
    ),
    last=((re.compile(r"\s\+\s*$"), ""),),
    signs="[<+",
)
_RST = _Words(
    lines=(
        (re.compile(r"(\s*)#\.\s+(\S.*)"), lambda m: f"{m[1]}1. {m[2]}"),
        (re.compile(r"\s*\.\. (?:image|figure|code-block|raw|toctree|contents|highlight|include)::.*"), _SILENT),
        (re.compile(r"\s*\.\. (?:_[^\n]{0,300}:[^\n]{0,300}|\|[^|\n]{1,100}\|.*)"), _SILENT),
        (re.compile(r"(\s*)\.\. [\w-]{1,40}::\s+(\S.*)"), r"\1\2"),
        (re.compile(r"(\s*)\.\. \[[^\]\n]{1,60}\]\s+(\S.*)"), r"\1\2"),
    ),
    nested=(
        (re.compile(r":[A-Za-z][\w:+-]{0,30}:`([^`<\n]{1,300}?)\s?(?:<[^<>`\n]{1,300}>)?`"), r"\1"),
        (re.compile(r"(?<!`)`([^`<\n]{1,300}?)\s?<[^<>`\n]{1,300}>`__?"), r"\1"),
        (re.compile(r"(?<!`)`([^`<\n]{1,300})`__?(?!\w)"), r"\1"),
    ),
    signs="`",
)
_TEXTILE = _Words(
    lines=(
        (re.compile(r"(#{1,6})\s+(\S.*)"), _item("1.", 3)),
        (re.compile(r"(\*{1,6})\s+(\S.*)"), _item("-", 2)),
        (re.compile(r"bq\.{1,2}\s+(\S.*)"), r"> \1"),
        (re.compile(r"p[^\s.]{0,40}\.{1,2}\s+(\S.*)"), r"\1"),
    ),
    nested=(
        (re.compile(r"\"([^\"\n]{1,300})\":(?:[a-z]{2,10}:|/|\.)[^\s\"]{1,300}(?<![.,;:!?)])"), r"\1"),
        (re.compile(r"(?<!\w)![^\s!\n]{1,300}\.\w{2,5}(?:\([^)\n]{0,200}\))?!"), ""),
    ),
    signs='"!',
)
_NORG = _Words(
    lines=(
        (re.compile(r"\s*(-{1,6})\s+\((?:[ x!?+=_-])\)\s+(\S.*)"), _item("-", 2)),
        (re.compile(r"\s*(-{1,6})\s+(\S.*)"), _item("-", 2)),
        (re.compile(r"\s*(~{1,6})\s+(\S.*)"), _item("1.", 3)),
    ),
    nested=((re.compile(r"\{[^{}\n]{1,300}\}\[([^\[\]\n]{1,300})\]"), r"\1"),),
    signs="{",
)
_GEMTEXT = _Words(
    lines=((re.compile(r"=>\s*(\S{1,500})(?:\s+(\S.{0,500}))?\s*"), lambda m: m[2] or m[1]),),
)
_OF_SUFFIX: Mapping[str, _Words] = {
    ".tex": _LATEX,
    ".typ": _TYPST,
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".rst": _RST,
    ".textile": _TEXTILE,
    ".norg": _NORG,
    ".gmi": _GEMTEXT,
}


def lines_as_markdown(body: Sequence[str], path: str) -> Sequence[str]:
    """The lines of a file, as many as there are: its headings, and what marks words, as in Markdown, or left out."""
    lines = headings_as_markdown(body, path)
    words = _OF_SUFFIX.get(PurePosixPath(path).suffix.lower())
    if words is None:
        return lines
    return [
        _inside(line if line != own else _item_of(line, words), words) for line, own in zip(lines, body, strict=True)
    ]


def are_words_rewritten(path: str) -> bool:
    """Whether blocks of a note of that name may have other words than its lines."""
    return PurePosixPath(path).suffix.lower() in _OF_SUFFIX


def _item_of(line: str, words: _Words) -> str:
    for pattern, instead in words.lines:
        if match := pattern.fullmatch(line):
            return match.expand(instead) if isinstance(instead, str) else instead(match)
    return line


def _inside(line: str, words: _Words) -> str:
    if not any(sign in line for sign in words.signs):
        return line
    if words is not _LATEX or ("$" not in line and "\\(" not in line):
        return _without_marks(line, words)
    parts = _MATH.split(line)
    return "".join(part if n % 2 else _without_marks(part, words) for n, part in enumerate(parts))


def _without_marks(text: str, words: _Words) -> str:
    for _ in range(_DEEPEST):
        before = text
        for pattern, instead in words.nested:
            text = pattern.sub(instead, text)
        if text == before:
            break
    for pattern, instead in words.last:
        text = pattern.sub(instead, text)
    return text
