"""How many tokens of notes a prompt has, by what is known of the model and its server."""

from pathlib import Path

import pytest

from rag.llm.reading_speed import WAITED, ReadingSpeeds, notes_tokens
from rag.llm.server import Ended


@pytest.mark.parametrize(
    ("billions", "speed", "tokens"),
    [
        (None, None, 900),
        (3.2, None, 900),
        (0.135, None, 350),
        (3.2, 100.0, int(100 * WAITED)),
        (3.2, 5000.0, 2400),
        (3.2, 1.0, 150),
        (0.135, 5000.0, 350),
        (0.135, 40.0, int(40 * WAITED)),
    ],
)
def test_a_prompt_is_as_long_as_its_reader_is_fast(billions: float | None, speed: float | None, tokens: int) -> None:
    assert notes_tokens(billions, speed) == tokens


def test_what_is_set_goes_before_what_was_measured(tmp_path: Path) -> None:
    speeds = ReadingSpeeds(tmp_path / "speeds.json", tokens=5000)
    speeds.heard("m")(Ended(900, False, 900, 90.0))
    assert speeds.budget("m", 0.1) == 5000
    assert ReadingSpeeds(tmp_path / "speeds.json").budget("m", 3.0) == 150


@pytest.mark.parametrize("kept", ["", "[]", "null", '{"m": "fast"}', '{"m": -1}', "{"])
def test_what_cannot_be_read_counts_as_not_measured(kept: str, tmp_path: Path) -> None:
    (tmp_path / "speeds.json").write_text(kept, "utf-8")
    assert ReadingSpeeds(tmp_path / "speeds.json").budget("m", 3.0) == 900


def test_a_folder_that_is_not_there_is_no_failure(tmp_path: Path) -> None:
    speeds = ReadingSpeeds(tmp_path / "gone" / "speeds.json")
    speeds.heard("m")(Ended(900, False, 900, 9.0))
    ReadingSpeeds().heard("m")(Ended(900, False, 900, 9.0))
    assert speeds.budget("m", 3.0) == 900


def test_the_models_asked_last_are_kept(tmp_path: Path) -> None:
    speeds = ReadingSpeeds(tmp_path / "speeds.json")
    for number in range(60):
        speeds.heard(str(number))(Ended(500, False, 500, 10.0))
    assert speeds.budget("59", 3.0) == int(50 * WAITED) and speeds.budget("0", 3.0) == 900
