"""How each kind of note hides words from its readers, and where its marks are but signs: code, addresses, escapes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

_Close = Callable[[re.Match[str]], str]
_OWN = r"daycite [A-Za-z0-9][\w.:-]{0,63} [0-9a-f]{16}"


@dataclass(frozen=True, slots=True)
class CommentMark:
    """What begins at `begins`; it is hidden, or where `kept` text in which no comment begins."""

    begins: str
    """A pattern without groups but named ones, tried in multi-line mode."""
    ends: _Close | None = None
    """The pattern that ends it, by what began it; None where `begins` matches all of it."""
    kept: bool = False
    open_ended: bool = False
    """Whether it goes to the note's end where nothing ends it; else it is nothing then."""
    in_paragraph: bool = False
    """Whether it must end before the next blank line."""
    nests: bool = False
    """Whether it ends behind the end of all that begin within it."""
    sign: str = ""
    """What stands wherever it begins: a note without any sign of what hides is not looked through."""


def _to(pattern: str) -> _Close:
    return lambda _: pattern


def _same(group: str, after: str = r"[ \t]*$") -> _Close:
    return lambda match: f"^[ \\t>]*{re.escape(match[group])}{after}"


_BLANK = r"\n[ \t]*(?=\n)"
_TICKS = CommentMark(r"^[ \t>]*(?:[-*+][ \t]+)?(?P<ticks>`{3,20})[^`\n]*$", _same("ticks", r"`*[ \t]*$"), kept=True)
_TILDES = CommentMark(r"^[ \t>]*(?P<tildes>~{3,20})[^~\n]*$", _same("tildes", r"~*[ \t]*$"), kept=True)
_CODE = CommentMark(r"`[^`\n]{1,500}`", kept=True)
_ESCAPED = CommentMark(r"\\[^\n]", kept=True)
_ADDRESS = CommentMark(r"\b[a-z]{2,10}://[^\s\"'()\[\]]{0,500}", kept=True)
_HTML = CommentMark(rf"<!--(?!\s*{_OWN}\s*-->)", _to("-->"), sign="<!--")
_PERCENTS = CommentMark("%%", _to("%%"), in_paragraph=True, sign="%%")
_PERCENT_LINES = CommentMark(r"^[ \t]*%%(?![^\n]*%%)", _to(r"%%[ \t]*$"), sign="%%")
_MARKDOWN = (_TICKS, _TILDES, _CODE, _HTML, _PERCENT_LINES, _PERCENTS)
_MDX = (*_MARKDOWN, CommentMark(rf"\{{/\*(?!\s*{_OWN}\s*\*/\}})", _to(r"\*/\}"), sign="{/*"))
_TEXT = (_TICKS, _CODE, _HTML, _PERCENT_LINES, _PERCENTS)
_LATEX = (
    CommentMark(r"\\begin\{comment\}", _to(r"\\end\{comment\}"), open_ended=True),
    CommentMark(r"\\iffalse\b", _to(r"\\fi\b"), open_ended=True),
    CommentMark(
        r"\\begin\{(?P<verbatim>verbatim|lstlisting|minted|alltt)\*?\}",
        lambda match: rf"\\end\{{{match['verbatim']}",
        kept=True,
    ),
    CommentMark(r"\\verb\*?(?P<bar>[|!+/\"])[^\n|!+/\"]{0,200}(?P=bar)", kept=True),
    CommentMark(r"\\end\{document\}", _to(r"\Z"), open_ended=True),
    _ESCAPED,
    CommentMark(r"%[^\n]*"),
)
_TYPST = (
    _TICKS,
    _CODE,
    _ESCAPED,
    _ADDRESS,
    CommentMark(r"/\*", _to(r"\*/"), open_ended=True, nests=True),
    CommentMark(r"//[^\n]*"),
)
_ASCIIDOC = (
    CommentMark(r"^(?P<slashes>/{4,20})[ \t]*$", _same("slashes"), open_ended=True),
    CommentMark(r"^\[comment\b[^\]\n]*\][ \t]*\n--[ \t]*$", _to(r"^--[ \t]*$"), open_ended=True),
    CommentMark(r"^\[comment\b[^\]\n]*\][ \t]*$", _to(_BLANK), open_ended=True),
    CommentMark(r"^//(?!/)[^\n]*"),
)
_RST = (
    CommentMark(r"^[ \t]*\.\.[ \t]*\n(?=[ \t]*(?:\n|\Z))", kept=True),
    CommentMark(
        r"^(?P<indent>[ \t]*)\.\.(?=\s)(?![ \t]+(?:[\[_|]|[\w.+-][\w.:+-]{0,60}(?:[ \t][\w.+-]{1,60})?[ \t]?::))",
        lambda match: rf"\n(?=[ \t]{{0,{len(match['indent'])}}}[^\s])",
        open_ended=True,
    ),
)
_SIGNATURE = r"^(?=(?:h[1-6]|p|bq|bc|pre|notextile|table|fn\d{1,4})\S{0,50}\. )"
_TEXTILE = (
    CommentMark(r"^###\.\.(?=\s)", _to(_SIGNATURE), open_ended=True),
    CommentMark(r"^###\.(?=\s)", _to(_BLANK), open_ended=True),
    _HTML,
)
_NORG = (
    CommentMark(r"^[ \t]*@comment\b", _to(r"^[ \t]*@end\b"), open_ended=True),
    CommentMark(r"^[ \t]*@code\b", _to(r"^[ \t]*@end\b"), kept=True),
    CommentMark(r"(?<![\w%])%(?=[^\s%])[^%\n]{0,499}(?<=\S)%(?![\w%])"),
)
_WIKI = (
    CommentMark(r"^[ \t]*%%\+", _to(r"\+%%"), open_ended=True),
    CommentMark(r"^[ \t]*%%[^\n]*"),
    _HTML,
)
_ORG = (
    CommentMark(r"^[ \t]*#\+begin_comment\b", _to(r"^[ \t]*#\+end_comment\b[^\n]*"), open_ended=True),
    CommentMark(
        r"^[ \t]*#\+begin_(?P<block>src|example|export)\b", lambda m: rf"^[ \t]*#\+end_{m['block']}\b", kept=True
    ),
    CommentMark(
        r"^(?P<stars>\*{1,20})[ \t]+(?:[A-Z]{3,12}[ \t]+)?(?:\[#\w\][ \t]+)?COMMENT\b",
        lambda match: rf"^(?=\*{{1,{len(match['stars'])}}}[ \t])",
        open_ended=True,
    ),
    CommentMark(rf"^[ \t]*#[ \t](?!{_OWN}[ \t]*$)[^\n]*"),
    CommentMark(r"@@comment:[^@\n]{0,500}@@"),
)
_OF_SUFFIX: Mapping[str, Sequence[CommentMark]] = {
    ".mdx": _MDX,
    ".txt": _TEXT,
    ".text": _TEXT,
    ".gmi": _TEXT,
    ".tex": _LATEX,
    ".typ": _TYPST,
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".rst": _RST,
    ".textile": _TEXTILE,
    ".norg": _NORG,
    ".wiki": _WIKI,
    ".org": _ORG,
}


def comment_marks(path: str) -> Sequence[CommentMark]:
    """The marks by which a note of that name hides words; of two that begin at one place the first counts."""
    return _OF_SUFFIX.get(PurePosixPath(path).suffix.lower(), _MARKDOWN)
