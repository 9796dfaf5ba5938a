"""Text of a block -> the words a reader sees: links become their labels, markup, images and shortcodes go.

"see [the docs](http://x) on **CNNs** {{< ref \\"a\\" >}}" -> "see the docs on CNNs"
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A sign that is but a sign ("50%", "x = y", "so!") is none, for parsing is what a note's reading takes longest for.
_MARKUP = re.compile(r"[\[\]`*_<>{}\\$]|~~|==|&[#\w]|%%|(?<=\s)\^[\w-]")
_DROPPED = re.compile(
    r"\{\{[<%].{0,2000}?[>%]\}\}"  # Hugo shortcodes
    r"|\{%.{0,2000}?%\}"  # Liquid tags
    r"|<!--.{0,2000}?-->"
    r"|%%.{0,2000}?%%"  # Obsidian comments
    r"|!\[\[[^\]\n]{0,1000}\]\]"  # Obsidian embeds
    r"|!\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\)"  # images
    r"|\{[#.][^}\n]{0,200}\}"  # heading ids and classes
    r"|(?<=\s)\^[\w-]{1,40}$",  # Obsidian block ids
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.{0,20000}?-->|%%.{0,20000}?%%", re.DOTALL)
# No label goes over another bracket: each open one would be followed to the end of the line.
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]{1,1000})\]\[([^\[\]\n]{1,1000})\]\]")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]{1,1000})(?:\|([^\[\]\n]{1,1000}))?\]\]")
_REF_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\]\(\s*(?:\{\{[<%][^\n]{0,500}?[>%]\}\})[^)\n]{0,200}\)")
# A link by a name that is explained elsewhere in the note; "row[1][2]" is none.
_NAMED_LINK = re.compile(r"(?<![\w\])!\[])\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,200}\]")
_FOOTNOTE_TEXT = re.compile(r"^\s{0,3}\[\^[^\]\s]{1,60}\]:\s+")
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|d[tdl]|t[dhr]|h[1-6r]|blockquote|summary)\b", re.IGNORECASE)
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
# TeX between dollars, as pandoc reads it: no space behind the first nor before the last, no digit behind that.
_MATH = re.compile(
    r"\$\$[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,300}(?<=[^\s\\])\$(?![\w$])"
    r"|\\\([^\n]{1,300}?\\\)|\\\[.{1,1000}?\\\]",
    re.DOTALL,
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_HELD, _HELD_END = "\ue000", "\ue001"
_PROPERTIES = re.compile(
    r"^[ \t]*:(?:LOGBOOK|PROPERTIES):[ \t]*\n(?:(?![ \t]*:END:)[^\n]*\n){0,200}?[ \t]*:END:[ \t]*$"
    r"|^[ \t]*(?:id|collapsed|template|heading|background-color|logseq\.[\w.-]{1,60}|hl-[\w-]{1,40}|ls-type|created-at"
    r"|updated-at|query-[\w-]{1,40}|card-[\w-]{1,40})::[^\n]*$"
    r"|^[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):[ \t]*[\[<][^\n]*$",
    re.MULTILINE,
)
_MOST_OPEN = 100  # brackets without an end: no writing, and each is looked for to the end of the text
_TASK = re.compile(r"^\s*\[[ xX/>-]\]\s+")
_TAG_LINE = re.compile(r"\s*(?:#[\w/-]+[\s,;]*)+\s*")
_DATE_LABEL = (
    r"[^\w\[\]]{0,3}(?:\d{4}[-_./]\d{1,2}[-_./]\d{1,2}"
    r"|prev(?:ious)?|next|yesterday|tomorrow|back|home|←|→|<<|>>)[^\w\[\]]{0,3}"
)
# Atomic and possessive: nothing here is ever tried a second way.
_NAVIGATION = re.compile(
    rf"(?>\[{{1,2}}{_DATE_LABEL}\]{{1,2}}(?:\([^\n]{{0,500}}?\))?|[\s|<>«»·•←→,-])++", re.IGNORECASE
)


def without_comments(text: str) -> str:
    """Without what its author hid from readers, `%%…%%` and `<!-- … -->`; lines stay where they are."""
    if "%%" not in text and "<!--" not in text:
        return text
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


_A_PIECE = 100_000  # characters: each word of a longer text would be an object of its own at one time


def _pieces(text: str) -> Iterator[str]:
    """A long text, cut where a line ends, or else a word."""
    start = 0
    while len(text) - start > _A_PIECE:
        places = (text.rfind(sign, start + _A_PIECE // 2, start + _A_PIECE) for sign in ("\n", " "))
        end = next((place for place in places if place > 0), start + _A_PIECE)
        yield text[start:end]
        start = end
    yield text[start:]


def plain(text: str) -> str:
    """The words of `text` as read on the rendered page, in one line."""
    if len(text) > _A_PIECE:
        return " ".join(filter(None, map(plain, _pieces(text))))
    if not _MARKUP.search(text) or text.count("[") - text.count("]") > _MOST_OPEN:
        return " ".join(text.split())
    text, formulas = _held(_NAMED_LINK.sub(r"\1", _REF_LINK.sub(r"\1", text)))
    text = _FOOTNOTE.sub("", _MARKED.sub(r"\1", _FOOTNOTE_TEXT.sub("", text)))
    text = _DROPPED.sub(" ", text)
    text = _TASK.sub("", text)
    if "[[" in text:
        text = _WIKI_LINK.sub(_wiki_label, _ORG_LINK.sub(r"\2", text))
    children = _inline().parseInline(text)[0].children or []
    words = " ".join("".join(map(_seen, children)).split())
    for number, formula in enumerate(formulas):
        words = words.replace(f"{_HELD}{number}{_HELD_END}", " ".join(formula.split()))
    return words


def _held(text: str) -> tuple[str, list[str]]:
    """The text with a sign in the place of each formula, in which a backslash is no escape; and the formulas."""
    formulas: list[str] = []
    if "$" not in text and "\\" not in text or _HELD in text:
        return text, formulas

    def hold(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return f"{_HELD}{len(formulas) - 1}{_HELD_END}"

    return _MATH.sub(hold, text), formulas


def without_properties(text: str) -> str:
    """The text with spaces where programs keep their own: Logseq's ids, drawers, planning lines. Places stay."""
    if "::" not in text and ": " not in text and ":\n" not in text:
        return text
    return _PROPERTIES.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _seen(token: "Token") -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return " " if token.type.endswith("break") or _BLOCK_TAG.match(token.content) else ""


def _wiki_label(match: re.Match[str]) -> str:
    """The label of a wiki link, or the linked note's own name: [[notes/CNN#Pooling]] -> CNN > Pooling."""
    if match[2]:
        return match[2]
    name, _, section = match[1].partition("#")
    return " > ".join(part for part in (name.rsplit("/", 1)[-1], section.lstrip("^")) if part)


def is_navigation(text: str) -> bool:
    """Whether `text` is only links to other days or pages: `<< [[2023-11-28]] | [[2023-11-30]] >>`."""
    return "[" in text and len(text) < 20_000 and bool(_NAVIGATION.fullmatch(text.strip()))


def is_tag_line(text: str) -> bool:
    """Whether `text` is only tags: `#ML #DL #week1`."""
    return "#" in text and len(text) < 2_000 and bool(_TAG_LINE.fullmatch(text))


@cache
def _inline() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")
