"""Eighty-nine journals as other people keep them: their days are read as a reader would."""

from pathlib import Path

import pytest

from tools.whole_journals import WHOLE_JOURNALS, labels_of, wrong_days

_KNOWN_WRONG = {
    "azt": 2,
    "bramble": 1,
    "carillon": 1,
    "ceramica": 1,
    "chorleiter": 1,
    "diatoms": 1,
    "fiddle": 1,
    "gakusei": 1,
    "geigenbau-wochen": 1,
    "gleisbrot": 1,
    "gullwork": 2,
    "klavier": 1,
    "luthrake": 11,
    "lxweeks": 1,
    "narrowboat-log": 2,
    "nights": 1,
    "nuala_plot": 1,
    "nurse": 2,
    "ocularist": 1,
    "pivrenel": 2,
    "poterie": 1,
    "shouyi": 1,
    "sudbury_smarthome": 2,
    "weekly": 3,
    "wexlorn": 1,
    "wexmoor": 5,
    "yanqueji": 2,
}
"""Lines whose day is not read, or read wrongly: a note at the end of a log, an addendum with its own day, weekdays
below the day on which a note was made, a lone number as a day's whole text, the title of a week,
notes in a log drawer of org."""

_LABELLED = {"rustdiary": 23}
"""Journals with fewer labelled lines than the others."""


@pytest.mark.parametrize("name", sorted(folder.name for folder in WHOLE_JOURNALS.iterdir()))
def test_days_are_read(name: str, tmp_path: Path) -> None:
    labelled, wrong = wrong_days(WHOLE_JOURNALS / name, tmp_path)
    assert labelled >= _LABELLED.get(name, 25) and len(wrong) <= _KNOWN_WRONG.get(name, 0), "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(folder.name for folder in WHOLE_JOURNALS.iterdir()))
def test_each_label_is_of_a_line_that_is_there(name: str) -> None:
    folder = WHOLE_JOURNALS / name
    for kind in ("dates", "open"):
        for row in labels_of(folder, kind):
            lines = (folder / "notes" / row["file"]).read_text("utf-8").splitlines()
            assert lines[row["line"] - 1].strip(), (kind, row)
    for row in labels_of(folder, "questions"):
        assert (row["kind"] == "unanswerable") == (not row["answer_lines"]), row
        for path, line in row["answer_lines"]:
            assert (folder / path).read_text("utf-8").splitlines()[line - 1].strip(), row
