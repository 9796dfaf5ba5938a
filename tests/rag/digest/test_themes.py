from datetime import date, timedelta
from pathlib import Path

from rag.digest.themes import Themes, themes
from tests.rag.digest.catalogued import catalogued

_FIRST = date(2025, 1, 1)


def _of(root: Path, said: dict[int, str], first: int, last: int, days: int = 60) -> Themes:
    """`said` by the number of the day, beside what each day has."""
    notes = {}
    for n in range(days):
        day = _FIRST + timedelta(days=n)
        notes[f"{day}.md"] = f"# {day}\n\nCoffee in the morning, tea at night. {said.get(n, '')}\n"
    catalog = catalogued(root, notes)
    found = themes(catalog, _FIRST + timedelta(days=first), _FIRST + timedelta(days=last))
    catalog.close()
    return found


def test_words_and_phrases_of_the_span_mark_it_with_their_days(tmp_path: Path) -> None:
    said = dict.fromkeys((30, 33, 36, 39), "Worked on the wooden canoe with Petra.") | {5: "Saw a canoe."}
    found = _of(tmp_path, said, 30, 40)
    assert found.days == 11
    assert found.marking[0].words == "wooden canoe" and found.marking[0].elsewhere == 0
    assert found.marking[0].days == tuple(_FIRST + timedelta(days=n) for n in (30, 33, 36, 39))
    assert not {"canoe", "wooden", "coffee", "morning"} & {theme.words.lower() for theme in found.marking}


def test_inflections_are_one_theme(tmp_path: Path) -> None:
    said = {30: "Saw moths.", 31: "A moth came.", 32: "Moths again.", 34: "Another moth."}
    words = [theme.words.lower() for theme in _of(tmp_path, said, 30, 35).marking]
    assert len({"moth", "moths"} & {*words}) == 1


def test_what_is_said_often_on_one_day_is_no_theme(tmp_path: Path) -> None:
    found = _of(tmp_path, {31: "Zither, zither, zither, zither."}, 30, 40)
    assert "zither" not in [theme.words.lower() for theme in found.marking]


def test_rising_and_falling(tmp_path: Path) -> None:
    said = dict.fromkeys(range(0, 8), "Physiotherapy.") | dict.fromkeys(range(22, 30), "Marathon training.")
    found = _of(tmp_path, said, 0, 29)
    assert [theme.words for theme in found.rising] == ["Marathon training"]
    assert [theme.words for theme in found.falling] == ["Physiotherapy"]


def test_all_days_have_nothing_to_be_compared_with(tmp_path: Path) -> None:
    found = _of(tmp_path, {}, 0, 59)
    assert found.marking == () and "no others" in found.notice


def test_phrases_in_japanese(tmp_path: Path) -> None:
    said = dict.fromkeys((30, 33, 36), "今日は機械学習を勉強した。")
    assert "機械学習" in [theme.words for theme in _of(tmp_path, said, 30, 40).marking]
