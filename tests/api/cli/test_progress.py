import io
import sys

import pytest

from api.cli.progress import Bars


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [_Terminal(), io.StringIO()], ids=["terminal", "file"])
def test_a_bar_for_each_stage_on_a_terminal_only(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with Bars() as bars:
        for done in (100, 200):
            bars("reading", done, 200)
        bars("embedding", 5, 5)  # over before it is read
        bars("embedding", 256, 300)
    told = stream.getvalue()
    if stream.isatty():
        assert "reading" in told and "200/200" in told and "256/300" in told
        assert told.endswith("\n")
    else:
        assert told == ""


def test_without_a_standard_error_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with Bars() as bars:
        bars("reading", 100, 200)
