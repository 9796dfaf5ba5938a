"""No pattern is super-linear: each is searched through texts made of its own repeats, then through twice as much.

It takes minutes, so it runs where DAYCITE_TEST_LONG=1 is set; test_notes.py holds the same of whole notes each time.
"""

import importlib
import os

import pytest

from tests.hostile.patterns import patterns, slowest

_SIZE = 1500
# Tried only at the beginning of a line: written as one tuple, which `patterns` does not see through.
_ANCHORED = {"index.notes.blocks._LONG_RULER", "index.notes.blocks._DASHES", "index.notes.blocks._ITEM"}


# Seconds for 3,000 characters. What reads notes meets lines of 50,000; what reads passages and questions, few thousand.
_MOST = {"index": 0.005, "rag": 0.1, "api": 0.1}


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("DAYCITE_TEST_LONG"), reason="set DAYCITE_TEST_LONG=1: it takes minutes")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("package", ["index", "rag", "api"])
def test_twice_the_text_takes_no_more_than_about_twice_the_time(package: str) -> None:
    found, count = [], 0
    for name, pattern, anchored in patterns(importlib.import_module(package)):
        count += 1
        anchored = anchored or name in _ANCHORED
        once, twice, text = slowest(pattern, anchored, _SIZE)
        if twice > _MOST[package]:
            once, twice, text = slowest(pattern, anchored, _SIZE)  # once more, should the machine have been busy
        if twice > _MOST[package]:
            found.append(f"{name}: {once * 1e3:.0f} ms, then {twice * 1e3:.0f} ms for {text}")
    assert not found, "\n".join(found)
    assert count > {"index": 60, "rag": 10, "api": 0}[package], "the look for patterns finds them"


@pytest.mark.slow
def test_a_pattern_that_is_super_linear_is_found() -> None:
    import re

    for bad in (r"\d+x\d+y", r"#+ .*#+$", r"\w+\s*:\s*\w+$", r"\[[^\]]*\]\("):
        assert slowest(re.compile(bad), False, 3 * _SIZE)[1] > 0.003, bad
    for good in (r"^#{1,6} ", r"\[[^\[\]]{1,50}\]", r"a|b|c"):
        assert slowest(re.compile(good), False, _SIZE) == (0.0, 0.0, "")
