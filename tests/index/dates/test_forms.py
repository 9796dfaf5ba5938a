"""What a text must have for a form of dates to be tried on it: no form that matches may be passed over."""

from pathlib import Path

import pytest

from index.dates.date_form import signs_of
from index.dates.forms import DAY_FORMS
from index.dates.names import months_mended
from index.dates.span_forms import SPAN_FORMS
from index.dates.written import LONGEST_TEXT, dates_in, spans_in
from index.text.folding import fold_accents
from tools.project import ROOT

DATES = sorted((ROOT / "tests" / "data" / "dates").glob("*.txt"))


@pytest.mark.parametrize("path", DATES, ids=lambda path: path.stem)
def test_a_form_that_matches_is_always_tried(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        folded = months_mended(fold_accents(line[:LONGEST_TEXT]))
        passed = [form for form in (*DAY_FORMS, *SPAN_FORMS) if not form.may_hold(signs_of(folded))]
        wrong = [match[0] for form in passed for match in form.pattern.finditer(folded) if form.read(match)]
        assert not wrong, line


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("2024-03-04, Monday", ["2024-03-04"]),
        ("2024-03-04, not 5 April 2024", ["2024-03-04", "5 April 2024"]),
        ("2024-03-04 in May", ["2024-03-04"]),
        ("2024-03-04 · 3月5日", ["2024-03-04", "3月5日"]),
    ],
)
def test_what_stands_beside_a_date_is_read_too(text: str, raws: list[str]) -> None:
    assert [date.raw for date in dates_in(text)] == raws


def test_a_month_beside_a_date_is_a_span() -> None:
    assert [date.raw for date in spans_in("2024-03-04 in May")] == ["2024-03-04", "May"]
