from dataclasses import fields
from datetime import date

import pytest

from index.entries.user_rules import DateRules, rules_for

_RULES = DateRules(order="dmy", year=2020)


@pytest.mark.parametrize(
    ("glob", "path", "holds"),
    [
        ("day*.md", "day01.md", True),
        ("day*.md", "deep/er/day01.md", True),
        ("day*.md", "my-day01.md", False),
        ("log/*.md", "log/a.md", True),
        ("log/*.md", "old/log/a.md", True),
        ("log/*.md", "log/deep/a.md", False),
        ("log", "log/deep/a.md", True),
        ("log/", "log/a.md", True),
        ("log", "old/log/a.md", False),
        ("log", "log.md", False),
        ("log/**", "log/deep/a.md", True),
        ("log/**", "logs/a.md", False),
        ("**/a.md", "a.md", True),
        ("**/a.md", "x/y/a.md", True),
        ("log/**/a.md", "log/a.md", True),
        ("log/**/a.md", "log/x/y/a.md", True),
        ("log/**/a.md", "other/x/a.md", False),
        ("log/**/*.txt", "log/x/a.md", False),
        ("", "any/a.md", True),
        ("/", "any/a.md", True),
    ],
)
def test_a_glob_holds_for(glob: str, path: str, holds: bool) -> None:
    found = rules_for(path, _RULES, [(glob, DateRules(year=1999))])
    assert found == (DateRules(order="dmy", year=1999) if holds else _RULES)


def test_globs_override_in_their_order_and_only_in_what_they_say() -> None:
    by_glob = [("log", DateRules(year=2001, start=date(2001, 1, 1))), ("log/a.md", DateRules(year=2002))]
    assert rules_for("log/a.md", _RULES, by_glob) == DateRules("dmy", 2002, date(2001, 1, 1))
    assert rules_for("log/a.md", _RULES, by_glob[::-1]).year == 2001
    assert rules_for("b.md", _RULES, by_glob) == _RULES


def test_every_rule_can_be_set_for_a_glob() -> None:
    every = DateRules(order="mdy", year=1999, start=date(1999, 1, 1), fallback="mtime", timezone="Europe/Vienna")
    assert all(getattr(every, field.name) is not None for field in fields(DateRules))
    assert rules_for("a.md", DateRules(), [("a.md", every)]) == every
