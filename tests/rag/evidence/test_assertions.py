"""Which sentences of a note can be statements, and on which lines they truly stand."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.notes.note import note_from_bytes
from index.text.inline import plain
from rag.evidence.assertions import Sentence, is_question, sentences
from rag.evidence.citations import quote_stands


def found(text: str, path: str = "a.md") -> list[Sentence]:
    return sentences(note_from_bytes(path, text.encode()))


def texts(text: str, path: str = "a.md") -> list[str]:
    return [sentence.text for sentence in found(text, path)]


STATED = {
    "a paragraph": ("Kernels slide over the image.\n", ["Kernels slide over the image."]),
    "two sentences": ("Kernels slide. Images stay there.\n", ["Kernels slide.", "Images stay there."]),
    "a sentence over two lines": ("Kernels slide\nover it.\n", ["Kernels slide over it."]),
    "items": ("- one item here\n- another one\n", ["one item here", "another one"]),
    "numbered items": ("1. first thing\n2. second thing\n", ["first thing", "second thing"]),
    "tasks": ("- [ ] buy milk\n- [x] read it\n", ["buy milk", "read it"]),
    "a quotation": ("> He said it works.\n", ["He said it works."]),
    "HTML": ("<div>Some words here.</div>\n", ["Some words here."]),
    "a link alone": ("[the docs of it](https://example.org)\n", ["the docs of it"]),
    "a wiki link alone": ("- [[Deep Learning Book]]\n", ["Deep Learning Book"]),
    "a row of a table": ("| Cell | Size |\n| --- | --- |\n| B03 | 7 nm |\n", ["Cell: B03; Size: 7 nm"]),
    "code": ("```\nmake all\n```\n", ["make all"]),
    "a formula": ("It is:\n\n$$E = mc^2$$\n", ["$$E = mc^2$$"]),
    "a heading that tells something": (
        "# Met the old beekeeper\n\nSold honey.\n",
        ["Met the old beekeeper", "Sold honey."],
    ),
    "a short line above": ("Weight: 71 kg\n\nSlept very well.\n", ["Weight: 71 kg", "Slept very well."]),
    "a heading with nothing below": ("# Met the beekeeper\n\n# Slept\n", ["Met the beekeeper"]),
    "a callout": ("> [!note]- Spill\n> All is dry again.\n", ["All is dry again."]),
    "behind its own tags": ("Ran along the river. #run/long\n", ["Ran along the river."]),
    "beside what programs keep": ("- Cut the hedge\n  id:: 6727a1b2-1111\n", ["Cut the hedge"]),
    "done, with a drawer": ("- DONE Cut it all\n  :LOGBOOK:\n  CLOCK: [2024]\n  :END:\n", ["Cut it all"]),
    "emphasis over two": ("**Cut the hedge. Then slept.**\n", ["Cut the hedge.", "Then slept."]),
    "markup": ("It is **very** `good` [there](http://x.org).\n", ["It is very good there."]),
    "a link inside": ("See [the docs](http://x.org) on it.\n", ["See the docs on it."]),
    "a wiki link inside": ("Read [[Attention]] today.\n", ["Read Attention today."]),
    "behind a label": ("Tasks:\n\n- write the report\n", ["write the report"]),
    "a table of contents": (
        "# Notes\n\n- [Code answers what][code]\n- [Another place](#x)\n\n## Code answers what\n\nIt says so.\n",
        ["Another place", "It says so."],
    ),
    "a link by name": ("See [the long docs][1] on it, not row[1][2].\n", ["See the long docs on it, not row[1][2]."]),
    "a footnote's text": ("[^a]: Seen in the second edition.\n", ["Seen in the second edition."]),
    "a heading in bold": ("**Search engines**\nThe matter of the day.\n", ["The matter of the day."]),
    "all in bold": ("**Search engines are fast**\n", ["Search engines are fast"]),
    "code behind its file's name": ("**`some-file.sh`**\n\n```\nmake all\n```\n", ["make all"]),
    "a word and its number": ("- salary: 3.2 %\n- AUC 0.803\n", ["salary: 3.2 %", "AUC 0.803"]),
    "a word that answers": ("Where did we go? Amrum.\n", ["Amrum."]),
    "Japanese": ("畳み込みは画像を見る。\n", ["畳み込みは画像を見る。"]),
    "mojibake, repaired": ("CafÃ© was good.\n", ["Café was good."]),
    "behind front matter": ("---\ntitle: Of much\n---\nText of it.\n", ["Text of it."]),
}


@pytest.mark.parametrize(("text", "expected"), STATED.values(), ids=STATED)
def test_what_states_something(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


NOTHING = {
    "a heading of one word": "# Kernels\n",
    "a heading that asks": "# What are kernels?\n",
    "a long program": "```\n" + "kernels are small here\n" * 13 + "```\n",
    "the head of a table": "| a kernel | is small |\n| --- | --- |\n",
    "a question": "What is a kernel?\n",
    "a question with marks behind it": 'What is a "kernel?"**\n',
    "a question with its source": "What is a kernel? (see p. 5)\n",
    "a question in an item": "- Why is the sky blue?\n",
    "a full-width question": "何ですか畳み込みは？\n",
    "a label": "My tasks of today:\n",
    "a full-width label": "今日の仕事：\n",
    "navigation": "[[2020-01-01]] | [[2020-01-03]]\n",
    "tags": "#ml #cnn #week1\n",
    "a bare address": "https://example.org/some/page\n",
    "an address in angles": "<https://example.org/some/page>\n",
    "an image": "![a picture of it](x.png)\n",
    "a link definition": "[docs]: https://example.org 'the docs'\n",
    "a comment": "<!-- nothing to see here -->\n",
    "one word": "- ok\n",
    "a day that is counted": "- Day 12\n- 12 May\n- day 28/100\n",
    "a page": "(see p. 5)\n",
    "numbers": "- 12 345\n",
    "a rule": "---\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_states_nothing(text: str) -> None:
    assert texts(text) == []


def test_org_keeps_drawers_out() -> None:
    text = "* A heading of it\n:PROPERTIES:\n:ID: some id\n:END:\n#+begin_src py\nx is here\n#+end_src\nText is here.\n"
    assert [(s.text, s.heading, s.line_start) for s in found(text, "a.org")] == [
        ("x is here", "A heading of it", 6),
        ("Text is here.", "A heading of it", 8),
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("- [ ] buy some milk\n", "to do"),
        ("- [x] bought some milk\n", ""),
        ("- [-] buy some milk\n", "cancelled"),
        ("- TODO buy some milk\n", "to do"),
        ("- DONE buy some milk\n", ""),
        ("- NOW buying some milk\n", "begun"),
        ("## Tasks\n\n- buy some milk\n", "planned"),
        ("## Tasks\n\n- [x] buy some milk\n", ""),
        ("## Tasks\n\n- I bought some milk\n", ""),
        ("## 🎯 Goals for May\n\n- buy some milk\n", "planned"),
        ("## Goals\n\n### Home\n\nBuy some milk.\n", "planned"),
        ("Next steps:\n\n- buy some milk\n", "planned"),
        ("- To-do\n  - buy some milk\n", "planned"),
        ("Next: buy some milk.\n", "planned"),
        ("## Nächste Schritte\n\n- Milch holen gehen\n", "planned"),
        ("## Pendientes\n\n- comprar leche\n", "planned"),
        ("## À faire\n\n- acheter du lait\n", "planned"),
        ("## Próximos passos\n\n- comprar leite\n", "planned"),
        ("## Obiettivi\n\n- comprare il latte\n", "planned"),
        ("## Te doen\n\n- melk kopen\n", "planned"),
        ("## Att göra\n\n- köpa mjölk\n", "planned"),
        ("## Do zrobienia\n\n- kupić mleko\n", "planned"),
        ("## Планы\n\n- купить молоко\n", "planned"),
        ("## Việc cần làm\n\n- mua sữa tươi\n", "planned"),
        ("## やること\n\n- 牛乳を買う\n", "planned"),
        ("## 明日计划\n\n- 去买牛奶\n", "planned"),
        ("## 할 일\n\n- 우유 사기\n", "planned"),
        ("## Completed tasks\n\n- milk from the shop\n", ""),
        ("## A planetarium\n\n- milk from the shop\n", ""),
        ("# Goals\n\n# Shop\n\n- milk from there\n", ""),
    ],
)
def test_what_is_not_done_says_so(text: str, state: str) -> None:
    assert [s.state for s in found(text)] == [state]


def test_headlines_of_org_are_its_text() -> None:
    its = found("* Cut the hedge :home:\n** It took ages\n* TODO Buy a saw\n", "a.org")
    assert [(s.text, s.lead, s.state) for s in its] == [
        ("It took ages", "Cut the hedge", ""),
        ("Buy a saw", "", "to do"),
    ]


def test_an_item_has_its_parent_and_its_children() -> None:
    parent, milk, eggs = found("- At the shop\n  - oat milk\n  - ten eggs\n")
    assert [child.text for child in parent.children] == ["oat milk", "ten eggs"]
    assert milk.lead == eggs.lead == "At the shop" and milk.block == parent.block == eggs.block
    assert (milk.quote, milk.cited_from, milk.led_by) == ("At the shop oat milk", 1, None)
    assert eggs.led_by and (eggs.led_by.quote, eggs.led_by.line_start) == ("At the shop", 1)


def test_a_sentence_knows_its_heading_number_and_paragraph() -> None:
    its = found("# Top\n\nA first one. A second one.\n\n## Below\n\n- an item\n")
    assert [(s.heading, s.number, s.paragraph) for s in its] == [
        ("Top", 0, "A first one. A second one."),
        ("Top", 1, "A first one. A second one."),
        ("Below", 2, "an item"),
    ]
    assert its[0].block == its[1].block != its[2].block


def test_lines_are_those_of_the_sentence_not_of_its_paragraph() -> None:
    its = found("# Top\n\nKernels slide over\nthe image. Strides\nskip some.\n")
    assert [(s.line_start, s.line_end) for s in its] == [(3, 4), (4, 5)]


def test_the_quote_is_the_file_as_it_is() -> None:
    [sentence] = found("- CafÃ© was **good** today, see [it](x.md).\n")
    assert sentence.text == "Café was good today, see it."
    assert sentence.quote == "CafÃ© was **good** today, see [it](x.md)."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_line_ends_do_not_move_lines(ending: str) -> None:
    its = found(ending.join(["# Top", "", "One thing.", "", "Two things."]))
    assert [s.line_start for s in its] == [3, 5]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Kernels slide. They are small.\n", ["", "Kernels slide."]),
        ("Kernels slide. Images stay there.\n", ["", ""]),
        ("Kernels slide.\n\nThey are small.\n", ["", ""]),
        ("Why is it blue? Because of light.\n", ["Why is it blue?"]),
        (
            "- Why is it blue?\n  - Because of light.\n  - It scatters.\n- Other things.\n",
            ["Why is it blue?"] * 2 + [""],
        ),
        ("- Why is it blue?\n- Because of light.\n", [""]),
        ("# Why is it blue?\n\nBecause of light.\n", [""]),
        ("Theydom is far. Theyne is near.\n", ["", ""]),
    ],
    ids=["pronoun", "no pronoun", "another paragraph", "question", "items below", "item beside", "heading", "a name"],
)
def test_what_a_sentence_leans_on(text: str, leads: list[str]) -> None:
    assert [s.lead for s in found(text)] == leads


def test_what_a_pronoun_leans_on_is_quoted_too() -> None:
    first, second = found("Kernels slide over\nthe image. They are\nsmall.\n")
    assert (first.quote, first.cited_from) == ("Kernels slide over the image.", 1)
    assert (second.quote, second.cited_from, second.line_start) == (
        "Kernels slide over the image. They are small.",
        1,
        2,
    )


def test_a_question_that_is_leant_on_is_not_quoted() -> None:
    [sentence] = found("Why is it blue?\nBecause of light.\n")
    assert (sentence.quote, sentence.cited_from) == ("Because of light.", 2)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why?", True),
        ("Why? ", True),
        ("何？", True),
        ("Is it 'so?'", True),
        ("Why? (p. 5)", True),
        ("Why? Because.", False),
        ("x?y", False),
        ("", False),
    ],
)
def test_whether_a_sentence_asks(text: str, asks: bool) -> None:
    assert is_question(text) is asks


_LINE_LIST = """# A heading here
Kernels slide over it.
They are small. CafÃ© was
good, I think.
- an item of it
  - below it
