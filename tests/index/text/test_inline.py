"""Inline markup: the words a reader sees, navigation, and lines of tags."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.inline import is_navigation, is_tag_line, plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("see [the docs](http://x.org/a_b_c) on **CNNs**", "see the docs on CNNs"),
        ('see [the docs](http://x.org "title")', "see the docs"),
        ("_one_ *two* __three__ ~~four~~ `five_six`", "one two three four five_six"),
        ("snake_case_name and 2*3*4", "snake_case_name and 234"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("a <b>w</b>ord in tags<br>here<BR/>there", "a word in tags here there"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("<td>one</td><td>two<p>three</p></td>", "one two three"),
        ("AT&amp;T and &lt;b&gt;", "AT&T and <b>"),
        (r"\*not bold\*", "*not bold*"),
        ("one\n  two\ttwo\u00a0three", "one two two three"),
        ("![alt](a.png) beside", "beside"),
        ("![[photo.png|500]] beside", "beside"),
        ("[[CNN]]", "CNN"),
        ("[[notes/CNN#Pooling]]", "CNN > Pooling"),
        ("[[notes/CNN#^ab12]]", "CNN > ab12"),
        ("[[CNN|the nets]]", "the nets"),
        ("[[https://x.org][the docs]]", "the docs"),
        ("[[#Below]]", "Below"),
        ("{{< figure src='a.png' >}} words", "words"),
        ("{{% notice %}} words {{% /notice %}}", "words"),
        ('[the post]({{< ref "a.md" >}})', "the post"),
        ("{% include a.html %} words", "words"),
        ("words <!-- hidden\nfor long --> seen", "words seen"),
        ("words %%hidden%% seen", "words seen"),
        ("Title {#id}", "Title"),
        ("words ^ab-12", "words"),
        ("[ ] open", "open"),
        ("[x] done", "done"),
        ("[ ]", "[ ]"),
        ("#tag #other", "#tag #other"),
        ("==marked== == b", "marked == b"),
        (r"by $0.2\,\mu V$ an *hour*", r"by $0.2\,\mu V$ an hour"),
        ("$a_1*b_1*c$ is _it_", "$a_1*b_1*c$ is it"),
        ("$$\nE = mc^2\n$$", "$$ E = mc^2 $$"),
        ("from $5 to *about* $10", "from $5 to about $10"),
        ("so it is[^1].", "so it is."),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("100% of 50%", "100% of 50%"),
        ("a [bracket] and [another", "a [bracket] and [another"),
        ("Grüße, 世界 🙂", "Grüße, 世界 🙂"),
        ("", ""),
    ],
)
def test_the_words_a_reader_sees(text: str, seen: str) -> None:
    assert plain(text) == seen


_PIECES = st.sampled_from(
    [
        "**",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "|",
        "#",
        "{{<",
        ">}}",
        "{%",
        "%}",
        "<!--",
        "-->",
        "%%",
        "![",
        "&lt;",
        "\\",
    ]
    + ["a", "word ", " ", "\n", "<b>", "</b>", "http://x.org", "^id", "[ ] ", "~~", "学", "🙂"]
)


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=40)))
def test_any_text_becomes_one_line_without_needless_space(text: str) -> None:
    seen = plain(text)
    assert seen == " ".join(seen.split())


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9), max_size=12))
def test_words_without_markup_are_all_kept(words: list[str]) -> None:
    assert plain(" ".join(words)) == " ".join(" ".join(words).split())
    assert plain(f"**a** {' '.join(words)} `b`") == " ".join(["a", *" ".join(words).split(), "b"])


@pytest.mark.parametrize(
    "text",
    [
        "<< [[2023-11-28]] | [[2023-11-30]] >>",
        "[[2023-11-28]] [[2023-11-30]]",
        "← [prev](a.md) | [next](b.md) →",
        "[[Yesterday]] · [[Tomorrow]]",
        "[home](index.md)",
    ],
)
def test_navigation(text: str) -> None:
    assert is_navigation(text)


@pytest.mark.parametrize(
    "text",
    [
        "[[CNN]]",
        "[[2023-11-28]] was a good day",
        "2023-11-28",
        "next",
        "[the next day](a.md) was good",
        "",
        "[[2023-11-28",
    ],
)
def test_no_navigation(text: str) -> None:
    assert not is_navigation(text)


@pytest.mark.parametrize("text", ["#ML #DL #week1", "#a, #b; #c/d-e", "  #a  ", "#学习"])
def test_lines_of_tags(text: str) -> None:
    assert is_tag_line(text)


@pytest.mark.parametrize("text", ["", "words", "#ML and words", "# Heading", "C#", "#1 is best"])
def test_no_lines_of_tags(text: str) -> None:
    assert not is_tag_line(text)


@pytest.mark.parametrize(
    "piece", ["[", "[[", "![", "{{<", "{%", "<!--", "%%", "**", "`", "[a](", "<", "[[2020-01-01]] x"]
)
def test_hostile_text_is_read_all_the_same(piece: str) -> None:
    assert isinstance(plain(piece * 5000), str)
    assert not is_navigation(piece * 1000) and not is_tag_line(piece * 1000)
