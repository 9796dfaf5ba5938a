"""Sixty questions that the example journal answers, and sixty on what it never mentions: are they told apart?"""

from datetime import date
from pathlib import Path

import pytest

from api.parts.collection import Collection
from api.settings import read_settings
from rag.evaluation.evaluate import evaluate, read_examples
from tools.project import ROOT

QUESTIONS = ROOT / "tests" / "data" / "retrieval" / "moths.jsonl"


@pytest.mark.slow
def test_the_notes_silence_is_told(tmp_path: Path, model_dir: Path) -> None:
    (tmp_path / "models").symlink_to(model_dir / "models")
    collection = Collection(read_settings(data_dir=tmp_path), ROOT / "examples" / "journal")
    collection.sync()
    examples = read_examples(QUESTIONS.read_text("utf-8").splitlines(), QUESTIONS.name)
    assert sum(bool(e.days) for e in examples) == sum(not e.days for e in examples) == 60
    report = evaluate(examples, collection.sources(), date(2026, 1, 1), answers=True)
    its = report.answers
    assert its is not None and its.auroc is not None and its.auroc >= 0.93
    assert its.declined_at["95%"] >= 0.75
    assert its.answered is not None and its.answered >= 0.93
    assert its.declined is not None and its.declined >= 0.75  # of the others nearly all are only hinted at
    assert its.gold_day_cited is not None and its.gold_day_cited >= 0.85
    assert report.overall["all"].recall_5 >= 0.9
