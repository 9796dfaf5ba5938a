"""What an answer says in a note, and that nothing in it acts there."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.inline import plain
from index.write_back.block_text import Form, paragraph, safe, single_line

_DAY = date(2020, 3, 19)


@pytest.mark.parametrize(
    ("text", "others", "words"),
    [
        ("On [2020-03-19]: a matrix.", (), "daycite: On <19>: a matrix."),
        ("A matrix.", (), "daycite: A matrix. (<19>)"),
        ("A matrix.", ("[[CNN]]",), "daycite: A matrix. (<19>, [[CNN]])"),
        ("[2020-03-19], [2020-03-19] and [2020-03-20]", (), "daycite: <19>, <19> and [2020-03-20]"),
        ("[2020-03-19](x) [[2020-03-19]]", (), "daycite: [2020-03-19](x) [[2020-03-19]] (<19>)"),
        ("x[2020-03-19]", (), "daycite: x[2020-03-19] (<19>)"),
    ],
)
def test_days_become_links(text: str, others: tuple[str, ...], words: str) -> None:
    assert paragraph(text, {_DAY: "<19>"}, others, "markdown") == words


def test_what_is_not_from_the_notes_says_so() -> None:
    assert paragraph("A matrix.", {}, (), "markdown", beyond=True) == "daycite, not from your notes: A matrix."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a\n- b\n\n# c", "a b c"),
        ("1. a\r\n2) b", "a b"),
        ("> a\n> - b", "a b"),
        ("a\u2028b\x85c\x00d\x1be", "a b c d e"),
        ("\ud800a", "a"),
        ("-5 degrees and #tag", "-5 degrees and #tag"),
        ("  ", ""),
    ],
)
def test_one_line(text: str, words: str) -> None:
    assert single_line(text) == words


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("markdown", "a <!-- b --> c", "a &lt;!-- b - -> c"),
        ("markdown", "<script>x</script>", "&lt;script>x&lt;/script>"),
        ("markdown", "`List<int>` is a List<int>, 1 < 2", "`List<int>` is a List&lt;int>, 1 < 2"),
        ("markdown", "see <https://x.org>", "see <https://x.org>"),
        ("markdown", "{{< ref >}} {% raw %} {{ x }}", "{ {< ref >} } { % raw % } { { x } }"),
        ("markdown", "`{{ x }}`", "`{ { x } }`"),
        ("markdown", "__init__ and _x_, max_n `__x__`", r"\_\_init\_\_ and \_x\_, max_n `__x__`"),
        ("markdown", "see https://x.org/_a_/b_c", "see https://x.org/_a_/b_c"),
        ("markdown", "%% hidden %%", "% % hidden % %"),
        ("markdown", "$$x$$ and $y$", "$ $x$ $ and $y$"),
        ("markdown", "![[whole note]] ![a](b.png)", "[[whole note]] [a](b.png)"),
        ("markdown", "key:: value, std::vector", "key: value, std::vector"),
        ("markdown", "<%* tp.x %>", "< %* tp.x %>"),
        ("mdx", "{x} <b>", "&#123;x&#125; &lt;b>"),
        ("org", "on <2020-03-19 Thu 10:00>", "on [2020-03-19 Thu 10:00]"),
        ("org", "src_sh[:results x]{rm} call_f(x)", "src_sh [:results x]{rm} call_f (x)"),
        ("org", "a :: b[fn:1] <<x>> @@html:x@@", "a : b[ fn:1] < <x>> @ @html:x@ @"),
        ("org", "{{{macro(x)}}}", "{ { {macro(x)} } }"),
    ],
)
def test_nothing_acts(form: Form, text: str, words: str) -> None:
    assert safe(text, form) == words


@given(st.text(max_size=80), st.sampled_from(["markdown", "mdx", "org"]))
def test_no_text_gets_out_of_its_line_or_begins_a_comment(text: str, form: Form) -> None:
    words = paragraph(text, {_DAY: "[[2020-03-19]]"}, (), form)
    assert words.splitlines() == [words] and words.startswith("daycite: ")
    assert "-->" not in words and "{{" not in words and "{%" not in words and "%%" not in words
    if form == "markdown" and "`" not in words:
        assert "<!--" not in words
    assert words.encode() and plain(words)


@pytest.mark.parametrize(
    "live",
    [
        '`$= dv.el("script", "alert(1)")`',
        "`= this.file.name`",
        "`=1+1`",
        "`  $=await fetch('//evil')`",
        "``= [[secret]].text``",
        "`` $= `nested` ``",
        "```= x ```",
        "`INPUT[toggle:done]`",
        "`r system('id')`",
        "`{python} open('/etc/passwd')`",
        "`= [2020-03-19] `",
        "`= never closed",
        f"`= {'long ' * 600}`",
        "`code` and `= x` and `more`",
        "``````= six``````",
    ],
)
@pytest.mark.parametrize("form", ["markdown", "mdx"])
def test_code_that_a_program_would_run_is_taken_apart(live: str, form: Form) -> None:
    day = date(2020, 3, 19)
    for text in (paragraph(f"so {live} it is", {day: "[[2020-03-19]]"}, (), form), safe(live, form)):
        assert not re.search(r"`\s*(?:\$|=|\{|r |INPUT)", re.sub(r"`(?:code|more)`", "", text)), text
        assert not re.search(r"\$=.*`.*$", text), text


@pytest.mark.parametrize("code", ["`x = 5`", "`x` = 5", "`a[0]`", "`git log`", "``a ` b``", "`range(3)`", "`-> x`"])
def test_other_code_stays(code: str) -> None:
    assert safe(f"see {code} there", "markdown") == f"see {code} there"


@pytest.mark.parametrize(
    "live",
    [
        "<% tp.user.x() %>", "<%* await x %>", "{{query (todo)}}", "{{renderer :x}}", "{{embed ((1))}}", "{{{macro}}}",
        "((64b0c2f5-1234-4abc-9def-0123456789ab))", "`<% x %>`", "`{{x}}`", "%% x %%",
    ],
)  # fmt: skip
def test_live_marks_of_templates_are_taken_apart_in_code_too(live: str) -> None:
    for form in ("markdown", "mdx"):
        text = safe(live, form)  # type: ignore[arg-type]
        assert not re.search(r"<%|\{\{|\}\}|\(\([0-9a-f]{8}-|%%", text), text
