"""What a note becomes when it is read: allowed elements only, all of its words, on true lines."""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest

from index.notes.note import note_from_bytes
from index.rendering.node import Node, Tag
from index.rendering.render import picture_paths, rendered
from index.rendering.targets import Targets
from tools.project import ROOT

_DAY = date(2025, 5, 2)
_TARGETS = Targets(
    "daily/a.md",
    {"daily/2025-05-02.md": _DAY, "ideas.md": None, "deep/ideas.md": None},
    frozenset((_DAY,)),
    lambda path: path in ("daily/x.png", "y z.png"),
)


def _nodes(text: str, path: str = "daily/a.md") -> tuple[Node, ...]:
    note = note_from_bytes(path, text.encode())
    return rendered(note, 1, len(note.lines), _TARGETS)[0]


def _all(nodes: tuple[Node | str, ...]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from _all(node.children)


def _text(nodes: tuple[Node | str, ...]) -> str:
    return " ".join(node if isinstance(node, str) else _text(node.children) for node in nodes)


def _first(text: str, tag: str, path: str = "daily/a.md") -> Node:
    return next(node for node in _all(_nodes(text, path)) if node.tag == tag)


@pytest.mark.parametrize(
    ("text", "tag", "said", "target"),
    [
        ("# A *day*", "heading", "A  day", ""),
        ("a **b**", "strong", "b", ""),
        ("~~gone~~", "del", "gone", ""),
        ("==lit==", "mark", "lit", ""),
        ("`x = 1`", "code", "x = 1", ""),
        ("so $a_b$ is", "math", "$a_b$", ""),
        ("> said", "quote", "said", ""),
        ("```py\n# no heading\n```", "code_block", "# no heading", ""),
        ("{% highlight py %}\n# no heading\n{% endhighlight %}", "code_block", "# no heading", ""),
        ("- [ ] buy", "todo", "buy", ""),
        ("- [x] bought", "done", "bought", ""),
        ("word[^1]\n\n[^1]: foot", "footnote", "1", ""),
        ("a #tag here", "tag", "#tag", ""),
        ("see [[2025-05-02]]", "day", "2025-05-02", "2025-05-02"),
        ("on 2025-05-02, then", "day", "2025-05-02", "2025-05-02"),
        ("[then](2025-05-02.md)", "day", "then", "2025-05-02"),
        ("[[ideas|mine]]", "note", "mine", "ideas.md"),
        ("[mine](../ideas.md#x)", "note", "mine", "ideas.md"),
        ("![a sketch](x.png)", "image", "a sketch", "daily/x.png"),
        ("![[y z.png|300]]", "image", "", "y z.png"),
        ("![](none.png)", "remark", "[image: none.png]", ""),
        ("![](https://evil.example/x.png)", "remark", "[image: https://evil.example/x.png]", ""),
        ("[l](https://evil.example/a)", "remark", " (https://evil.example/a)", ""),
    ],
)
def test_markdown(text: str, tag: str, said: str, target: str) -> None:
    node = _first(text, tag)
    assert (_text(node.children), node.target) == (said, target)


@pytest.mark.parametrize(
    ("text", "tag", "said", "target"),
    [
        ("* A day\n", "heading", "A day", ""),
        ("- [X] done /it/\n", "done", "done  it", ""),
        ("- one\n  - two\n", "item", "one", ""),
        ("| a | b |\n|---+---|\n| 1 | 2 |\n", "table", "a b 1 2", ""),
        ("#+begin_src py\n# no heading\n#+end_src\n", "code_block", "# no heading", ""),
        ("on <2025-05-02 Fri>\n", "day", "2025-05-02 Fri", "2025-05-02"),
        ("[[file:../ideas.org][mine]] [[../ideas][there]]\n", "note", "mine", "ideas.md"),
        ("[[file:x.png]]\n", "image", "", "daily/x.png"),
    ],
)
def test_org(text: str, tag: str, said: str, target: str) -> None:
    node = _first(text, tag, "daily/a.org")
    assert (_text(node.children), node.target) == (said, target)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<b>)",
        "![x](javascript:alert(1).png)",
        "<div>\n<b>bold</b>\n</div>",
        "<https://evil.example/>",
    ],
)
@pytest.mark.parametrize("path", ["daily/a.md", "daily/a.txt", "daily/a.org"])
def test_nothing_becomes_what_a_browser_would_follow(text: str, path: str) -> None:
    nodes = list(_all(_nodes(text, path)))
    assert {node.tag for node in nodes} <= set(get_args(Tag)) - {"image", "day", "note"}
    assert not any(node.target for node in nodes)
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", _text(_nodes(text, path))))


def test_blocks_stand_on_the_lines_of_the_file() -> None:
    text = "---\ntitle: x\n---\n\n# A\n\nb\n\n- c\n- d\n\n```\ne\n```\n"
    lines = {_text(node.children): node.line for node in _all(_nodes(text)) if node.line}
    assert (lines["A"], lines["b"], lines["c"], lines["d"], lines["e"]) == (5, 7, 9, 10, 12)


def test_every_word_of_the_example_journal_is_there() -> None:
    root = ROOT / "examples" / "journal"
    for file in sorted(root.rglob("*.*")):
        note = note_from_bytes(file.relative_to(root).as_posix(), file.read_bytes())
        nodes, cut = rendered(note, 1, len(note.lines), Targets(note.path, {}, frozenset()))
        written = "\n".join(note.fixed[note.body_start - 1 :])
        written = re.sub(
            r"\{\{.*?\}\}|\{#[^}]*\}|^\s*\S+::.*$|<!--.*?-->|```\w*|\|\d+\]\]|\[x\]|^\d+\. ", " ", written, flags=re.M
        )
        missing = set(re.findall(r"[^\W_]+", written)) - set(re.findall(r"[^\W_]+", _text(nodes)))
        assert not missing and not cut, (note.path, missing)


@pytest.mark.parametrize(
    "text",
    ["> " * 3000 + "x", "\n".join("  " * n + "- a" for n in range(300)), "*a " * 1600 + "a*" * 1600, "a\n\n" * 9000],
)
def test_what_is_too_deep_or_too_long_is_flat_or_told(text: str) -> None:
    note = note_from_bytes("a.md", text.encode())
    nodes, cut = rendered(note, 1, len(note.lines), _TARGETS)

    def depth(node: Node | str) -> int:
        return 0 if isinstance(node, str) else 1 + max(map(depth, node.children), default=0)

    assert max(map(depth, nodes), default=0) <= 40
    assert cut or set(re.findall(r"\w", text)) <= set(re.findall(r"\w", _text(nodes)))


def test_pictures_are_those_that_a_note_shows_outside_of_code() -> None:
    text = "![](a.png) ![[b.png]] `![](c.png)` ![](../d.jpg)\n\n```\n![](e.png)\n```\n\n![](../../f.png) ![](g.svg)\n"
    found = picture_paths(note_from_bytes("daily/a.md", text.encode()))
    assert found == {"daily/a.png", "a.png", "daily/b.png", "b.png", "d.jpg"}
