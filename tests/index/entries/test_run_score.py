"""Which lines begin days is told by all of them together: weekdays, order, looks, and how much of the text they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entries.evidence.run_score import RunDay, in_sequence, run_score, strays

FIRST = date(2024, 3, 1)
LOOKS = frozenset(("stopped", "paragraph"))


def run(*steps: int, weekdays: bool = True, looks: frozenset[str] = LOOKS) -> list[RunDay]:
    """Days so many after the first of March."""
    days = [FIRST + timedelta(days=step) for step in steps]
    return [RunDay(day, frozenset((day.weekday(),)) if weekdays else frozenset(), looks) for day in days]


def wrong(days: list[RunDay], *at: int) -> list[RunDay]:
    """The same with other weekdays at these places."""
    off = [RunDay(d.day, frozenset(((d.day.weekday() + 2) % 7,)), d.looks) for d in days if d.day]
    return [off[i] if i in at else d for i, d in enumerate(days)]


def test_days_on_their_weekdays_are_days() -> None:
    assert run_score(run(0, 3, 6), 1) > 0
    assert run_score(run(6, 3, 0), 1) > 0  # newest first
    assert run_score(run(0, 3), 0.2) > 0


def test_days_on_other_weekdays_are_none_but_for_a_few_mistyped() -> None:
    days = run(0, 1, 3, 6, 8, 11)
    assert run_score(wrong(days, 0, 1, 2, 3, 4, 5), 1) < 0
    assert run_score(wrong(days, 3), 1) > 0
    assert not strays(wrong(days, 3))


def test_a_line_out_of_order_and_on_another_weekday_is_none_of_them() -> None:
    days = wrong(run(0, 1, 25, 6, 8), 2)
    assert strays(days) == {2}


def test_what_is_counted_is_no_day() -> None:
    counted = [RunDay(FIRST + timedelta(days=n), frozenset(), LOOKS, number=n + 1) for n in range(12)]
    assert run_score(counted, 1) < 0
    gaps = [RunDay(FIRST + timedelta(days=n), frozenset(), LOOKS, number=n + 1) for n in (2, 6, 11, 19)]
    assert run_score(gaps, 1) > 0


def test_a_chronicle_and_a_list_of_appointments_are_no_days() -> None:
    looks = frozenset(("stopped", "month"))
    assert run_score(run(0, 3000, 9000, weekdays=False, looks=looks), 1) < 0
    planned = [RunDay(d.day, frozenset(), looks, to_come=True) for d in run(0, 3, 6)]
    assert run_score(planned, 1) < 0


def test_a_day_between_known_ones_of_a_file_that_begins_with_its_newest() -> None:
    known = [RunDay(FIRST + timedelta(days=n), known=True) for n in (9, 6, 0)]
    between = [*known[:2], *run(3), known[2]]
    assert in_sequence(between)[2]
    assert not in_sequence([*known[:2], *run(8), known[2]])[2]
    assert in_sequence([*known[:2], *run(5, 8, 3), known[2]], among_known=True)[2:5] == [True, False, True]


@given(st.lists(st.integers(0, 27), min_size=2, max_size=12, unique=True), st.floats(0, 1))
def test_weekdays_that_agree_never_make_it_less_likely(steps: list[int], share: float) -> None:
    assert run_score(run(*sorted(steps)), share) > run_score(run(*sorted(steps), weekdays=False), share)


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_nothing_completes_them(share: float) -> None:
    assert run_score([RunDay(None, frozenset((2,)), LOOKS)] * 5, share) < 0
