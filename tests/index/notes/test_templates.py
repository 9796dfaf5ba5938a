"""Templates: notes that hold no word of their author's, and headings that are words."""

import pytest

from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.notes.templates import is_template, own_headings


def template(text: str, path: str = "a.md") -> bool:
    return is_template(blocks(note_from_bytes(path, text.encode())))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 2020-03-17\n\n## Goals\n\n## Questions\n",
        "# {{date}}\n\n{{title}}\n",
        "## Tasks\n\n- [ ] \n- [ ]\n-\n",
        "Three good things:\n\n1.\n2. \n3)\n",
        "<% tp.date.now() %>\n\n${what}\n",
        "Mood:\n\nWhat I learned:\n\n- Weather：\n",
        "#daily #journal\n\n# Day\n",
        "<< [[2020-03-16]] | [[2020-03-18]] >>\n\n# Day\n",
        "# Day\n\n```dataview\nTASK FROM #todo\n```\n",
        "# Day\n\n***\n\n[a]: http://x.org\n",
        "<!-- write here what you learned -->\n",
        "---\ntitle: Words in front matter alone\n---\n\n# Day\n",
    ],
)
def test_a_form_without_words_is_a_template(text: str) -> None:
    assert template(text)


@pytest.mark.parametrize(
    "text",
    [
        "# 2020-03-17\n\nRead on.\n",
        "## Tasks\n\n- [ ] read\n",
        "Mood: good\n",
        "Mood: good. What else:\n",
        "{{date}} was a good day\n",
        "# Day\n\n```python\nx = 1\n```\n",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        "# Day\n\n![[photo.png]]\n",
        "# Day\n\n![alt](photo.png)\n",
        "> wise words\n",
        "[[CNN]]\n",
        "晴れ\n",
    ],
)
def test_a_word_of_the_authors_makes_it_none(text: str) -> None:
    assert not template(text)


def test_an_org_form_is_a_template_too() -> None:
    assert template("#+title: Day\n* 2020-03-17\n:PROPERTIES:\n:ID: 1\n:END:\n** Mood\n", "a.org")
    assert template("* 2020-03-17\nThree good things:\n1.\n2.\n", "a.org")
    assert not template("* 2020-03-17\n** Mood\nGood.\n", "a.org")


def own(text: str) -> frozenset[str]:
    return own_headings(blocks(note_from_bytes("a.org", text.encode())))


def test_headings_that_differ_from_day_to_day_are_words() -> None:
    assert own("* 2012-03-25\n** Wrote the import\n* 2012-03-24\n** Saw a lecture\n") == {
        "Wrote the import",
        "Saw a lecture",
    }


def test_headings_that_come_back_each_day_are_a_form() -> None:
    assert own("".join(f"* 2012-03-{day}\n** Mood\n** Tasks\n" for day in range(10, 14))) == frozenset()


def test_a_heading_that_comes_back_now_and_then_is_words() -> None:
    days = [f"* 2012-03-{day}\n** {'Ran' if day in (11, 17) else f'Saw {day} birds'}\n" for day in range(10, 20)]
    assert "Ran" in own("".join(days))


def test_short_headings_of_one_day_are_a_form() -> None:
    assert own("* 2012-03-25\n** Wrote the import\n") == frozenset()


@pytest.mark.parametrize(
    "heading",
    ["Walked the dog in the park", "DONE Paid the rent", "TODO call the bank", "犬と公園を散歩した日"],
)
def test_headings_that_tell_something_are_words(heading: str) -> None:
    assert own(f"* {heading}\n") == {heading}
    assert own(f"* {heading}\nCLOSED: [2022-01-28 Fri 10:00]\n:PROPERTIES:\n:ID: 1\n:END:\n") == {heading}


@pytest.mark.parametrize(
    "heading",
    [
        "Mood",
        "Tasks for today",
        "DONE",
        "TODO today",
        "What went well this morning",
        "Three good things of today",
        "Did I sleep well last night?",
        "The best of this day:",
        "Notes of {{date}} and more",
        "Wednesday, the 5th of March 2020",
    ],
)
def test_headings_that_ask_for_words_are_a_form(heading: str) -> None:
    assert own(f"* {heading}\n") == frozenset()


def test_headings_with_fields_to_fill_in_are_a_form() -> None:
    assert own("* Walked the dog in the park\n- [ ] \n") == frozenset()
    assert own("* The story of my summer\n** Mood\n") == frozenset(), "a title"
