"""The day on which a deed was done, as its sentence tells it, and the days that are counted by it."""

from datetime import date

import pytest

from rag.facts.deed_days import told_day
from tests.rag.conftest import MakeJournal

WRITTEN = date(2024, 5, 6)  # a Monday
TOLD = {
    "Had the pump serviced on Saturday.": ("serviced", "2024-05-04"),
    "Yesterday Rupert rowed, today I rowed too.": ("today I", "2024-05-06"),
    "Fever gone, so yesterday I rowed, just a mile.": ("rowed", "2024-05-05"),
    "Rowed, the regatta is on the 12th.": ("Rowed", "2024-05-06"),
    "Rowed on 2 May.": ("Rowed", "2024-05-02"),
    "Last week I rowed twice.": ("rowed", None),
    "I rowed a few weeks ago.": ("rowed", None),
    "In March 2022 I rowed a marathon.": ("rowed", None),
    "I wrote about the 2018 regatta.": ("regatta", "2024-05-06"),
    "Gestern Abend Cello gespielt.": ("gespielt", "2024-05-05"),
    "Am 30. habe ich Cello gespielt.": ("gespielt", "2024-04-30"),
    "Samedi j'ai ramé.": ("ramé", "2024-05-04"),
    "El domingo remé.": ("remé", "2024-05-05"),
    "昨日銭湯に行った。": ("銭湯", "2024-05-05"),
    "昨天去了游泳馆。": ("游泳馆", "2024-05-05"),
}


@pytest.mark.parametrize(("text", "deed", "day"), [(text, *told) for text, told in TOLD.items()], ids=TOLD)
def test_the_day_of_the_deed(text: str, deed: str, day: str | None) -> None:
    told = told_day(text, WRITTEN, lambda part: deed in part)
    assert told.day == (date.fromisoformat(day) if day else None)


NOTES = {
    "2024-03-04.md": "Bought new oars.\n",
    "2024-03-11.md": "Went rowing on Saturday, stiff all over. Went rowing with gloves, too.\n",
    "2024-03-20.md": "Went rowing at dawn.\n",
    "2024-04-01.md": "Went rowing yesterday, in hail.\n",
    "2024-04-10.md": "Rupert went rowing, I watched.\n",
}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("on which days did I go rowing", "2024-03-09, 2024-03-20, 2024-03-31"),
        ("on which days did I go rowing in March 2024", "2024-03-09, 2024-03-20, 2024-03-31"),
        ("on which days did I go rowing in April 2024", ""),
    ],
)
def test_the_day_of_the_deed_is_counted_not_that_of_the_note(
    make_journal: MakeJournal, question: str, days: str
) -> None:
    lead = make_journal(NOTES).ask(question).lead
    assert f": {days}" in lead if days else "says that you did it" in lead


def test_the_last_day_is_that_of_the_deed(make_journal: MakeJournal) -> None:
    assert "Last on Sunday 31 March 2024" in make_journal(NOTES).ask("when did I last go rowing").lead
