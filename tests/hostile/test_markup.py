"""Notes in LaTeX, Typst, AsciiDoc and others, put together at random: quotes stand where they are cited, hide nothing.

That what is made of them grows no faster than they do is counted in test_growth_markup.py.
"""

import random
from collections.abc import Iterator

import pytest

from index.exclusion.rules import ExclusionRules
from index.notes.private_parts import allowed_note
from rag.evidence.assertions import sentences
from rag.evidence.citations import quote_stands
from tests.hostile.test_notes import _check, _read

_WORDS = (
    "Rowed to the island.",
    "It rained 5 km off, so",
    "we slept; nobody came?",
    "Tom’s boat",
    "晴れのち雨。",
    "naïve Zoë",
)
_COMMON = (
    *("", "", "2024-05-03", "# 3 May 2024", "- ", "    ", "```", "~~~~", "----", "| a | b |", "<!-- secret -->"),
    *("%% secret %%", "\ufeff", "\u202e", "\t", "e\u0301", "â€™s", ":date: 2024-05-03", "***", "Why so?"),
)
_PIECES: dict[str, tuple[str, ...]] = {
    ".tex": (
        *("\\section{2024-05-03}", "\\item ", "\\textbf{", "}", "% secret", "\\begin{comment}\nsecret\n\\end{comment}"),
        *("\\%", "$x_1$", "\\'e", "\\footnote{", "\\href{http://x}{", "---", "\\\\", "{", "\\begin{itemize}", "``"),
    ),
    ".typ": (
        *("= 2024-05-03", "#let a = 1", "// secret", "/* secret */", "#emph[", "]", '#link("http://x")['),
        *("+ ", "\\"),
    ),
    ".adoc": (
        *("== 2024-05-03", "// secret", "////\nsecret\n////", "** ", ". ", "http://x[", "]", "[NOTE]", " +"),
        "image::a[]",
    ),
    ".rst": (
        *("2024-05-03\n==========", ".. secret", ".. note:: ", "`a <http://x>`_", ":ref:`", "`", "#. "),
        "..\n   secret",
    ),
    ".textile": ("h2. 2024-05-03", "###. secret\n", '"a":http://x ', "# ", "** ", "bq. ", "!a.png!", '"'),
    ".norg": ("* 2024-05-03", "%secret%", "-- ", "{a}[", "]", "@comment\nsecret\n@end", "~ ", "- (x) "),
    ".gmi": ("# 2024-05-03", "=> gemini://x ", "* ", "> "),
    ".qmd": ("# 2024-05-03", "<!-- secret\n\nsecret -->", "```{r}", "::: {.note}", ":::"),
    ".org": ("* 2024-05-03", "# secret", "#+begin_comment\nsecret\n#+end_comment", "@@comment:secret@@", "[[x][y]]"),
    ".wiki": ("== 2024-05-03 ==", "%% secret", "%%+ secret\nsecret +%%", "''a''"),
}
_ENDS = ("\n", "\n", "\n\n", " ", "", "\r\n", "\r")
_ROUNDS = 120


def _notes(suffix: str) -> Iterator[str]:
    chance = random.Random(suffix)
    pieces = (*_WORDS, *_WORDS, *_PIECES[suffix], *_PIECES[suffix], *_COMMON)
    for _ in range(_ROUNDS):
        yield "".join(chance.choice(pieces) + chance.choice(_ENDS) for _ in range(chance.randrange(1, 60)))


@pytest.mark.parametrize("suffix", _PIECES)
def test_each_sentence_stands_on_the_lines_that_are_cited(suffix: str) -> None:
    for text in _notes(suffix):
        note = allowed_note(f"notes{suffix}", text.encode(), ExclusionRules())
        for sentence in sentences(note):
            where = (sentence.cited_from, sentence.line_end)
            assert quote_stands(sentence.quote, note.lines, *where), (text, sentence)


@pytest.mark.parametrize("suffix", _PIECES)
def test_they_are_read(suffix: str) -> None:
    for text in _notes(suffix):
        _check(*_read(text.encode("utf-8"), f"notes{suffix}"))


@pytest.mark.parametrize("suffix", _PIECES)
def test_as_many_lines_as_there_were(suffix: str) -> None:
    for text in _notes(suffix):
        read, _ = _read(text.encode(), f"notes{suffix}")
        shown = allowed_note(f"notes{suffix}", text.encode())
        assert shown.left_out or len(shown.lines) == len(shown.fixed) == len(read.lines)
