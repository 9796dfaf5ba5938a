"""Headings and dates as AsciiDoc, Typst, LaTeX and others mark them -> as Markdown does, line for line.

Only what tells of days is read: a diary in such a file is named by its day, or has days as its headings.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath


def _silent(_: re.Match[str]) -> str:
    """A line that says nothing of its author's is a ruler."""
    return "***"


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_LABEL = r"\s*(?:\\label\{[^{}]{0,100}\})?\s*(?P<aside>%.{0,200})?"
_EQUALS: _Form = (re.compile(r"(={1,6})\s+(\S.{0,200})"), lambda m: f"{'#' * len(m[1])} {m[2]}")
_FIELD: _Form = (re.compile(r":(?:rev)?date:\s+(\S.{0,60})"), lambda m: f"Date: {m[1]}")
_LATEX_LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 4}
_FORMS: Mapping[str, Sequence[_Form]] = {
    ".adoc": (_EQUALS, _FIELD),
    ".asciidoc": (_EQUALS, _FIELD),
    ".rst": (_FIELD,),
    ".textile": ((re.compile(r"h([1-6])\.\s+(\S.{0,200})"), lambda m: f"{'#' * int(m[1])} {m[2]}"),),
    ".norg": ((re.compile(r"\s{0,8}(\*{1,6})\s+(\S.{0,200})"), lambda m: f"{'#' * len(m[1])} {m[2]}"),),
    ".typ": (
        _EQUALS,
        (re.compile(r"#(?:import|set|let)\s.*"), _silent),
        (re.compile(r"\s*#show\b[^\"\n]{0,200}\btitle:\s*\"([^\"\n]{1,200})\".*"), lambda m: f"# {m[1]}"),
        (re.compile(r"\s*title:\s*[\"\[]([^\"\]\n]{1,200})[\"\]],?\s*"), lambda m: f"# {m[1]}"),
        (re.compile(r"\s*#?[\w-]{1,40}\([^\"\n]{0,200}\btitle:\s*\"([^\"\n]{1,200})\".*"), lambda m: f"## {m[1]}"),
        (re.compile(r"\s*date:\s*\"([^\"\n]{1,60})\",?\s*"), lambda m: f"Date: {m[1]}"),
    ),
    ".tex": (
        (
            re.compile(
                rf"\s*\\({'|'.join(_LATEX_LEVELS)})\*?(?:\[[^\]\n]{{0,200}}\])?\{{([^{{}}\n]{{1,200}})\}}{_LABEL}"
            ),
            lambda m: f"{'#' * _LATEX_LEVELS[m[1]]} {m[2]} {m['aside'] or ''}".rstrip(),
        ),
        (re.compile(r"\s*\\date\{([^{}\n]{1,60})\}\s*"), lambda m: f"Date: {m[1]}"),
        (
            re.compile(
                r"\s*\\(?:documentclass|usepackage|author|begin|end|maketitle|tableofcontents|newpage|clearpage)"
                r"(?:\[[^\]\n]{0,200}\])?(?:\{[^{}\n]{0,200}\})?\s*"
            ),
            _silent,
        ),
    ),
}
_LISTING = re.compile(r"(-{4,}|\.{4,}|\+{4,})\s*$")  # AsciiDoc: code between two such lines
_ABOVE_LISTING = ("[", ".")


def headings_as_markdown(body: Sequence[str], path: str) -> Sequence[str]:
    """The lines of a file, those that are headings or dates by the markup of its kind written otherwise."""
    suffix = PurePosixPath(path).suffix.lower()
    forms = _FORMS.get(suffix)
    if forms is None:
        return body
    out = [_written(line, forms) for line in body]
    return _fenced_listings(out) if suffix in (".adoc", ".asciidoc") else out


def _written(line: str, forms: Sequence[_Form]) -> str:
    found = next(((match, write) for pattern, write in forms if (match := pattern.fullmatch(line))), None)
    return found[1](found[0]) if found else line


def _fenced_listings(lines: list[str]) -> list[str]:
    """Code between two lines of dashes fenced, so that they do not underline what stands above them."""
    out, mark = list(lines), ""
    last = {line.rstrip(): i for i, line in enumerate(lines) if _LISTING.match(line)}
    for i, line in enumerate(lines):
        sign = line.rstrip() if _LISTING.match(line) else ""
        begins = not i or not lines[i - 1].strip() or lines[i - 1].startswith(_ABOVE_LISTING)
        if sign and sign == mark:
            out[i], mark = "```", ""
        elif sign and not mark and begins and last[sign] > i:
            out[i], mark = "```", sign
    return out
