"""What must not be done again for each entry, or each round: reading notes, and looking at questions once kept."""

from collections import Counter
from pathlib import Path

import pytest

from api.actions.questions import open_file, questions_so_far
from api.exchange.export_days import document_of_days
from api.parts.collection import Collection
from api.settings import read_settings
from index.notes import private_parts


def _collection(tmp_path: Path, files: dict[str, str]) -> Collection:
    notes = tmp_path / "notes"
    notes.mkdir()
    for name, text in files.items():
        (notes / name).write_text(text)
    return Collection(read_settings(data_dir=tmp_path / "data"), notes)


def test_a_file_of_many_days_is_read_as_often_for_few_as_for_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = "\n".join(f"## 2024-03-{day:02d}\n\nPlanted bed {day}.\n" for day in range(1, 31))
    collection = _collection(tmp_path, {"2024.md": days})
    reads = Counter[str]()
    whole = private_parts.read_allowed

    def counted(*given: object) -> object:
        reads["notes"] += 1
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(private_parts, "read_allowed", counted)
    assert len(document_of_days(collection, None, None).parts) == 30
    assert reads["notes"] < 10


def test_each_look_at_the_questions_goes_further(tmp_path: Path) -> None:
    files = {f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}.md": f"Why is bed {n} dry?\n" for n in range(330)}
    collection = _collection(tmp_path, files)
    kept = open_file(collection)
    found, (looked_at, all_notes) = questions_so_far(collection, kept, 0.0)
    assert 0 < looked_at < all_notes == 330 and len(found) == looked_at
    found, (looked_at, _) = questions_so_far(collection, kept, 60.0)
    assert looked_at == 330 == len({question.id for question in found})
    kept.close()
    collection.close()
