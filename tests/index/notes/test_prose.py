"""Prose: which blocks hold words of the author's, and which words."""

import pytest

from index.notes.block import Block
from index.notes.prose import prose_of


@pytest.mark.parametrize(
    ("kind", "text", "prose"),
    [
        ("paragraph", "See **this**.", "See this."),
        ("item", "[ ] read it", "read it"),
        ("quote", "wise words", "wise words"),
        ("heading", "A *good* day", "A good day"),
        ("code", "```\n**x** = 1\n```", "```\n**x** = 1\n```"),
        ("table", "| **a** | b |", "| **a** | b |"),
        ("html", "<p>Some <b>words</b></p>", "Some words"),
        ("html", "<style>\np {}\n</style>\nwords", "words"),
        ("html", "<script>never closed", ""),
        ("html", "<div>\n</div>", ""),
        ("rule", "***", ""),
        ("reference", "[a]: http://x.org", ""),
        ("drawer", ":ID: 12", ""),
        ("paragraph", "<< [[2020-03-16]] | [[2020-03-18]] >>", ""),
        ("paragraph", "![[photo.png]]", ""),
        ("paragraph", "🙂 !!", ""),
        ("code", "```\n```", ""),
        ("table", "| | |", ""),
        ("item", "", ""),
    ],
)
def test_prose(kind: str, text: str, prose: str) -> None:
    assert prose_of(Block(kind, 1, 1 + text.count("\n"), 0, text)) == prose
