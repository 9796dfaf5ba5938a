"""A digest of a made-up year: its lines stand, its weeks are there, its events are in it, its boilerplate is not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.digest.digest import Digest, digest
from rag.evidence.citations import quote_stands
from rag.evidence.note_sentences import NoteSentences
from tests.rag.digest.catalogued import catalogued, reader
from tests.rag.digest.made_year import MadeYear, made_year
from tools.project import DATA

Told = tuple[MadeYear, Path, Digest]
_FIRST, _LAST = date(2025, 3, 1), date(2025, 3, 31)
_YEARS = [
    ("bullets", "en", 1), ("prose", "en", 2), ("headings", "en", 3), ("form", "en", 4), ("mixed", "en", 5),
    ("monthly", "en", 6), ("bullets", "de", 7), ("prose", "de", 8), ("mixed", "de", 9),
]  # fmt: skip


_QUICK = 2  # years that `make quick` has time for


@pytest.fixture(
    scope="module",
    params=[*_YEARS[:_QUICK], *(pytest.param(year, marks=pytest.mark.long) for year in _YEARS[_QUICK:])],
    ids=lambda year: "-".join(map(str, year)),
)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    made = made_year(*request.param)
    root = tmp_path_factory.mktemp("year")
    catalog = catalogued(root, made.notes)
    yield made, root, digest(catalog, NoteSentences(reader(root)), _FIRST, _LAST)
    catalog.close()


def _said(told: Digest) -> str:
    return "\n".join(line.text for period in told.periods for line in period.lines)


def test_every_line_stands_verbatim_at_its_lines(year: Told) -> None:
    _, root, told = year
    lines = [line for period in told.periods for line in period.lines]
    assert len(lines) >= len(told.periods)
    for line in lines:
        [citation] = line.citations
        text = (root / citation.path).read_text("utf-8").splitlines()
        assert line.text in " ".join(text[citation.line_start - 1 : citation.line_end])
        assert quote_stands(citation.quote, text, citation.line_start, citation.line_end)
        assert citation.date is not None and _FIRST <= citation.date <= _LAST


def test_every_week_is_there(year: Told) -> None:
    told = year[2]
    assert told.by == "week"
    assert [(p.from_.day, p.to.day) for p in told.periods] == [(1, 2), (3, 9), (10, 16), (17, 23), (24, 30), (31, 31)]
    assert all(1 <= len(period.lines) <= 3 for period in told.periods[1:5])
    for period in told.periods:
        assert all(period.from_ <= c.date <= period.to for line in period.lines for c in line.citations if c.date)


def test_nearly_all_planted_events_are_in_it(year: Told) -> None:
    made, _, told = year
    planted = [text for day, text in made.events.items() if _FIRST <= day <= _LAST]
    assert len(planted) >= 6
    missed = [text for text in planted if text not in _said(told)]
    assert len(missed) <= 0.2 * len(planted), (missed, _said(told))


def test_nothing_that_recurs_is_in_it(year: Told) -> None:
    made, _, told = year
    assert [piece for piece in made.boilerplate if piece in _said(told)] == []


def test_a_sentence_that_another_begins_with_is_said_once(tmp_path: Path) -> None:
    text = (DATA / "whole_journals" / "luthrake" / "notes" / "bench.org").read_text("utf-8")
    catalog = catalogued(tmp_path, {"bench.org": text})
    told = digest(catalog, NoteSentences(reader(tmp_path)), date(2021, 3, 17), date(2021, 3, 17), most=8)
    catalog.close()
    assert _said(told).count("Played on the wall") == 1 and "Bucks of Oranmore" in _said(told)
