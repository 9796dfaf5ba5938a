"""What notes of many shapes say to a question, and that they say nothing where what is asked for does not occur."""

import pytest

from tests.rag.conftest import MakeJournal

KNOWN = {
    "an item of a numbered list": (
        {"2024-05-01.md": "# 2024-05-01\n\nPlan for the shed:\n\n1. The roof gets slates.\n2. The door gets a lock.\n"},
        "what does the door get",
        "Plan for the shed: The door gets a lock.",
    ),
    "a sentence behind an image": (
        {
            "2024-05-01.md": "Walked the dog.\n",
            "2024-05-03.md": "Saw the lighthouse.\n\n![[l.jpg]]\n\nIt weighs two tons.\n",
        },
        "when did I see the lighthouse",
        "Saw the lighthouse.",
    ),
    "a headline of org": (
        {"2024_05_05.org": "* Cut hay\n** It took long.\n* Met the beekeeper, she sold me two jars of honey.\n"},
        "what did the beekeeper sell me",
        "Met the beekeeper, she sold me two jars of honey.",
    ),
    "a row of a table": (
        {"2024-05-01.md": "Ran the batch.\n\n| Sample | Yield |\n|---|---|\n| A17 | 42 % |\n| B03 | 57 % |\n"},
        "what was the yield of sample B03",
        "Sample: B03; Yield: 57 %",
    ),
    "a callout": (
        {"2024-05-04.md": "> [!warning]- Spill\n> Knocked over the acetone, no injuries.\n\nSwam forty lanes today.\n"},
        "what did I spill",
        "Spill: Knocked over the acetone, no injuries.",
    ),
    "a formula": (
        {"2024-05-04.md": "The detector drifted by $0.2\\,\\mu V$ per hour.\n"},
        "how much did the detector drift",
        "The detector drifted by $0.2\\,\\mu V$ per hour.",
    ),
    "a line of code": (
        {"2024-05-04.md": "To restart the proxy:\n\n```\nsudo systemctl restart nginx\n```\n\nLunch with Ana.\n"},
        "how do I restart nginx",
        "To restart the proxy: sudo systemctl restart nginx",
    ),
    "an item below another": (
        {"2024-05-04.md": "- At the market\n  - two jars of honey\n- At home\n  - slept for long\n"},
        "what honey did I get",
        "At the market: two jars of honey",
    ),
    "without a word": (
        {"2024-05-01.md": "Ran with Tom, five kilometres.\n", "2024-05-02.md": "Ran alone, eight kilometres.\n"},
        "kilometres -Tom",
        "Ran alone, eight kilometres.",
    ),
    "a phrase with a hyphen": (
        {"2024-05-01.md": "Ran alone.\n", "2024-05-03.md": "Cycled to the well-known mill.\n"},
        '"well-known"',
        "Cycled to the well-known mill.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notes", "question", "shown"), KNOWN.values(), ids=KNOWN)
def test_it_is_said_to_the_point(make_journal: MakeJournal, notes: dict[str, str], question: str, shown: str) -> None:
    answer = make_journal(notes).ask(question)
    assert answer.statements and answer.statements[0].text == shown


UNSPACED = {
    "2024-05-03.md": "今天把書房的系統重新整理，舊的筆記終於分好類了。\n",
    "2024-05-05.md": "圖書館借了三本書：兩本關於茶，一本關於陶瓷。\n",
    "2024-05-07.md": "やばいほど寒かった。ストーブを出して、灯油を買いに行った。\n",
    "2024-05-08.md": "友だちと温泉に行った。そうだよ、三年ぶりだ。\n",
    "2024-05-09.md": "도서관에서 책을 세 권 빌렸다. 저녁에는 김치찌개를 끓였다.\n",
}
# More of the kind: one sign, kana, names, Korean words with other particles than the note's, Thai, full questions.
MORE_UNSPACED = UNSPACED | {
    "2024-05-11.md": "ラーメンを食べた。田中さんが窓を直してくれた。\n",
    "2024-05-12.md": "어머니와 시장에 갔다. 사과를 많이 샀다.\n",
    "2024-05-13.md": "วันนี้ปลูกมะม่วงในสวน อากาศร้อนมาก\n",
    "2024-05-14.md": "給貓剪了指甲，牠很生氣。\n",
}


@pytest.mark.parametrize(
    ("word", "day"), [("系統", 3), ("茶", 5), ("灯油", 7), ("温泉", 8), ("김치찌개", 9), ("陶瓷", 5), ("書房", 3)]
)
@pytest.mark.parametrize("form", ["{}", '"{}"'])
def test_a_word_of_a_script_without_spaces_is_found(make_journal: MakeJournal, word: str, day: int, form: str) -> None:
    answer = make_journal(UNSPACED).ask(form.format(word))
    assert [s.citations[0].path for s in answer.statements] == [f"2024-05-0{day}.md"]
    assert word in answer.statements[0].text


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("窓", 11), ("ラーメン", 11), ("田中", 11), ("指甲", 14), ("貓", 14), ("사과는", 12), ("시장", 12),
        ("어머니가", 12), ("มะม่วง", 13), ("温泉に行ったのはいつ？", 8),
        ("什麼時候借了關於茶的書？", 5), ("언제 김치찌개를 끓였어?", 9),
    ],
)  # fmt: skip
def test_what_stands_in_one_note_without_spaces_comes_first(make_journal: MakeJournal, question: str, day: int) -> None:
    answer = make_journal(MORE_UNSPACED).ask(question)
    assert answer.statements and answer.statements[0].citations[0].path == f"2024-05-{day:02}.md"


SILENT = {
    "a question that is only asked": (
        {"2024-05-01.md": "- [ ] How fast does the new kettle boil?\n\nWalked the dog along the canal.\n"},
        "how fast does the new kettle boil",
    ),
    "another matter": ({"2024-05-01.md": "Ran the second batch today.\n"}, "what grade did I get in French"),
    "another word without spaces": (UNSPACED, "自転車"),
    "another sign": (MORE_UNSPACED, "犬"),
    "another Korean word": (MORE_UNSPACED, "자전거"),
}


@pytest.mark.parametrize(("notes", "question"), SILENT.values(), ids=SILENT)
def test_where_it_does_not_occur_nothing_is_said(
    make_journal: MakeJournal, notes: dict[str, str], question: str
) -> None:
    answer = make_journal(notes).ask(question)
    assert not answer.answered and answer.statements == ()


def test_what_is_still_to_be_done_says_so(make_journal: MakeJournal) -> None:
    answer = make_journal({"2024-05-01.md": "## Tasks\n\n- Buy a whetstone\n"}).ask("did I buy a whetstone")
    assert [(s.text, s.state) for s in answer.statements] == [("Buy a whetstone", "planned")]
    assert answer.answer == "Buy a whetstone [2024-05-01] (planned)"


def test_other_days_are_named_apart(make_journal: MakeJournal) -> None:
    notes = {
        "2024-05-01.md": "The heron stood in the pond all morning.\n",
        "2024-05-02.md": "The pond has a new pump, and it is loud.\n",
    }
    answer = make_journal(notes).ask("where did the heron stand")
    assert [s.citations[0].path for s in answer.statements] == ["2024-05-01.md"]
    assert [s.citations[0].path for s in answer.also] in ([], ["2024-05-02.md"])
