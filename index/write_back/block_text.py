"""An answer -> the one paragraph that is written under its question, and nothing in it that the format would obey.

    "You answered this the next day [2020-03-19]: a small matrix."
      -> "daycite: You answered this the next day [[2020-03-19]]: a small matrix."

Answers quote notes and models: a comment, a template tag or an embed in them must not act in the note they end up in.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

Form = Literal["markdown", "mdx", "org"]

LABEL = "daycite:"
BEYOND_LABEL = "daycite, not from your notes:"
_DAY = re.compile(r"(?<![\[\w])\[(\d{4}-\d{2}-\d{2})\](?![\[(\]])")
_LEAD = re.compile(r"^\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)\s+)+")
_CODE = re.compile(r"(?<!`)(`{1,5})(?!`)(?:(?!\1).){1,2000}?\1(?!`)")
# Code that programs run where it stands in a line: Dataview's `= …` and `$= …`, Meta Bind's `INPUT[…]`, R Markdown's
# `r …`, Quarto's `{python} …`.
_LIVE = re.compile(r"\s*(?:\$?=|\$|\{[A-Za-z]|r\s|[A-Z]{4,20}\[)")
_LIVE_START = re.compile(rf"`+(?={_LIVE.pattern})")
_EVERYWHERE = (  # also inside code: templates are filled in before Markdown is read
    (re.compile(r"\{(?=[{%])"), "{ "),  # Hugo, Jekyll, Templater
    (re.compile(r"(?<=[%}])\}"), " }"),
    (re.compile(r"<(?=%)"), "< "),
    (re.compile(r"%(?=%)"), "% "),  # Obsidian's comments
    (re.compile(r"\$(?=\$)"), "$ "),  # mathematics over several lines
    (re.compile(r"::(?=\s|$)"), ":"),  # properties, definitions
    (re.compile(r"(-)(?=->)"), "- "),  # the end of a comment
    (re.compile(r"\((?=\([\da-fA-F-]{36}\))"), "( "),  # Logseq's blocks
)
_Rules = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]
_MARKDOWN: _Rules = (
    # Names like __init__ would lose their underscores; the text is words as read, or a model's, which has none to mean.
    (re.compile(r"(?<![\w\\/\[])_+(?=\w)|(?<=[^\W_])_+(?![\w/\]|])"), lambda found: r"\_" * len(found[0])),
    (re.compile(r"<(?!https?://)(?=[A-Za-z/!?])"), "&lt;"),
    (re.compile(r"!(?=\[)"), ""),
)
_ORG: _Rules = (
    (re.compile(r"<(\d{4}-\d{2}-\d{2}[^<>\n]{0,60})>"), r"[\1]"),  # active dates would stand in the agenda
    (re.compile(r"\b(src_[\w-]+|call_[\w-]+)(?=[\[{(])"), r"\1 "),  # code that an export would run
    (re.compile(r"\[(?=fn:)"), "[ "),
    (re.compile(r"<<(?=\S)"), "< <"),
    (re.compile(r"@@"), "@ @"),
)
_MDX: _Rules = ((re.compile(r"\{"), "&#123;"), (re.compile(r"\}"), "&#125;"), (re.compile(r"<"), "&lt;"))


def paragraph(text: str, links: Mapping[date, str], others: tuple[str, ...], form: Form, beyond: bool = False) -> str:
    """The words of the block, in one line. `[2020-03-19]` becomes that day's link; links not mentioned come last.

    `others` are links to notes of no known day.
    """
    linked, used = _with_links(_without_live_code(single_line(text), form), links, form)
    rest = [link for day, link in links.items() if day not in used] + list(others)
    behind = f" ({', '.join(rest)})" if rest else ""
    return f"{BEYOND_LABEL if beyond else LABEL} {linked}{behind}"


def safe(text: str, form: Form) -> str:
    """Text that the format shows and does not obey."""
    text = _without_live_code(text, form)
    for pattern, instead in _EVERYWHERE:
        text = pattern.sub(instead, text)
    if form == "org":
        return _replaced(text, _ORG)
    if form == "mdx":
        return _replaced(_outside_code(text, (_MARKDOWN[0], _MARKDOWN[2])), _MDX)
    return _outside_code(text, _MARKDOWN)


def single_line(text: str) -> str:
    """The text without line breaks, bullets and characters that nobody sees: "- a\\n- b" -> "a b"."""
    words = " ".join(_LEAD.sub("", line) for line in text.splitlines())
    seen = "".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") else " " for c in words)
    return " ".join(seen.split())


def _with_links(text: str, links: Mapping[date, str], form: Form) -> tuple[str, set[date]]:
    out, used, end = list[str](), set[date](), 0
    for match in _DAY.finditer(text):
        day = _day(match[1])
        if day is None or day not in links:
            continue
        out += [safe(text[end : match.start()], form), links[day]]
        used.add(day)
        end = match.end()
    return "".join([*out, safe(text[end:], form)]), used


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _outside_code(text: str, rules: _Rules) -> str:
    out, end = list[str](), 0
    for match in _CODE.finditer(text):
        out += [_replaced(text[end : match.start()], rules), match[0]]
        end = match.end()
    return "".join([*out, _replaced(text[end:], rules)])


def _without_live_code(text: str, form: Form) -> str:
    """Code that a program would run becomes words in quotation marks: a space in it would not keep it from that."""
    if form == "org" or "`" not in text:
        return text
    out, end = list[str](), 0
    for match in _CODE.finditer(text):
        inside = match[0][len(match[1]) : -len(match[1])]
        words = f"‘{inside.replace('`', chr(39)).strip()}’" if _LIVE.match(inside) else match[0]
        out += [_LIVE_START.sub("‘", text[end : match.start()]), words]
        end = match.end()
    return "".join([*out, _LIVE_START.sub("‘", text[end:])])


def _replaced(text: str, rules: _Rules) -> str:
    for pattern, instead in rules:
        text = pattern.sub(instead, text)
    return text
