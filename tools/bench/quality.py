"""Recall of days with the eight-bit model beside the fp32 one, on folders of notes/ and questions.jsonl."""

import json
import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

_K = 5
_TODAY = date(2026, 1, 1)


def compare_precisions(folders: Sequence[Path], data: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows for the table: recall@5 and MRR of both, and how far they are apart."""
    if not folders:
        return
    int8, fp32 = (_score(folders, data, precision) for precision in ("int8", "fp32"))
    for name, ours, theirs in zip((f"recall@{_K}", "MRR"), int8, fp32, strict=True):
        yield f"{name}, int8", f"{ours:.4f}", f"fp32: {theirs:.4f}", f"{ours - theirs:+.4f}", "within 0.005"


def _score(folders: Sequence[Path], data: Path, precision: Any) -> tuple[float, float]:
    from api.parts.collection import Collection
    from api.settings import read_settings
    from rag.answer.ask import search
    from rag.question.read import read_question

    recalls, ranks = [], []
    for number, folder in enumerate(folders):
        settings = read_settings(data_dir=data / f"{precision}-{number}")
        collection = Collection(settings, folder / "notes", precision=precision)
        collection.sync()
        sources = collection.sources()
        for line in (folder / "questions.jsonl").read_text().splitlines():
            asked = json.loads(line)
            gold = set(asked["dates"])
            if gold and asked.get("category") != 5:
                found = search(read_question(asked["question"], _TODAY), sources, 10).days
                days = [day.date.isoformat() if day.date else "" for day in found]
                recalls.append(len(gold & set(days[:_K])) / len(gold))
                ranks.append(next((1 / (i + 1) for i, day in enumerate(days) if day in gold), 0.0))
    return statistics.fmean(recalls), statistics.fmean(ranks)