> quoted words here
Why is it so?


```
| a b | c d |
    code here
それは小さい行列です。
1. first thing
see [the docs](http://x.org) **now**
- [ ] a task to do
Label here:
<b>some words</b>
It isnâ€™t so. But
---"""
_LINES = st.sampled_from(_LINE_LIST.splitlines())


@settings(max_examples=200, deadline=None)
@example(["# A heading here", "---", "| a b | c d |"], "\n", "a.org")
@given(st.lists(_LINES, max_size=14), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["a.md", "a.org", "a.txt"]))
def test_every_sentence_stands_on_its_lines(lines: list[str], ending: str, path: str) -> None:
    note = note_from_bytes(path, ending.join(lines).encode())
    last = 0
    for number, sentence in enumerate(sentences(note)):
        assert 1 <= sentence.cited_from <= sentence.line_start <= sentence.line_end <= len(note.lines)
        assert quote_stands(sentence.quote, note.lines, sentence.cited_from, sentence.line_end)
        seen = plain("\n".join(note.fixed[sentence.line_start - 1 : sentence.line_end]))
        assert sentence.role == "code" or quote_stands(sentence.text, [seen], 1, 1)
        assert sentence.number == number and sentence.line_start >= last
        assert not is_question(sentence.text)
        last = sentence.line_start


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    note = note_from_bytes("a.md", text.encode("utf-8", "replace"))
    assert all(s.text and s.quote for s in sentences(note))


def test_a_heading_in_bold_leads_what_stands_below() -> None:
    [said] = found("**Search engines**\nThe matter of the day.\n")
    assert (said.lead, said.line_start) == ("Search engines", 2)


def test_code_stands_below_the_sentence_that_introduces_it() -> None:
    first, *code = found("This tells a pipe...\n\n**`pipe.sh`**\n\n```sh\n[[ -t 1 ]] && echo terminal\n```\n")
    assert [line.text for line in first.children] == [line.text for line in code] == ["[[ -t 1 ]] && echo terminal"]


def test_a_day_that_is_a_line_begins_anew() -> None:
    text = "3/1/16\nThe beck took the wall. Who will pay?\n\n9/1\nSnow fell. Dug out three ewes.\n\nThe gate hangs.\n"
    beck, snow, ewes, gate = found(text, "2016.txt")
    assert (beck.text, snow.text) == ("The beck took the wall.", "Snow fell.")
    assert (ewes.text, gate.text) == ("Dug out three ewes.", "The gate hangs.")
    assert beck.line_start == 2 and snow.lead == "" and snow.led_by is None, "another day's question leads to nothing"


def test_a_day_before_its_words_begins_anew() -> None:
    text = "**Sunday 1st.** Slept. Who rang so late?\n\n**Monday 2nd.** Rang back.\n"
    assert [s.lead for s in found(text) if "back" in s.text] == [""]
