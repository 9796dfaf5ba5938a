"""Work is counted, not timed: notes in other markups than Markdown, logs in code and days that are told together."""

from collections.abc import Callable

import pytest

from index.notes.note import note_from_bytes
from index.notes.private_parts import without_private
from rag.evidence.assertions import sentences
from tests.hostile.counting import check_growth, lines_and_calls
from tests.hostile.test_growth_index import _RULES, _contents, _each

_SIZES = (200, 400, 800)


def _day(i: int) -> str:
    return f"{1900 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}"


_TEX, _TYP, _ADOC, _RST, _MD = (
    "\\section{2024-05-03}\n",
    "= 2024-05-03\n",
    "= 2024-05-03\n\n",
    "Day\n===\n\n",
    "# Log\n\n",
)
NOTES: dict[str, Callable[[int], str]] = {
    "items.tex": lambda n: _TEX + "\\item Rain fell\n" * n,
    "items apart.tex": lambda n: _TEX + "\\item Rain fell\n\n" * n,
    "open marks.tex": lambda n: _TEX + "\\textbf{rain \\href{a}{" * n,
    "marks in marks.tex": lambda n: _TEX + "\\textbf{rain " * n + "}" * n + "\n",
    "marks in a line.tex": lambda n: _TEX + "\\textbf{Rain} fell. " * n + "\n",
    "sections.tex": lambda n: _each(n, lambda i: f"\\section{{{_day(i)}}}\\label{{a}}\nrain\n"),
    "backslashes.tex": lambda n: _TEX + "\\" * 9 * n,
    "signs.tex": lambda n: _TEX + "``~{}--''\\'" * n,
    "formulas.tex": lambda n: _TEX + "$a$ \\(b\\) $" * n,
    "comments.tex": lambda n: _TEX + "% rain\nsun % rain\n" * n,
    "open comments.tex": lambda n: _TEX + "\\begin{comment}\nrain\n\\iffalse\n" * n,
    "verbatim.tex": lambda n: _TEX + "\\begin{verbatim}\nrain % sun\n" * n,
    "lets.typ": lambda n: _TYP + "#let a = 1\nrain\n" * n,
    "open marks.typ": lambda n: _TYP + "#box[rain #link(\"" * n,
    "comments in comments.typ": lambda n: _TYP + "/* rain\n" * n,
    "comments in comments closed.typ": lambda n: _TYP + "/* rain " * n + "*/ " * n + "sun\n",
    "slashes.typ": lambda n: _TYP + "https://a//b // rain\n" * n,
    "listings.adoc": lambda n: _ADOC + "----\nrain\n" * n,
    "listings of many lengths.adoc": lambda n: _ADOC + _each(n, lambda i: "-" * (4 + i % 50) + "\nrain\n\n"),
    "comments of many lengths.adoc": lambda n: _ADOC + _each(n, lambda i: "/" * (4 + i % 40) + "\nrain\n\n"),
    "open comments.adoc": lambda n: _ADOC + "[comment]\nrain\n" * n,
    "links.adoc": lambda n: _ADOC + "http://x[ image:x <<a, footnote:[" * n,
    "comments.rst": lambda n: _RST + ".. rain\n   sun\n\n" * n,
    "comments ever deeper.rst": lambda n: _RST + _each(n, lambda i: f"{' ' * (i % 60)}.. rain\n\n"),
    "open roles.rst": lambda n: _RST + ":a:`rain `sun <" * n,
    "rulers.rst": lambda n: _each(n, lambda i: f"Rain {i}\n~~~~~~~~~\n\nsun\n\n"),
    "links.textile": lambda n: 'h1. 2024-05-03\n\n"rain":x "sun !a ' * n,
    "comments.textile": lambda n: "h1. 2024-05-03\n\n" + "###.. rain\n\n###. sun\n\n" * n,
    "percents.norg": lambda n: "* 2024-05-03\n" + "%rain %sun% 5%\n{a}[\n" * n,
    "comments.org": lambda n: "* 2024-05-03\n" + "#+begin_comment\nrain\n" * n,
    "comments of trees.org": lambda n: _each(n, lambda i: f"{'*' * (1 + i % 30)} COMMENT rain\n"),
    "links.gmi": lambda n: "# 2024-05-03\n" + "=> gemini://x rain\n" * n,
    "chunks.rmd": lambda n: _MD + "```{r}\nx <- 1\n```\nrain\n" * n,
    "parts.qmd": lambda n: _MD + "::: {.callout}\nrain\n" * n,
    "open percents.md": lambda n: _MD + "%% rain\n\nsun %% rain\n\n" * n,
    "open comments.md": lambda n: _MD + "rain <!-- sun\n\n" * n,
    "fences of many lengths.md": lambda n: _MD + _each(n, lambda i: "`" * (3 + i % 50) + "\n<!-- rain -->\n"),
    "code and comments.md": lambda n: _MD + "`rain <!-- `` %%\n" * n,
    "glued headings.md": lambda n: _each(n, lambda i: f"##{_day(i)}\nrain\n"),
    "glued headings alone.md": lambda n: "##2024-02-01\n" * n,
    "months and days.md": lambda n: "# 2024\n\n" + _each(n, lambda i: f"## {_day(i)[5:]}\n\nrain\n\n"),
    "a log in a fence.md": lambda n: _MD + "```\n" + _each(n, lambda i: f"{_day(i)}\nrain fell\n"),
    "logs in fences.md": lambda n: _MD + _each(n, lambda i: f"```\n{_day(i)}\nrain fell\n```\n"),
    "a log indented.md": lambda n: _MD + _each(n, lambda i: f"    {_day(i)}\n    rain fell\n"),
    "logs indented.md": lambda n: _MD + _each(n, lambda i: f"rain\n\n    {_day(i)}\n    rain fell\n\n"),
    "tildes.txt": lambda n: "3 May 2024\n~~~~~~~~~~\nrain\n\n" * n,
    "tildes alone.txt": lambda n: "~~~~\n" * n,
    "tildes in a line.txt": lambda n: "~~~ a" * n + "\n",
    "years said.md": lambda n: "# Season\n\n" + "In 2022 and 2021. " * n + "\n\n" + "## 3 May\n\nrain\n\n" * n,
    "spans said.md": lambda n: "# Season " + "2021/22 " * n + "\n\n" + "3 May\nrain\n\n" * n,
    "linked days.md": lambda n: "## 3 May 2024\n\n" + "## Walk\n\n![](2024-05-03.jpg)\n\n" * n,
    "linked days open.md": lambda n: "## 3 May 2024\n\n" + "## Walk\n\n![](" * n,
    "orders.md": lambda n: _each(n, lambda i: f"## {1 + i % 12}/{1 + i // 12 % 12}/24\n\nRegn og sol i dag.\n\n"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", NOTES)
def test_reading_grows_with_the_note(kind: str) -> None:
    path = f"notes.{kind.rpartition('.')[2]}"
    reading: list[float] = []
    quoting: list[float] = []
    for size in _SIZES:
        data = NOTES[kind](size).encode()
        read = lines_and_calls(lambda data=data: [list(p) for _, p in _contents(data, path).parts])  # type: ignore[misc]
        said = lines_and_calls(lambda data=data: sentences(without_private(note_from_bytes(path, data), _RULES)))  # type: ignore[misc]
        reading.append(read / len(data))
        quoting.append(said / len(data))
    check_growth(reading)
    check_growth(quoting)
