"""What a note's author hid from its readers, in the way of each kind of note, is in none of its sentences and lines."""

import pytest

from index.exclusion.rules import MARKS_ALONE
from index.notes.markup.hidden_words import without_hidden
from index.notes.private_parts import allowed_note
from rag.evidence.assertions import sentences

_CASES = [
    ("a.md", "Rowed %% in secret %% to the island.", "Rowed  to the island."),
    ("a.md", "Rowed.\n\n%%\nsecret\n\nsecret\n%%\n\nSlept.", "Rowed.\n\n\n\n\n\n\n\nSlept."),
    ("a.md", "Rowed %% secret\nsecret %% home.", "Rowed \n home."),
    ("a.md", "Rowed %% open\n\nSlept %% open", "Rowed %% open\n\nSlept %% open"),
    ("a.md", "Rowed. <!-- secret\n\nsecret --> Slept.", "Rowed. \n\n Slept."),
    ("a.md", "Rowed. <!-- open\n\nSlept.", "Rowed. <!-- open\n\nSlept."),
    ("a.md", "Write `<!-- x -->` or `%% y %%`.", "Write `<!-- x -->` or `%% y %%`."),
    ("a.md", "```\n<!-- code -->\n```\n<!-- secret -->", "```\n<!-- code -->\n```\n"),
    ("a.md", "```\nnever closed\n<!-- secret -->", "```\nnever closed\n"),
    ("a.md", "It is. <!-- daycite 3f2a91c0 5d41402abc4b2a76 -->", "It is. <!-- daycite 3f2a91c0 5d41402abc4b2a76 -->"),
    ("a.md", "It is. <!-- daycite is secret -->", "It is. "),
    ("a.mdx", "Rowed {/* secret */} home.", "Rowed  home."),
    ("a.qmd", "Rowed <!-- secret --> home.", "Rowed  home."),
    ("a.Rmd", "```{r}\nx <- 1 # of code\n```\n<!-- secret -->", "```{r}\nx <- 1 # of code\n```\n"),
    ("a.txt", "Rowed %% secret %% home.\n~~~~~~\n<!-- secret -->", "Rowed  home.\n~~~~~~\n"),
    ("a.tex", "Rowed 9\\% of it. % secret\nSlept.", "Rowed 9\\% of it. \nSlept."),
    ("a.tex", "a\\\\% secret\nb", "a\\\\\nb"),
    ("a.tex", "a\n\\begin{comment}\nsecret\n\\end{comment}\nb", "a\n\n\n\nb"),
    ("a.tex", "a\n\\iffalse\nsecret\n\\fi\nb", "a\n\n\n\nb"),
    ("a.tex", "a\n\\begin{comment}\nsecret\n\nsecret", "a\n\n\n\n"),
    ("a.tex", "\\begin{verbatim}\n5 % 3\n\\end{verbatim}\n\\verb|%d| % secret", None),
    ("a.tex", "a\n\\end{document}\nsecret", "a\n\n"),
    ("a.tex", "% \\begin{comment}\nshown", "\nshown"),
    (
        "a.typ",
        "Rowed // secret\nhome, see https://x.example/a for it.",
        "Rowed \nhome, see https://x.example/a for it.",
    ),
    ("a.typ", "a /* secret /* secret */ secret */ b", "a  b"),
    ("a.typ", "a /* secret\n\nsecret", "a \n\n"),
    ("a.typ", "`a // b` \\// c", "`a // b` \\// c"),
    ("a.adoc", "Rowed.\n// secret\n////\nsecret\n\n// secret\n////\nSlept.", "Rowed.\n\n\n\n\n\n\nSlept."),
    ("a.adoc", "a\n\n[comment]\nsecret\nsecret\n\nb", "a\n\n\n\n\n\nb"),
    ("a.adoc", "a\n\n[comment]\n--\nsecret\n\nsecret\n--\nb", "a\n\n\n\n\n\n\n\nb"),
    ("a.asciidoc", "////\nsecret", "\n"),
    ("a.adoc", "/// three are a text", "/// three are a text"),
    ("a.rst", "a\n\n.. secret\n   secret\n\n   secret\n\nb", "a\n\n\n\n\n\n\nb"),
    ("a.rst", "..\n   secret\n   secret\nb", "\n\n\nb"),
    ("a.rst", "- a\n\n  .. secret\n     secret\n\n  b", "- a\n\n\n\n\n  b"),
    ("a.rst", ".. note:: b\n.. _a: b\n.. [1] b\n.. |a| image:: b\n... b", None),
    ("a.rst", "..\n\n  a quotation", "..\n\n  a quotation"),
    ("a.textile", "a\n\n###. secret\nsecret\n\nb", "a\n\n\n\n\nb"),
    ("a.textile", "###.. secret\n\nsecret\n\np. b", "\n\n\n\np. b"),
    ("a.norg", "a %secret% b, 5% of 9% c", "a  b, 5% of 9% c"),
    ("a.norg", "@comment\nsecret\n@end\nb", "\n\n\nb"),
    ("a.wiki", "a\n%% secret\n%%+ secret\nsecret +%% b", "a\n\n\n b"),
    ("a.org", "* a\n# secret\n#+begin_comment\nsecret\n#+end_comment\n#+title: b", "* a\n\n\n\n\n#+title: b"),
    ("a.org", "* a\n** TODO COMMENT secret\nsecret\n*** secret\n** b", "* a\n\n\n\n** b"),
    ("a.org", "#+begin_src sh\n# of code\n#+end_src\n# daycite 3f2a91c0 5d41402abc4b2a76", None),
    ("a.org", "a @@comment:secret@@ b", "a  b"),
]


