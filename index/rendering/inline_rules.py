"""Rules of the Markdown parser for what notes have besides: [[links]], formulas, ==marks==, footnotes, comments."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

LONGEST = 5_000
"""Characters of a paragraph whose markup is read; a longer one, which nobody wrote, stays as it is."""
_MOST_BRACKETS = 300  # each is followed to the end of the paragraph
_TASK = re.compile(r"\[([ xX/>-])\]\s+")
_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("picture", "!", re.compile(r"!\[\[([^\[\]\n|]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\]")),
    ("wiki", "[", re.compile(r"\[\[([^\[\]\n|]{1,500})(?:\|([^\[\]\n]{1,500}))?\]\]")),
    ("shortcode_link", "[", re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*\{\{[<%][^\n]{0,300}?[>%]\}\}[^)\n]{0,100}\)")),
    ("footnote", "[", re.compile(r"\[\^([^\]\s]{1,60})\]:?")),
    ("hidden", "<", re.compile(r"<!--.{0,2000}?-->", re.DOTALL)),
    ("hidden", "%", re.compile(r"%%.{0,2000}?%%", re.DOTALL)),
    ("hidden", "{", re.compile(r"\{[#.][^}\n]{0,200}\}|\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}", re.DOTALL)),
    ("math", "$", re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$\n]{0,300}(?<=[^\s\\])\$(?![\w$])")),
    ("math", "\\", re.compile(r"\\\([^\n]{1,300}?\\\)|\\\[.{1,1000}?\\\]", re.DOTALL)),
    ("mark", "=", re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")),
)


def with_own_rules(md: MarkdownIt) -> MarkdownIt:
    """The parser with these rules before its own."""
    for number, (name, sign, pattern) in enumerate(_RULES):
        md.inline.ruler.before("escape", f"own_{name}_{number}", _rule(name, sign, pattern))
    md.core.ruler.before("inline", "tasks", _tasks)
    return md


def _rule(name: str, sign: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != sign:
            return False
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if not silent:
            token = state.push(f"own_{name}", "", 0)
            token.content = match[1] if match.groups() and match[1] is not None else match[0]
            token.info = match[2] or "" if len(match.groups()) > 1 else ""
        state.pos = match.end()
        return True

    return rule


def _tasks(state: StateCore) -> None:
    """Takes the check box off an item's text, and the markup off what is too long."""
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        if len(token.content) > LONGEST or token.content.count("[") > _MOST_BRACKETS:
            token.type = "too_long"
        elif at > 1 and state.tokens[at - 2].type == "list_item_open" and (match := _TASK.match(token.content)):
            state.tokens[at - 2].meta["task"] = "done" if match[1] in "xX" else "todo"
            token.content = token.content[match.end() :]
