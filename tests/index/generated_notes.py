"""Notes of every format for hypothesis, with questions on known lines; their bytes in many encodings and line ends."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.index.write_back.replies_made import Question

_WORDS = [
    "beans",
    "grew",
    "tall",
    "the",
    "loss",
    "fell",
    "über",
    "日記",
    "it’s",
    "“so”",
    "`x`",
    "[a](b.md)",
    "#tag",
    "2019-05-04",
]
_prose = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
_STRANGE = st.sampled_from(
    ["---", "***", "| a | b |\n|---|---|\n| c | d |", "```\n- why?\n```", "    code", "> said", "> - said"]
)
_ODD = st.sampled_from(
    [
        "<div>\nx\n</div>",
        "[ref]: http://x",
        "- ",
        "===",
        "%% hidden %%",
        "<!-- x -->",
        "![[a.png]]",
        "a  \nb",
        "1986. x",
    ]
)
_ORG_ODD = st.sampled_from(
    [
        "#+begin_src sh\nls?\n#+end_src",
        ":NOTE:\nx\n:END:",
        "| a | b |",
        "# comment",
        "#+begin_quote\nx\n#+end_quote",
        "-----",
    ]
)
_DAYS = ["2020-03-17", "2020-03-18", "March 19, 2020", "Saturday, 21 March 2020"]
_HEADS = st.sampled_from(
    ["", "---\ntitle: My log\ntags: [a]\n---\n", "+++\ntitle = 'x'\n+++\n", "title:: x\n\n", "\n\n"]
)


@dataclass(frozen=True)
class Made:
    """A note's text, and the questions in it."""

    path: str
    text: str
    questions: tuple[Question, ...]


@st.composite
def _item(draw: st.DrawFn, depth: int, indent: str, step: str, bullets: list[str], asked: list[str]) -> list[str]:
    bullet = draw(st.sampled_from(bullets))
    words = draw(_prose)
    if draw(st.booleans()):
        asked.append(f"why number {len(asked)}x?")
        words = f"{words} {asked[-1]}"
    own = step if step != "content" else " " * (len(bullet) + 1)
    lines = [f"{indent}{bullet} {words}"]
    if draw(st.integers(0, 4)) == 0:
        lines.append(f"{indent}{' ' * (len(bullet) + 1)}{draw(_prose)}")
    for _ in range(draw(st.integers(0, 2 if depth < 3 else 0))):
        lines += draw(_item(depth + 1, indent + own, step, bullets, asked))
    return lines


@st.composite
def _list(draw: st.DrawFn, asked: list[str], org: bool) -> list[str]:
    bullets = draw(
        st.sampled_from([["-"], ["+"], ["-", "+"], ["1."], ["1)"], ["10."], ["-", "1."]] + ([] if org else [["*"]]))
    )
    step = draw(st.sampled_from(["content", "\t", "  ", "    "]))
    return [line for _ in range(draw(st.integers(1, 3))) for line in draw(_item(0, "", step, bullets, asked))]


@st.composite
def _piece(draw: st.DrawFn, asked: list[str], org: bool) -> list[str]:
    kind = draw(st.sampled_from(["prose", "question", "heading", "day", "list", "list", "odd", "asked heading"]))
    mark = draw(st.sampled_from(["*", "**"] if org else ["#", "##", "###"]))
    if kind in ("question", "asked heading"):
        asked.append(f"why number {len(asked)}x?")
        lead = (
            f"{mark} {'TODO ' if org else ''}"
            if kind == "asked heading"
            else draw(st.sampled_from(["", "Well, ", "  "]))
        )
        return [f"{lead}{asked[-1]}"] + ([draw(_prose)] if kind == "question" and draw(st.booleans()) else [])
    if kind == "list":
        return draw(_list(asked, org))
    if kind == "odd":
        return draw(_ORG_ODD if org else st.one_of(_STRANGE, _ODD)).split("\n")
    words = draw(st.sampled_from(_DAYS)) if kind == "day" else draw(_prose)
    return [f"{mark} {words}" if kind in ("heading", "day") else words]


@st.composite
def notes(draw: st.DrawFn, suffix: str | None = None) -> Made:
    """A note of Markdown, MDX, org or plain text, of one day or many."""
    suffix = suffix or draw(st.sampled_from(["md", "md", "md", "mdx", "org", "txt"]))
    path = f"{draw(st.sampled_from(['2020-03-18', 'log', 'deep/2020/03/18']))}.{suffix}"
    asked: list[str] = []
    lines: list[str] = []
    head = (
        draw(_HEADS)
        if suffix != "org"
        else draw(st.sampled_from(["", "#+title: x\n", ":PROPERTIES:\n:ID: 7\n:END:\n"]))
    )
    for _ in range(draw(st.integers(1, 6))):
        lines += draw(_piece(asked, suffix == "org")) + [""] * draw(st.integers(0, 2))
    text = head + "\n".join(lines)
    where = {words: n for n, line in enumerate(text.split("\n"), 1) for words in asked if words in line}
    questions = tuple(Question(f"q{i}", words, path, where[words], where[words]) for i, words in enumerate(asked))
    return Made(path, text, questions)


@st.composite
def as_bytes(draw: st.DrawFn, text: str) -> bytes:
    """The text as an editor may have left it: ends of lines, encoding, byte-order mark, broken bytes."""
    ends = draw(st.sampled_from(["\n", "\r\n", "\r", "mixed"]))
    lines = text.split("\n")
    many = [draw(st.sampled_from(["\n", "\r\n"])) if ends == "mixed" else ends for _ in lines]
    text = "".join(line + end for line, end in zip(lines, many, strict=True))
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    coding = draw(
        st.sampled_from(
            ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "mojibake", "broken"]
        )
    )
    if coding == "utf-16-be":
        return b"\xfe\xff" + text.encode(coding)
    if coding == "mojibake":
        return text.replace("“", "â€œ").replace("’", "â€™").encode()
    if coding == "broken":
        return text.encode().replace(b"beans", b"be\xe4ns")
    return text.encode(coding, "ignore")
