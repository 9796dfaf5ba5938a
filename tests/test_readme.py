from pathlib import Path

import pytest

from api.cli.main import cli
from api.settings import Settings
from index.embedding.embedder import Embedder
from tools.readme import README, filled


def test_the_outputs_are_those_of_now(model_dir: Path, embedder: Embedder, tmp_path: Path) -> None:
    if embedder.model.variant != "int8-rows":
        pytest.skip("the page was written with the eight-bit model that this processor has no use for")
    (tmp_path / "models").symlink_to(model_dir / "models")
    page = README.read_text("utf-8")
    assert filled(page, tmp_path) == page, "run `make readme`"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_and_a_line(name: str) -> None:
    assert cli.commands[name].help
    assert f"`daycite {name}`" in README.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_table(name: str) -> None:
    page = README.read_text("utf-8")
    assert f"| `DAYCITE_{name.upper()}" in page
    assert f"| `{name}` |" in page or f"| `[{name}]` |" in page