@pytest.mark.parametrize(("path", "text", "shown"), _CASES)
def test_what_is_hidden_is_gone_and_lines_keep_their_numbers(path: str, text: str, shown: str | None) -> None:
    if shown is None:
        shown = text.replace("% secret", "")
    assert "\n".join(without_hidden(text.split("\n"), path)) == shown


@pytest.mark.parametrize(("path", "text"), [(path, text) for path, text, _ in _CASES if "secret" in text])
def test_no_sentence_or_quote_holds_what_is_hidden(path: str, text: str) -> None:
    note = allowed_note(path, f"The day began.\n\n{text}\n\nThe day ended.\n".encode())
    assert not any("secret" in line for line in (*note.lines, *note.fixed))
    assert not any("secret" in sentence.text + sentence.quote + sentence.heading for sentence in sentences(note))


def test_a_heading_in_a_comment_ends_no_private_section() -> None:
    text = "\\section{Doctor (private)}\na\n\\begin{comment}\n\\section{Other}\n\\end{comment}\nb\n\\section{Walk}\nc\n"
    note = allowed_note("a.tex", text.encode(), MARKS_ALONE)
    assert [line for line in note.lines if line] == ["\\section{Walk}", "c"]


def test_a_mark_in_a_comment_beside_a_heading_makes_its_section_private() -> None:
    for path, text in (
        ("a.md", "## Doctor <!-- private -->\na\n## Walk\nc\n"),
        ("a.tex", "\\section{Doctor} % #private\na\n\\section{Walk}\nc\n"),
        ("a.typ", "== Doctor // #private\na\n== Walk\nc\n"),
    ):
        assert [line for line in allowed_note(path, text.encode()).lines if line][-1] == "c"
        assert "a" not in allowed_note(path, text.encode()).lines, path


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("a.tex", "% private: true\n"),
        ("a.tex", "\\documentclass{article}\n% daycite: false\n"),
        ("a.typ", "// private: yes\n"),
        ("a.adoc", "= Doctor\n:private: true\n"),
        ("a.adoc", "= Doctor\nTom\n:tags: health, private\n"),
        ("a.rst", "Doctor\n======\n\n:private: true\n"),
        ("a.rst", ".. daycite: false\n"),
        ("a.rst", ":tags: private\n"),
    ],
)
def test_a_head_says_that_the_note_is_not_read(path: str, head: str) -> None:
    assert allowed_note(path, f"{head}\nWords of it.\n".encode()).left_out
    assert not allowed_note(path, f"{'A line. ' * 5}\n\n".encode() * 20 + head.encode()).left_out
    assert not allowed_note(
        path,
        head.replace("true", "false")
        .replace("yes", "no")
        .replace("private\n", "x\n")
        .replace("daycite: false", "daycite: true")
        .encode()
        + b"\nWords.\n",
    ).left_out
