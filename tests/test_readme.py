from pathlib import Path

import pytest

from api.cli.main import cli
from index.embedding.embedder import Embedder
from tools.readme import PAGES, README, filled, written_with


@pytest.mark.process
def test_the_outputs_are_those_of_now(model_dir: Path, embedder: Embedder, tmp_path: Path) -> None:
    if embedder.model.variant != written_with(README.read_text("utf-8")):
        pytest.skip("the pages were written with another variant of the model than this processor has a use for")
    (tmp_path / "models").symlink_to(model_dir / "models")
    for file in PAGES:
        page = file.read_text("utf-8")
        assert filled(page, tmp_path) == page, f"{file.name}: run `make readme`"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_and_a_line(name: str) -> None:
    assert cli.commands[name].help
    assert f"`daycite {name}`" in README.read_text("utf-8")


def test_it_is_read_in_one_sitting() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 180
