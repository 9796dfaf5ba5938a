"""The days of a long time in a model's words: a few months at a time, each statement checked, no month lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.parts.collection import Collection
from api.settings import Settings
from rag.answer.ask import ask
from rag.answer.sources import Sources
from rag.llm.find import LLM
from rag.question.read import read_question
from tests.fake_ollama import FakeOllama, statements

_DEEDS = (
    "Sold the old rowboat to Ingrid.", "Signed the lease on Quarry Street.", "Mended the chapel window.",
    "Planted quinces with Malik.", "Moved the apiary behind the wall.", "Baptised little Kasper.",
    "Climbed the Zugspitze with Rosa.", "Lost the tandem in Ghent.", "Pickled forty jars of plums.",
    "Buried the old sheepdog.", "Sailed to Zadar.", "Built a telescope for Yuki.",
)  # fmt: skip


@pytest.fixture(scope="module")
def year(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    notes, data_dir = tmp_path_factory.mktemp("year"), tmp_path_factory.mktemp("data")
    for month, deed in enumerate(_DEEDS, 1):
        (notes / f"2023-{month:02}-10.md").write_text(f"# 2023-{month:02}-10\n\n{deed}\n", "utf-8")
    (data_dir / "models").symlink_to(model_dir / "models")
    collection = Collection(Settings(data_dir=data_dir, notes=notes), notes)
    collection.sync()
    yield collection.sources()
    collection.close()


def test_each_call_has_a_few_months_and_what_is_not_borne_out_gives_way_to_the_notes(
    server: FakeOllama, llm: LLM, year: Sources
) -> None:
    if server.is_real:
        pytest.skip("a script needs the stand-in")

    def says(prompt: str, body: dict[str, Any]) -> str:
        if "rowboat" in prompt:
            number = prompt[: prompt.index("rowboat")].rpartition("<note number=")[2].partition(">")[0]
            return statements(("You sold the old rowboat to Ingrid.", [int(number)]))
        return statements(("You won the lottery in Las Vegas.", [1]))

    server.says(says)
    answer = ask(read_question("what did I do in 2023", date(2024, 1, 10)), year, 10, llm)
    assert len(server.chats) == 3
    said = [statement.text for statement in answer.statements]
    assert said == ["You sold the old rowboat to Ingrid.", *_DEEDS[4:]]
    assert {rejected.text for rejected in answer.rejected} == {"You won the lottery in Las Vegas."}
