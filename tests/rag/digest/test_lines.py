"""Which sentences a digest takes, kind by kind."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from rag.digest.digest import Digest, digest
from rag.evidence.note_sentences import NoteSentences
from tests.rag.digest.catalogued import catalogued, reader

_FIRST = date(2025, 3, 3)


def _usual(days: int = 40) -> dict[str, str]:
    """Days on which nothing much is told."""
    return {
        f"{_FIRST - timedelta(days=n)}.md": f"# {_FIRST - timedelta(days=n)}\n\n- Coffee with Anna at {n % 12}:15.\n"
        for n in range(1, days)
    }


def _digest(root: Path, notes: Mapping[str, str], last: date = _FIRST, about: str = "") -> Digest:
    catalog = catalogued(root, {**_usual(), **notes})
    told = digest(catalog, NoteSentences(reader(root)), _FIRST, last, about=about)
    catalog.close()
    return told


def _said(told: Digest) -> list[str]:
    return [line.text for period in told.periods for line in period.lines]


def test_what_is_open_asked_or_planned_is_not_told(tmp_path: Path) -> None:
    text = (
        "# 2025-03-03\n\n- [ ] Call the plumber about the burst pipe\n- [x] Mended the gate hinge with wire\n"
        "- Why did the hedgehog leave the woodpile?\n\n## Next steps\n\nPrune the quince espalier.\n"
    )
    assert _said(_digest(tmp_path, {"2025-03-03.md": text})) == ["Mended the gate hinge with wire"]


def test_values_links_and_navigation_are_not_told(tmp_path: Path) -> None:
    text = (
        "# 2025-03-03\n\n<< [[2025-03-02]] | [[2025-03-04]] >>\n\nmood:: 7\n\nSleep: 6.5 h\n\n#garden #house\n\n"
        "- [A long read about quinces](https://example.org/quince)\n- Sold the old rowboat to Ingrid.\n"
    )
    assert _said(_digest(tmp_path, {"2025-03-03.md": text}))[0] == "Sold the old rowboat to Ingrid."
    assert not any(
        "mood" in said or "Sleep" in said or "<<" in said for said in _said(_digest(tmp_path, {"a.md": text}))
    )


def test_two_sentences_of_a_day_are_both_told_in_their_order(tmp_path: Path) -> None:
    """Also where one of them tells less, or stands in the same paragraph as the other."""
    text = "Scrubbed the tandem and oiled its hinge. At last a stew was sold.\n"
    assert len(_said(_digest(tmp_path, {"2025-03-03.md": text}))) == 2
    assert _said(_digest(tmp_path, {"2025-03-03.md": text}))[0].startswith("Scrubbed")


def test_a_title_tells_without_its_date(tmp_path: Path) -> None:
    told = _digest(tmp_path, {"2025-03-03.md": "# 2025-03-03: Sailing to Zadar\n\nIt was windy.\n"})
    assert _said(told)[0] == "Sailing to Zadar"
    assert told.periods[0].lines[0].citations[0].line_start == 1


def test_what_sums_up_comes_first(tmp_path: Path) -> None:
    filling = "".join(f"The {thing} stood beside the lathe.\n\n" for thing in ("zither", "anvil", "easel", "dynamo"))
    text = f"# 2025-03-03\n\n## Shop\n\n{filling}## 🏆 Highlights\n\n### Of the day\n\nThe quiver hung near the kiln.\n"
    assert "The quiver hung near the kiln." in _said(_digest(tmp_path, {"2025-03-03.md": text}))
    assert "Der Köcher hing am Ofen." in _said(
        _digest(tmp_path / "de", {"2025-03-03.md": text.replace("Highlights", "Das Wichtigste").replace(
            "The quiver hung near the kiln.", "Der Köcher hing am Ofen.")})
    )  # fmt: skip


def test_a_near_duplicate_is_said_once(tmp_path: Path) -> None:
    said = "Sold the old rowboat to Ingrid for a song"
    told = _digest(
        tmp_path,
        {"2025-03-03.md": f"# 2025-03-03\n\n{said}.\n", "2025-03-04.md": f"# 2025-03-04\n\n- {said}!\n- Fed hens.\n"},
        _FIRST + timedelta(days=1),
    )
    assert sum("rowboat" in line for line in _said(told)) == 1


def test_what_leans_on_another_sentence_is_said_with_it(tmp_path: Path) -> None:
    text = "# 2025-03-03\n\nThe zither arrived from Porto. It had survived the voyage undamaged, varnish and strings.\n"
    said = _said(_digest(tmp_path, {"2025-03-03.md": text}))
    assert not any(line.startswith("It had") for line in said)


def test_a_topic_leaves_out_the_rest(tmp_path: Path) -> None:
    text = "# 2025-03-03\n\n- Sold the old rowboat to Ingrid.\n- Planted quinces along the fence.\n"
    told = _digest(tmp_path, {"2025-03-03.md": text}, about="rowboats")
    assert _said(told) == ["Sold the old rowboat to Ingrid."] and told.topic == "rowboats" and told.days == 1
    nothing = _digest(tmp_path / "other", {"2025-03-03.md": text}, about="zither")
    assert nothing.periods == () and "“zither”" in nothing.notice


def test_a_span_without_notes_names_the_nearest_days(tmp_path: Path) -> None:
    catalog = catalogued(tmp_path, {"2025-03-03.md": "# 2025-03-03\n\nSold the old rowboat to Ingrid.\n"})
    told = digest(catalog, NoteSentences(reader(tmp_path)), date(2026, 1, 1), date(2026, 1, 31))
    assert told.periods == () and "2025-03-03" in told.notice
    catalog.close()


def test_a_note_that_changed_since_or_is_gone_is_left_out(tmp_path: Path) -> None:
    catalog = catalogued(tmp_path, {"2025-03-03.md": "# 2025-03-03\n\nSold the old rowboat to Ingrid.\n"})
    (tmp_path / "2025-03-03.md").unlink()
    assert _said(digest(catalog, NoteSentences(reader(tmp_path)), _FIRST, _FIRST)) == []
    catalog.close()


def test_an_entry_of_a_week_is_told_in_the_week_it_begins_in(tmp_path: Path) -> None:
    note = {"2025-W10.md": "# Week 10, 2025-03-03 to 2025-03-09\n\nMoved the apiary behind the chapel wall.\n"}
    told = _digest(tmp_path, note, _FIRST + timedelta(days=20))
    assert [period.from_ for period in told.periods if period.lines] == [_FIRST]


def test_what_a_generator_of_sites_fills_in_is_not_told(tmp_path: Path) -> None:
    text = "# 2025-03-03\n\n{{ item.title | escape }} {% include walk.html %}\n\nMended the gate hinge with wire.\n"
    assert _said(_digest(tmp_path, {"2025-03-03.md": text})) == ["Mended the gate hinge with wire."]
