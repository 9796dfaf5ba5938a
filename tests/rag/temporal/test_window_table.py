"""What a question asks about, in nine languages: tests/data/time/windows.txt, whose head says how a span is written."""

from datetime import date

import pytest

from rag.temporal.window import Reading, Window, read_window
from tools.project import ROOT

_FEW = 9  # spans taken out
_TUESDAY = date(2024, 11, 12)
_LINES = (ROOT / "tests" / "data" / "time" / "windows.txt").read_text("utf-8").splitlines()
_CASES = [tuple(line.split(" => ")) for line in _LINES if " => " in line and not line.startswith("#")]


def _span(from_: date | None, to: date | None) -> str:
    return str(from_) if from_ and from_ == to else f"{from_ or ''}..{to or ''}"


def _window_said(window: Window) -> str:
    if window.day_number is not None:
        return f"day {window.day_number}"
    own = f"week {window.week_number} | " if window.week_number is not None else ""
    mark = "about " if window.about else "~" if window.vague else ""
    return f"{own}{mark}{_span(window.from_, window.to)}{_holes(window)}"


def _holes(window: Window) -> str:
    """The days taken out; where these are most of them, the days left."""
    if window.weekdays and not (window.from_ and window.to):
        return f" weekdays {', '.join(map(str, sorted(window.weekdays)))}"
    if len(window.without) <= _FEW and not window.weekdays:
        return f" except {', '.join(_span(*span) for span in window.without)}" if window.without else ""
    assert window.from_ and window.to
    days = [date.fromordinal(n) for n in range(window.from_.toordinal(), window.to.toordinal() + 1)]
    left = [str(day) for day in days if window.holds(day, day)]
    out = [str(day) for day in days if str(day) not in left]
    return f" except {', '.join(out)}" if len(out) <= _FEW else f" only {', '.join(left)}"


def said(reading: Reading) -> str:
    """A reading as the table writes it."""
    if reading.not_understood:
        return "?"
    if reading.window is not None:
        return _window_said(reading.window)
    event = reading.event
    if event is None:
        return "-"
    off = f"+{event.off}" if event.off else ""
    days = f"{event.days}d{off} " if event.days else ""
    return f"{days}{event.relation} {event.event}"


@pytest.mark.parametrize(("question", "expected"), _CASES)
def test_window(question: str, expected: str) -> None:
    assert said(read_window(question, _TUESDAY)) == expected


def _asked() -> list[tuple[date, str, str]]:
    """Day of asking, question, what is read: tests/data/time/as-people-ask.txt."""
    cases, today = [], _TUESDAY
    for line in (ROOT / "tests" / "data" / "time" / "as-people-ask.txt").read_text("utf-8").splitlines():
        if line.startswith("[on "):
            today = date.fromisoformat(line[4:14])
        elif " => " in line and not line.startswith("#"):
            question, expected = line.split(" => ")
            cases.append((today, question, expected))
    return cases


@pytest.mark.parametrize(("today", "question", "expected"), _asked())
def test_window_as_people_ask(today: date, question: str, expected: str) -> None:
    reading = read_window(question, today)
    assert said(reading) + "".join(f"; unread {words}" for words in reading.unread) == expected


def test_the_table_has_its_cases() -> None:
    assert len(_CASES) > 300
